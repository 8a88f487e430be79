/** Sizes, times and shares as rules have them: `1MB`, `5s`, `10%`, or plain numbers. */

const SIZES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1000,
  m: 1_000_000,
  mb: 1_000_000,
  kib: 1024,
  mib: 1_048_576,
};
const TIMES: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000 };
/** An hour: a longer wait than any client has. */
const MOST_MILLISECONDS = 3_600_000;

/** Octets; null for what is none. */
export function sizeOf(value: unknown): number | null {
  return measured(value, SIZES, '');
}

/** Milliseconds; a plain number is that already. */
export function millisecondsOf(value: unknown): number | null {
  const found = measured(value, TIMES, 'ms');
  return found === null || found > MOST_MILLISECONDS ? null : found;
}

/** A share, above 0 to 1; `10%` is 0.1. */
export function shareOf(value: unknown): number | null {
  const percent = typeof value === 'string' ? /^(\d+(?:\.\d+)?) *%$/.exec(value.trim())?.[1] : undefined;
  const share = percent === undefined ? Number(value) : Number(percent) / 100;
  return typeof value !== 'boolean' && share > 0 && share <= 1 ? share : null;
}

/** A whole number from 1 on. */
export function countOf(value: unknown): number | null {
  const isText = typeof value === 'string' && /^\d{1,9}$/.test(value);
  const count = isText || typeof value === 'number' ? Number(value) : 0;
  return Number.isSafeInteger(count) && count > 0 ? count : null;
}

function measured(value: unknown, units: Readonly<Record<string, number>>, bare: string): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
  if (typeof value !== 'string') return null;
  const [, digits = '', unit = ''] = /^(\d{1,12}(?:\.\d{1,3})?) *([a-z]*)$/i.exec(value.trim()) ?? [];
  const factor = units[unit === '' ? bare : unit.toLowerCase()];
  return digits === '' || factor === undefined ? null : Math.round(Number(digits) * factor);
}

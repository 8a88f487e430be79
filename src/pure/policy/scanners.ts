/**
 * What is said to scanners, and what they answer. clamd: commands that begin with `z` and end in NUL, a letter in chunks with their
 * length in front, a length of 0 at the end. spamd: SPAMC/1.5, headers with CRLF. rspamd: JSON over HTTP.
 */

export const CLAMD_BEGIN = 'zINSTREAM\0';
export const CLAMD_END = new Uint8Array(4);

export function clamdChunk(piece: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(piece.length + 4);
  new DataView(chunk.buffer).setUint32(0, piece.length);
  chunk.set(piece, 4);
  return chunk;
}

export type Scanned =
  | { readonly kind: 'clean' }
  | { readonly kind: 'virus'; readonly name: string }
  | { readonly kind: 'score'; readonly score: number; readonly symbols: readonly string[] }
  /** `reason` is what the scanner said. */
  | { readonly kind: 'failed'; readonly reason: string };

const MOST_REASON = 200;

/** The answer of clamd to a stream. */
export function clamdAnswer(text: string): Scanned {
  const said = text.replace(/\0[\s\S]*$/, '').trim();
  if (/^stream: OK$/.test(said)) return { kind: 'clean' };
  const name = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (name !== undefined) return { kind: 'virus', name };
  return { kind: 'failed', reason: said.slice(0, MOST_REASON) };
}

/** The question to spamd, before the letter. */
export function spamdHead(bytes: number, user: string | undefined): string {
  const lines = ['SYMBOLS SPAMC/1.5', `Content-length: ${bytes}`];
  if (user !== undefined) lines.push(`User: ${user}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

export function spamdAnswer(text: string): Scanned {
  const [head = '', body = ''] = text.split(/\r?\n\r?\n/, 2);
  const status = /^SPAMD\/\S+ (\d+) (.*)$/m.exec(head);
  const score = /^Spam: *\S+ *; *(-?\d+(?:\.\d+)?) *\/ *-?\d/im.exec(head)?.[1];
  if (status?.[1] !== '0' || score === undefined)
    return { kind: 'failed', reason: (head.split(/\r?\n/)[0] ?? '').slice(0, MOST_REASON) };
  const symbols = body.split(/[,\s]+/).filter((name) => /^[A-Z0-9_]{1,64}$/i.test(name));
  return { kind: 'score', score: Number(score), symbols };
}

export function rspamdAnswer(text: string): Scanned {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'failed', reason: text.slice(0, MOST_REASON) };
  }
  const score: unknown = fieldOf(value, 'score');
  if (typeof score !== 'number' || !Number.isFinite(score))
    return { kind: 'failed', reason: text.slice(0, MOST_REASON) };
  const symbols = Object.keys(Object(fieldOf(value, 'symbols')) as object);
  return { kind: 'score', score, symbols };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

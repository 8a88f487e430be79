/**
 * `--hex`: the octets of a line as rows of sixteen, each with its offset and its characters, as `hexdump -C` has them. They are those of
 * the log: a hidden line has none to show.
 */

import type { CommandEvent, ReplyEvent } from '../../pure/events/index.ts';
import { encodeText } from '../../pure/protocol/index.ts';

const OCTETS_PER_ROW = 16;
/** Rows of one line or piece of a letter; the rest is counted. */
const MOST_ROWS = 64;
const CRLF = '\r\n';

/** The octets as rows; `more` words how many are left out. */
export function hexRows(octets: Uint8Array, more: (octets: number) => string): readonly string[] {
  const rows: string[] = [];
  for (let at = 0; at < octets.length && rows.length < MOST_ROWS; at += OCTETS_PER_ROW) {
    const row = [...octets.subarray(at, at + OCTETS_PER_ROW)];
    const hex = row.map((octet) => octet.toString(16).padStart(2, '0')).join(' ');
    const shown = row.map((octet) => (octet > 31 && octet < 127 ? String.fromCharCode(octet) : '.')).join('');
    rows.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(OCTETS_PER_ROW * 3 - 1)}  ${shown}`);
  }
  const left = octets.length - rows.length * OCTETS_PER_ROW;
  return left > 0 ? [...rows, more(left)] : rows;
}

/** The octets of a command; null where it is hidden. */
export function octetsOfCommand(event: CommandEvent, showSecrets: boolean): Uint8Array | null {
  if (event.hidden && !(showSecrets && event.secret !== undefined)) return null;
  const text = encodeText(event.hidden ? (event.secret?.reveal() ?? '') : event.line);
  // The log has the line, and how many octets went: what is more than the line is its end.
  return joined(text, encodeText(CRLF).slice(0, Math.max(0, Math.min(2, event.bytes - text.length))));
}

/** The octets of a line of a reply. */
export function octetsOfReplyLine(event: ReplyEvent, index: number): Uint8Array {
  const last = index === event.lines.length - 1;
  const bare = event.quirks.includes('code-only') && last && event.lines[index] === '';
  const code = encodeText(`${event.code}${bare ? '' : last ? ' ' : '-'}`);
  const text = event.octets?.[index] ?? encodeText(event.lines[index] ?? '');
  return joined(joined(code, text), encodeText(event.quirks.includes('bare-lf') ? '\n' : CRLF));
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

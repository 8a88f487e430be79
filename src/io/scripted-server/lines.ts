/**
 * Lines of a session file on the server's side: what is sent where a capture stands, and letters as a client has to send
 * them. Follows RFC 5321 §4.5.2 (dots).
 */

import { chanceOf } from '../../pure/practice/index.ts';
import { concatBytes, CR, decodeText, LetterEncoder, LF } from '../../pure/protocol/index.ts';
import { expand, missingNames, printParts } from '../../pure/sessions/index.ts';
import type { ClientLine, Variables } from '../../pure/sessions/index.ts';
import type { PeerLine } from '../server/index.ts';

const TOKEN_LENGTH = 10;
/** What is sent where a capture stands: the same for the same seed. */
export function tokenOf(seed: string): string {
  return chanceOf(seed).text(TOKEN_LENGTH);
}

/** A file as the lines that a client has to send: ended by CRLF, dots stuffed, the lone dot behind them. */
export async function* linesOfLetter(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const encoder = new LetterEncoder({ stuff: true });
  let held: readonly Uint8Array[] = [];
  const lines = function* (wire: Uint8Array): Iterable<string> {
    let from = 0;
    for (let end = wire.indexOf(LF); end >= 0; end = wire.indexOf(LF, from)) {
      yield decodeText(concatBytes([...held, wire.subarray(from, end)])).replace(/\r$/, '');
      held = [];
      from = end + 1;
    }
    if (from < wire.length) held = [...held, wire.slice(from)];
  };
  for await (const chunk of chunks) yield* lines(encoder.push(chunk).slice());
  yield* lines(encoder.finish());
}

/** Octets as lines, each with its end where it has one; exactly these octets, text or not. */
export function linesOfOctets(octets: Uint8Array): readonly PeerLine[] {
  const lines: PeerLine[] = [];
  let from = 0;
  while (from < octets.length) {
    const end = octets.indexOf(LF, from);
    const crlf = end > from && octets[end - 1] === CR;
    const line = octets.subarray(from, end < 0 ? octets.length : crlf ? end - 1 : end);
    lines.push({ octets: line, ending: end < 0 ? '' : crlf ? '\r\n' : '\n', text: decodeText(line) });
    from = end < 0 ? octets.length : end + 1;
  }
  return lines;
}

/** A line of the file with what is known filled in, secrets hidden; as it is written where something is not known. */
export function lineAsShown(line: ClientLine, secret: string | null, variables: Variables): string {
  if (secret !== null) return secret;
  const { parts, tail } = line;
  const open = parts.some((part) => part.kind === 'hole' && part.expression.kind === 'any');
  const known = !open && missingNames(parts, variables).length === 0;
  return (known ? expand(parts, variables).shown : printParts(parts)) + (tail?.raw ?? '');
}

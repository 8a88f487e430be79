/**
 * A letter on its way through: read from the client up to its end, written to the server as fast as that takes it, never held whole.
 * Its fate is the server's word alone: lost before its end nothing was accepted, lost behind it nobody knows. Line ends are made CRLF
 * (SECURITY: what one server takes for the end of a letter and another does not smuggles in a second one). Chunks of BDAT pass as they
 * are. Follows RFC 5321 §4.1.1.4, RFC 3030 §2, RFC 2033 §4.2.
 */

import { LabError } from '../../pure/problems/index.ts';
import { chunkOf, LetterDecoder, LF } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import type { ClientLeg, ClientLine } from './client-leg.ts';
import type { ServerLeg } from './server-leg.ts';

const PIECE_OCTETS = 65_536;
/** The lone dot and its line end. */
export const END_OCTETS = 3;

/** What became of it: the server's replies, and why there are no more of them. */
export type Passed =
  | { readonly kind: 'answered'; readonly replies: readonly Reply[] }
  /** The client left, or is to leave, before its end. */
  | { readonly kind: 'broken-off' }
  /** A rule spoke in place of the server, which has no letter. */
  | { readonly kind: 'replaced' }
  /** `replies` are those that came before. */
  | { readonly kind: 'unknown'; readonly replies: readonly Reply[]; readonly error: LabError };

/**
 * Passes on what follows a 354. Before its end `mayEnd` is asked; where that says no, the server is left without an end, and has no
 * letter. Rejects with a `LabError` where the server is lost before its end was written.
 */
export async function passLetter(
  client: ClientLeg,
  server: ServerLeg,
  mayEnd: (octets: number) => Promise<boolean>,
): Promise<Passed> {
  const decoder = new LetterDecoder();
  const writer = server.beginLetter();
  let wireOctets = 0;
  let octets = 0;
  let lines = 0;
  for (let isWanted = true, done = false; !done;) {
    const piece = await client.lines.piece(PIECE_OCTETS);
    if (piece === null) {
      server.drop();
      return { kind: 'broken-off' };
    }
    const decoded = decoder.push(piece);
    done = decoded.done;
    const wire = piece.subarray(0, piece.length - decoded.rest.length);
    client.observer.letter(wire);
    wireOctets += wire.length;
    octets += decoded.text.length;
    lines += linesIn(decoded.text);
    if (isWanted && decoded.text.length > 0) isWanted = await writer.write(decoded.text);
    client.lines.giveBack(decoded.rest);
  }
  client.letterEnded({ bytes: octets, lines, stuffed: wireOctets - octets - END_OCTETS });
  if (!(await mayEnd(octets))) {
    server.drop();
    return { kind: 'replaced' };
  }
  const { replies, lost } = await writer.finish();
  const { repaired } = writer.counts;
  if (repaired > 0)
    client.observer.remark({ code: 'letter-line-ends-made-crlf', detail: { count: repaired } });
  return lost === null ? { kind: 'answered', replies } : { kind: 'unknown', replies, error: lost };
}

/** Passes on a chunk, whose announcement is `line`. The counts add up over the chunks of a letter. */
export async function passChunk(
  line: ClientLine,
  client: ClientLeg,
  server: ServerLeg,
  letter: { bytes: number; lines: number },
): Promise<Passed> {
  const chunk = chunkOf(line.text) ?? { left: 0, last: false };
  await server.beginChunk(line);
  let { left } = chunk;
  const { last } = chunk;
  let isWhole = false;
  const replies: Reply[] = [];
  try {
    do {
      const piece = left === 0 ? new Uint8Array(0) : await client.lines.piece(Math.min(left, PIECE_OCTETS));
      if (piece === null) {
        server.drop();
        return { kind: 'broken-off' };
      }
      left -= piece.length;
      letter.bytes += piece.length;
      letter.lines += linesIn(piece);
      if (piece.length > 0) client.observer.letter(piece);
      isWhole = last && left === 0;
      const counts = { ...letter, stuffed: 0, repaired: 0, closed: false };
      if (isWhole) client.observer.letterEnded({ ...letter, stuffed: 0 }, 'BDAT', client.state.phase);
      if (piece.length > 0 || isWhole) await server.chunkPiece(piece, isWhole ? counts : null);
    } while (left > 0);
    for await (const reply of server.chunkReplies(last)) replies.push(reply);
  } catch (error) {
    if (error instanceof LabError && isWhole) return { kind: 'unknown', replies, error };
    throw error;
  }
  return { kind: 'answered', replies };
}

export function linesIn(text: Uint8Array): number {
  let lines = 0;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) lines++;
  return lines;
}

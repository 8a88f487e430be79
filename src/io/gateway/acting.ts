/** What a rule does at its point: something instead of the usual, or something around it. It is always told which rule it is. */

import type { Remark } from '../../pure/events/index.ts';
import { formatRule } from '../../pure/practice/index.ts';
import { chunkOf, LetterDecoder, replyOf } from '../../pure/protocol/index.ts';
import type { CertificateKind } from '../server/index.ts';
import type { ClientLeg, ClientLine } from './client-leg.ts';
import type { Acting } from './faults.ts';
import { END_OCTETS, linesIn } from './letter-passage.ts';

const PIECE_OCTETS = 65_536;
const NONE = new Uint8Array(0);

/** What goes on: the usual; nothing, since it was answered here; nothing at all any more. */
export type Consequence = 'usual' | 'answered' | 'over';

export interface ActingPort {
  readonly client: ClientLeg;
  readonly remark: (remark: Remark, kind: 'note') => void;
  hidden: readonly string[];
  certificate: CertificateKind;
}

/** Does what a rule says. */
export async function act({ deeds, row }: Acting, port: ActingPort): Promise<Consequence> {
  const { client } = port;
  port.remark({ code: 'rule-acts', detail: { rule: formatRule(row) } }, 'note');
  for (const deed of deeds) {
    switch (deed.kind) {
      case 'wait':
        await client.flush();
        await client.lines.wait(deed.milliseconds);
        if (client.hasLeft || client.lines.isStopped) return 'over';
        break;
      case 'reply':
        // In LMTP the end of a letter has a reply for each recipient (RFC 2033 §4.2).
        do client.say(replyOf(deed.reply.code, deed.reply.lines));
        while (client.owesLetterReply);
        return 'answered';
      case 'drop':
        await client.flush();
        client.drop(deed.reset);
        return 'over';
      case 'part':
        await client.flush();
        client.cutAfter(deed.octets);
        break;
      case 'hide':
        port.hidden = deed.keywords;
        break;
      case 'certificate':
        port.certificate = deed.certificate;
        break;
      default:
    }
  }
  return 'usual';
}

/** Whether a rule puts something in place of the usual. */
export function replaces({ deeds }: Acting): boolean {
  return deeds.some(({ kind }) => kind === 'reply' || kind === 'drop');
}

/** What was thrown away of a letter. */
export interface Swallowed {
  readonly bytes: number;
  readonly lines: number;
  readonly stuffed: number;
}

/** Reads a letter to its end, or the octets of a chunk, and throws them away; null where the client left before. */
export async function swallow(client: ClientLeg, line: ClientLine): Promise<Swallowed | null> {
  const decoder = line.verb === 'DATA' ? new LetterDecoder() : null;
  const counts = { bytes: 0, lines: 0, stuffed: 0 };
  let left = chunkOf(line.text)?.left ?? 0;
  for (let done = decoder === null && left === 0; !done;) {
    const piece = await client.lines.piece(decoder === null ? Math.min(left, PIECE_OCTETS) : PIECE_OCTETS);
    if (piece === null) return null;
    left -= piece.length;
    const { text, done: ended, rest } = decoder?.push(piece) ?? { text: piece, done: left === 0, rest: NONE };
    const wire = piece.subarray(0, piece.length - rest.length);
    client.observer.letter(wire);
    client.lines.giveBack(rest);
    counts.bytes += text.length;
    counts.lines += linesIn(text);
    counts.stuffed += wire.length - text.length;
    done = ended;
  }
  if (decoder !== null) counts.stuffed -= END_OCTETS;
  return counts;
}

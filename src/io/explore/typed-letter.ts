/**
 * A letter that is typed line by line: behind DATA up to its lone dot (RFC 5321 §4.1.1.4), or as a chunk of BDAT up to its octets
 * (RFC 3030 §2). Tells whom the server took it for.
 */

import { awaitedReply, chunkOf, concatBytes, encodeText } from '../../pure/protocol/index.ts';
import type { Dialect, Reply } from '../../pure/protocol/index.ts';
import { queueIdOf } from '../client/index.ts';
import type { Conversation, LetterWriter, Outgoing } from '../client/index.ts';
import { WireError } from '../wire/index.ts';
import { LetterCounter } from '../play/index.ts';

/** What came of a line: recipients for whom the letter was taken, and whether more lines belong to it. */
export interface LineTaken {
  readonly taken: readonly string[];
  readonly goesOn: boolean;
  /** Octets of the line that were one too many for the chunk, and were not sent. */
  readonly surplus?: number;
  readonly queueId?: string | null;
}

export interface TypedLetter {
  readonly kind: 'letter' | 'chunk';
  /** Octets that are still to come; 0 where they are not counted. */
  readonly octetsLeft: number;
  /** Whether this line is the last of it. */
  readonly endsWith: (line: string) => boolean;
  /** Takes a line. Rejects where the conversation fails. */
  readonly line: (line: string) => Promise<LineTaken>;
}

const MORE: LineTaken = { taken: [], goesOn: true };

/** A letter behind DATA. */
export class TypedData implements TypedLetter {
  readonly kind = 'letter';
  readonly octetsLeft = 0;
  readonly #conversation: Conversation;
  readonly #writer: LetterWriter;

  constructor(conversation: Conversation, stuffing: boolean) {
    this.#conversation = conversation;
    this.#writer = conversation.beginLetter('DATA', stuffing);
  }

  endsWith(line: string): boolean {
    return line === '.';
  }

  async line(line: string): Promise<LineTaken> {
    if (!this.endsWith(line)) {
      return { taken: [], goesOn: await this.#writer.write(encodeText(`${line}\r\n`)) };
    }
    const { state } = this.#conversation;
    const { recipients } = state.envelope;
    const { replies, lost } = await this.#writer.finish();
    if (lost !== null) {
      throw new WireError('outcome-unknown', {
        how: lost.code,
        recipients: recipients.slice(replies.length),
      });
    }
    return { ...takenBy(state.dialect, recipients, replies), goesOn: false };
  }
}

/** LMTP has a reply for each recipient (RFC 2033 §4.2), SMTP one for all. */
function takenBy(
  dialect: Dialect,
  recipients: readonly string[],
  replies: readonly Reply[],
): Pick<LineTaken, 'taken' | 'queueId'> {
  const taken = recipients.filter((_one, at) => replies[dialect === 'lmtp' ? at : 0]?.class === 2);
  const yes = replies.find((reply) => reply.class === 2);
  return { taken, queueId: yes === undefined ? null : queueIdOf(yes) };
}

/** The chunks of one letter after the other. */
export class TypedChunks {
  #counter = new LetterCounter();

  begin(conversation: Conversation, outgoing: Outgoing, wanted: number): TypedLetter {
    // The first chunk, or the first one after an RSET.
    if (conversation.state.phase !== 'bdat') this.#counter = new LetterCounter();
    return new TypedChunk(conversation, outgoing, wanted, this.#counter);
  }
}

/** A chunk of BDAT: the command waits for its octets. */
class TypedChunk implements TypedLetter {
  readonly kind = 'chunk';
  readonly #conversation: Conversation;
  readonly #outgoing: Outgoing;
  readonly #wanted: number;
  readonly #counter: LetterCounter;
  #held = new Uint8Array(0);

  /** `counter` goes on over all chunks of a letter. */
  constructor(conversation: Conversation, outgoing: Outgoing, wanted: number, counter: LetterCounter) {
    this.#conversation = conversation;
    this.#outgoing = outgoing;
    this.#wanted = wanted;
    this.#counter = counter;
  }

  get octetsLeft(): number {
    return Math.max(0, this.#wanted - this.#held.length);
  }

  endsWith(line: string): boolean {
    return this.#wanted === 0 || this.#held.length + encodeText(line).length + 2 >= this.#wanted;
  }

  async line(line: string): Promise<LineTaken> {
    const ends = this.endsWith(line);
    this.#held = Uint8Array.from(concatBytes([this.#held, encodeText(`${line}\r\n`)]));
    if (!ends) return MORE;
    const conversation = this.#conversation;
    const { dialect, envelope } = conversation.state;
    const octets = this.#held.subarray(0, this.#wanted);
    const last = chunkOf(this.#outgoing.line)?.last === true;
    this.#counter.push(octets);
    await conversation.linesAsTheyAre([this.#outgoing]);
    await conversation.letterAsItIs(octets, last ? this.#counter.take('BDAT') : null, 'BDAT');
    const replies: Reply[] = [];
    do replies.push(await conversation.readReply());
    while (awaitedReply(conversation.state) !== null);
    const surplus = this.#wanted === 0 ? 0 : this.#held.length - octets.length;
    const took = last ? takenBy(dialect, envelope.recipients, replies) : { taken: [] };
    return { ...took, goesOn: false, surplus };
  }
}

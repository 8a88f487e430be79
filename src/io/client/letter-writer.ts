/**
 * A letter on its way: line ends repaired, dots stuffed, piece by piece as fast as the server takes it. With DATA its last
 * piece and the lone dot leave in one write (RFC 5321 §4.1.1.4); with BDAT it goes in counted chunks (RFC 3030 §2). From the
 * writing of that end to the whole reply nobody knows the letter's fate; a failure there is told as `lost`, and not thrown.
 */

import { LabError } from '../../pure/problems/index.ts';
import { awaitedReply, concatBytes, LetterEncoder, RawLetter, saysYes } from '../../pure/protocol/index.ts';
import type { LetterCounts, Reply, ReplyResult } from '../../pure/protocol/index.ts';
import { WireError } from '../wire/index.ts';
import type { Channel } from './channel.ts';

export type Via = 'DATA' | 'BDAT';

/** The end of a letter: the replies in order (LMTP has one for each accepted recipient), and why the rest did not come. */
export interface LetterEnd {
  readonly replies: readonly Reply[];
  readonly lost: LabError | null;
  /** The server refused before the letter was over; its end was not sent. */
  readonly early: boolean;
}

/** As much as is handed over at once: a piece that does not move is noticed. Larger ones are not faster, and take memory. */
const PIECE_OCTETS = 65_536;
/** The same as a chunk of BDAT, which costs a round trip. */
const CHUNK_OCTETS = 262_144;

export class LetterWriter {
  readonly #channel: Channel;
  readonly #via: Via;
  readonly #encoder: LetterEncoder | RawLetter;
  /** What is not sent yet: the end has to leave together with the last of it. */
  #held: Uint8Array[] = [];
  #heldOctets = 0;
  #sent = 0;
  #refusal: Reply | null = null;

  /** `stuff` false leaves dots as they are, `raw` everything. */
  constructor(channel: Channel, via: Via, { stuff = true, raw = false } = {}) {
    this.#channel = channel;
    this.#via = via;
    this.#encoder = raw
      ? new RawLetter(via === 'DATA')
      : new LetterEncoder({
          stuff: via === 'DATA' && stuff,
          find: (bytes, octet, from) => bytes.indexOf(octet, from),
        });
  }

  get counts(): LetterCounts {
    return this.#encoder.counts;
  }

  /** Takes a piece of the letter. False where the server has refused the letter meanwhile: the rest is of no use. */
  async write(chunk: Uint8Array): Promise<boolean> {
    const usual = this.#via === 'BDAT' ? CHUNK_OCTETS : PIECE_OCTETS;
    const most = this.#channel.options.pieceOctets ?? usual;
    for (let from = 0; from < chunk.length && this.#refusal === null; from += most) {
      const piece = this.#encoder.push(chunk.subarray(from, from + most));
      if (piece.length === 0) continue;
      if (this.#heldOctets > 0 && this.#heldOctets + piece.length > most) await this.#flush();
      this.#held.push(piece);
      this.#heldOctets += piece.length;
    }
    return this.#refusal === null;
  }

  /** Sends the end and waits for the replies to it; with `drop` it disconnects instead of waiting. */
  async finish(drop = false): Promise<LetterEnd> {
    if (this.#refusal !== null) return this.#endEarly(this.#refusal);
    const last = concatBytes([...this.#held.splice(0), this.#encoder.finish()]);
    // Where the server is known to be gone the end is never written, and its fate is no question.
    const refusal =
      this.#talkMeanwhile() ?? (this.#channel.inbox.gone === null ? null : await this.#whyGone());
    if (refusal !== null) return this.#endEarly(refusal);
    this.#channel.checkStopped(this.#via === 'DATA');
    const via = this.#via;
    const started = this.#channel.options.now();
    const head = this.#ending(last);
    this.#channel.emit({ kind: 'letter', wire: last });
    this.#channel.emit({ kind: 'data', ...this.#encoder.counts, via });
    return drop ? this.#drop(head) : this.#hear(head, started);
  }

  /** Says which command the end of the letter is, and gives the octets of it. */
  #ending(last: Uint8Array): Uint8Array {
    if (this.#via === 'BDAT') {
      const line = `BDAT ${last.length} LAST`;
      return concatBytes([this.#channel.speech.say([{ verb: 'BDAT', line }]), last]);
    }
    this.#channel.advance({ kind: 'command', verb: 'DATA', line: '.' });
    return last;
  }

  async #hear(bytes: Uint8Array, started: number): Promise<LetterEnd> {
    const replies: Reply[] = [];
    try {
      await this.#channel.write(bytes, this.#stalled, true);
      do replies.push(await this.#channel.reply('letter', started));
      while (replies.at(-1)?.code !== 421 && this.#waitsForMore());
      return { replies, lost: null, early: false };
    } catch (error) {
      if (error instanceof LabError) return { replies, lost: error, early: false };
      throw error;
    }
  }

  async #drop(bytes: Uint8Array): Promise<LetterEnd> {
    await this.#channel.write(bytes, this.#stalled);
    this.#channel.close('client', false);
    return { replies: [], lost: null, early: false };
  }

  /** LMTP: whether the letter's end has more replies to come (RFC 2033 §4.2). */
  #waitsForMore(): boolean {
    return awaitedReply(this.#channel.state) !== null;
  }

  readonly #stalled = (seconds: number): LabError =>
    new WireError('upload-stalled', { sent: this.#sent, seconds });

  async #flush(): Promise<void> {
    this.#channel.checkStopped(this.#via === 'DATA');
    const bytes = concatBytes(this.#held);
    this.#held = [];
    this.#heldOctets = 0;
    this.#refusal = this.#talkMeanwhile() ?? (await this.#send(bytes));
  }

  /** Sends a piece; a refusal that it met, or null. */
  async #send(bytes: Uint8Array): Promise<Reply | null> {
    const channel = this.#channel;
    const started = channel.options.now();
    if (this.#via === 'DATA') {
      channel.emit({ kind: 'letter', wire: bytes });
      const written = await channel.write(bytes, this.#stalled, true);
      this.#sent += bytes.length;
      // The server spoke, or the wire is gone: a reply that lies there says more than the failure.
      return written === 'written' ? null : (this.#talkMeanwhile() ?? this.#whyGone());
    }
    // A chunk is told as it goes: its command first.
    const head = channel.speech.say([{ verb: 'BDAT', line: `BDAT ${bytes.length}` }]);
    channel.emit({ kind: 'letter', wire: bytes });
    await channel.write(concatBytes([head, bytes]), this.#stalled, true);
    const reply = await channel.reply('command', started);
    this.#sent += bytes.length;
    if (saysYes(reply)) return null;
    if (reply.class === 4 || reply.class === 5) return reply;
    // No chunk said LAST, so nothing can have been accepted (RFC 3030 §2).
    channel.close('client', false);
    throw new WireError('impossible-reply', { to: 'BDAT', code: reply.code, text: reply.lines.join(' ') });
  }

  /** The last word of a server that is gone, where it had one; rejects where it had none. */
  async #whyGone(): Promise<Reply | null> {
    const result = await this.#channel.lastWord(this.#via);
    return this.#judge(result);
  }

  /** A reply that came before the letter's end was written. */
  #talkMeanwhile(): Reply | null {
    if (!this.#channel.inbox.hasReply) return null;
    const [first] = this.#channel.inbox.takeAll();
    return first === undefined ? null : this.#judge(first);
  }

  /**
   * A refusal is one: the server will not have the letter. Anything else is out of step, and must not be taken for the
   * reply to an end that was never sent.
   */
  #judge(result: ReplyResult): Reply {
    if (result.kind !== 'reply') throw this.#channel.broken(this.#via, result);
    if (result.class === 4 || result.class === 5) {
      this.#channel.tellEarly(result, this.#via);
      return result;
    }
    this.#channel.tellUnasked(result);
    this.#channel.close('client', false);
    throw new WireError('unasked-reply', { code: result.code, text: result.lines.join(' ') });
  }

  /** Inside DATA only hanging up keeps the rest of the letter from being read as commands, or its half from being accepted. */
  #endEarly(refusal: Reply): LetterEnd {
    if (this.#via === 'DATA') {
      this.#channel.emit({ kind: 'warning', code: 'late-letter-refusal', detail: { code: refusal.code } });
    }
    if (this.#via === 'DATA' || refusal.code === 421) this.#channel.close('client', false);
    return { replies: [refusal], lost: null, early: true };
  }
}

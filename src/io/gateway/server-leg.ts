/**
 * The leg between a gateway and the server behind it: opened when a client comes, as the plan says (encryption, a sign-in of our own),
 * and led from then on by the client's lines. Every reply comes from the server as it is; what goes wrong is thrown.
 */

import type { EventSink } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { awaitedReply, replyOf, sizeLimit } from '../../pure/protocol/index.ts';
import type { LetterCounts, Reply } from '../../pure/protocol/index.ts';
import { Conversation } from '../client/index.ts';
import type { LetterWriter, Outgoing } from '../client/index.ts';
import { openReadyConversation } from '../plan/index.ts';
import type { ConversationPlan, Venue } from '../plan/index.ts';
import type { ClientLine } from './client-leg.ts';

export interface ServerLegSetting {
  readonly sink: EventSink;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Why there is no leg: the greeting where it was a refusal, and when the rest of it is over. */
export interface Unopened {
  readonly error: LabError;
  readonly refusal: Reply | null;
  readonly ended: Promise<void>;
}

/** The greeting of the server, and a farewell that nobody asked for. */
interface Heard {
  greeting: Reply | null;
  farewell: Reply | null;
  /** The reply to an EHLO of ours. */
  offer: Reply | null;
}

export class ServerLeg {
  readonly #conversation: Conversation;
  readonly #heard: Heard;

  private constructor(conversation: Conversation, heard: Heard) {
    this.#conversation = conversation;
    this.#heard = heard;
  }

  /** Opens it, or says why not. */
  static async open(
    plan: ConversationPlan,
    venue: Venue,
    setting: ServerLegSetting,
  ): Promise<ServerLeg | Unopened> {
    const heard: Heard = { greeting: null, farewell: null, offer: null };
    let begun: Conversation | null = null;
    try {
      const { conversation } = await openReadyConversation(plan, venue, {
        ...setting,
        sink: (event) => {
          if (event.kind === 'reply' && event.to === 'greeting')
            heard.greeting = replyOf(event.code, event.lines);
          if (event.kind === 'reply' && (event.to === 'EHLO' || event.to === 'LHLO') && event.code === 250)
            heard.offer ??= replyOf(event.code, event.lines);
          // What was said unencrypted is forgotten (RFC 3207 §4.2).
          if (event.kind === 'tls') heard.offer = null;
          if (event.kind === 'reply' && event.to === null && event.code === 421)
            heard.farewell = replyOf(event.code, event.lines);
          setting.sink(event);
        },
        reached: () => undefined,
        // It is for the client to say.
        leaveHello: true,
        opened: (conversation) => {
          begun = conversation;
        },
      });
      return new ServerLeg(conversation, heard);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      const refusal = error.code === 'greeting-refused' ? heard.greeting : null;
      return { error, refusal, ended: endOf(begun) };
    }
  }

  get greeting(): Reply {
    return this.#heard.greeting ?? replyOf(220, ['']);
  }

  /** What the server offered us; null where we have not asked. */
  get offer(): Reply | null {
    return this.#heard.offer;
  }

  /** A 421 that came without being asked for. */
  get farewell(): Reply | null {
    return this.#heard.farewell;
  }

  get isClosed(): boolean {
    return this.#conversation.isClosed;
  }

  get encrypted(): boolean {
    return this.#conversation.state.encrypted;
  }

  get privacy(): Conversation['speech']['privacy'] {
    return this.#conversation.speech.privacy;
  }

  /** The largest letter that the server takes; null where it names none. */
  get sizeLimit(): number | null {
    return sizeLimit(this.#conversation.state.capabilities);
  }

  /** Whether the server would encrypt. */
  get couldEncrypt(): boolean {
    return this.encrypted || this.#conversation.state.capabilities?.keywords.has('STARTTLS') === true;
  }

  /** Calls back where the server leaves while nothing is asked; null to stop. */
  watch(left: (() => void) | null): void {
    const conversation = this.#conversation;
    if (conversation.isClosed) {
      left?.();
      return;
    }
    conversation.watch(
      left === null
        ? null
        : () => {
            if (conversation.isClosed || this.#heard.farewell !== null) left();
          },
    );
  }

  /** Passes lines on in one write, as far as they may go so, and waits for the reply to each; after a 421 the rest has none. */
  pass(lines: readonly ClientLine[]): Promise<readonly Reply[]> {
    return this.#conversation.group(lines.map(outgoingOf));
  }

  /** Passes on one line whose octets are no text. */
  async passOctets(line: ClientLine): Promise<Reply> {
    await this.#conversation.raw(withEnd(line.octets), outgoingOf(line));
    return this.#conversation.readReply();
  }

  /** Passes on a line of a sign-in. */
  signIn(line: ClientLine, begins: boolean): Promise<Reply> {
    if (!line.isText) return this.passOctets(line);
    return this.#conversation.command({ verb: begins ? line.verb : 'AUTH', line: line.text });
  }

  /** Takes back the envelope of a letter that is not to be. */
  async forgetLetter(): Promise<void> {
    await this.#conversation.command({ verb: 'RSET', line: 'RSET' });
  }

  beginLetter(): LetterWriter {
    return this.#conversation.beginLetter('DATA');
  }

  /** Announces a chunk. */
  beginChunk(line: ClientLine): Promise<void> {
    return this.#conversation.linesAsTheyAre([outgoingOf(line)]);
  }

  /** A piece of a chunk; with `whole` the letter ends behind it. */
  chunkPiece(octets: Uint8Array, whole: LetterCounts | null): Promise<void> {
    return this.#conversation.letterAsItIs(octets, whole, 'BDAT');
  }

  /** The replies to a chunk: one, or in LMTP one for each recipient where it was the last (RFC 2033 §4.2). */
  async *chunkReplies(last: boolean): AsyncGenerator<Reply> {
    for (;;) {
      const reply = await this.#conversation.readReply(last ? 'letter' : 'command');
      yield reply;
      if (reply.code === 421 || awaitedReply(this.#conversation.state) === null) return;
    }
  }

  /** Says goodbye where that is possible, and disconnects. */
  end(): Promise<void> {
    return this.#conversation.quit();
  }

  /** Disconnects at once: a letter that is not whole must not be ended. */
  drop(): void {
    this.#conversation.destroy();
  }
}

async function endOf(conversation: Conversation | null): Promise<void> {
  if (conversation !== null && !conversation.isClosed) await conversation.quit();
}

function outgoingOf({ verb, text }: ClientLine): Outgoing {
  return { verb, line: text };
}

function withEnd(octets: Uint8Array): Uint8Array {
  const whole = new Uint8Array(octets.length + 2);
  whole.set(octets);
  whole.set([13, 10], octets.length);
  return whole;
}

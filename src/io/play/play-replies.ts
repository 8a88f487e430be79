/**
 * The replies that a play waits for: in their order, each in its time, with what was held back for the next look. Counts how often the
 * client waited for an answer to what it had written.
 */

import { LabError } from '../../pure/problems/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import type { Conversation } from '../client/index.ts';

/** A time that the file gives, and how it says it. */
export interface Within {
  readonly milliseconds: number;
  readonly text: string;
}

/** The reply did not come in the time that the file gives; `reply` is what comes all the same. */
export interface Late {
  readonly late: string;
  readonly reply: Promise<Reply>;
}

/** What ends a wait in which nothing has to come. */
const ENDS_WAIT: readonly string[] = ['connection-lost', 'no-reply', 'no-greeting'];

export class PlayReplies {
  readonly #conversation: Conversation;
  #within: Within | null = null;
  #held: Reply | null = null;
  /** A reply that is waited for already. */
  #waiting: Promise<Reply> | null = null;
  #greeted = false;
  /** What ended the wait of a `@stall`; whoever looks for a reply after it finds this. */
  #ended: LabError | null = null;
  #asked = performance.now();
  #roundTrips = 0;
  #waits = false;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  get roundTrips(): number {
    return this.#roundTrips;
  }

  /** Something was written, which began then. */
  said(asked: number): void {
    // A file that speaks first means it: nothing waits for the greeting.
    this.#greeted = true;
    this.#waits = true;
    this.#asked = asked;
  }

  /** The next reply has to come in this time. */
  within(within: Within): void {
    this.#within = within;
  }

  /** A reply that was looked at in vain, and is for the next look. */
  hold(reply: Reply): void {
    this.#held = reply;
  }

  /** A reply that comes within so many milliseconds, though nothing should; it is for the next look, too. Null for none. */
  async unquiet(milliseconds: number): Promise<Reply | null> {
    const waiting = this.next();
    this.#waiting = waiting;
    try {
      const came = await firstOf(waiting, milliseconds);
      if (came !== null) this.#waiting = null;
      if (came !== null) this.#held = came;
      return came;
    } catch (error) {
      if (!(error instanceof LabError) || !ENDS_WAIT.includes(error.code)) throw error;
      // Whoever looks for a reply after it finds this.
      this.#waiting = null;
      this.#ended = error;
      return null;
    }
  }

  async next(): Promise<Reply> {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) return waiting;
    const held = this.#held;
    this.#held = null;
    if (held !== null) return held;
    if (this.#ended !== null) throw this.#ended;
    const first = !this.#greeted && this.#conversation.state.phase === 'connected';
    this.#greeted = true;
    if (this.#waits) this.#roundTrips++;
    this.#waits = false;
    return first ? this.#conversation.greeting() : this.#conversation.readReply();
  }

  /** The next reply, or that it did not come in its time. */
  async inTime(): Promise<Reply | Late> {
    const within = this.#within;
    this.#within = null;
    const reply = this.next();
    if (within === null) return reply;
    const left = within.milliseconds - (performance.now() - this.#asked);
    const came = await firstOf(reply, left);
    return came ?? { late: within.text, reply };
  }

  /** Waits until the server speaks, disconnects, or the time for a reply is over. What comes then is for the next look. */
  async stall(): Promise<void> {
    try {
      this.#held = await this.next();
    } catch (error) {
      if (!(error instanceof LabError) || !ENDS_WAIT.includes(error.code)) throw error;
      this.#ended = error;
    }
  }
}

/** What is awaited, or null where it takes longer. */
async function firstOf<T>(awaited: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, milliseconds), null);
  });
  return Promise.race([awaited, over]).finally(() => {
    clearTimeout(timer);
  });
}

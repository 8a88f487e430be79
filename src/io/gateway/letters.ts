/**
 * The letters of one client: passed on, or replaced by what a rule says, and told of with the outcome that the server gave them. The
 * chunks of BDAT add up to one (RFC 3030 §2).
 */

import type { Outcome } from '../../pure/events/index.ts';
import type { LabError } from '../../pure/problems/index.ts';
import { chunkOf, saysYes } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { queueIdOf } from '../client/index.ts';
import { act, replaces, swallow } from './acting.ts';
import type { ClientLine } from './client-leg.ts';
import type { Exchange } from './exchange.ts';
import type { Acting } from './faults.ts';
import { ownReply } from './own-replies.ts';
import { screenLetter, spoolLetter } from './screening.ts';
import { passChunk, passLetter } from './letter-passage.ts';
import type { Passed } from './letter-passage.ts';

/** What it cannot know or do itself. */
export interface LettersPort {
  /** Whether the client was silent for too long. */
  readonly isIdle: () => boolean;
  /** The server was lost behind the end of a letter. */
  readonly lost: (error: LabError) => void;
}

export class Letters {
  readonly #exchange: Exchange;
  readonly #port: LettersPort;
  #chunks = { bytes: 0, lines: 0 };
  #count = 0;
  /** The rule that acts at the end of the letter under way. */
  #atEnd: Acting | null = null;

  constructor(exchange: Exchange, port: LettersPort) {
    this.#exchange = exchange;
    this.#port = port;
  }

  /**
   * Whether a rule speaks in place of the server at the end of the letter that this line begins: then the server hears nothing of it.
   * One that asks how large the letter is can say so behind it alone.
   */
  async isReplaced(line: ClientLine): Promise<boolean> {
    const { faults } = this.#exchange.setting;
    const chunk = chunkOf(line.text);
    if (line.before.envelope.count === 0 || (chunk === null ? faults.askSize : !chunk.last)) return false;
    const acting = faults.find('letter', '', line.before, this.#chunks.bytes + (chunk?.left ?? 0));
    this.#atEnd = acting;
    if (acting === null || !replaces(acting)) return false;
    if (chunk === null) {
      this.#exchange.say('go-ahead');
      await this.#exchange.client.flush();
    }
    const swallowed = await swallow(this.#exchange.client, line);
    if (swallowed === null) {
      this.#exchange.isOver = true;
      return true;
    }
    if (chunk === null) this.#exchange.client.letterEnded(swallowed);
    else this.#exchange.client.observer.letterEnded(swallowed, 'BDAT', line.before.phase);
    await this.#exchange.server.forgetLetter();
    if ((await act(acting, this.#exchange)) === 'over') this.#exchange.isOver = true;
    this.#tellOutcome('rejected', null);
    return true;
  }

  /** A letter under a policy; false where there is none, or no letter. */
  async isScreened(line: ClientLine): Promise<boolean> {
    const { client, setting } = this.#exchange;
    const { bench } = setting;
    if (bench === null || line.before.envelope.count === 0) return false;
    this.#exchange.say('go-ahead');
    await client.flush();
    const spooled = await spoolLetter(this.#exchange, bench);
    if (spooled === null) {
      this.#tellLetter({ kind: 'broken-off' }, true);
      return true;
    }
    if (spooled === 'too-large') {
      await this.#exchange.server.forgetLetter();
      this.#answerAll(ownReply('too-large'));
      this.#tellOutcome('rejected', null);
      return true;
    }
    if (!(await this.#mayEnd(spooled.bytes))) {
      spooled.discard();
      await this.#exchange.server.forgetLetter();
      this.#tellOutcome('rejected', null);
      return true;
    }
    const screened = await screenLetter(line, spooled, this.#exchange, bench);
    if (screened.by === 'server') {
      this.#knowRecipients(screened.passed, line);
      this.#tellLetter(screened.passed, true);
      return true;
    }
    this.#answerAll(screened.reply);
    this.#tellOutcome(screened.outcome, null);
    return true;
  }

  /** Whoever somebody of ours has written to may answer. */
  #knowRecipients(passed: Passed, line: ClientLine): void {
    const { client, setting, signedIn } = this.#exchange;
    const { bench, relay } = setting;
    const ours = signedIn || relay.trusts(client.address);
    if (
      bench?.policy.known === undefined ||
      !ours ||
      passed.kind !== 'answered' ||
      !passed.replies.some(saysYes)
    )
      return;
    for (const address of line.before.envelope.recipients) bench.store.state.know(address, Date.now());
    bench.store.changed();
  }

  /** In LMTP the end of a letter has a reply for each recipient (RFC 2033 §4.2). */
  #answerAll(reply: Reply): void {
    do this.#exchange.answer(reply);
    while (this.#exchange.client.owesLetterReply);
  }

  /** Whether a letter may end, by the rules about its end. */
  async #mayEnd(octets: number): Promise<boolean> {
    const { client, setting } = this.#exchange;
    const { faults } = setting;
    const acting = faults.askSize ? faults.find('letter', '', client.state, octets) : this.#atEnd;
    if (acting === null) return true;
    const consequence = await act(acting, this.#exchange);
    if (consequence === 'over') this.#exchange.isOver = true;
    return consequence === 'usual';
  }

  /** What follows a 354. */
  async pass(): Promise<void> {
    await this.#exchange.client.flush();
    const mayEnd = (octets: number): Promise<boolean> => this.#mayEnd(octets);
    this.#tellLetter(await passLetter(this.#exchange.client, this.#exchange.server, mayEnd), true);
  }

  async chunk(line: ClientLine): Promise<void> {
    const last = chunkOf(line.text)?.last === true;
    if (line.before.phase !== 'bdat') this.#chunks = { bytes: 0, lines: 0 };
    if (await this.isReplaced(line)) return;
    if (last && this.#atEnd !== null) await act(this.#atEnd, this.#exchange);
    this.#tellLetter(await passChunk(line, this.#exchange.client, this.#exchange.server, this.#chunks), last);
  }

  /** Says what the server said of a letter, and tells of it where that was its end. */
  #tellLetter(passed: Passed, ended: boolean): void {
    if (passed.kind === 'broken-off') {
      if (!this.#exchange.client.hasLeft) this.#exchange.say(this.#port.isIdle() ? 'idle' : 'going-down');
      this.#exchange.isOver = true;
      this.#tellOutcome('not-sent', null);
      return;
    }
    if (passed.kind === 'replaced') {
      if (!this.#exchange.isOver) this.#exchange.say('ended-behind');
      this.#exchange.isOver = true;
      this.#tellOutcome('rejected', null);
      return;
    }
    const { replies } = passed;
    for (const reply of replies) this.#exchange.answer(reply);
    if (passed.kind === 'unknown') {
      this.#exchange.remark({ code: 'letter-fate-unknown', detail: {} });
      this.#port.lost(passed.error);
      this.#tellOutcome('unknown', null);
      return;
    }
    const yes = replies.filter(saysYes);
    const [first] = yes;
    // A chunk that was taken is no letter yet.
    if (!ended && first !== undefined) return;
    if (first !== undefined && this.#exchange.client.hasLeft)
      this.#exchange.remark({ code: 'client-not-told', detail: { code: first.code } });
    const outcome = yes.length === 0 ? 'rejected' : yes.length < replies.length ? 'partial' : 'accepted';
    this.#tellOutcome(outcome, first === undefined ? null : queueIdOf(first));
  }

  #tellOutcome(outcome: Outcome, queueId: string | null): void {
    const { tell, now } = this.#exchange.setting;
    this.#count++;
    const index = this.#count;
    tell({ kind: 'message', at: now(), connection: this.#exchange.connection, index, outcome, queueId });
  }
}

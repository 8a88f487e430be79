/**
 * What the practice server says, and what saying it does: every reply goes through here, in the scenario's words, moves the
 * session's state and counts faults; every occasion is shown to the scenario's rules first. Follows RFC 5321 §4.2.4 and
 * RFC 2034 §4 (enhanced codes only where they are offered).
 */

import { advance, classOf, openState, parseEnhancedCode, ReplyReader } from '../protocol/index.ts';
import type { Happening, Reply, SessionState } from '../protocol/index.ts';
import type { Action } from './actions.ts';
import type { Chance } from './chance.ts';
import { perform } from './deeds.ts';
import { replyOf } from './replies.ts';
import type { ReplyId } from './replies.ts';
import { Rules } from './rules.ts';
import type { Memory, Occasion } from './rules.ts';
import type { GivenReply } from './replies.ts';
import type { Scenario } from './scenario.ts';

type Values = Readonly<Record<string, string>>;

export class Voice {
  readonly #scenario: Scenario;
  readonly #rules: Rules;
  readonly #values: Values;
  readonly #enhanced: boolean;
  #state: SessionState;
  #faults = 0;
  #silent = false;

  constructor(scenario: Scenario, memory: Memory, chance: Chance) {
    const { dialect, hostname, banner, offersInClear, offersInTls } = scenario;
    const offers = [...offersInClear, ...offersInTls].map((line) => line.toUpperCase());
    this.#scenario = scenario;
    this.#state = openState(dialect);
    this.#rules = new Rules(scenario, memory, chance);
    this.#values = { hostname, banner, hello: dialect === 'lmtp' ? 'LHLO' : 'EHLO' };
    // A server that never offers anything may use them all the same, and some do.
    this.#enhanced = offers.length === 0 || offers.includes('ENHANCEDSTATUSCODES');
  }

  get state(): SessionState {
    return this.#state;
  }

  /** True once a rule let the line go dead: nothing is answered any more. */
  get silent(): boolean {
    return this.#silent;
  }

  /** Something happened that no reply is about. */
  tell(happening: Happening): void {
    this.#state = advance(this.#state, happening).state;
  }

  /** A reply of the table. */
  say(id: ReplyId, values: Values = {}): readonly Action[] {
    const reply = replyOf(id, this.#scenario.replies, { ...this.#values, ...values });
    return this.reply(reply, id === 'greeting' ? 'greeting' : 'reply');
  }

  /** A reply as it is given. */
  reply(
    { code, lines: given }: GivenReply,
    as: 'greeting' | 'reply' = 'reply',
    recipient?: string,
  ): readonly Action[] {
    const lines = this.#enhanced ? given : given.map((line) => line.replace(ENHANCED, ''));
    if (code < 400) this.#faults = 0;
    this.tell({ kind: as, reply: asReply(code, lines) });
    return [{ kind: 'reply', code, lines, ...(recipient === undefined ? {} : { recipient }) }];
  }

  /** A reply to what should not have been sent; too many of them end the session. */
  fault(id: ReplyId, values: Values = {}): readonly Action[] {
    this.#faults++;
    if (this.#faults <= this.#scenario.maxFaults) return this.say(id, values);
    return [...this.say('too-many-faults'), { kind: 'close' }];
  }

  /** What a rule makes of this occasion, else the usual. */
  act(occasion: Occasion, usual: () => readonly Action[]): readonly Action[] {
    const rule = this.#rules.find(occasion, this.#state);
    if (rule === null) return usual();
    const as = occasion.on === 'connect' ? 'greeting' : 'reply';
    return perform(rule.deeds, {
      usual,
      say: (reply) => {
        const said = this.reply(reply, as);
        return occasion.on === 'DATA' && this.#state.phase === 'data'
          ? [...said, { kind: 'read-letter' }]
          : said;
      },
      said: (octets) => {
        this.#tookFor(octets, as);
      },
      fallSilent: () => {
        this.#silent = true;
      },
    });
  }

  /** Raw octets count as the reply that they hold; as a no where they hold none. */
  #tookFor(octets: Uint8Array, as: 'greeting' | 'reply'): void {
    const [found] = new ReplyReader().push(octets);
    this.tell({ kind: as, reply: found?.kind === 'reply' ? found : asReply(451, ['']) });
  }
}

const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3} /;
const NO_OCTETS = new Uint8Array(0);

function asReply(code: number, lines: readonly string[]): Reply {
  const enhanced = parseEnhancedCode(lines[0] ?? '');
  return { kind: 'reply', code, class: classOf(code), enhanced, lines, raw: NO_OCTETS, quirks: [] };
}

/**
 * A sign-in at the practice server, from AUTH to its end: whether it may begin, base64, and the judge of its mechanism.
 * Follows RFC 4954 §4 (order, `=` for nothing, `*` to cancel) and §6 (which reply to which fault).
 */

import { decodeBase64, encodeBase64, mechanismFacts } from '../protocol/index.ts';
import type { SessionState } from '../protocol/index.ts';
import type { Chance } from './chance.ts';
import { replyOf } from './replies.ts';
import type { ReplyId } from './replies.ts';
import type { Memory } from './rules.ts';
import { judgeOf } from './sasl/index.ts';
import type { Court, Judge, ProofPort, SignInVerdict } from './sasl/index.ts';
import type { GivenReply } from './replies.ts';
import type { Scenario } from './scenario.ts';

/** What TLS gives a sign-in: keying material to bind to (RFC 9266), and the name in the client's certificate. */
export interface TlsLayer {
  readonly binding: Uint8Array | null;
  readonly clientName: string | null;
}

export type SignInStep =
  | { readonly kind: 'fault'; readonly reply: ReplyId }
  | { readonly kind: 'go-on'; readonly reply: GivenReply }
  | { readonly kind: 'signed-in'; readonly reply: GivenReply; readonly user: string };

/** Stands in where no proofs can be checked: names are compared as they are. */
const NO_PROOFS: ProofPort = {
  hash: () => new Uint8Array(0),
  hmac: () => new Uint8Array(0),
  pbkdf2: () => new Uint8Array(0),
  prepare: (text) => text,
};

export class SignIn {
  readonly #scenario: Scenario;
  readonly #proofs: ProofPort | null;
  readonly #chance: Chance;
  readonly #memory: Memory;
  #layer: TlsLayer = { binding: null, clientName: null };
  #running: { readonly mechanism: string; readonly judge: Judge } | null = null;

  constructor(scenario: Scenario, proofs: ProofPort | null, chance: Chance, memory: Memory) {
    this.#scenario = scenario;
    this.#proofs = proofs;
    this.#chance = chance;
    this.#memory = memory;
  }

  /** The mechanism of the exchange that is under way; null for none. */
  get mechanism(): string | null {
    return this.#running?.mechanism ?? null;
  }

  tlsStarted(layer: TlsLayer): void {
    this.#layer = layer;
    this.#running = null;
  }

  cancel(): void {
    this.#running = null;
  }

  /** The EHLO lines without the mechanisms that cannot be carried out here: -PLUS wants keying material. */
  possible(offers: readonly string[]): readonly string[] {
    if (this.#layer.binding !== null && this.#proofs !== null) return offers;
    const offered = offers.map((line) =>
      /^AUTH[ =]/i.test(line)
        ? line
            .split(' ')
            .filter((name, at) => at === 0 || this.#canJudge(name))
            .join(' ')
        : line,
    );
    return offered.filter((line) => line !== 'AUTH');
  }

  start(
    mechanism: string,
    initial: string | null,
    state: SessionState,
    offers: readonly string[],
  ): SignInStep {
    if (state.identity !== null) return fault('already-signed-in');
    if (!state.extended || state.greetedName === null) return fault('hello-first');
    if (state.phase !== 'ready') return fault('within-letter');
    const offered = mechanismsIn(offers);
    if (offered.length === 0) {
      const inTls = !state.encrypted && mechanismsIn(this.#scenario.offersInTls).length > 0;
      return fault(inTls ? 'encryption-required' : 'not-implemented');
    }
    const judge = offered.includes(mechanism) ? judgeOf(mechanism, this.#court(offered)) : null;
    if (judge === null) return fault('unknown-mechanism');
    if (initial === null) return this.#say(mechanism, judge, judge.start(null));
    if (mechanismFacts(mechanism)?.initial === false) return fault('bad-answer');
    const octets = decodeBase64(initial === '=' ? '' : initial);
    if (octets === null) return fault('not-base64');
    return this.#say(mechanism, judge, judge.start(octets));
  }

  /** A line that answers a challenge. */
  answer(text: string): SignInStep {
    const running = this.#running;
    this.#running = null;
    if (running === null || text === '*') return fault('sign-in-cancelled');
    const octets = decodeBase64(text);
    if (octets === null) return fault('not-base64');
    return this.#say(running.mechanism, running.judge, running.judge.next(octets));
  }

  #say(mechanism: string, judge: Judge, verdict: SignInVerdict): SignInStep {
    switch (verdict.kind) {
      case 'challenge':
        this.#running = { mechanism, judge };
        return { kind: 'go-on', reply: { code: 334, lines: [encodeBase64(verdict.octets)] } };
      case 'yes':
        return { kind: 'signed-in', user: verdict.user, reply: replyOf('signed-in', this.#scenario.replies) };
      case 'no':
        return fault(verdict.reply);
    }
  }

  #canJudge(mechanism: string): boolean {
    const facts = mechanismFacts(mechanism);
    if (facts === null) return true;
    if (facts.binding) return this.#proofs !== null && this.#layer.binding !== null;
    return this.#proofs !== null || facts.hash === null;
  }

  #court(offered: readonly string[]): Court {
    return {
      accounts: this.#scenario.accounts,
      port: this.#proofs ?? NO_PROOFS,
      chance: this.#chance.text,
      hostname: this.#scenario.hostname,
      binding: this.#layer.binding,
      offersPlus: offered.some((name) => mechanismFacts(name)?.binding === true),
      clientName: this.#layer.clientName,
      keys: this.#memory.scramKeys,
    };
  }
}

function fault(reply: ReplyId): SignInStep {
  return { kind: 'fault', reply };
}

/** Mechanisms on the AUTH lines, the old spelling with `=` too. */
function mechanismsIn(offers: readonly string[]): readonly string[] {
  return offers
    .filter((line) => /^AUTH[ =]/i.test(line))
    .flatMap((line) => line.slice(5).toUpperCase().split(' '))
    .filter((name) => name !== '');
}

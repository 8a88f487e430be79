/**
 * The letter under way at the practice server: its parameters, and what is said at its end, once, or in LMTP once for each
 * recipient (RFC 2033 §4.2). Follows RFC 5321 §4.1.1.4 (the end), RFC 1870 §6.3 (too big), RFC 3030 §2 (chunks that were
 * refused).
 */

import type { SessionState } from '../protocol/index.ts';
import type { AcceptedLetter } from './actions.ts';
import type { Chance } from './chance.ts';
import { mailboxOf } from './envelope.ts';
import type { PathCommand } from './envelope.ts';
import { replyOf } from './replies.ts';
import type { ReplyId } from './replies.ts';
import type { Memory, Occasion } from './rules.ts';
import type { GivenReply } from './replies.ts';
import type { Scenario } from './scenario.ts';

/** What the reader of a letter found. */
export interface ReceivedFacts {
  readonly bytes: number;
  /** CR and LF outside of CRLF pairs. */
  readonly bareLineEnds: number;
  /** False where it could not be kept. */
  readonly stored?: boolean;
}

export interface LetterEnd {
  /** Null where nobody took it. */
  readonly letter: AcceptedLetter | null;
  readonly replies: readonly { readonly reply: GivenReply; readonly recipient?: string }[];
}

const HEX = '0123456789ABCDEF';

export class Letters {
  readonly #scenario: Scenario;
  readonly #chance: Chance;
  readonly #memory: Memory;
  #mailParameters: readonly string[] = [];
  #rcptParameters: (readonly string[])[] = [];
  /** Whether somebody was named as a recipient, accepted or not. */
  tried = false;
  utf8 = false;
  /** RFC 3030 §2: after a chunk was refused nothing but RSET helps. */
  chunkRefused = false;

  constructor(scenario: Scenario, chance: Chance, memory: Memory) {
    this.#scenario = scenario;
    this.#chance = chance;
    this.#memory = memory;
  }

  /** A sender was accepted. */
  begin(mail: PathCommand, utf8: boolean): void {
    this.forget();
    this.#mailParameters = parametersOf(mail);
    this.utf8 = utf8;
  }

  addressed(rcpt: PathCommand, accepted: boolean): void {
    this.tried = true;
    if (accepted) this.#rcptParameters.push(parametersOf(rcpt));
  }

  forget(): void {
    this.#mailParameters = [];
    this.#rcptParameters = [];
    this.tried = false;
    this.utf8 = false;
    this.chunkRefused = false;
  }

  end(facts: ReceivedFacts, via: 'DATA' | 'BDAT', state: SessionState): LetterEnd {
    const { from, recipients } = state.envelope;
    const refusal = this.#refusal(facts);
    const queueId = refusal === null ? this.#nextId() : '';
    const replies =
      state.dialect === 'lmtp'
        ? recipients.map((recipient) => ({
            reply: refusal ?? this.#ownRefusal(recipient) ?? this.#queued(queueId),
            recipient,
          }))
        : [{ reply: refusal ?? this.#refusalOfOne(recipients) ?? this.#queued(queueId) }];
    const takes = (at: number): boolean =>
      (replies[state.dialect === 'lmtp' ? at : 0]?.reply.code ?? 0) < 300;
    const taken = recipients.map((_, at) => takes(at));
    const letter: AcceptedLetter = {
      from: from ?? '',
      to: recipients.filter((_, at) => taken[at] === true),
      queueId,
      mailParameters: this.#mailParameters,
      rcptParameters: this.#rcptParameters.filter((_, at) => taken[at] === true),
      via,
    };
    this.forget();
    return { letter: letter.to.length > 0 ? letter : null, replies };
  }

  #refusal({ bytes, bareLineEnds, stored = true }: ReceivedFacts): GivenReply | null {
    if (bareLineEnds > 0) return this.#reply('bare-line-ends');
    if (bytes > this.#scenario.maxSize || this.chunkRefused) return this.#reply('letter-too-big');
    return stored ? null : this.#reply('storage-failed');
  }

  #ownRefusal(recipient: string): GivenReply | null {
    return mailboxOf(this.#scenario, recipient)?.letter ?? null;
  }

  /** One reply for all: no only where it is no for each. */
  #refusalOfOne(recipients: readonly string[]): GivenReply | null {
    const refusals = recipients.map((recipient) => this.#ownRefusal(recipient));
    return refusals.every((refusal) => refusal !== null) ? (refusals[0] ?? null) : null;
  }

  #queued(queue: string): GivenReply {
    return this.#reply('queued', { queue });
  }

  #nextId(): string {
    this.#memory.queued++;
    if (this.#scenario.queueIds === 'count') return `LAB${this.#memory.queued}`;
    let id = '';
    while (id.length < 10) id += HEX.charAt(Math.floor(this.#chance.next() * HEX.length));
    return id;
  }

  #reply(id: ReplyId, values: Readonly<Record<string, string>> = {}): GivenReply {
    return replyOf(id, this.#scenario.replies, { hostname: this.#scenario.hostname, ...values });
  }
}

function parametersOf({ parameters }: PathCommand): readonly string[] {
  return parameters.map(({ keyword, value }) => (value === null ? keyword : `${keyword}=${value}`));
}

/** The end of a letter, or of a chunk of it, as an occasion for rules. */
export function letterOf({ bytes }: ReceivedFacts, on: 'letter' | 'chunk'): Occasion {
  return { on, text: '', inPlace: true, octets: bytes };
}

/**
 * Where the time of a conversation went: the event log folded into spans, one for each thing that was waited for. A reply knows
 * how long it took (RFC 5321 §4.5.3.2 counts from the command); lookups, the connection, the greeting and the handshake take
 * the time since what happened before them. Memory is bounded: after `MOST_SPANS` the rest is one span.
 */

import type { LabEvent } from '../events/index.ts';

export type TimeStep = 'lookup' | 'connect' | 'greeting' | 'tls' | 'command' | 'upload' | 'final' | 'rest';

/** A piece of time, in milliseconds since the start of the run. Pieces of a pipelined group overlap. */
export interface TimeSpan {
  readonly step: TimeStep;
  /** The verb of a command, the name that was looked up; '' for others. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** More are summed up: enough for every command of a long conversation by hand. */
export const MOST_SPANS = 100;

/** Follows one connection; of several, each needs its own. */
export class Timeline {
  readonly #spans: TimeSpan[] = [];
  #mark = 0;
  #letterFrom: number | null = null;
  #letterOver = false;

  event(event: LabEvent): void {
    switch (event.kind) {
      case 'lookup':
        return this.#since('lookup', event.name, event.at);
      case 'connect':
        return this.#since('connect', '', event.at);
      case 'tls':
        return this.#since('tls', '', event.at);
      case 'letter':
        this.#letterFrom ??= event.at;
        return;
      case 'data':
        this.#add({ step: 'upload', label: '', from: this.#letterFrom ?? this.#mark, to: event.at });
        this.#letterFrom = null;
        this.#letterOver = true;
        return;
      case 'reply':
        return this.#reply(event);
      case 'command':
      case 'close':
        this.#mark = event.at;
        return;
      default:
        return;
    }
  }

  /** The spans so far, in the order in which they ended. */
  spans(): readonly TimeSpan[] {
    return [...this.#spans];
  }

  #reply({ at, to, elapsed }: Extract<LabEvent, { kind: 'reply' }>): void {
    if (to === 'greeting') return this.#since('greeting', '', at);
    if (to === null) return;
    const span = { from: Math.max(0, at - elapsed), to: at };
    const ends = this.#letterOver && (to === 'DATA' || to === 'BDAT');
    // LMTP has a final reply for each recipient (RFC 2033 §4.2): the letter is over when the next command goes out.
    if (!ends) this.#letterOver = false;
    const last = this.#spans.at(-1);
    if (to === 'AUTH' && last?.label === 'AUTH') {
      this.#spans[this.#spans.length - 1] = { ...last, to: at };
      this.#mark = at;
      return;
    }
    this.#add({ step: ends ? 'final' : 'command', label: to, ...span });
  }

  #since(step: TimeStep, label: string, at: number): void {
    this.#add({ step, label, from: this.#mark, to: at });
  }

  #add(span: TimeSpan): void {
    this.#mark = span.to;
    if (this.#spans.length < MOST_SPANS) {
      this.#spans.push(span);
      return;
    }
    const from = this.#spans.at(-1)?.from ?? span.from;
    this.#spans[MOST_SPANS - 1] = { step: 'rest', label: '', from, to: span.to };
  }
}

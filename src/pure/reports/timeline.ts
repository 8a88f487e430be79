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

/** Turns the events of one connection into spans as they end; of several connections, each needs its own. */
export class SpanReader {
  #mark = 0;
  #letterFrom: number | null = null;
  #letterOver = false;

  /** The span that ends with this event; null where none does. */
  event(event: LabEvent): TimeSpan | null {
    switch (event.kind) {
      case 'lookup':
        return this.#since('lookup', event.name, event.at, event.elapsed);
      case 'connect':
        return this.#since('connect', '', event.at, event.elapsed);
      case 'tls':
        return this.#since('tls', '', event.at);
      case 'letter':
        this.#letterFrom ??= event.at;
        return null;
      case 'data': {
        const span = {
          step: 'upload' as const,
          label: '',
          from: this.#letterFrom ?? this.#mark,
          to: event.at,
        };
        this.#letterFrom = null;
        this.#letterOver = true;
        return this.#ended(span);
      }
      case 'reply':
        return this.#reply(event);
      case 'command':
      case 'close':
        this.#mark = event.at;
        return null;
      default:
        return null;
    }
  }

  #reply({ at, to, elapsed }: Extract<LabEvent, { kind: 'reply' }>): TimeSpan | null {
    if (to === 'greeting') return this.#since('greeting', '', at);
    if (to === null) return null;
    const span = { from: Math.max(0, at - elapsed), to: at };
    const ends = this.#letterOver && (to === 'DATA' || to === 'BDAT');
    // LMTP has a final reply for each recipient (RFC 2033 §4.2): the letter is over when the next command goes out.
    if (!ends) this.#letterOver = false;
    return this.#ended({ step: ends ? 'final' : 'command', label: to, ...span });
  }

  /** What began with the end of the span before it, unless it was measured by itself. */
  #since(step: TimeStep, label: string, at: number, elapsed?: number): TimeSpan {
    const from = elapsed === undefined ? this.#mark : Math.max(this.#mark, at - elapsed);
    return this.#ended({ step, label, from, to: at });
  }

  #ended(span: TimeSpan): TimeSpan {
    this.#mark = span.to;
    return span;
  }
}

/** Follows one connection; of several, each needs its own. */
export class Timeline {
  readonly #reader = new SpanReader();
  readonly #spans: TimeSpan[] = [];

  event(event: LabEvent): void {
    const span = this.#reader.event(event);
    if (span === null) return;
    const last = this.#spans.at(-1);
    // A sign-in is one step, however many lines it takes.
    if (last !== undefined && isSignIn(span) && isSignIn(last))
      this.#spans[this.#spans.length - 1] = { ...last, to: span.to };
    else if (this.#spans.length < MOST_SPANS) this.#spans.push(span);
    else
      this.#spans[MOST_SPANS - 1] = { step: 'rest', label: '', from: last?.from ?? span.from, to: span.to };
  }

  /** The spans so far, in the order in which they ended. */
  spans(): readonly TimeSpan[] {
    return [...this.#spans];
  }
}

export function isSignIn({ step, label }: TimeSpan): boolean {
  return step === 'command' && label === 'AUTH';
}

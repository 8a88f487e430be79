/**
 * How long each stage of many letters took: the spans of all connections, sorted by stage, as least, median, 95th and 99th percentile and
 * greatest. Memory grows neither with the letters nor with the connections that are over.
 */

import type { LabEvent, ResultEvent } from '../events/index.ts';
import { KNOWN_VERBS } from '../protocol/index.ts';
import { Quantiles } from './quantiles.ts';
import { isSignIn, SpanReader } from './timeline.ts';
import type { TimeSpan, TimeStep } from './timeline.ts';

/** A step that is no command, a verb, or a letter from its MAIL to its final reply. */
export type MeasuredStage = Exclude<TimeStep, 'command' | 'rest'> | 'letter' | (string & {});

/** In milliseconds. */
export interface StageMeasure {
  readonly stage: MeasuredStage;
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Measured {
  readonly stages: readonly StageMeasure[];
  /** Letters that were accepted, and how many of them in a second of the whole run; null where the run took no time that can be told. */
  readonly accepted: number;
  readonly perSecond: number | null;
}

/** What comes after a verb and is no command. */
const AFTER: Readonly<Record<string, readonly MeasuredStage[]>> = {
  STARTTLS: ['tls'],
  BDAT: ['upload', 'final', 'letter'],
};
/** In the order of a conversation; verbs that nobody knows come last. */
const ORDER: readonly MeasuredStage[] = [
  ...(['lookup', 'connect', 'greeting'] as const),
  ...KNOWN_VERBS.flatMap((verb) => [verb, ...(AFTER[verb] ?? [])]),
];

interface Open {
  readonly reader: SpanReader;
  /** A sign-in, a letter that is not over yet. */
  signIn: { readonly from: number; to: number } | null;
  letter: { readonly from: number; to: number | null } | null;
}

export class Measures {
  readonly #stages = new Map<MeasuredStage, Quantiles>();
  readonly #open = new Map<number, Open>();
  #result: ResultEvent | null = null;
  #began: number | null = null;

  event(event: LabEvent): void {
    this.#began ??= event.at;
    const connection = event.connection ?? 0;
    const open = this.#open.get(connection) ?? { reader: new SpanReader(), signIn: null, letter: null };
    this.#open.set(connection, open);
    const span = open.reader.event(event);
    if (span !== null) this.#span(open, span);
    if (event.kind === 'result') this.#result = event;
    if (event.kind !== 'close' && event.kind !== 'result') return;
    this.#endSignIn(open);
    this.#endLetter(open);
    if (connection !== 0) this.#open.delete(connection);
  }

  /** What was heard so far. */
  measured(): Measured {
    const stages = [...this.#stages].map(([stage, times]) => ({
      stage,
      count: times.count,
      min: times.least,
      median: times.at(0.5),
      p95: times.at(0.95),
      p99: times.at(0.99),
      max: times.greatest,
    }));
    const result = this.#result;
    const accepted = result?.totals?.accepted ?? (result?.outcome === 'accepted' ? 1 : 0);
    const milliseconds =
      result === null ? 0 : (result.totals?.milliseconds ?? result.at - (this.#began ?? 0));
    return {
      stages: [...stages].sort((one, other) => placeOf(one.stage) - placeOf(other.stage)),
      accepted,
      perSecond: milliseconds > 0 ? (accepted / milliseconds) * 1000 : null,
    };
  }

  #span(open: Open, span: TimeSpan): void {
    if (isSignIn(span)) {
      if (open.signIn === null) open.signIn = { from: span.from, to: span.to };
      else open.signIn.to = span.to;
      return;
    }
    this.#endSignIn(open);
    if (span.step === 'final') {
      if (open.letter !== null) open.letter.to = span.to;
    } else this.#endLetter(open);
    if (span.step === 'command' && span.label === 'MAIL') open.letter = { from: span.from, to: null };
    this.#add(span.step === 'command' ? span.label : span.step, span.to - span.from);
  }

  #endSignIn(open: Open): void {
    if (open.signIn !== null) this.#add('AUTH', open.signIn.to - open.signIn.from);
    open.signIn = null;
  }

  /** A letter is over with the last of its final replies (LMTP has several); one without any was not measured. */
  #endLetter(open: Open): void {
    const { letter } = open;
    if (letter === null || letter.to === null) return;
    this.#add('letter', letter.to - letter.from);
    open.letter = null;
  }

  #add(stage: MeasuredStage, milliseconds: number): void {
    const times = this.#stages.get(stage) ?? new Quantiles();
    this.#stages.set(stage, times);
    times.add(milliseconds);
  }
}

function placeOf(stage: MeasuredStage): number {
  const place = ORDER.indexOf(stage);
  return place < 0 ? ORDER.length : place;
}

/** Figures of a log: letters by outcome and by hour, the longest wait for a reply by command. */

import type { LabEvent } from '../../pure/events/index.ts';

/** A name, how much of it, and how that is said where it is more than a number. */
export type FigureRow = readonly [name: string, count: number, shown?: string];

export interface FigureTables {
  readonly outcomes: readonly FigureRow[];
  readonly hours: readonly FigureRow[];
  readonly stages: readonly FigureRow[];
}

const MOST_HOURS = 24;
const MOST_STAGES = 12;

export class Figures {
  readonly #outcomes = new Map<string, number>();
  readonly #hours = new Map<string, number>();
  readonly #stages = new Map<string, number>();
  readonly #milliseconds: (value: number) => string;

  constructor(milliseconds: (value: number) => string) {
    this.#milliseconds = milliseconds;
  }

  /** True where it changed anything. A server's replies count where there is one behind us, else our own. */
  event(event: LabEvent): boolean {
    if (event.kind !== 'reply' || event.leg === 'client' || event.to === null || event.to === 'greeting')
      return false;
    const name = event.to === 'DATA' && event.command === '.' ? 'DATA .' : event.to;
    const before = this.#stages.get(name) ?? 0;
    if (event.elapsed <= before || (!this.#stages.has(name) && this.#stages.size >= MOST_STAGES))
      return false;
    this.#stages.set(name, event.elapsed);
    return true;
  }

  letter(outcome: string, at: Date): void {
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    const hour = `${String(at.getHours()).padStart(2, '0')}:00`;
    const count = this.#hours.get(hour) ?? 0;
    // The hour that is now stands last.
    this.#hours.delete(hour);
    this.#hours.set(hour, count + 1);
    const [oldest] = this.#hours.size > MOST_HOURS ? this.#hours.keys() : [];
    if (oldest !== undefined) this.#hours.delete(oldest);
  }

  tables(): FigureTables {
    const stages = [...this.#stages].sort(([, a], [, b]) => b - a);
    return {
      outcomes: [...this.#outcomes],
      hours: [...this.#hours],
      stages: stages.map(([name, elapsed]) => [
        name,
        elapsed,
        this.#milliseconds(Math.round(elapsed * 10) / 10),
      ]),
    };
  }
}

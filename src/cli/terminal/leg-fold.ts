/**
 * Two legs of a gateway on one screen: what is said alike on both is shown once, where it came first. A letter is shown as the client
 * sent it.
 */

import type { LabEvent } from '../../pure/events/index.ts';

/** Lines that wait to be repeated on the other leg; what waits longer never will be. */
const MOST_WAITING = 200;

interface Waiting {
  readonly commands: string[];
  readonly replies: string[];
}

export class LegFold {
  readonly #waiting = new Map<number, Waiting>();

  /** Whether an event says what the other leg has not said; to be called with each, in order. */
  isNews(event: LabEvent): boolean {
    const { leg, connection = 0 } = event;
    if (leg === undefined) return true;
    switch (event.kind) {
      case 'command':
        return this.#isNew(connection, 'commands', event.line, leg === 'client');
      case 'reply':
        return this.#isNew(
          connection,
          'replies',
          `${event.code} ${event.lines.join('\n')}`,
          leg === 'server',
        );
      case 'letter':
      case 'data':
        return leg === 'client';
      case 'close':
        if (leg === 'client') this.#waiting.delete(connection);
        return true;
      default:
        return true;
    }
  }

  #isNew(connection: number, of: keyof Waiting, text: string, first: boolean): boolean {
    const all = this.#waiting.get(connection) ?? { commands: [], replies: [] };
    this.#waiting.set(connection, all);
    const waiting = all[of];
    if (first) {
      waiting.push(text);
      if (waiting.length > MOST_WAITING) waiting.shift();
      return true;
    }
    const at = waiting.indexOf(text);
    // What waited before it was never repeated.
    if (at >= 0) waiting.splice(0, at + 1);
    return at < 0;
  }
}

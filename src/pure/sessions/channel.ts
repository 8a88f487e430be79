/**
 * How the connections of a session file stand while its lines are compiled, each with its session, the reply that is being gathered, its
 * group; one of them is at hand. A file with one connection has one of these, and nothing is turned to.
 */

import type { SessionState } from '../protocol/index.ts';
import type { ServerLine, SessionFile, SessionLine } from './ast.ts';
import type { Fork } from './blocks.ts';
import { connectionOf, ownersOf } from './connections.ts';
import { Fold } from './fold.ts';

class Channel {
  /** The lines of this connection, each at its index in the file. */
  readonly lines: readonly SessionLine[];
  readonly fold: Fold;
  /** Octets from each line on up to the next reply; made when the first chunk is announced. */
  ahead: readonly number[] | null = null;
  reply: { readonly index: number; readonly lines: ServerLine[]; next: number } | null = null;
  fork: Fork | null = null;
  group = 0;
  /** One of the two has said something. */
  spoken = false;

  constructor(lines: readonly SessionLine[], fold: Fold) {
    this.lines = lines;
    this.fold = fold;
  }
}

export class Channels {
  /** The one at hand, and its number. */
  on: Channel;
  number = 1;
  readonly #file: Pick<SessionFile, 'lines' | 'front'>;
  /** Whose each line is; null where all are of one. */
  readonly #owners: readonly number[] | null;
  readonly #open = new Map<number, Channel>();

  /** `begins` is the session before the first line of the first connection. */
  constructor(file: Pick<SessionFile, 'lines' | 'front'>, begins: SessionState | null) {
    this.#file = file;
    this.#owners = file.front.connections > 1 ? ownersOf(file.lines) : null;
    this.on = this.#begin(begins);
  }

  /** The connection that a line is of. */
  numberOf(index: number): number {
    return this.#owners?.[index] ?? 1;
  }

  /** Takes another connection in hand; says whether it begins there. */
  turnTo(number: number): boolean {
    this.on.group = 0;
    this.number = number;
    const known = this.#open.get(number);
    this.on = known ?? this.#begin(null);
    return known === undefined;
  }

  /** Notes how those stand that are not at hand; what is given has them stand so again. */
  noteOthers(): () => void {
    const noted = [...this.#open.values()]
      .filter((channel) => channel !== this.on)
      .map(({ fold }) => ({ fold, before: fold.at() }));
    return () => {
      for (const { fold, before } of noted) fold.return(before);
    };
  }

  #begin(state: SessionState | null): Channel {
    const { lines, front } = connectionOf(this.#file, this.number);
    const channel = new Channel(lines, new Fold(front.dialect, state));
    this.#open.set(this.number, channel);
    return channel;
  }
}

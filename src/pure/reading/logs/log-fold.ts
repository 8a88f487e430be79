/**
 * Alike lines of a log made one answer, with how often, whose, and where; and what a summary tells: programs, other servers, delays.
 * Its memory is bounded, however long the log is.
 */

import type { Reading } from '../reading.ts';

export interface LogGroup {
  readonly first: Reading;
  count: number;
  lines: [number, number];
  /** Time stamps as they are written. */
  from: string;
  to: string;
  /** The first few. */
  readonly recipients: Set<string>;
  readonly allRecipients: number;
}

export interface LogSummary {
  readonly lines: number;
  readonly understood: number;
  readonly programs: readonly string[];
  /** The most frequent other servers of what failed, with counts. */
  readonly hosts: readonly (readonly [string, number])[];
  /** Of deliveries of Postfix: how many, and the sums of the four parts of `delays=`, in seconds. */
  readonly deliveries: number;
  readonly delays: readonly [number, number, number, number];
  readonly groups: readonly LogGroup[];
  /** Lines of kinds beyond those that are kept. */
  readonly beyond: number;
}

const MOST_GROUPS = 500;
const MOST_RECIPIENTS = 1000;
const MOST_HOSTS = 2000;

function isAlike(one: Reading, other: Reading): boolean {
  return (
    one.cause === other.cause &&
    one.code === other.code &&
    one.enhanced === other.enhanced &&
    one.system === other.system &&
    one.side === other.side
  );
}

interface Counted extends LogGroup {
  allRecipients: number;
}

export class LogFold {
  readonly #groups = new Map<string, Counted>();
  readonly #hosts = new Map<string, number>();
  readonly #programs = new Map<string, number>();
  readonly #delays: [number, number, number, number] = [0, 0, 0, 0];
  #lastSystem = '';
  #ofLast = 0;
  #quiet: Counted | undefined = undefined;
  /** Of each program: alike lines often follow each other. */
  readonly #last = new Map<string, Counted>();
  #deliveries = 0;
  #lines = 0;
  #understood = 0;
  #beyond = 0;

  /** Counts a line; `raw` is the line as it stands. */
  add(reading: Reading | null, raw: string): void {
    this.#lines += 1;
    if (reading === null) return;
    this.#understood += 1;
    const system = reading.system ?? '';
    if (system === this.#lastSystem) this.#ofLast += 1;
    else this.#countLast(system);
    const { cause, side, code, enhanced, recipient, peer } = reading;
    const quiet = cause === 'none';
    if (quiet && this.#quiet !== undefined) {
      this.#quiet.count += 1;
      this.#quiet.lines[1] = reading.lines[1];
      if (reading.time !== null) this.#quiet.to = reading.time;
      return;
    }
    const last = this.#last.get(system);
    let group = last !== undefined && isAlike(last.first, reading) ? last : undefined;
    if (group === undefined) {
      const key = quiet ? 'none' : `${cause ?? ''} ${side} ${code ?? ''} ${enhanced ?? ''} ${system}`;
      group = this.#groups.get(key) ?? this.#newGroup(key, reading, quiet);
      if (group === undefined) {
        this.#beyond += 1;
        return;
      }
      this.#last.set(system, group);
    }
    group.count += 1;
    group.lines[1] = reading.lines[1];
    if (reading.time !== null) group.to = reading.time;
    if (recipient !== null && group.recipients.size < MOST_RECIPIENTS && !group.recipients.has(recipient)) {
      group.recipients.add(recipient);
      group.allRecipients = group.recipients.size;
    }
    if (cause === 'delivered') this.#addDelays(raw);
    else if (peer !== null && !quiet) {
      const before = this.#hosts.get(peer);
      if (before !== undefined || this.#hosts.size < MOST_HOSTS) this.#hosts.set(peer, (before ?? 0) + 1);
    }
  }

  /** Undefined where there are too many. */
  #newGroup(key: string, reading: Reading, quiet: boolean): Counted | undefined {
    if (this.#groups.size >= MOST_GROUPS) return undefined;
    const group: Counted = {
      first: reading,
      count: 0,
      lines: [reading.lines[0], reading.lines[1]],
      from: reading.time ?? '',
      to: '',
      recipients: new Set(),
      allRecipients: 0,
    };
    this.#groups.set(key, group);
    if (quiet) this.#quiet = group;
    return group;
  }

  #countLast(next: string): void {
    if (this.#ofLast > 0)
      this.#programs.set(this.#lastSystem, (this.#programs.get(this.#lastSystem) ?? 0) + this.#ofLast);
    this.#lastSystem = next;
    this.#ofLast = 1;
  }

  #addDelays(raw: string): void {
    const at = raw.indexOf(', delays=');
    if (at === -1) return;
    const end = raw.indexOf(',', at + 9);
    const parts = raw.slice(at + 9, end === -1 ? undefined : end).split('/');
    const [a, b, c, d] = [Number(parts[0]), Number(parts[1]), Number(parts[2]), Number(parts[3])];
    if (parts.length !== 4 || !Number.isFinite(a + b + c + d)) return;
    this.#deliveries += 1;
    this.#delays[0] += a;
    this.#delays[1] += b;
    this.#delays[2] += c;
    this.#delays[3] += d;
  }

  summary(): LogSummary {
    this.#countLast('');
    const byCount = (a: readonly [string, number], b: readonly [string, number]): number => b[1] - a[1];
    return {
      lines: this.#lines,
      understood: this.#understood,
      programs: [...this.#programs]
        .sort(byCount)
        .map(([name]) => name)
        .filter((name) => name !== ''),
      hosts: [...this.#hosts].sort(byCount).slice(0, 5),
      deliveries: this.#deliveries,
      delays: this.#delays,
      groups: [...this.#groups.values()],
      beyond: this.#beyond,
    };
  }
}

/**
 * Letters on their way: each as long as recipients of it wait, over as many transactions and connections as the server's limits make
 * it (RFC 9422). What became of a letter is told once, of all its recipients. Nothing is sent twice.
 */

import { unanswered } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';

/** A letter, and the recipients that wait for it. */
export interface Load {
  /** From 0. */
  readonly index: number;
  readonly recipients: readonly string[];
}

/** Part of a letter's recipients, and what became of it for them. */
export interface Part {
  readonly recipients: readonly string[];
  readonly delivered: Delivered;
}

export class Consignment {
  readonly #recipients: (index: number) => readonly string[];
  readonly #next: () => Promise<number | null>;
  readonly #done: (index: number, delivered: Delivered) => void;
  readonly #waiting: Load[] = [];
  readonly #parts = new Map<number, Part[]>();

  /** `recipients` are those of each letter; `next` gives the number of another letter when its turn comes, null where there is none; `done` is told once of each. */
  constructor(
    recipients: (index: number) => readonly string[],
    next: () => Promise<number | null>,
    done: (index: number, delivered: Delivered) => void,
  ) {
    this.#recipients = recipients;
    this.#next = next;
    this.#done = done;
  }

  /** Whether recipients of a letter wait that was begun. */
  get hasRest(): boolean {
    return this.#waiting.length > 0;
  }

  /** What to send next: the rest of a letter that was begun, else another; null where nothing is left. */
  async take(): Promise<Load | null> {
    const rest = this.#waiting.shift();
    if (rest !== undefined) return rest;
    const index = await this.#next();
    return index === null ? null : { index, recipients: this.#recipients(index) };
  }

  /** Gives back what this session has no room for. */
  giveBack(load: Load): void {
    this.#waiting.push(load);
  }

  /** What became of a part of a letter; `later` are those that wait for it still. */
  tell({ index, recipients }: Load, delivered: Delivered, later: readonly string[] = []): void {
    const parts = [...(this.#parts.get(index) ?? []), { recipients, delivered }];
    if (later.length > 0 && mayGoOn(delivered)) {
      this.#parts.set(index, parts);
      this.#waiting.unshift({ index, recipients: later });
      return;
    }
    this.#parts.delete(index);
    this.#done(index, merged(later.length === 0 ? parts : [...parts, asRest(delivered, later)]));
  }
}

/** Whether there is a sense in asking for the other recipients: not where the sender, the letter or the server was the reason. */
function mayGoOn({ outcome, problem }: Delivered): boolean {
  return outcome === 'accepted' || outcome === 'partial' || problem?.code === 'recipients-refused';
}

/** A refused sender or letter decides for those too that were not asked about. */
function asRest(delivered: Delivered, recipients: readonly string[]): Part {
  const [first] = delivered.rejected;
  const by = delivered.outcome === 'rejected' ? first : undefined;
  const rejected = recipients.map((address) =>
    by === undefined ? unanswered(address, delivered.problem) : { ...by, address },
  );
  const outcome = by === undefined ? 'not-sent' : 'rejected';
  return { recipients, delivered: { ...delivered, accepted: [], unknown: [], rejected, outcome } };
}

/** What became of a letter in several transactions, as one. */
export function merged(all: readonly Part[]): Delivered {
  const [one] = all;
  if (one !== undefined && all.length === 1) return one.delivered;
  const accepted = all.flatMap(({ delivered }) => delivered.accepted);
  const unknown = all.flatMap(({ delivered }) => delivered.unknown);
  const rejected = all.flatMap(({ recipients, delivered }) =>
    delivered.outcome === 'not-sent'
      ? recipients.map((address) => unanswered(address, delivered.problem))
      : delivered.rejected,
  );
  const failed = all.find(({ delivered }) => delivered.problem !== null)?.delivered ?? null;
  const unsure = all.find(({ delivered }) => delivered.outcome === 'unknown')?.delivered ?? null;
  const last = all.at(-1)?.delivered;
  const queueId = all.find(({ delivered }) => delivered.queueId !== null)?.delivered.queueId ?? null;
  const base = { accepted, unknown, rejected, queueId, stage: last?.stage ?? ('connect' as const) };
  if (unsure !== null) return { ...base, outcome: 'unknown', problem: unsure.problem };
  if (failed === null) return { ...base, outcome: last?.outcome ?? 'accepted', problem: null };
  const [first] = rejected;
  if (accepted.length === 0 || first === undefined) {
    return { ...base, outcome: failed.outcome, problem: failed.problem };
  }
  const { address, code, enhanced, text } = first;
  const detail = { accepted: accepted.length, refused: rejected.length, address, code, enhanced, text };
  return { ...base, outcome: 'partial', problem: { code: 'some-recipients-refused', detail } };
}

/**
 * A letter's way through logs: which queue ids belong to it, from one program to the next. Joined by what the next server answered
 * (`queued as`, `id=`), by Message-ID, and by the address that was asked for. Asked over the logs again and again until nothing new
 * comes, so that nothing but the letter's own lines is kept.
 */

import type { Reading } from '../reading.ts';
import { readLogLine } from './log-line.ts';

export type Join = 'queued-as' | 'message-id' | 'reply';

export interface FollowedLine {
  readonly reading: Reading;
  /** Which of the files, from 0. */
  readonly file: number;
  /** How the queue id was found, at its first line; null elsewhere. */
  readonly join: Join | null;
}

const MOST_IDS = 50;
const MOST_LINES = 500;

const NEXT =
  /(?:queued (?:mail for delivery )?as|OK,? id=|Ok: queued as|queued\. \[|qp )\s*([0-9A-Za-z]{5,40}(?:-[0-9A-Za-z]{2,16}){0,2})/;
const ACCEPTED = /\b250 2\.0\.0 ([0-9A-Za-z]{8,20}) Message accepted/;
const MESSAGE_ID = /(?:message-id=|msgid=|\bid=)<?([^<>\s,;]{3,250}@[^<>\s,;]{1,250})>?/;

export class LogFollow {
  readonly #what: string;
  readonly #isAddress: boolean;
  readonly #ids = new Map<string, Join | null>();
  readonly #messageIds = new Set<string>();
  #grown = false;

  constructor(what: string) {
    this.#what = what.replace(/^<|>$/g, '');
    this.#isAddress = this.#what.includes('@');
    if (!this.#isAddress) this.#ids.set(this.#what, null);
    else this.#messageIds.add(this.#what);
  }

  /** Whether the last round found ids that the one before did not know. */
  get grown(): boolean {
    return this.#grown;
  }

  beginRound(): void {
    this.#grown = false;
  }

  /** Looks at a line for more ids. */
  learn(raw: string): void {
    if (!this.#touches(raw)) return;
    const reading = readLogLine(raw, 1);
    const id = reading?.queueId ?? null;
    if (reading === null) return;
    const messageId = MESSAGE_ID.exec(raw)?.[1];
    if (id !== null && id !== 'NOQUEUE') {
      const known = this.#ids.has(id);
      if (!known && messageId !== undefined && this.#messageIds.has(messageId))
        this.#add(id, this.#ids.size === 0 ? null : 'message-id');
      else if (!known && this.#isAddress && this.#isAbout(reading, raw)) this.#add(id, null);
      if (this.#ids.has(id)) {
        if (messageId !== undefined && !this.#messageIds.has(messageId) && this.#messageIds.size < MOST_IDS) {
          this.#messageIds.add(messageId);
          this.#grown = true;
        }
        const next = NEXT.exec(raw)?.[1] ?? ACCEPTED.exec(raw)?.[1];
        if (next !== undefined && next !== id && !this.#ids.has(next) && reading.cause === 'delivered')
          this.#add(next, 'queued-as');
      }
    }
  }

  /** The reading of a line that belongs to the letter; null for all others. */
  take(raw: string, number: number, file: number): FollowedLine | null {
    if (!this.#touches(raw)) return null;
    const reading = readLogLine(raw, number);
    if (reading === null) return null;
    const id = reading.queueId;
    const own = id !== null && this.#ids.has(id);
    const messageId = MESSAGE_ID.exec(raw)?.[1];
    if (
      !own &&
      !(messageId !== undefined && this.#messageIds.has(messageId)) &&
      !(this.#isAddress && this.#isAbout(reading, raw))
    )
      return null;
    return { reading, file, join: id === null ? null : (this.#ids.get(id) ?? null) };
  }

  /** The lines in order of time, where all tell it; each way of joining named once. */
  inOrder(lines: readonly FollowedLine[]): readonly FollowedLine[] {
    const keyed = lines.map((line, index) => ({ line, index, key: timeKey(line.reading.time) }));
    if (keyed.every(({ key }) => key !== null))
      keyed.sort((a, b) => (a.key === b.key ? a.index - b.index : String(a.key) < String(b.key) ? -1 : 1));
    const told = new Set<string>();
    return keyed.map(({ line }) => {
      const id = line.reading.queueId ?? '';
      if (line.join === null || told.has(id)) return { ...line, join: null };
      told.add(id);
      return line;
    });
  }

  static readonly most = MOST_LINES;

  #add(id: string, join: Join | null): void {
    if (this.#ids.size >= MOST_IDS) return;
    this.#ids.set(id, join);
    this.#grown = true;
  }

  #touches(raw: string): boolean {
    if (raw.includes(this.#what)) return true;
    for (const id of this.#ids.keys()) if (raw.includes(id)) return true;
    for (const id of this.#messageIds) if (raw.includes(id)) return true;
    return false;
  }

  /** The address as recipient or as sender of the envelope. */
  #isAbout(reading: Reading, raw: string): boolean {
    return (
      reading.recipient === this.#what ||
      raw.includes(`=<${this.#what}>`) ||
      raw.includes(`<= ${this.#what} `)
    );
  }
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `MM-DD hh:mm:ss` of the stamps of syslog and of ISO 8601: what both have. */
function timeKey(time: string | null): string | null {
  if (time === null) return null;
  const syslog = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d)/.exec(time);
  if (syslog !== null) {
    const month = MONTHS.indexOf(syslog[1] ?? '') / 3 + 1;
    return `${String(month).padStart(2, '0')}-${(syslog[2] ?? '').replace(' ', '0')} ${syslog[3] ?? ''}`;
  }
  const iso = /^\d{4}-(\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/.exec(time);
  return iso === null ? null : `${iso[1] ?? ''} ${iso[2] ?? ''}`;
}

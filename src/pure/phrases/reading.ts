/** The words of `explain` for what others wrote: whose it is, who refused whom, who can mend it, the table at the end. */

import type { Worded } from './lang.ts';
import { readingEn } from './reading.en.ts';
import { readingRu } from './reading.ru.ts';
import type { FindingCode, Side, Stage } from '../reading/index.ts';

export type DutyName = 'sender' | 'sender-admin' | 'recipient' | 'recipient-admin' | 'network' | 'nobody';
export type RetryName = 'now' | 'later' | 'no' | 'may-duplicate';

export interface ReadingWords {
  /** Line numbers, `14` or `14–16`. */
  readonly lines: (lines: string) => string;
  /** Numbers of packets, as `lines`. */
  readonly packets: (numbers: string) => string;
  readonly queue: (id: string) => string;
  readonly at: (peer: string) => string;
  readonly reportedBy: (name: string) => string;
  readonly times: (count: number) => string;
  readonly andOthers: (count: number) => string;
  readonly sides: Readonly<Record<Side, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly duties: Readonly<Record<DutyName, string>>;
  readonly retries: Readonly<Record<RetryName, string>>;
  readonly findings: Readonly<Record<FindingCode, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  /** Where the text is something that has no answer here. */
  readonly notKnown: string;
  readonly letterOnly: string;
  readonly binary: string;
  readonly capture: {
    readonly title: (packets: number, streams: number, conversations: number) => string;
    readonly none: string;
    readonly link: (packets: number) => string;
    readonly fragments: (packets: number) => string;
    readonly cut: (packets: number) => string;
    readonly damage: (octet: number) => string;
    readonly limits: (packets: number, octets: number) => string;
    /** `seen`: version and name of the server, or ''. */
    readonly encrypted: (client: string, server: string, packet: number, seen: string) => string;
    readonly conversation: (client: string, server: string, packet: number) => string;
    readonly only: Readonly<Record<'client' | 'server', string>>;
    readonly tls: (seen: string) => string;
    readonly missing: (client: number, server: number) => string;
    readonly repeated: (octets: number) => string;
    readonly conflicting: (octets: number) => string;
    readonly letter: (
      sender: string,
      recipients: string,
      outcome: 'accepted' | 'refused' | 'unknown',
      code: number | null,
    ) => string;
    readonly more: (count: number) => string;
  };
  readonly cut: (octets: string) => string;
  readonly table: {
    readonly title: (lines: number, understood: number) => string;
    readonly programs: (names: string) => string;
    readonly head: readonly [string, string, string, string, string];
    readonly more: (count: number) => string;
    readonly hosts: (names: string) => string;
    readonly delays: (text: string) => string;
    readonly delayParts: readonly [string, string, string, string];
    readonly seconds: (value: number) => string;
  };
  readonly follow: {
    readonly title: (what: string) => string;
    readonly nothing: (what: string) => string;
    readonly joined: (how: 'queued-as' | 'message-id' | 'reply', id: string) => string;
    readonly needsFiles: string;
    readonly most: (count: number) => string;
  };
  readonly serverName: { readonly title: string; readonly text: string; readonly next: string };
  readonly dialogue: (refusals: number) => string;
  readonly file: string;
  readonly followOption: string;
}

export const readingWords: Worded<ReadingWords> = { en: readingEn, ru: readingRu };

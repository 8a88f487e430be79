/** What the transcript says around the lines of a conversation: one shape, both languages. */

import type { Leg } from '../events/index.ts';
import type { Worded } from './lang.ts';
import { transcriptEn } from './transcript.en.ts';
import { transcriptRu } from './transcript.ru.ts';

/** Where a conversation goes to. Texts are safe to print. */
export interface Whereto {
  readonly host: string;
  readonly port: number | null;
  readonly address: string;
  readonly family: 4 | 6 | 'unix' | 'pipe';
  readonly practice: boolean;
  readonly proxy: string | null;
}

export interface TranscriptWords {
  readonly connected: (where: Whereto) => string;
  readonly looked: (name: string, record: 'address' | 'mx', answers: readonly string[]) => string;
  readonly lookupFailed: (name: string, record: 'address' | 'mx', error: string) => string;
  /** Which leg of a gateway something is about. */
  readonly ofLeg: Readonly<Record<Leg, string>>;
  readonly tlsStarted: (protocol: string) => string;
  readonly tlsVerified: (protocol: string) => string;
  readonly tlsUnverified: (protocol: string, check: string) => string;
  readonly chain: {
    readonly key: string;
    readonly stapled: (octets: number) => string;
    readonly notStapled: string;
    readonly days: (left: number) => string;
  };
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly names: string;
    /** The names that a certificate is for: the first ones, and how many more there are. */
    readonly listed: (names: readonly string[]) => string;
    readonly valid: string;
    readonly fingerprint: string;
    readonly cipher: string;
    readonly from: (from: string, to: string) => string;
  };
  readonly noText: string;
  readonly letterOctets: (octets: number) => string;
  readonly letterRest: (lines: number) => string;
  /** Of the lines that are not shown. */
  readonly dotsDoubled: (lines: number) => string;
  readonly moreCharacters: (characters: number) => string;
  readonly emptyLine: string;
  readonly stuffedDot: string;
  readonly loneDot: string;
  /** Beside a line that ends with LF alone, and a dot that has such an end before it or behind it. */
  readonly bareEnd: string;
  readonly dotBesideBareEnd: string;
  readonly restOfHeader: string;
  readonly notAReply: (rule: string) => string;
  readonly serverHungUp: string;
  readonly warning: string;
  readonly note: string;
  readonly elapsed: (milliseconds: number) => string;
  readonly waiting: (verb: string, seconds: number) => string;
  readonly connecting: (seconds: number) => string;

  // the outcome
  readonly accepted: (addresses: readonly string[], queueId: string | null) => string;
  readonly refusedRecipient: (address: string, reply: string, retryable: boolean) => string;
  readonly unknownRecipients: (addresses: readonly string[]) => string;
  /** `isUnknown`: the letter was ended, and its reply not waited for. */
  readonly stopped: (stage: string, isUnknown: boolean) => string;
  /** A dry run is over. */
  readonly rehearsed: string;
  readonly counts: (accepted: number, retry: number, refused: number) => string;
  readonly letter: (index: number, outcome: string, queueId: string | null) => string;
  readonly outcomes: {
    readonly accepted: string;
    readonly partial: string;
    readonly rejected: string;
    readonly 'not-sent': string;
    readonly unknown: string;
    readonly stopped: string;
  };
  readonly totals: (
    letters: number,
    accepted: number,
    failed: number,
    notTried: number,
    seconds: string,
  ) => string;

  // a failure
  readonly happened: string;
  readonly means: string;
  readonly tries: string;
  readonly exit: (code: number) => string;

  // questions
  /** Behind a question; the capital letter is what Enter means. */
  readonly yesNo: (suggestion: boolean) => string;
  /** What counts as yes, in lower case. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Said of what is neither; `suggestion` is what Enter means. */
  readonly yesOrNoOnly: (suggestion: boolean) => string;
  readonly linesLeftOut: (lines: number) => string;
  readonly moreOctets: (count: number) => string;
  readonly hiddenInput: string;
  /** Under a list to choose from: what the keys do. */
  readonly choiceKeys: string;
}

export const transcriptWords: Worded<TranscriptWords> = { en: transcriptEn, ru: transcriptRu };

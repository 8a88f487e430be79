/** The words of `conform`: its options, the verdicts, why one was given, what the reports say around them. */

import { conformanceEn } from './conformance.en.ts';
import { conformanceRu } from './conformance.ru.ts';
import type { Worded } from './lang.ts';

/** The verdicts, as their names are in JSON. */
export interface VerdictWords {
  readonly held: string;
  readonly broken: string;
  readonly lenient: string;
  readonly 'not-offered': string;
  readonly 'cannot-tell': string;
  readonly 'not-run': string;
}

export interface ConformanceWords {
  readonly about: string;
  readonly options: {
    readonly list: string;
    readonly explain: string;
    readonly only: string;
    readonly level: string;
    readonly strict: string;
    readonly rcpt: string;
    readonly rcptBad: string;
    readonly rcptForeign: string;
    readonly from: string;
    readonly noLetters: string;
    readonly sink: string;
    readonly against: string;
    readonly patience: string;
    readonly pause: string;
    readonly jobs: string;
    readonly report: string;
  };
  readonly group: string;
  readonly badReport: string;
  readonly badAddress: string;
  readonly badSink: string;
  readonly nothingChosen: (only: string) => string;
  readonly unknownCase: (id: string, near: string) => string;

  readonly practice: string;
  /** Of the mailbox that was given, and the reply that refused it. */
  readonly mailboxRefused: (server: string, reply: string) => string;
  readonly at: (server: string, software: string, cases: number) => string;
  readonly verdicts: VerdictWords;
  /** Over the table of counts. */
  readonly level: string;
  readonly summary: (seconds: string) => string;
  readonly mustHeld: string;
  readonly mustHeldSoFar: string;
  readonly mustUntested: string;
  readonly mustBroken: (count: number) => string;
  readonly shouldBroken: (count: number) => string;

  // why
  readonly wanted: string;
  readonly came: string;
  readonly after: string;
  readonly nothing: string;
  readonly before: string;
  readonly temporary: string;
  readonly signInFirst: string;
  readonly notOffered: (what: string) => string;
  readonly nothingToJudge: string;
  /** Of several cases, by their names. */
  readonly nothingToJudgeIn: (ids: string) => string;
  readonly needs: Readonly<Record<string, string>>;
  readonly nothingArrived: string;
  readonly noLettersAsked: string;
  readonly interrupted: string;
  readonly problem: (text: string) => string;
  readonly takesMore: string;
  /** What was wanted, where it is not a reply: nothing for a while, the end of the connection, a reply without this line. */
  readonly noReplyFor: (time: string) => string;
  readonly connectionClosed: string;
  readonly withoutLine: (line: string) => string;
  /** At the end: what was not offered and what was not run, each with how many cases. */
  readonly notOfferedAtAll: (what: string) => string;
  readonly notRun: (cases: number) => string;
  readonly hint: string;

  // --explain
  readonly clauses: string;
  readonly why: string;
  readonly accepted: string;
  readonly needed: string;
  readonly theCase: string;
  /** Over what real servers did. */
  readonly triedOn: (date: string) => string;
  readonly tryIt: string;
  readonly breaks: Readonly<Record<'closed' | 'silence' | 'malformed' | 'temporary', string>>;
  readonly file: string;
  readonly listed: (cases: number, clauses: number) => string;

  // --against
  readonly differences: (count: number, cases: number) => string;
  readonly same: (cases: number) => string;

  // reports
  readonly page: {
    readonly title: string;
    readonly catalogue: (cases: number, clauses: number) => string;
    readonly matrix: string;
    readonly clause: string;
    readonly cases: string;
    readonly colophon: string;
  };
}

export const conformanceWords: Worded<ConformanceWords> = { en: conformanceEn, ru: conformanceRu };

/**
 * The verdict on a case, from how its play went. Truth, or silence: only what was asked for after the `@why`, and came otherwise, breaks
 * a clause; a no for now, silence, a closed connection or a step before it that went astray is `cannot tell`, with the reason.
 */

import type { Problem } from '../problems/index.ts';
import { isInSet } from '../sessions/index.ts';
import type { Expectation, Span } from '../sessions/index.ts';
import type { Break, ConformanceCase, InBoth } from './case.ts';

export const VERDICTS = ['held', 'broken', 'lenient', 'not-offered', 'cannot-tell', 'not-run'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a verdict is what it is. */
export type Reason =
  | { readonly kind: 'as-wanted' }
  /** Something else came, which a second look at the standard lets pass. */
  | { readonly kind: 'accepted'; readonly came: string; readonly reason: InBoth }
  /** Something else came than was wanted, where it is judged or before that. */
  | {
      readonly kind: 'came';
      readonly judged: boolean;
      readonly wanted: string;
      readonly came: string;
      readonly after: string;
    }
  /** A no for now says nothing about what is asked. */
  | { readonly kind: 'temporary'; readonly came: string; readonly after: string }
  /** 530: whoever has not signed in is told nothing. */
  | { readonly kind: 'sign-in-first'; readonly came: string; readonly after: string }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly judged: boolean }
  /** What it is about was not offered, or answered as unknown; '' where there was nothing to judge. */
  | { readonly kind: 'absent'; readonly what: string }
  | { readonly kind: 'needs'; readonly needs: readonly string[] }
  /** Nothing came to the sink: it may be on its way still. */
  | { readonly kind: 'nothing-arrived' }
  | { readonly kind: 'no-letters' }
  | { readonly kind: 'interrupted' };

export interface Judged {
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** Where in the case; null for nowhere. */
  readonly span: Span | null;
}

/** How the play of a case went. */
export interface CasePlay {
  readonly looked: readonly Expectation[];
  readonly problem: Problem | null;
  readonly at: Span | null;
}

/** What problems of a conversation are, as what may break a clause. */
const BREAKING: Readonly<Partial<Record<Problem['code'], Break>>> = {
  'connection-lost': 'closed',
  'no-reply': 'silence',
  'no-greeting': 'silence',
  'malformed-reply': 'malformed',
  'not-smtp': 'malformed',
  'reply-too-long': 'malformed',
};

const GOING_DOWN = 421;
const SIGN_IN_FIRST = 530;

/** The verdict on a case that was played. */
export function judge(one: ConformanceCase, { looked, problem, at }: CasePlay): Judged {
  const isJudged = (span: Span | null): boolean =>
    span !== null && span.file === undefined && span.line > one.judgedFrom;
  const wrong = looked.find(({ ok }) => !ok);
  if (wrong !== undefined) return judgeDifference(one, wrong, isJudged(wrong.span));
  if (problem !== null) {
    const judged = isJudged(at);
    const how = BREAKING[problem.code];
    const breaks = judged && how !== undefined && one.breaks.includes(how);
    const verdict = breaks ? bound(one) : 'cannot-tell';
    return { verdict, reason: { kind: 'problem', problem, judged }, span: at };
  }
  const held = looked.some(({ span }) => isJudged(span));
  if (!held) return { verdict: 'not-offered', reason: { kind: 'absent', what: '' }, span: null };
  return { verdict: 'held', reason: { kind: 'as-wanted' }, span: null };
}

function judgeDifference(one: ConformanceCase, wrong: Expectation, judged: boolean): Judged {
  const { span, wanted, came, after, reply } = wrong;
  const code = reply?.code ?? null;
  const told = { kind: 'came', judged, wanted, came, after } as const;
  const as = (verdict: Verdict, reason: Reason = told): Judged => ({ verdict, reason, span });
  if (!judged && code === SIGN_IN_FIRST) return as('cannot-tell', { kind: 'sign-in-first', came, after });
  if (!judged) return as('cannot-tell');
  if (code === null && isOfSink(wanted) && (came === '' || came === '0'))
    return as('cannot-tell', { kind: 'nothing-arrived' });
  if (code === null) return as(bound(one));
  if (one.absent !== null && isInSet(code, one.absent))
    return as('not-offered', { kind: 'absent', what: came });
  if (one.lenient !== null && isInSet(code, one.lenient)) return as('lenient');
  const accepted = one.accept.find(({ codes }) => isInSet(code, codes));
  if (accepted !== undefined) return as('held', { kind: 'accepted', came, reason: accepted.reason });
  const isTemporary = code >= 400 && code < 500;
  if (code === GOING_DOWN || (isTemporary && !one.breaks.includes('temporary')))
    return as('cannot-tell', { kind: 'temporary', came, after });
  if (code === SIGN_IN_FIRST) return as('cannot-tell', { kind: 'sign-in-first', came, after });
  return as(bound(one));
}

/** An assert about what came to the sink. */
function isOfSink(wanted: string): boolean {
  return wanted.startsWith('sink.');
}

/** What may be done otherwise is told, and breaks nothing. */
function bound({ level }: ConformanceCase): Verdict {
  return level === 'MAY' ? 'lenient' : 'broken';
}

/** How many cases of each level have each verdict. */
export interface Tally {
  readonly MUST: Counts;
  readonly SHOULD: Counts;
  readonly MAY: Counts;
}
export type Counts = Readonly<Record<Verdict, number>>;

export function tallyOf(
  results: readonly { readonly verdict: Verdict; readonly level: keyof Tally }[],
): Tally {
  const count = (level: keyof Tally): Counts => {
    const of = (verdict: Verdict): number =>
      results.filter((one) => one.level === level && one.verdict === verdict).length;
    return {
      held: of('held'),
      broken: of('broken'),
      lenient: of('lenient'),
      'not-offered': of('not-offered'),
      'cannot-tell': of('cannot-tell'),
      'not-run': of('not-run'),
    };
  };
  return { MUST: count('MUST'), SHOULD: count('SHOULD'), MAY: count('MAY') };
}

/**
 * The judge of letters by one policy: asks every rule, at the same time, and adds up the points. Nothing that a scanner, a list or a
 * letter does makes it fail: a rule that cannot tell has no points, and says so, or the letter waits, as the policy wants.
 */

import { judgeWords, timeOf, policyVerdictOf } from '../../pure/policy/index.ts';
import type { Point, Policy, PolicyVerdict, WhenStalled } from '../../pure/policy/index.ts';
import { judgeContent, openContent } from './content.ts';
import type { ContentMatcher } from './content.ts';
import type { PolicyStore } from './store.ts';
import { wordsIn } from './words.ts';
import { DnsLists, judgeEhlo, judgePtr, openAsk } from './names.ts';
import type { Ask } from './names.ts';
import type { PolicyFacts, LetterOctets } from './letter-facts.ts';
import { askClamd, askRspamd, askSpamd } from './scanners.ts';
import type { ScanResult } from './scanners.ts';

export interface JudgeSetting {
  readonly policy: Policy;
  /** What this gateway calls itself. */
  readonly ownName: string;
  readonly now: () => number;
  readonly store: PolicyStore;
}

export interface Judge {
  readonly judge: (facts: PolicyFacts, letter: LetterOctets) => Promise<PolicyVerdict>;
}

const SCANNER_MILLISECONDS = 30_000;
const LIST_MILLISECONDS = 5000;
const KEEP_MILLISECONDS = 60 * 86_400_000;
/** Letters of each kind before their words are believed. */
const LEAST_LETTERS = 20;
const SPAM_FROM = 0.9;
const HAM_TO = 0.1;

/** Opens a judge. Rejects with a `RangeError` where a pattern of the policy is none, whose message names its rule. */
export async function openJudge({ policy, ownName, now, store }: JudgeSetting): Promise<Judge> {
  const ask = await openAsk(policy.dns);
  const listAsk = await openAsk(policy.dns, timeOf(policy.listTimeout, LIST_MILLISECONDS));
  const lists = new DnsLists(listAsk, now);
  const matchers = await openContent(policy.content ?? []);
  return {
    judge: async (facts, letter) => {
      const rules = [
        ...strangerRules(facts, { policy, ownName, ask, lists }),
        knownRule(policy, store, facts),
        wordsRule(policy, store, letter),
        contentRule(matchers, letter),
        ...scannerRules(policy, facts, letter),
      ];
      const found = (await Promise.all(rules)).flat();
      return policyVerdictOf(
        found,
        policy,
        found.some(({ later }) => later === true),
      );
    },
  };
}

type Found = Point & { readonly later?: boolean };

interface Names {
  readonly policy: Policy;
  readonly ownName: string;
  readonly ask: Ask;
  readonly lists: DnsLists;
}

/** What is asked of strangers alone: who signed in is known. */
function strangerRules(
  { address, greetedName, signedIn }: PolicyFacts,
  { policy, ownName, ask, lists }: Names,
): readonly (readonly Found[] | Promise<readonly Found[]>)[] {
  const { ehlo, ptr } = policy;
  if (signedIn || address === null) {
    const what = signedIn ? 'signed-in' : 'not-told';
    const left = (rule: 'ehlo' | 'ptr' | 'lists', name = ''): Found => ({
      rule,
      name,
      points: 0,
      what,
      detail: '',
    });
    const zones = (policy.lists ?? []).map(({ zone }) => left('lists', zone));
    return [
      [...(ehlo === undefined ? [] : [left('ehlo')]), ...(ptr === undefined ? [] : [left('ptr')]), ...zones],
    ];
  }
  return [
    ehlo === undefined ? [] : [judgeEhlo(greetedName, ownName, ehlo)],
    ptr === undefined ? [] : judgePtr(address, ask, ptr).then((point) => [point]),
    ...(policy.lists ?? []).map((rule) => lists.judge(address, rule).then((point) => [point])),
  ];
}

/** Whoever was written to has reason to answer. */
function knownRule({ known }: Policy, { state }: PolicyStore, { from }: PolicyFacts): readonly Found[] {
  if (known === undefined || from === '') return [];
  const isKnown = state.knows(from, Date.now(), timeOf(known.keep, KEEP_MILLISECONDS));
  const point = { rule: 'known', name: '', detail: from } as const;
  return [
    isKnown
      ? { ...point, what: 'known-sender', points: known.points }
      : { ...point, what: 'unknown-sender', points: 0 },
  ];
}

async function wordsRule(
  { bayes }: Policy,
  { state }: PolicyStore,
  letter: LetterOctets,
): Promise<readonly Found[]> {
  if (bayes === undefined) return [];
  const point = { rule: 'bayes', name: '', points: 0 } as const;
  const { ham, spam } = state.letters;
  if (Math.min(ham, spam) < (bayes.least ?? LEAST_LETTERS))
    return [{ ...point, what: 'words-untrained', detail: `${ham} + ${spam}` }];
  const { probability, decisive } = judgeWords(await wordsIn(letter.beginning), state);
  const words = decisive.map(([word, speaks]) => `${word} ${speaks.toFixed(2)}`).join(', ');
  const detail = `${probability.toFixed(2)}${words === '' ? '' : ` (${words})`}`;
  const points = probability >= SPAM_FROM ? bayes.spam : probability <= HAM_TO ? bayes.ham : 0;
  return [{ ...point, what: 'words', points, detail }];
}

async function contentRule(
  matchers: readonly ContentMatcher[],
  letter: LetterOctets,
): Promise<readonly Found[]> {
  return matchers.length === 0 ? [] : judgeContent(matchers, letter.beginning);
}

function scannerRules(
  { clamd, spamd, rspamd }: Policy,
  facts: PolicyFacts,
  letter: LetterOctets,
): readonly Promise<readonly Found[]>[] {
  const rules: Promise<readonly Found[]>[] = [];
  const milliseconds = (timeout: string | undefined): number => timeOf(timeout, SCANNER_MILLISECONDS);
  if (clamd !== undefined)
    rules.push(
      askClamd(clamd.at, letter, milliseconds(clamd.timeout)).then((result) => [
        scanPoint('clamd', result, clamd.points ?? 100, clamd.stalled ?? 'later'),
      ]),
    );
  if (spamd !== undefined)
    rules.push(
      askSpamd(spamd.at, letter, milliseconds(spamd.timeout), spamd.user).then((result) => [
        scanPoint('spamd', result, spamd.weight ?? 1, spamd.stalled ?? 'pass'),
      ]),
    );
  if (rspamd !== undefined)
    rules.push(
      askRspamd(rspamd.at, letter, milliseconds(rspamd.timeout), facts).then((result) => [
        scanPoint('rspamd', result, rspamd.weight ?? 1, rspamd.stalled ?? 'pass'),
      ]),
    );
  return rules;
}

const MOST_SYMBOLS = 12;

/** `worth` is what a virus costs, or what a scanner's own points are multiplied by. */
function scanPoint(
  rule: 'clamd' | 'spamd' | 'rspamd',
  result: ScanResult,
  worth: number,
  stalled: WhenStalled,
): Found {
  const point = { rule, name: '', points: 0, detail: '' } as const;
  switch (result.kind) {
    case 'clean':
      return { ...point, what: 'clean' };
    case 'virus':
      return { ...point, what: 'virus', points: worth, detail: result.name };
    case 'score': {
      const detail = result.symbols.slice(0, MOST_SYMBOLS).join(' ');
      return { ...point, what: 'score', points: Math.round(result.score * worth * 100) / 100, detail };
    }
    case 'failed':
      return { ...point, what: 'scanner-failed', detail: result.reason, later: stalled === 'later' };
    case 'stalled':
      return { ...point, what: 'scanner-stalled', detail: result.reason, later: stalled === 'later' };
  }
}

/**
 * `gateway try`: what a policy would have done with letters that lie there: each rule with the good letters and the spam that it hits, and
 * each good letter that would not have passed. Exit code 15 where there is one.
 */

import { factsOf, lettersIn, openJudge, openPolicyStore } from '../../io/policy/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { policyWords } from '../../pure/phrases/index.ts';
import { signed } from '../../pure/policy/index.ts';
import type { Policy, Point, PolicyVerdict } from '../../pure/policy/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { unreadable, usage } from '../options/index.ts';
import { indentProse, widthOf } from '../terminal/index.ts';
import type { Piles } from './train.ts';

interface Hits {
  ham: number;
  spam: number;
  least: number;
  most: number;
}

type Kind = keyof Piles;

export async function tryPolicy(policy: Policy, piles: Piles, context: CliContext): Promise<number> {
  const words = policyWords[context.lang];
  if (piles.ham.length + piles.spam.length === 0) throw usage('--ham', words.needsPiles);
  const store = await openPolicyStore(policy.state);
  const judge = await openJudge({
    policy,
    ownName: policy.name ?? '',
    now: () => performance.now(),
    store,
  });
  const rules = new Map<string, Hits>();
  const actions = new Map<string, Record<Kind, number>>();
  let hurt = 0;
  for (const kind of ['ham', 'spam'] as const)
    for (const path of piles[kind]) {
      try {
        for await (const { file, octets } of lettersIn(path)) {
          if (context.signal.aborted) break;
          const verdict = await judge.judge(await factsOf(octets), octets);
          count(verdict, kind, rules, actions);
          const isHurt = kind === 'ham' && verdict.action !== 'pass';
          if (isHurt) hurt++;
          tell(file, kind, verdict, isHurt, context);
        }
      } catch (error) {
        throw unreadable(`--${kind}`, path, error);
      }
    }
  if (!context.json && !context.quiet) tellTables(rules, actions, context);
  return hurt > 0 ? EXIT.mismatch : 0;
}

const nameOf = ({ rule, name, what }: Point): string =>
  [rule, name, name === '' ? what : ''].filter((part) => part !== '').join(' ');

function count(
  { points, action }: PolicyVerdict,
  kind: Kind,
  rules: Map<string, Hits>,
  actions: Map<string, Record<Kind, number>>,
): void {
  for (const point of points) {
    if (point.points === 0) continue;
    const key = nameOf(point);
    const hits = rules.get(key) ?? { ham: 0, spam: 0, least: point.points, most: point.points };
    hits[kind]++;
    hits.least = Math.min(hits.least, point.points);
    hits.most = Math.max(hits.most, point.points);
    rules.set(key, hits);
  }
  const sums = actions.get(action) ?? { ham: 0, spam: 0 };
  sums[kind]++;
  actions.set(action, sums);
}

/** Every letter as JSON; on the screen those good ones that would not have passed. */
function tell(
  file: string,
  kind: Kind,
  verdict: PolicyVerdict,
  isHurt: boolean,
  { json, quiet, out, lang }: CliContext,
): void {
  if (json) {
    out.line(formatJson({ type: 'tried', file, kind, ...verdict }));
    return;
  }
  if (!isHurt || quiet) return;
  const words = policyWords[lang];
  out.line(makeVisible(words.hurt(file)));
  for (const point of verdict.points)
    if (point.points !== 0)
      for (const row of indentProse(makeVisible(words.point(point)), 3, out.columns)) out.line(row);
  out.line(`   ${words.outcome({ ...verdict, kept: null, tried: true })}`);
}

function tellTables(
  rules: ReadonlyMap<string, Hits>,
  actions: ReadonlyMap<string, Record<Kind, number>>,
  { out, lang }: CliContext,
): void {
  const words = policyWords[lang];
  const range = ({ least, most }: Hits): string =>
    least === most ? signed(least) : `${signed(least)} … ${signed(most)}`;
  const sorted = [...rules].sort(([, a], [, b]) => b.ham + b.spam - (a.ham + a.spam));
  const rows: readonly (readonly string[])[] = [
    [words.columns.rule, words.columns.points, words.columns.ham, words.columns.spam],
    ...sorted.map(([name, hits]) => [makeVisible(name), range(hits), String(hits.ham), String(hits.spam)]),
    [],
    [words.columns.action, '', words.columns.ham, words.columns.spam],
    ...[...actions].map(([action, { ham, spam }]) => [
      words.actions[action as PolicyVerdict['action']],
      '',
      String(ham),
      String(spam),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const pad = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
      return column === 0 ? cell + pad : pad + cell;
    });
    out.line(cells.join('  ').trimEnd());
  }
}

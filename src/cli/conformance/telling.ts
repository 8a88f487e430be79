/** Results of a run as they come: a line for each case, what was wanted and what came where a clause is broken, the counts at the end. */

import type { CaseResult } from '../../io/conform/index.ts';
import { LEVELS, sectionOf, tallyOf, unique, VERDICTS } from '../../pure/conformance/index.ts';
import type { Reason, Verdict } from '../../pure/conformance/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { Advice } from '../../pure/explain/index.ts';
import { conformanceWords } from '../../pure/phrases/index.ts';
import type { ConformanceWords } from '../../pure/phrases/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { indentProse, padTo, widthOf, wrapProse } from '../terminal/index.ts';

/** What puts a problem into words. */
export interface Adviser {
  readonly advice: (problem: Problem) => Advice;
}

/** Why a verdict was given, in a line; '' where there is nothing to say. */
export function whyOf(
  reason: Reason,
  verdict: string,
  { lang }: Pick<CliContext, 'lang'>,
  adviser: Adviser,
): string {
  const words = conformanceWords[lang];
  const shown = (text: string): string => (text === '' ? words.nothing : text);
  const placed = (after: string): string => (after === '' ? '' : `, ${words.after} ${after}`);
  switch (reason.kind) {
    case 'as-wanted':
      return '';
    case 'accepted':
      return `${words.came} ${reason.came}: ${reason.reason[lang]}`;
    case 'came': {
      const { wanted, came, after, judged } = reason;
      const text = `${words.wanted} ${wantedIn(wanted, words)}, ${words.came} ${shown(came)}${placed(after)}`;
      if (!judged) return `${words.before} ${text}`;
      return verdict === 'lenient' ? `${words.takesMore} ${text}` : text;
    }
    case 'temporary':
      return `${words.temporary} ${words.came} ${reason.came}${placed(reason.after)}`;
    case 'sign-in-first':
      return `${words.signInFirst} ${words.came} ${reason.came}${placed(reason.after)}`;
    case 'problem':
      return `${reason.judged ? '' : `${words.before} `}${adviser.advice(reason.problem).headline}`;
    case 'absent':
      return reason.what === '' ? words.nothingToJudge : words.notOffered(reason.what);
    case 'needs':
      return sentence(reason.needs.map((need) => words.needs[need] ?? need).join('; '));
    case 'nothing-arrived':
      return words.nothingArrived;
    case 'no-letters':
      return words.noLettersAsked;
    case 'interrupted':
      return words.interrupted;
  }
}

/** What was wanted, in words where the notation of a case is not a reply. */
function wantedIn(wanted: string, words: ConformanceWords): string {
  const [, quiet] = /^@quiet (\S+)$/.exec(wanted) ?? [];
  if (quiet !== undefined) return words.noReplyFor(quiet);
  if (wanted.startsWith('@closed')) return words.connectionClosed;
  const [, absent] = /^S! (.+)$/.exec(wanted) ?? [];
  return absent === undefined ? wanted : words.withoutLine(absent.replace(/^\d{3}[- ]/, ''));
}

/** What is said by itself is a sentence. */
function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** One result. A case that held is a line; what did not is told with its reason, what is broken with its clause. */
export function tellResult(
  { one, verdict, reason, span, milliseconds }: CaseResult,
  context: CliContext,
  adviser: Adviser,
  transcript: readonly string[],
): void {
  const { out, lang, json, quiet } = context;
  const words = conformanceWords[lang];
  const { id, level, clauses, title } = one;
  const why = context.hide(whyOf(reason, verdict, context, adviser));
  if (json) {
    const about = { id, verdict, level, clauses, why, file: one.path, line: span?.line ?? null };
    out.line(
      formatJson({ type: 'case', ...about, title: title[lang], milliseconds: Math.round(milliseconds) }),
    );
    return;
  }
  const isBroken = verdict === 'broken' && level !== 'MAY';
  // What was not tried is told at the end, together.
  if ((verdict === 'not-run' || verdict === 'not-offered') && context.explain !== 'full') return;
  if (quiet && !(isBroken && level === 'MUST')) return;
  const say = quiet ? context.err.line : out.line;
  const width = Math.max(...VERDICTS.map((name) => widthOf(words.verdicts[name])));
  const head = `${padTo(words.verdicts[verdict], width)}  ${padTo(level, 6)}  `;
  const indent = widthOf(head);
  // Of what held the title is enough; what did not is looked up by its name.
  const text = verdict === 'held' ? title[lang] : `${id}: ${title[lang]}`;
  const [first = '', ...rest] = indentProse(makeVisible(text), indent, out.columns);
  say(head + first.trimStart());
  for (const line of rest) say(line);
  if (why === '') return;
  const sections = isBroken ? `${clauses.map(sectionOf).filter(unique).join(', ')}. ` : '';
  for (const line of indentProse(makeVisible(sections + why), indent, out.columns)) say(line);
  if (context.explain !== 'full' || quiet || !SHOWN.includes(verdict)) return;
  for (const line of transcript) say(`    ${makeVisible(line)}`);
}

/** What was said is shown of these, with `--explain full`. */
const SHOWN: readonly Verdict[] = ['broken', 'lenient', 'cannot-tell'];

/** How many cases of each level have each verdict, as a table; or as JSON. */
export function tellSummary(
  results: readonly CaseResult[],
  context: CliContext,
  about: { readonly server: string; readonly software: string; readonly milliseconds: number },
): void {
  const { out, lang, json, quiet } = context;
  const words = conformanceWords[lang];
  const rows = results.map(({ one, verdict }) => ({ level: one.level, verdict }));
  const tally = tallyOf(rows);
  const clauses = new Set(results.flatMap(({ one }) => one.clauses)).size;
  if (json) {
    const { server, software, milliseconds } = about;
    const counts = { cases: results.length, clauses, tally, milliseconds: Math.round(milliseconds) };
    out.line(formatJson({ type: 'summary', server, software, ...counts }));
    return;
  }
  const broken = { MUST: tally.MUST.broken, SHOULD: tally.SHOULD.broken };
  if (!quiet) {
    const first = Math.max(widthOf(words.level), ...LEVELS.map(widthOf));
    const heads = VERDICTS.map((verdict) => words.verdicts[verdict]);
    const rows = [heads, ...LEVELS.map((level) => VERDICTS.map((verdict) => String(tally[level][verdict])))];
    const firsts = [words.level, ...LEVELS];
    // A table that is wider than the screen is turned: its verdicts below each other.
    const isWide = first + heads.reduce((sum, head) => sum + 2 + widthOf(head), 0) > out.columns;
    out.line();
    for (const line of isWide ? columnsOf(turned(firsts, rows)) : columnsOf(withFirst(firsts, rows)))
      out.line(line);
    if (context.explain !== 'full') tellUntried(results, context);
    out.line();
    const should = broken.SHOULD > 0 ? ` ${words.shouldBroken(broken.SHOULD)}` : '';
    const must = broken.MUST > 0 ? words.mustBroken(broken.MUST) : nothingBroken(results, words);
    out.line(`${must}${should} ${words.summary((about.milliseconds / 1000).toFixed(1))}`);
    const [worst] = results.filter(({ verdict }) => verdict === 'broken');
    if (worst !== undefined) {
      for (const line of wrapProse(words.hint, out.columns)) out.line(line);
      out.line(`  ${context.program} conform --explain ${worst.one.id}`);
    }
  } else if (broken.MUST > 0) context.err.line(words.mustBroken(broken.MUST));
}

/** What is said where no MUST was found broken: how much that means. */
function nothingBroken(results: readonly CaseResult[], words: ConformanceWords): string {
  const isTested = results.some(
    ({ one, verdict }) => one.level === 'MUST' && (verdict === 'held' || verdict === 'lenient'),
  );
  if (!isTested) return words.mustUntested;
  return results.some(({ reason }) => reason.kind === 'interrupted') ? words.mustHeldSoFar : words.mustHeld;
}

type Cells = readonly (readonly string[])[];

const withFirst = (firsts: readonly string[], rows: Cells): Cells =>
  rows.map((row, at) => [firsts[at] ?? '', ...row]);

/** The rows as columns; the first of each is its head. */
function turned(firsts: readonly string[], rows: Cells): Cells {
  return [firsts, ...(rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? ''))];
}

/** Lines of a table: names to the left, numbers to the right. */
function columnsOf(rows: Cells): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return at === 0 ? padTo(cell, width) : `  ${' '.repeat(width - widthOf(cell))}${cell}`;
      })
      .join(''),
  );
}

/** What was not offered, and what would have to be given for the cases that were not run. */
function tellUntried(results: readonly CaseResult[], { out, lang }: CliContext): void {
  const words = conformanceWords[lang];
  const say = (text: string, indent = 0): void => {
    for (const line of indentProse(makeVisible(text), indent, out.columns)) out.line(line);
  };
  const counted = (texts: readonly string[]): readonly (readonly [string, number])[] =>
    texts.filter(unique).map((text) => [text, texts.filter((other) => other === text).length] as const);
  const absent = results.flatMap(({ verdict, reason }) =>
    verdict === 'not-offered' && reason.kind === 'absent' && /^[A-Z0-9-]+$/.test(reason.what)
      ? [reason.what]
      : [],
  );
  const notRun = results.filter(({ verdict }) => verdict === 'not-run');
  const without = notRun.map(({ reason }) => {
    if (reason.kind === 'needs') return reason.needs.map((need) => words.needs[need] ?? need).join('; ');
    return reason.kind === 'no-letters' ? words.noLettersAsked : words.interrupted;
  });
  if (absent.length > 0) {
    out.line();
    say(
      words.notOfferedAtAll(
        counted(absent)
          .map(([what, count]) => (count === 1 ? what : `${what} (${count})`))
          .join(', '),
      ),
    );
  }
  const idle = results.filter(
    ({ verdict, reason }) => verdict === 'not-offered' && reason.kind === 'absent' && reason.what === '',
  );
  if (idle.length > 0) {
    out.line();
    say(words.nothingToJudgeIn(idle.map(({ one }) => one.id).join(', ')));
  }
  if (notRun.length === 0) return;
  out.line();
  out.line(words.notRun(notRun.length));
  for (const [text, count] of counted(without)) say(`${count}: ${text}`, 2);
}

/** A run written down for other programs and for people, in each of the formats; the page is in `page.ts`. */

import { conformanceWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { makeVisible } from '../protocol/index.ts';
import { cell, isPage, isTap, junitElement, junitOf, scalar, tapOf } from '../reports/index.ts';
import type { ReportKind } from '../reports/index.ts';
import { LEVELS, sectionOf } from './case.ts';
import { CONFORMANCE_GENERATOR, renderConformancePage } from './page.ts';
import type { ReportedCase, ReportHead } from './reported.ts';
import { tallyOf, VERDICTS } from './verdict.ts';
import type { Verdict } from './verdict.ts';

const JUNIT_SUITE = 'smtp-lab conform';
const TAP_MARK = '# smtp-lab conform';

export function conformanceReport(
  kind: ReportKind,
  cases: readonly ReportedCase[],
  head: ReportHead,
  lang: Lang,
): string {
  switch (kind) {
    case 'junit':
      return junit(cases, head);
    case 'tap':
      return tap(cases, head);
    case 'json':
      return `${JSON.stringify({ conformance: { ...head, summary: tallyOf(cases) }, cases: cases.map(plain) }, null, 2)}\n`;
    case 'md':
      return markdown(cases, head, lang);
    case 'html':
      return renderConformancePage(cases, head, lang);
  }
}

/** Whether a text is such a report. */
export function isConformanceReport(kind: ReportKind, text: string): boolean {
  switch (kind) {
    case 'junit':
      return text.includes(`<testsuite name="${JUNIT_SUITE}"`);
    case 'tap':
      return isTap(text, TAP_MARK);
    case 'json':
      return text.startsWith('{\n  "conformance": {');
    case 'md':
      return text.startsWith('# SMTP: ');
    case 'html':
      return isPage(text, CONFORMANCE_GENERATOR);
  }
}

/** A broken clause that counts. */
export function counts(
  { verdict, level }: Pick<ReportedCase, 'verdict' | 'level'>,
  strict: boolean,
): boolean {
  return verdict === 'broken' && (level === 'MUST' || (strict && level === 'SHOULD'));
}

/** Verdicts that are none: nothing was found out. */
const UNKNOWN: readonly Verdict[] = ['not-offered', 'cannot-tell', 'not-run'];

function isUnknown({ verdict }: ReportedCase): boolean {
  return UNKNOWN.includes(verdict);
}

function plain({ conversation: _conversation, transcript, ...one }: ReportedCase) {
  return { ...one, transcript: one.verdict === 'held' ? [] : transcript };
}

function junit(cases: readonly ReportedCase[], { strict }: ReportHead): string {
  const tests = cases.map((one) => ({
    suite: sectionOf(one.clauses[0] ?? ''),
    name: `${one.id}: ${one.title}`,
    milliseconds: one.milliseconds,
    inside: insideOf(one, strict),
  }));
  return junitOf(JUNIT_SUITE, tests, {
    failures: cases.filter((one) => counts(one, strict)).length,
    errors: 0,
    skipped: cases.filter(isUnknown).length,
  });
}

function insideOf(one: ReportedCase, strict: boolean): string | null {
  const { verdict, level, why, transcript } = one;
  if (isUnknown(one)) return junitElement('skipped', { message: `${verdict}: ${why}` });
  if (counts(one, strict))
    return junitElement('failure', { message: why, type: level }, [why, '', ...transcript]);
  return verdict === 'held' ? null : junitElement('system-out', {}, [`${verdict} (${level}): ${why}`]);
}

function tap(cases: readonly ReportedCase[], { strict }: ReportHead): string {
  const tests = cases.map((one) => ({
    ok: !counts(one, strict),
    name: `${one.id} ${one.title}`,
    skip: isUnknown(one) ? `${one.verdict}: ${one.why}` : null,
    lines: one.verdict === 'broken' || one.verdict === 'lenient' ? yamlOf(one) : [],
  }));
  return tapOf(tests, TAP_MARK);
}

function yamlOf({ verdict, level, clauses, why, transcript }: ReportedCase): readonly string[] {
  const about = [`  verdict: ${verdict}`, `  level: ${level}`, `  clauses: [${clauses.join(', ')}]`];
  const said = transcript.map((line) => `    - ${scalar(line)}`);
  return ['  ---', ...about, `  message: ${scalar(why)}`, '  transcript:', ...said, '  ...'];
}

function markdown(
  cases: readonly ReportedCase[],
  { server, software, version }: ReportHead,
  lang: Lang,
): string {
  const words = conformanceWords[lang];
  const tally = tallyOf(cases);
  const clauses = new Set(cases.flatMap((one) => one.clauses)).size;
  return [
    `# SMTP: ${cell(server)}`,
    '',
    `${cell(software === '' ? '' : `${software}. `)}smtp-lab ${version}, ${words.page.catalogue(cases.length, clauses)}.`,
    '',
    `| ${words.level} | ${VERDICTS.map((verdict) => words.verdicts[verdict]).join(' | ')} |`,
    `| --- |${VERDICTS.map(() => ' ---: |').join('')}`,
    ...LEVELS.map(
      (level) => `| ${level} | ${VERDICTS.map((verdict) => tally[level][verdict]).join(' | ')} |`,
    ),
    '',
    `| ${words.page.clause} | ${words.page.cases} | ${words.level} | | |`,
    '| --- | --- | --- | --- | --- |',
    ...cases.map(
      (one) =>
        `| ${one.clauses.map(sectionOf).filter(unique).join(', ')} | ${one.id} | ${one.level} | ${words.verdicts[one.verdict]} | ${cell(one.why)} |`,
    ),
    '',
    ...cases.filter(({ verdict }) => verdict === 'broken' || verdict === 'lenient').flatMap(saidIn),
  ].join('\n');
}

/** What was said, as code: four blanks, so that nothing in it ends it. */
function saidIn({ id, title, transcript }: ReportedCase): readonly string[] {
  return [`## ${id}`, '', cell(title), '', ...transcript.map((line) => `    ${makeVisible(line)}`), ''];
}

export function unique<T>(one: T, at: number, all: readonly T[]): boolean {
  return all.indexOf(one) === at;
}

/**
 * A run written down for other programs: JUnit's XML, TAP version 13, JSON, a Markdown matrix; the page is in `page.ts`. SECURITY: texts
 * come from servers: XML has its marks escaped, all others have controls made visible.
 */

import { conformanceWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { makeVisible } from '../protocol/index.ts';
import { markup } from '../reports/index.ts';
import { LEVELS, sectionOf } from './case.ts';
import { isConformancePage, renderConformancePage } from './page.ts';
import type { ReportedCase, ReportHead } from './reported.ts';
import { tallyOf, VERDICTS } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export const CONFORMANCE_REPORTS = ['junit', 'tap', 'json', 'md', 'html'] as const;
export type ConformanceReport = (typeof CONFORMANCE_REPORTS)[number];

export function conformanceReport(
  kind: ConformanceReport,
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
export function isConformanceReport(kind: ConformanceReport, text: string): boolean {
  switch (kind) {
    case 'junit':
      return text.includes('<testsuite name="smtp-lab conform"');
    case 'tap':
      return text.startsWith('TAP version 13\n') && text.endsWith('# smtp-lab conform\n');
    case 'json':
      return text.startsWith('{\n  "conformance": {');
    case 'md':
      return text.startsWith('# SMTP: ');
    case 'html':
      return isConformancePage(text);
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

function plain({ conversation: _conversation, transcript, ...one }: ReportedCase) {
  return { ...one, transcript: one.verdict === 'held' ? [] : transcript };
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function junit(cases: readonly ReportedCase[], { strict }: ReportHead): string {
  const failed = cases.filter((one) => counts(one, strict)).length;
  const skipped = cases.filter(({ verdict }) => UNKNOWN.includes(verdict)).length;
  const time = seconds(cases.reduce((sum, one) => sum + one.milliseconds, 0));
  const about = `tests="${cases.length}" failures="${failed}" errors="0"`;
  const rows = cases.map((one) => {
    const { id, title, clauses, verdict, why, transcript } = one;
    const name = `${id}: ${title}`;
    const open = `    <testcase classname="${markup(sectionOf(clauses[0] ?? ''))}" name="${markup(name)}" time="${seconds(one.milliseconds)}"`;
    if (UNKNOWN.includes(verdict))
      return `${open}>\n      <skipped message="${markup(`${verdict}: ${why}`)}"/>\n    </testcase>`;
    if (counts(one, strict))
      return `${open}>\n      <failure message="${markup(why)}" type="${one.level}">${[why, '', ...transcript].map(markup).join('\n')}</failure>\n    </testcase>`;
    if (verdict === 'held') return `${open}/>`;
    return `${open}>\n      <system-out>${markup(`${verdict} (${one.level}): ${why}`)}</system-out>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="smtp-lab" ${about} time="${time}">`,
    `  <testsuite name="smtp-lab conform" ${about} skipped="${skipped}" time="${time}">`,
    ...rows,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function tap(cases: readonly ReportedCase[], { strict }: ReportHead): string {
  const lines = ['TAP version 13', `1..${cases.length}`];
  cases.forEach((one, at) => {
    const { id, title, verdict, why, level, clauses, transcript } = one;
    const skip = UNKNOWN.includes(verdict) ? ` # SKIP ${verdict}: ${makeVisible(why)}` : '';
    const bad = counts(one, strict);
    lines.push(`${bad ? 'not ok' : 'ok'} ${at + 1} - ${id} ${title.replaceAll('#', '\\#')}${skip}`);
    if (verdict !== 'broken' && verdict !== 'lenient') return;
    // A text in JSON is one in YAML, too.
    const scalar = (text: string): string => JSON.stringify(makeVisible(text));
    lines.push('  ---', `  verdict: ${verdict}`, `  level: ${level}`, `  clauses: [${clauses.join(', ')}]`);
    lines.push(`  message: ${scalar(why)}`, '  transcript:');
    lines.push(...transcript.map((line) => `    - ${scalar(line)}`), '  ...');
  });
  return `${[...lines, '# smtp-lab conform'].join('\n')}\n`;
}

function markdown(
  cases: readonly ReportedCase[],
  { server, software, version }: ReportHead,
  lang: Lang,
): string {
  const words = conformanceWords[lang];
  // SECURITY: what a server says is no markup.
  const cell = (text: string): string =>
    makeVisible(text)
      .replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`)
      .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`);
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
  ].join('\n');
}

export function unique<T>(one: T, at: number, all: readonly T[]): boolean {
  return all.indexOf(one) === at;
}

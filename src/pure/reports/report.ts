/**
 * A suite's results written down: JUnit's XML as CI servers read it, TAP version 13, JSON, a Markdown table, a page. SECURITY: texts come
 * from servers; XML has its marks and the characters that it cannot hold escaped, all others have controls made visible.
 */

import type { Lang } from '../phrases/index.ts';
import { makeVisible } from '../protocol/index.ts';
import type { PageConversation } from './page-log.ts';
import { renderPage } from './page.ts';
import type { PageCase } from './page.ts';

/** One file of a suite. */
export interface SuiteCase {
  readonly file: string;
  readonly title: string;
  readonly expectations: number;
  /** What went wrong, a line each with its place; empty where nothing did. */
  readonly failures: readonly string[];
  readonly milliseconds: number;
  /** For the page; null where no page is wanted. */
  readonly conversation: PageConversation | null;
  /** False for a film, where nothing was tried and nothing can fail. */
  readonly tried: boolean;
}

export const REPORT_KINDS = ['junit', 'tap', 'json', 'md', 'html'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The report of a kind; only the page has a language. */
export function reportOf(kind: ReportKind, cases: readonly SuiteCase[], lang: Lang): string {
  switch (kind) {
    case 'junit':
      return junit(cases);
    case 'tap':
      return tap(cases);
    case 'json':
      return `${JSON.stringify({ files: cases.map(plain), ...countsOf(cases) }, null, 2)}\n`;
    case 'md':
      return markdown(cases);
    case 'html':
      return renderPage(cases.map(onPage), lang);
  }
}

function plain({
  file,
  title,
  expectations,
  failures,
  milliseconds,
}: SuiteCase): Omit<SuiteCase, 'conversation' | 'tried'> {
  return { file, title, expectations, failures, milliseconds };
}

const NOTHING: PageConversation = { steps: [], left: 0, spans: [] };

function onPage({ file, title, failures, conversation, tried }: SuiteCase): PageCase {
  return { file, title, failures: tried ? failures : null, conversation: conversation ?? NOTHING };
}

function countsOf(cases: readonly SuiteCase[]): {
  readonly passed: number;
  readonly failed: number;
  readonly expectations: number;
} {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const expectations = cases.reduce((sum, one) => sum + one.expectations, 0);
  return { passed: cases.length - failed, failed, expectations };
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function xml(text: string): string {
  return makeVisible(text).replace(/[<>&"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function junit(cases: readonly SuiteCase[]): string {
  const { failed } = countsOf(cases);
  const time = seconds(cases.reduce((sum, one) => sum + one.milliseconds, 0));
  const counts = `tests="${cases.length}" failures="${failed}" errors="0"`;
  const rows = cases.map(({ file, title, failures, milliseconds }) => {
    const open = `    <testcase classname="${xml(file)}" name="${xml(title === '' ? file : title)}" time="${seconds(milliseconds)}"`;
    if (failures.length === 0) return `${open}/>`;
    const text = failures.map(xml).join('\n');
    return `${open}>\n      <failure message="${xml(failures[0] ?? '')}">${text}</failure>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="smtp-lab" ${counts} time="${time}">`,
    `  <testsuite name="smtp-lab replay" ${counts} skipped="0" time="${time}">`,
    ...rows,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function tap(cases: readonly SuiteCase[]): string {
  const lines = ['TAP version 13', `1..${cases.length}`];
  cases.forEach(({ file, failures }, at) => {
    const name = makeVisible(file).replaceAll('#', '\\#');
    lines.push(`${failures.length === 0 ? 'ok' : 'not ok'} ${at + 1} - ${name}`);
    for (const failure of failures) lines.push(`# ${makeVisible(failure)}`);
  });
  return `${lines.join('\n')}\n`;
}

function markdown(cases: readonly SuiteCase[]): string {
  const cell = (text: string): string => makeVisible(text).replaceAll('|', '\\|');
  const { passed, failed, expectations } = countsOf(cases);
  return [
    '# smtp-lab replay',
    '',
    `${passed} passed, ${failed} failed, ${expectations} expectations.`,
    '',
    '| file | result | time | what went wrong |',
    '| --- | --- | --- | --- |',
    ...cases.map(
      ({ file, failures, milliseconds }) =>
        `| ${cell(file)} | ${failures.length === 0 ? 'passed' : 'failed'} | ${seconds(milliseconds)} s | ${failures.map(cell).join('<br>')} |`,
    ),
    '',
  ].join('\n');
}

/**
 * A suite's results written down: JUnit's XML as CI servers read it, TAP version 13, JSON, a Markdown table, a page. SECURITY: texts come
 * from servers; XML has its marks and the characters that it cannot hold escaped, all others have controls made visible.
 */

import { reportWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { makeVisible } from '../protocol/index.ts';
import type { PageConversation } from './page-log.ts';
import { isPage, renderPage } from './page.ts';
import type { PageCase } from './page.ts';

/** One thing that went wrong, with its place and what was said. */
export interface SuiteFailure {
  /** `failure`: something came that was not wanted; `error`: it could not be played. */
  readonly kind: 'failure' | 'error';
  /** In a line, its place in front. */
  readonly text: string;
  readonly file: string;
  /** From 1; null where it is about the file as a whole. */
  readonly line: number | null;
  readonly column: number | null;
  readonly wanted: string;
  readonly came: string;
  /** The last reply of the server. */
  readonly server: string;
  /** What was said before it. */
  readonly after: string;
}

/** One file of a suite. */
export interface SuiteCase {
  readonly file: string;
  readonly title: string;
  readonly expectations: number;
  /** Empty where nothing went wrong. */
  readonly failures: readonly SuiteFailure[];
  /** What it needs and was not there, for which it was not played; empty where it was. */
  readonly skipped: readonly string[];
  /** How often it was played; above one where the server refused it for now. */
  readonly tries: number;
  /** What was said, where something went wrong. */
  readonly transcript: readonly string[];
  readonly milliseconds: number;
  /** For the page; null where no page is wanted. */
  readonly conversation: PageConversation | null;
  /** False for a film, where nothing was tried and nothing can fail. */
  readonly tried: boolean;
}

export const REPORT_KINDS = ['junit', 'tap', 'json', 'md', 'html'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The report of a kind; those that people read have a language. */
export function reportOf(kind: ReportKind, cases: readonly SuiteCase[], lang: Lang): string {
  switch (kind) {
    case 'junit':
      return junit(cases);
    case 'tap':
      return tap(cases);
    case 'json':
      return `${JSON.stringify({ files: cases.map(plain), ...countsOf(cases) }, null, 2)}\n`;
    case 'md':
      return markdown(cases, lang);
    case 'html':
      return renderPage(cases.map(onPage), lang);
  }
}

/** Whether a text is a report of that kind, as the program writes it. */
export function isReportOf(kind: ReportKind, text: string): boolean {
  switch (kind) {
    case 'junit':
      return text.includes('<testsuites name="smtp-lab" ');
    case 'tap':
      return text.startsWith('TAP version 13\n') && text.endsWith(`${TAP_MARK}\n`);
    case 'json':
      return text.startsWith('{\n  "files": [') && /"expectations": \d+\n\}\n$/.test(text.slice(-100));
    case 'md':
      return text.startsWith(`${MARKDOWN_TITLE}\n`);
    case 'html':
      return isPage(text);
  }
}

const TAP_MARK = '# smtp-lab replay';
const MARKDOWN_TITLE = '# smtp-lab replay';

function plain({ file, title, expectations, failures, skipped, tries, milliseconds, transcript }: SuiteCase) {
  // `failures` is what it always was; what each is made of stands beside it.
  const details = failures.map(({ text: _text, ...about }) => about);
  return {
    file,
    title,
    expectations,
    failures: failures.map(textOf),
    details,
    skipped,
    tries,
    transcript: failures.length > 0 ? transcript : [],
    milliseconds,
  };
}

function textOf({ text }: SuiteFailure): string {
  return text;
}

const NOTHING: PageConversation = { steps: [], left: 0, spans: [] };

function onPage({ file, title, failures, skipped, tries, conversation, tried }: SuiteCase): PageCase {
  return {
    file,
    title,
    failures: tried && skipped.length === 0 ? failures.map(textOf) : null,
    skipped,
    tries,
    conversation: conversation ?? NOTHING,
  };
}

function countsOf(cases: readonly SuiteCase[]): {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly expectations: number;
} {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const expectations = cases.reduce((sum, one) => sum + one.expectations, 0);
  const skipped = cases.filter(isSkipped).length;
  return { passed: cases.length - failed - skipped, failed, skipped, expectations };
}

function isSkipped({ skipped }: SuiteCase): boolean {
  return skipped.length > 0;
}

/** Why it was skipped; '' for a file that was not. */
function whySkipped({ skipped }: SuiteCase): string {
  return skipped.length === 0 ? '' : `needs ${skipped.join(', ')}`;
}

/** A pass that needed more than one try is told as one. */
function triesOf({ failures, tries }: SuiteCase): string {
  return `${failures.length === 0 ? 'passed' : 'failed'} on try ${tries}`;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function xml(text: string): string {
  return makeVisible(text).replace(/[<>&"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function junit(cases: readonly SuiteCase[]): string {
  const errors = cases.filter(isError).length;
  const failed = countsOf(cases).failed - errors;
  const time = seconds(cases.reduce((sum, one) => sum + one.milliseconds, 0));
  const counts = `tests="${cases.length}" failures="${failed}" errors="${errors}"`;
  const rows = cases.map((one) => {
    const { file, title, failures, transcript, milliseconds } = one;
    const open = `    <testcase classname="${xml(file)}" name="${xml(title === '' ? file : title)}" time="${seconds(milliseconds)}"`;
    const [first] = failures;
    if (isSkipped(one))
      return `${open}>\n      <skipped message="${xml(whySkipped(one))}"/>\n    </testcase>`;
    if (first === undefined)
      return one.tries < 2
        ? `${open}/>`
        : `${open}>\n      <system-out>${xml(triesOf(one))}</system-out>\n    </testcase>`;
    const name = isError(one) ? 'error' : 'failure';
    const text = [...failures.map(placed), ...(transcript.length > 0 ? ['', ...transcript] : [])].map(xml);
    return `${open}>\n      <${name} message="${xml(placed(first))}" type="${name}">${text.join('\n')}</${name}>\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="smtp-lab" ${counts} time="${time}">`,
    `  <testsuite name="smtp-lab replay" ${counts} skipped="${countsOf(cases).skipped}" time="${time}">`,
    ...rows,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** With its file: the formats of CI servers have no attribute for a place that all of them allow. */
function placed({ file, line, column, text }: SuiteFailure): string {
  const place = line === null ? '' : `${line}:${column ?? 1}`;
  const own = text.startsWith(place) ? text.slice(place.length) : text;
  if (text.startsWith(file)) return text;
  return place === '' ? `${file}: ${text}` : `${file}:${place}${own}`;
}

/** It could not be played; what came before that may have been as wanted or not. */
function isError({ failures }: SuiteCase): boolean {
  return failures.some(({ kind }) => kind === 'error');
}

function tap(cases: readonly SuiteCase[]): string {
  const lines = ['TAP version 13', `1..${cases.length}`];
  cases.forEach((one, at) => {
    const { file, failures, transcript } = one;
    const name = makeVisible(file).replaceAll('#', '\\#');
    lines.push(
      `${failures.length === 0 ? 'ok' : 'not ok'} ${at + 1} - ${name}${isSkipped(one) ? ` # SKIP ${makeVisible(whySkipped(one))}` : ''}`,
    );
    if (failures.length === 0) {
      if (one.tries > 1) lines.push(`# ${triesOf(one)}`);
      return;
    }
    // A text in JSON is one in YAML, too.
    const scalar = (value: string | number | null): string =>
      JSON.stringify(typeof value === 'string' ? makeVisible(value) : value);
    lines.push('  ---', '  failures:');
    for (const { kind, text, ...about } of failures) {
      lines.push(`    - message: ${scalar(text)}`, `      severity: ${kind === 'error' ? 'error' : 'fail'}`);
      for (const [key, value] of Object.entries(about)) lines.push(`      ${key}: ${scalar(value)}`);
    }
    lines.push('  transcript:', ...transcript.map((line) => `    - ${scalar(line)}`), '  ...');
  });
  return `${[...lines, TAP_MARK].join('\n')}\n`;
}

function markdown(cases: readonly SuiteCase[], lang: Lang): string {
  const words = reportWords[lang];
  const { page } = words;
  const resultOf = (one: SuiteCase): string => {
    if (isSkipped(one)) return page.skipped(one.skipped.join(', '));
    const result = one.failures.length === 0 ? page.passed : page.failed;
    return one.tries > 1 ? `${result} ${page.onTry(one.tries)}` : result;
  };
  // SECURITY: what a server says is no markup.
  const cell = (text: string): string =>
    makeVisible(text)
      .replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`)
      .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`);
  const said = cases.filter(({ failures, transcript }) => failures.length > 0 && transcript.length > 0);
  return [
    MARKDOWN_TITLE,
    '',
    words.counts(countsOf(cases)),
    '',
    `| ${words.columns.join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...cases.map(
      (one) =>
        `| ${cell(one.file)} | ${resultOf(one)} | ${words.seconds(seconds(one.milliseconds))} | ${one.failures.map(textOf).map(cell).join('<br>')} |`,
    ),
    '',
    ...said.flatMap(({ file, transcript }) => [
      `## ${cell(file)}`,
      '',
      ...transcript.map((line) => `    ${makeVisible(line)}`),
      '',
    ]),
  ].join('\n');
}

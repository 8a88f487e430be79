/** A suite's results written down, in each of the formats. */

import { reportWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { makeVisible } from '../protocol/index.ts';
import { cell, isPage, isTap, junitElement, junitOf, scalar, seconds, tapOf } from './formats.ts';
import type { ReportKind } from './formats.ts';
import type { PageConversation } from './page-log.ts';
import { PAGE_GENERATOR, renderPage } from './page.ts';
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
      return text.includes('<testsuite name="smtp-lab replay" ');
    case 'tap':
      return isTap(text, TAP_MARK);
    case 'json':
      return text.startsWith('{\n  "files": [') && /"expectations": \d+\n\}\n$/.test(text.slice(-100));
    case 'md':
      return text.startsWith(`${MARKDOWN_TITLE}\n`);
    case 'html':
      return isPage(text, PAGE_GENERATOR);
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

function junit(cases: readonly SuiteCase[]): string {
  const errors = cases.filter(isError).length;
  const { failed, skipped } = countsOf(cases);
  const tests = cases.map((one) => ({
    suite: one.file,
    name: one.title === '' ? one.file : one.title,
    milliseconds: one.milliseconds,
    inside: insideOf(one),
  }));
  return junitOf('smtp-lab replay', tests, { failures: failed - errors, errors, skipped });
}

function insideOf(one: SuiteCase): string | null {
  const { failures, transcript, tries } = one;
  const [first] = failures;
  if (isSkipped(one)) return junitElement('skipped', { message: whySkipped(one) });
  if (first === undefined) return tries < 2 ? null : junitElement('system-out', {}, [triesOf(one)]);
  const type = isError(one) ? 'error' : 'failure';
  const said = transcript.length > 0 ? ['', ...transcript] : [];
  return junitElement(type, { message: placed(first), type }, [...failures.map(placed), ...said]);
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
  const tests = cases.map((one) => ({
    ok: one.failures.length === 0,
    name: one.file,
    skip: isSkipped(one) ? whySkipped(one) : null,
    lines: one.failures.length === 0 ? (one.tries > 1 ? [`# ${triesOf(one)}`] : []) : yamlOf(one),
  }));
  return tapOf(tests, TAP_MARK);
}

function yamlOf({ failures, transcript }: SuiteCase): readonly string[] {
  const told = failures.flatMap(({ kind, text, ...about }) => [
    `    - message: ${scalar(text)}`,
    `      severity: ${kind === 'error' ? 'error' : 'fail'}`,
    ...Object.entries(about).map(([key, value]) => `      ${key}: ${scalar(value)}`),
  ]);
  const said = transcript.map((line) => `    - ${scalar(line)}`);
  return ['  ---', '  failures:', ...told, '  transcript:', ...said, '  ...'];
}

function markdown(cases: readonly SuiteCase[], lang: Lang): string {
  const words = reportWords[lang];
  const { page } = words;
  const resultOf = (one: SuiteCase): string => {
    if (isSkipped(one)) return page.skipped(one.skipped.join(', '));
    const result = one.failures.length === 0 ? page.passed : page.failed;
    return one.tries > 1 ? `${result} ${page.onTry(one.tries)}` : result;
  };
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

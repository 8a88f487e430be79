/**
 * What a report of any run is written in: JUnit's XML as CI servers read it, TAP version 13, Markdown, a page. What stands in one is
 * `report.ts` for session files and `pure/conformance` for a server. SECURITY: texts come from servers: each passes `markup`, `cell` or
 * `scalar`, and a page forbids itself scripts and every load.
 */

import type { Lang } from '../phrases/index.ts';
import { makeVisible } from '../protocol/index.ts';
import { markup } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';

export const REPORT_KINDS = ['junit', 'tap', 'json', 'md', 'html'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

export interface JunitTest {
  readonly suite: string;
  readonly name: string;
  readonly milliseconds: number;
  /** Elements made by `junitElement`; none where there is nothing to say. */
  readonly inside: string | null;
}

export interface JunitCounts {
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** `skipped`, `failure` and the like: a message, its type, and lines of text. */
export function junitElement(
  name: 'skipped' | 'failure' | 'error' | 'system-out',
  attributes: Readonly<Record<string, string>>,
  lines: readonly string[] = [],
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${markup(value)}"`);
  const open = `<${name}${given.join('')}`;
  return lines.length === 0 ? `${open}/>` : `${open}>${lines.map(markup).join('\n')}</${name}>`;
}

export function junitOf(name: string, tests: readonly JunitTest[], counts: JunitCounts): string {
  const time = seconds(tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  const about = `tests="${tests.length}" failures="${counts.failures}" errors="${counts.errors}"`;
  const rows = tests.map((test) => {
    const open = `    <testcase classname="${markup(test.suite)}" name="${markup(test.name)}" time="${seconds(test.milliseconds)}"`;
    return test.inside === null ? `${open}/>` : `${open}>\n      ${test.inside}\n    </testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="smtp-lab" ${about} time="${time}">`,
    `  <testsuite name="${name}" ${about} skipped="${counts.skipped}" time="${time}">`,
    ...rows,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

export interface TapTest {
  readonly ok: boolean;
  readonly name: string;
  /** Why it was not run; null where it was. */
  readonly skip: string | null;
  /** Lines behind it: a remark, or a document in YAML. */
  readonly lines: readonly string[];
}

/** `mark` is its last line, a remark by which it is known as ours. */
export function tapOf(tests: readonly TapTest[], mark: string): string {
  const rows = tests.flatMap(({ ok, name, skip, lines }, at) => [
    `${ok ? 'ok' : 'not ok'} ${at + 1} - ${makeVisible(name).replaceAll('#', '\\#')}${skip === null ? '' : ` # SKIP ${makeVisible(skip)}`}`,
    ...lines,
  ]);
  return `${['TAP version 13', `1..${tests.length}`, ...rows, mark].join('\n')}\n`;
}

export function isTap(text: string, mark: string): boolean {
  return text.startsWith('TAP version 13\n') && text.endsWith(`${mark}\n`);
}

/** A value of YAML: a text in JSON is one there, too. */
export function scalar(value: string | number | null): string {
  return JSON.stringify(typeof value === 'string' ? makeVisible(value) : value);
}

/** A cell of Markdown. SECURITY: what a server says is no markup. */
export function cell(text: string): string {
  return makeVisible(text)
    .replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~]/g, (mark) => `\\${mark}`);
}

export interface Page {
  readonly lang: Lang;
  /** The name of what made it, by which it is known as ours. */
  readonly generator: string;
  readonly title: string;
  /** Behind the style of every page. */
  readonly style?: string;
  /** What follows is HTML already. */
  readonly summary: string;
  readonly contents: readonly string[];
  readonly main: readonly string[];
  readonly colophon: string;
}

/** A page as one file, which needs no script, no network and no other file. */
export function pageOf({ lang, generator, title, style = '', ...inside }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${lang}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    generatorOf(generator),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${markup(title)}</title>`,
    `<style>${PAGE_STYLE}${style}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${markup(title)}</h1>${inside.summary}</header>`,
    ...inside.contents,
    '<main>',
    ...inside.main,
    '</main>',
    `<footer>${markup(inside.colophon)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export function isPage(text: string, generator: string): boolean {
  return text.startsWith('<!doctype html>') && text.includes(generatorOf(generator));
}

function generatorOf(name: string): string {
  return `<meta name="generator" content="${name}">`;
}

/**
 * What is wrong with lessons beside what one file can tell: ids that stand twice, lessons that are needed and not there or need
 * each other, names of things taught that nothing has, scenarios that do not exist, and names of the real world, which have no
 * place in an exercise. Reserved names: RFC 2606, RFC 6761; addresses: RFC 5737, RFC 3849.
 */

import { leavesOf } from './check.ts';
import type { Check, Lesson, LessonProblem, LessonProblemCode } from './format.ts';
import { isYesOrNo } from './odd-answer.ts';

/** A lesson with the texts of its folder. */
export interface LintedLesson {
  readonly lesson: Lesson;
  readonly file: string;
  readonly scenario: string;
  /** Every file of the folder that is a text, the original among them. */
  readonly texts: readonly { readonly file: string; readonly text: string }[];
}

/** What there is to be taught, by kind. */
export interface TaughtNames {
  readonly verb: ReadonlySet<string>;
  readonly code: ReadonlySet<string>;
  readonly ext: ReadonlySet<string>;
  readonly mech: ReadonlySet<string>;
  readonly port: ReadonlySet<string>;
  /** Numbers of RFCs. */
  readonly rfc: ReadonlySet<string>;
}

export interface LintSetting {
  readonly names: TaughtNames;
  readonly isScenario: (name: string) => boolean;
}

/** Everything that is wrong with a set of lessons as a whole. */
export function lintLessons(
  lessons: readonly LintedLesson[],
  setting: LintSetting,
): readonly LessonProblem[] {
  const problems: LessonProblem[] = [];
  const report = (file: string, line: number, code: LessonProblemCode, detail: string): void => {
    problems.push({ file, line, column: 1, code, detail, severity: 'error' });
  };
  const known = new Map<string, LintedLesson>();
  for (const one of lessons) {
    if (known.has(one.lesson.id)) report(one.file, 1, 'duplicate-id', one.lesson.id);
    known.set(one.lesson.id, one);
  }
  for (const { lesson, file, scenario, texts } of lessons) {
    for (const id of lesson.needs) if (!known.has(id)) report(file, 1, 'unknown-lesson', id);
    if (needs(lesson.id, lesson.id, known, new Set())) report(file, 1, 'needs-loop', lesson.id);
    for (const name of lesson.teaches)
      if (!isTaught(name, setting.names)) report(file, 1, 'unknown-teaches', name);
    for (const step of lesson.steps)
      for (const check of step.checks)
        if (check.otherwise === '' && isOpenQuestion(check))
          report(file, check.fileLine, 'no-otherwise', check.id);
    if (!setting.isScenario(scenario)) report(file, 1, 'scenario', scenario);
    for (const text of texts)
      for (const { line, found } of realNamesIn(text.text)) report(text.file, line, 'real-name', found);
    for (const text of texts) {
      if (!text.file.endsWith('.md')) continue;
      for (const { line, columns } of wideLinesIn(text.text)) {
        const detail = `${columns} > ${MOST_COLUMNS}`;
        problems.push({ file: text.file, line, column: 1, code: 'wide-line', detail, severity: 'warning' });
      }
    }
  }
  return problems;
}

/** Whether a check asks for an answer in the learner's own words: any wrong one wants a reason. */
function isOpenQuestion({ want, choices }: Check): boolean {
  return choices.length === 0 && leavesOf(want).some((leaf) => leaf.kind === 'answer' && !isYesOrNo(leaf));
}

/** A screen of 80, less the indent that such a line is shown with. */
const MOST_COLUMNS = 78;
const INDENT = 4;

/** Lines that are shown as they stand, in Markdown's indented and fenced code, and are wider than a screen. */
function wideLinesIn(markdown: string): readonly { readonly line: number; readonly columns: number }[] {
  const wide: { line: number; columns: number }[] = [];
  let fence: string | null = null;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const mark = /^```+ *(\w*)/.exec(text);
    if (mark !== null) {
      fence = fence === null ? (mark[1] ?? '') : null;
      continue;
    }
    const isShown = fence === null ? /^ {4}\S/.test(text) : fence !== 'check' && fence !== 'say';
    const columns = [...text].length - (fence === null ? INDENT : 0);
    if (isShown && columns > MOST_COLUMNS) wide.push({ line: index + 1, columns });
  }
  return wide;
}

/** Whether the way from a lesson to what it needs leads to `goal`. */
function needs(
  from: string,
  goal: string,
  known: ReadonlyMap<string, LintedLesson>,
  seen: Set<string>,
): boolean {
  for (const id of known.get(from)?.lesson.needs ?? []) {
    if (id === goal) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    if (needs(id, goal, known, seen)) return true;
  }
  return false;
}

function isTaught(name: string, names: TaughtNames): boolean {
  const rfc = /^rfc(\d+)(?:\.\w+)*$/.exec(name)?.[1];
  if (rfc !== undefined) return names.rfc.has(rfc);
  const [kind = '', ...rest] = name.split('.');
  const word = rest.join('.').toUpperCase();
  switch (kind) {
    case 'verb':
    case 'code':
    case 'ext':
    case 'mech':
    case 'port':
      return names[kind].has(word);
    default:
      return false;
  }
}

const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$/i;
const ADDRESS = /[\w.+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24})\b/g;
const HOST =
  /(?<![\w@.-])((?:[A-Za-z0-9-]{1,63}\.)+(?:com|net|org|edu|gov|io|ru|de|uk|fr|eu|nl|ch|at|pl|info|biz|dev|su|ua|by|kz))\b(?![.(-]\w)/g;
const IPV4 = /(?<![\d.§])((?:\d{1,3}\.){3}\d{1,3})(?![\d.])/g;
const OURS = /^(?:127|10|192\.168|192\.0\.2|198\.51\.100|203\.0\.113|0|255)\.|^172\.(?:1[6-9]|2\d|3[01])\./;
const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,200}:[^\s@/]{1,200}@/gi;

/** Hosts, addresses and secrets of the real world in a text, each with its line. */
export function realNamesIn(text: string): readonly { readonly line: number; readonly found: string }[] {
  const found: { line: number; found: string }[] = [];
  for (const [at, line] of text.slice(0, MOST_CHARACTERS).split('\n').entries()) {
    const names = [
      ...[...line.matchAll(ADDRESS)].filter((match) => !RESERVED.test(match[1] ?? '')),
      ...[...line.matchAll(HOST)].filter((match) => !RESERVED.test(match[1] ?? '')),
      ...[...line.matchAll(IPV4)].filter((match) => !OURS.test(match[1] ?? '')),
      ...line.matchAll(URL_WITH_PASSWORD),
    ];
    for (const match of names) found.push({ line: at + 1, found: match[0] });
  }
  return found;
}

const MOST_CHARACTERS = 1_048_576;

/** What of each kind is taught by no lesson, in the order of the tables. */
export function untaught(
  lessons: readonly Lesson[],
  names: Pick<TaughtNames, 'verb' | 'code' | 'ext' | 'mech' | 'port'>,
  sections: readonly string[],
): Readonly<Record<'verb' | 'code' | 'ext' | 'mech' | 'port' | 'section', readonly string[]>> {
  const taught = new Set(lessons.flatMap(({ teaches }) => teaches.map((name) => name.toUpperCase())));
  const left = (kind: string, all: ReadonlySet<string>): readonly string[] =>
    [...all].filter((name) => !taught.has(`${kind}.${name}`.toUpperCase()));
  return {
    verb: left('verb', names.verb),
    code: left('code', names.code),
    ext: left('ext', names.ext),
    mech: left('mech', names.mech),
    port: left('port', names.port),
    // A section counts as taught with any of its subsections.
    section: sections.filter(
      (section) => ![...taught].some((one) => `${one}.`.startsWith(`${section.toUpperCase()}.`)),
    ),
  };
}

/**
 * From the text of `lesson.md` to a lesson, with every fault of the file at once. The body is Markdown that also reads well
 * as a page: a `##` heading with an id a step, fenced `check` blocks, and `### Hint 1`, `### Hint 2`, `### Answer`,
 * `### Afterwards` under it. Front matter is strict: an unknown key is an error.
 */

import { asMapping, onlyKeys, parseCondition, show } from './condition.ts';
import type { Complain } from './condition.ts';
import type { Check, Lesson, LessonProblem, LessonProblemCode, NearCase, Step } from './format.ts';
import { fingerprint } from './hash.ts';
import { outlineOf } from './markdown-sections.ts';
import type { Fence, Section } from './markdown-sections.ts';
import { readYaml } from './read-yaml.ts';

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const FRONT_KEYS = ['format', 'id', 'lang', 'title', 'summary', 'level', 'minutes', 'needs', 'teaches'];
const CHECK_KEYS = ['id', 'want', 'pass', 'near', 'forbid', 'rule', 'question', 'otherwise', 'since', 'by'];
const NEAR_KEYS = ['id', 'when', 'say'];

/** A lesson where the file is good enough to have one, and everything that is wrong with it. */
export interface ParsedLesson {
  readonly lesson: Lesson | null;
  readonly problems: readonly LessonProblem[];
}

type Report = (line: number, code: LessonProblemCode, detail: string) => void;

/** Reads the original of a lesson. `file` only names it in problems. */
export function parseLesson(markdown: string, file: string): ParsedLesson {
  const problems: LessonProblem[] = [];
  const report: Report = (line, code, detail) => {
    problems.push({ file, line, column: 1, code, detail, severity: 'error' });
  };
  const outline = outlineOf(markdown);
  const front = readFrontMatter(outline.frontMatter, report);
  const [before, ...sections] = outline.sections;
  const steps = readSteps(sections, report);
  if (steps.length === 0) report(1, 'no-steps', '');
  const lesson =
    front === null || problems.length > 0 ? null : { ...front, intro: before?.prose ?? '', steps };
  return { lesson, problems };
}

type FrontMatter = Omit<Lesson, 'intro' | 'steps'>;

function readFrontMatter(yaml: string | null, report: Report): FrontMatter | null {
  if (yaml === null) {
    report(1, 'front-matter', '');
    return null;
  }
  const complain: Complain = (code, path, found) => {
    report(1, code, `${path}: ${found}`);
  };
  const value = readYaml(yaml, 1, report);
  const raw = value === undefined ? null : asMapping(value, 'front matter', complain);
  if (raw === null) return null;
  onlyKeys(raw, FRONT_KEYS, 'front matter', complain);
  const missing = ['format', 'id', 'title', 'summary', 'level', 'minutes'].filter(
    (key) => raw[key] === undefined,
  );
  for (const key of missing) report(1, 'missing-key', key);
  if (missing.length > 0) return null;
  if (raw['format'] !== 1) report(1, 'bad-value', `format: ${show(raw['format'])}`);
  const id = String(raw['id']);
  if (!ID.test(id)) report(1, 'bad-id', id);
  const level = Number(raw['level']);
  if (!Number.isInteger(level) || level < 1 || level > 5)
    report(1, 'bad-value', `level: ${show(raw['level'])}`);
  const minutes = Number(raw['minutes']);
  if (!Number.isInteger(minutes) || minutes < 1) report(1, 'bad-value', `minutes: ${show(raw['minutes'])}`);
  return {
    format: 1,
    id,
    lang: raw['lang'] === undefined ? 'en' : String(raw['lang']),
    title: String(raw['title']),
    summary: String(raw['summary']),
    level,
    minutes,
    needs: readNames(raw['needs'], 'needs', complain),
    teaches: readNames(raw['teaches'], 'teaches', complain),
  };
}

function readNames(value: unknown, path: string, complain: Complain): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map(String);
  complain('bad-value', path, show(value));
  return [];
}

function readSteps(sections: readonly Section[], report: Report): readonly Step[] {
  const steps: Step[] = [];
  const ids = new Set<string>();
  const checkIds = new Set<string>();
  for (let index = 0; index < sections.length; index++) {
    const head = sections[index];
    if (head === undefined) break;
    if (head.level !== 2) {
      report(head.line, 'unknown-section', head.title);
      continue;
    }
    const under: Section[] = [];
    while (sections[index + 1]?.level === 3) {
      index++;
      const next = sections[index];
      if (next !== undefined) under.push(next);
    }
    if (!ID.test(head.id)) report(head.line, 'bad-id', head.id === '' ? head.title : head.id);
    if (ids.has(head.id)) report(head.line, 'duplicate-id', head.id);
    ids.add(head.id);
    steps.push(readStep(head, under, checkIds, report));
  }
  return steps;
}

function readStep(head: Section, under: readonly Section[], checkIds: Set<string>, report: Report): Step {
  const hints: string[] = [];
  let answer = '';
  let afterwards = '';
  for (const section of under) {
    if (/^Hint \d+$/.test(section.title)) hints.push(section.prose);
    else if (section.title === 'Answer') answer = section.prose;
    else if (section.title === 'Afterwards') afterwards = section.prose;
    else report(section.line, 'unknown-section', section.title);
  }
  const fences = [head, ...under]
    .flatMap((section) => section.fences)
    .filter((fence) => fence.language === 'check');
  const checks = fences.flatMap((fence) => readCheck(fence, checkIds, report) ?? []);
  if (fences.length === 0) report(head.line, 'no-check', head.title);
  if (hints.length === 0) report(head.line, 'no-hint', head.title);
  if (answer === '') report(head.line, 'no-answer', head.title);
  return {
    id: head.id,
    title: head.title,
    prose: head.prose,
    checks,
    hints,
    answer,
    afterwards,
    fresh: head.marks.includes('fresh'),
    hash: fingerprint(checks.map((check) => JSON.stringify(check.want)).join('\n')),
    fileLine: head.line,
  };
}

function readCheck(fence: Fence, ids: Set<string>, report: Report): Check | null {
  const complain: Complain = (code, path, found) => {
    report(fence.line, code, `${path}: ${found}`);
  };
  const value = readYaml(fence.text, fence.line, report);
  const raw = value === undefined ? null : asMapping(value, 'check', complain);
  if (raw === null) return null;
  onlyKeys(raw, CHECK_KEYS, 'check', complain);
  const missing = ['id', 'want', 'pass'].filter((key) => raw[key] === undefined);
  for (const key of missing) report(fence.line, 'missing-key', key);
  if (missing.length > 0) return null;
  const id = String(raw['id']);
  if (!ID.test(id)) report(fence.line, 'bad-id', id);
  if (ids.has(id)) report(fence.line, 'duplicate-id', id);
  ids.add(id);
  const want = parseCondition(raw['want'], 'want', complain);
  if (want === null) return null;
  const since = raw['since'] ?? 'step';
  if (since !== 'step' && since !== 'lesson') complain('bad-value', 'since', show(since));
  const by = raw['by'] ?? 'hand';
  if (by !== 'hand' && by !== 'any') complain('bad-value', 'by', show(by));
  return {
    id,
    want,
    pass: String(raw['pass']).trim(),
    near: [
      ...readNear(raw['near'], 'near', false, ids, complain),
      ...readNear(raw['forbid'], 'forbid', true, ids, complain),
    ],
    rule: raw['rule'] === undefined ? '' : String(raw['rule']),
    question: raw['question'] === undefined ? '' : String(raw['question']).trim(),
    otherwise: raw['otherwise'] === undefined ? '' : String(raw['otherwise']).trim(),
    choices: want.kind === 'answer' ? want.choices : [],
    since: since === 'lesson' ? 'lesson' : 'step',
    by: by === 'any' ? 'any' : 'hand',
    fileLine: fence.line,
  };
}

function readNear(
  value: unknown,
  path: string,
  forbids: boolean,
  ids: Set<string>,
  complain: Complain,
): readonly NearCase[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    complain('bad-value', path, show(value));
    return [];
  }
  return value.flatMap((one, index) => {
    const here = `${path}[${index}]`;
    const raw = asMapping(one, here, complain);
    if (raw === null) return [];
    onlyKeys(raw, NEAR_KEYS, here, complain);
    const id = String(raw['id'] ?? '');
    if (!ID.test(id)) complain('bad-id', `${here}.id`, id);
    if (ids.has(id)) complain('duplicate-id', `${here}.id`, id);
    ids.add(id);
    const when = parseCondition(raw['when'], `${here}.when`, complain);
    if (raw['say'] === undefined) complain('missing-key', `${here}.say`, '');
    return when === null ? [] : [{ id, when, say: String(raw['say'] ?? '').trim(), forbids }];
  });
}

/**
 * A translation of a lesson: the same headings by id, prose of its own, and a `say` block a step with the sentences of its checks.
 * It can touch no condition. Each `say` block carries the fingerprint (`of`) of the step that it translates, so that a
 * translation whose original has changed is known.
 */

import type { Check, Lesson, LessonProblem, Step } from './format.ts';
import { fingerprint } from './hash.ts';
import { outlineOf } from './markdown-sections.ts';
import type { Section } from './markdown-sections.ts';
import { readYaml } from './read-yaml.ts';

/** What of a step a translation gives: changes when the original's prose or sentences change. */
export function unitOf(step: Step): string {
  const sentences = step.checks.flatMap(({ id, pass, question, otherwise, choices, near }) => [
    id,
    pass,
    question,
    ...(otherwise === '' ? [] : [otherwise]),
    ...choices,
    ...near.map((one) => `${one.id} ${one.say}`),
  ]);
  return fingerprint(
    [step.title, step.prose, ...step.hints, step.answer, step.afterwards, ...sentences].join('\n'),
  );
}

/** The lesson in another language, and what is missing or stale. Units that are missing stay in the original's language. */
export function translate(
  lesson: Lesson,
  markdown: string,
  file: string,
): { readonly lesson: Lesson; readonly problems: readonly LessonProblem[] } {
  const problems: LessonProblem[] = [];
  const report = (
    line: number,
    code: LessonProblem['code'],
    detail: string,
    severity: LessonProblem['severity'] = 'warning',
  ): void => {
    problems.push({ file, line, column: 1, code, detail, severity });
  };
  const outline = outlineOf(markdown);
  const faulty = (line: number, code: 'yaml', detail: string): void => {
    report(line, code, detail, 'error');
  };
  const front = asRecord(readYaml(outline.frontMatter ?? '', 1, faulty));
  const [before, ...sections] = outline.sections;
  const heads = sections.filter(({ level }) => level === 2);
  for (const head of heads) {
    if (!lesson.steps.some(({ id }) => id === head.id)) report(head.line, 'extra-unit', head.id, 'error');
    if (head.fences.some(({ language }) => language === 'check'))
      report(head.line, 'touches-check', head.id, 'error');
  }
  const steps = lesson.steps.map((step) => {
    const at = sections.findIndex((section) => section.level === 2 && section.id === step.id);
    const head = sections[at];
    if (head === undefined) {
      report(1, 'missing-unit', step.id);
      return step;
    }
    const under: Section[] = [];
    for (let next = at + 1; sections[next]?.level === 3; next++) {
      const section = sections[next];
      if (section !== undefined) under.push(section);
    }
    return translateStep(step, head, under, report);
  });
  const text = (key: string, own: string): string => {
    const given = front[key];
    if (typeof given !== 'string') report(1, 'missing-unit', key);
    return typeof given === 'string' ? given : own;
  };
  return {
    lesson: {
      ...lesson,
      title: text('title', lesson.title),
      summary: text('summary', lesson.summary),
      intro: before?.prose ?? lesson.intro,
      steps,
    },
    problems,
  };
}

type Report = (
  line: number,
  code: LessonProblem['code'],
  detail: string,
  severity?: LessonProblem['severity'],
) => void;

function translateStep(step: Step, head: Section, under: readonly Section[], report: Report): Step {
  const fence = head.fences.find(({ language }) => language === 'say');
  const line = fence?.line ?? head.line;
  const given = readYaml(fence?.text ?? '', line, (at, code, detail) => {
    report(at, code, detail, 'error');
  });
  // A block that cannot be read lacks nothing but that.
  if (given === undefined) return { ...step, title: head.title, prose: head.prose };
  const say = asRecord(given);
  if (String(say['of'] ?? '') !== unitOf(step)) report(line, 'stale-unit', `${step.id}: ${unitOf(step)}`);
  const sentence = (id: string, own: string): string => {
    const said = say[id];
    if (typeof said === 'string') return said.trim();
    if (own !== '') report(line, 'missing-unit', id);
    return own;
  };
  const hints = under.filter(({ title }) => /^Hint \d+$/.test(title)).map(({ prose }) => prose);
  const named = (title: string): string | undefined =>
    under.find((section) => section.title === title)?.prose;
  if (hints.length !== step.hints.length) report(head.line, 'missing-unit', `${step.id}: Hint`);
  return {
    ...step,
    title: head.title,
    prose: head.prose,
    checks: step.checks.map((check): Check => ({
      ...check,
      pass: sentence(check.id, check.pass),
      question: check.question === '' ? '' : sentence(`${check.id}-question`, check.question),
      otherwise: check.otherwise === '' ? '' : sentence(`${check.id}-otherwise`, check.otherwise),
      choices: choicesIn(say[`${check.id}-choices`], check, (id) => {
        report(line, 'missing-unit', id);
      }),
      near: check.near.map((near) => ({ ...near, say: sentence(near.id, near.say) })),
    })),
    hints: hints.length === step.hints.length ? hints : step.hints,
    answer: named('Answer') ?? step.answer,
    afterwards: named('Afterwards') ?? step.afterwards,
  };
}

/** As many as the original has, in its order; else those of the original. */
function choicesIn(given: unknown, { id, choices }: Check, missing: (id: string) => void): readonly string[] {
  if (choices.length === 0) return choices;
  if (Array.isArray(given) && given.length === choices.length) return given.map(String);
  missing(`${id}-choices`);
  return choices;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

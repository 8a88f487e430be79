/**
 * Lessons and translations to begin with, as text: a lesson that passes its proof as it stands, so that an author changes what
 * works; a translation with every unit of the original in its place, and what became of an older one.
 */

import type { Lesson, Step } from './format.ts';
import { outlineOf } from './markdown-sections.ts';
import { unitOf } from './translation.ts';

/** The files of a new lesson: path below its folder, and text. */
export function newLesson(
  id: string,
  lang: string,
): readonly { readonly path: string; readonly text: string }[] {
  const words = lang === 'ru' ? RU : EN;
  const lesson = `---
format: 1
id: ${id}
lang: ${lang}
title: "${words.title}"
summary: "${words.summary}"
level: 1
minutes: 5
needs: []
teaches: [verb.EHLO]
---

${words.intro}

## ${words.step} {#hello .fresh}

${words.prose}

\`\`\`check
id: greeted
want: { reply: { to: EHLO, code: 250 } }
pass: "${words.pass}"
near:
  - id: no-name
    when: { reply: { to: EHLO, code: 501 } }
    say: "${words.noName}"
  - id: helo
    when: { command: { verb: HELO } }
    say: "${words.helo}"
rule: RFC 5321 §4.1.1.1
\`\`\`

### Hint 1

${words.hint}

### Answer

\`EHLO pupil.example.test\`

### Afterwards

${words.afterwards}
`;
  const wrong = (expect: string, line: string): string =>
    `---\nstep: hello\nexpect: ${expect}\n---\nC: ${line}\n`;
  return [
    { path: 'lesson.md', text: lesson },
    { path: 'solution.smtp', text: `---\ntitle: "${words.title}"\n---\nC: EHLO pupil.example.test\n` },
    { path: 'wrong/no-name.smtp', text: wrong('no-name', 'EHLO') },
    { path: 'wrong/helo.smtp', text: wrong('helo', 'HELO pupil.example.test') },
  ];
}

const EN = {
  title: 'A lesson of mine',
  summary: 'What the reader can do afterwards, in one sentence.',
  intro: 'Begin with what the learner wants to know, in two or three short sentences.',
  step: 'Say hello',
  prose: 'Introduce yourself: `EHLO` and a name, such as `pupil.example.test`.',
  pass: '250: the server knows you now, and says what it can do.',
  noName: 'EHLO wants a name behind it.',
  helo: 'HELO is the older word; say EHLO to see what the server can do.',
  hint: 'The word, a space, a name.',
  afterwards: 'What servers in the wild do, and where old articles err.',
};

const RU: typeof EN = {
  title: 'Мой урок',
  summary: 'Что читатель сумеет после урока, одной фразой.',
  intro: 'Начните с того, что ученик хочет узнать, в двух-трёх коротких фразах.',
  step: 'Поздоровайтесь',
  prose: 'Представьтесь: `EHLO` и имя, например `pupil.example.test`.',
  pass: '250: теперь сервер вас знает и говорит, что умеет.',
  noName: 'После EHLO нужно имя.',
  helo: 'HELO старее; скажите EHLO, и сервер покажет, что умеет.',
  hint: 'Слово, пробел, имя.',
  afterwards: 'Как бывает у настоящих серверов и в чём ошибаются старые статьи.',
};

/** A translation made or brought up to date, and what an author has to look at: step and unit. */
export interface FreshTranslation {
  readonly text: string;
  readonly missing: readonly string[];
  readonly stale: readonly string[];
}

/**
 * Makes a translation where there is none (`before` null), or brings one up to date: what is translated stays; units that are
 * missing stand in the original's words; a step whose original has changed has its new fingerprint beside the old, or with
 * `accept` in its place.
 */
export function freshTranslation(lesson: Lesson, before: string | null, accept: boolean): FreshTranslation {
  const missing: string[] = [];
  const stale: string[] = [];
  if (before === null) {
    const front = `---\ntitle: ${JSON.stringify(lesson.title)}\nsummary: ${JSON.stringify(lesson.summary)}\n---\n`;
    const steps = lesson.steps.map((step) => wholeStep(step));
    missing.push('title', 'summary', ...lesson.steps.map(({ id }) => id));
    return { text: [front, lesson.intro, ...steps].join('\n'), missing, stale };
  }
  let text = before.endsWith('\n') ? before : `${before}\n`;
  const heads = outlineOf(before).sections.filter(({ level }) => level === 2);
  for (const step of lesson.steps) {
    const head = heads.find(({ id }) => id === step.id);
    const fence = head?.fences.find(({ language }) => language === 'say');
    if (head === undefined || fence === undefined) {
      missing.push(step.id);
      text += `\n${wholeStep(step)}`;
      continue;
    }
    let say = fence.text;
    const now = unitOf(step);
    const old = /^of:[ \t]*"?([0-9a-f]*).*$/m.exec(say);
    if (old?.[1] !== now) {
      stale.push(step.id);
      const line = accept || old === null ? `of: "${now}"` : `of: "${old[1] ?? ''}" # ${now}`;
      say = old === null ? `${line}\n${say}` : say.replace(old[0], () => line);
    }
    for (const [id, sentence] of sentencesOf(step)) {
      if (new RegExp(`^${id}:`, 'm').test(say)) continue;
      missing.push(`${step.id}: ${id}`);
      say = `${say.replace(/\n+$/, '')}\n${id}: ${JSON.stringify(sentence)}`;
    }
    if (say !== fence.text) text = text.replace(fence.text, () => say);
  }
  return { text, missing, stale };
}

function sentencesOf(step: Step): readonly (readonly [string, string | readonly string[]])[] {
  return step.checks.flatMap(({ id, pass, question, otherwise, near, choices }) => [
    ...(question === '' ? [] : [[`${id}-question`, question] as const]),
    ...(otherwise === '' ? [] : [[`${id}-otherwise`, otherwise] as const]),
    ...(choices.length === 0 ? [] : [[`${id}-choices`, choices] as const]),
    ...(pass === '' ? [] : [[id, pass] as const]),
    ...near.map((one) => [one.id, one.say] as const),
  ]);
}

function wholeStep(step: Step): string {
  const say = [
    `of: "${unitOf(step)}"`,
    ...sentencesOf(step).map(([id, text]) => `${id}: ${JSON.stringify(text)}`),
  ];
  const parts = [
    `## ${step.title} {#${step.id}}`,
    step.prose,
    `\`\`\`say\n${say.join('\n')}\n\`\`\``,
    ...step.hints.map((hint, at) => `### Hint ${at + 1}\n\n${hint}`),
    `### Answer\n\n${step.answer}`,
    ...(step.afterwards === '' ? [] : [`### Afterwards\n\n${step.afterwards}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

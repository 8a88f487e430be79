/** The tutor's own commands, behind a colon: what they do is a few lines each. */

import type { LessonSession } from '../../io/learn/index.ts';
import { LAB_COMMANDS } from '../../pure/explorer/index.ts';
import { goalOf } from '../../pure/lessons/index.ts';
import type { LessonWord } from '../../pure/phrases/index.ts';
import { asLatin } from '../../pure/protocol/index.ts';
import { goalIn } from './goals-shown.ts';
import { showLetter } from './letter-shown.ts';
import type { Tutor } from './tutor.ts';

/** What is for the tutor, in the order of the help. */
export const TUTOR_WORDS = [
  ...(['goal', 'why', 'hint', 'answer', 'text', 'mailbox', 'server', 'later', 'skip', 'back'] as const),
  ...(['restart', 'leave', 'help'] as const),
] as const satisfies readonly (LessonWord | 'help')[];

/** A line that is a word of the tutor or the lab, on whatever keyboard layout and with whatever blanks, as it was meant; any other line as it is. */
export function wordMeant(line: string): string {
  for (const text of [line, asLatin(line)]) {
    const [, word = '', rest = ''] = /^\s*:\s*(\w+)(?=\s|$)(.*)$/s.exec(text) ?? [];
    const known = [...TUTOR_WORDS, ...LAB_COMMANDS].find((one) => one === word.toLowerCase());
    if (known !== undefined) return `:${known}${rest}`;
  }
  return line;
}

type Run = (tutor: Tutor, session: LessonSession, argument: string) => Promise<void> | void;

/** Runs one; `server` is seen to by the tutor itself. */
export async function runTutorWord(
  word: Exclude<(typeof TUTOR_WORDS)[number], 'server'>,
  argument: string,
  tutor: Tutor,
  session: LessonSession,
): Promise<void> {
  await RUNS[word](tutor, session, argument);
}

const RUNS: Readonly<Record<Exclude<(typeof TUTOR_WORDS)[number], 'server'>, Run>> = {
  help: ({ words, options }) => {
    options.voice.note(words.lessonHelpIntro);
    options.voice.list(Object.entries(words.lessonHelp).map(([name, what]) => [`:${name}`, what]));
  },
  goal: (tutor) => tutor.goals(),
  why: ({ words, options }, { run, explorer }) => {
    for (const { check, passed } of run.checks) {
      const goal = check.question === '' ? goalIn(run, check, words) : check.question;
      options.voice.note(words.why(passed, goal));
      if (passed) continue;
      const { missing, reason, odd, tried } = run.whyNot(check, explorer.state);
      const goals = missing.map((one) => goalOf(one, words.goals)).filter((text) => text !== '');
      if (check.question === '' && goals.length > 0 && goals.join('; ') !== goal)
        options.voice.note(words.missing(goals.join('; ')), 5);
      const said = odd === null ? reason : words.notThat(odd, check.choices.length, check.otherwise);
      if (said !== '') options.voice.note(words.lastReason(said), 5);
      else if (!tried) options.voice.note(words.noReason, 5);
    }
  },
  hint: async ({ words, options }, { run }) => {
    const hint = run.hint();
    if (hint === null) {
      options.voice.note(words.noHint);
      return;
    }
    await options.prose(hint);
    if (run.hintsLeft > 0) options.voice.note(words.hint(run.hintsLeft));
  },
  answer: ({ options }, { run }) => options.prose(run.step?.answer ?? ''),
  text: (tutor) => tutor.showStep(),
  mailbox: async ({ words, options }, { mailbox }) => {
    if (mailbox.length === 0) options.voice.note(words.mailboxEmpty);
    for (const letter of mailbox.slice(-MOST_SHOWN)) await showLetter(letter, options.voice, words);
  },
  later: ({ words, options }, session, argument) => {
    const milliseconds = spanOf(argument);
    if (milliseconds === null) {
      options.voice.note(words.laterWants);
      return;
    }
    session.later(milliseconds);
    options.voice.note(words.laterNow(argument.trim()));
  },
  skip: async (tutor, session) => {
    for (const feedback of session.run.skip()) {
      if (feedback.kind === 'lesson-done') tutor.leaving = true;
    }
    if (session.run.step !== null) await tutor.beginAt(session.run.stepNumber, session);
  },
  back: (tutor, session) => tutor.beginAt(Math.max(0, session.run.stepNumber - 1), session),
  restart: (tutor, session) => tutor.beginAt(session.run.stepNumber, session),
  leave: (tutor) => {
    tutor.leaving = true;
  },
};

/** Letters that `:mailbox` shows; the last ones. */
const MOST_SHOWN = 5;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST = 30 * 86_400_000;

/** `10m`, `2 h`; minutes where no unit is given; null for anything else. */
function spanOf(text: string): number | null {
  const [, digits = '', unit = 'm'] = /^(\d{1,6})\s*([smhd])?$/i.exec(text.trim()) ?? [];
  if (digits === '') return null;
  return Math.min(LONGEST, Number(digits) * (UNITS[unit.toLowerCase()] ?? 0));
}

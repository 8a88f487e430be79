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
      const { missing, reason, odd, tried, soFar } = run.whyNot(check, explorer.state);
      const goals = goalOf({ kind: 'all', conditions: missing }, words.goals);
      if (check.question === '' && goals !== '' && goals !== goal)
        options.voice.note(words.missing(goals), 5);
      if (soFar !== null) options.voice.note(words.soFar(soFar.found, soFar.wanted), 5);
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
    const span = spanOf(argument);
    if (span === null) {
      options.voice.note(words.laterWants);
      return;
    }
    session.later(span.milliseconds);
    options.voice.note(words.laterNow(span.short));
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
/** A unit by the first letters of its name, in either language; minutes where none is given. */
const UNITS: readonly (readonly [name: RegExp, letter: string, milliseconds: number])[] = [
  [/^(?:s|sec|seconds?|с|сек|секунд[ауы]?)$/i, 's', 1000],
  [/^(?:m|min|mins|minutes?|м|мин|минут[ауы]?)?$/i, 'm', 60_000],
  [/^(?:h|hr|hrs|hours?|ч|час|часа|часов)$/i, 'h', 3_600_000],
  [/^(?:d|days?|д|день|дня|дней|сутки|суток)$/i, 'd', 86_400_000],
];
const LONGEST = 30 * 86_400_000;

/** `10m`, `2 h`, `5 minutes`: how long, and the short way to write it; null for anything else. */
function spanOf(text: string): { readonly milliseconds: number; readonly short: string } | null {
  const [, digits = '', unit = ''] = /^(\d{1,6})\s*(\p{L}*)\.?$/u.exec(text.trim()) ?? [];
  const [, letter = '', factor = 0] = UNITS.find(([name]) => name.test(unit)) ?? [];
  if (digits === '' || factor === 0) return null;
  const milliseconds = Number(digits) * factor;
  return milliseconds > LONGEST
    ? { milliseconds: LONGEST, short: '30d' }
    : { milliseconds, short: digits + letter };
}

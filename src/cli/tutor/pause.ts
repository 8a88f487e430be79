/**
 * What is typed between two steps, where Enter goes on: nothing of it is lost. A word for the tutor is about the step that is done; a
 * line for the server goes on and is sent, as is said; anything else goes on, and is said to have gone nowhere.
 */

import type { LessonSession } from '../../io/learn/index.ts';
import { readTyped } from '../../pure/explorer/index.ts';
import { KNOWN_VERBS, verbOf } from '../../pure/protocol/index.ts';
import { TAKEN } from './taken.ts';
import type { Taken } from './taken.ts';
import { runTutorWord, TUTOR_WORDS } from './tutor-words.ts';
import type { Tutor } from './tutor.ts';

const GO_ON =
  /^(?:enter|return|go on|go|next|continue|ok|okay|yes|y|done|дальше|далее|продолжить|продолжай|вперёд|вперед|ок|да|д|готово|энтер|ввод|lfkmit|lf)?[.!]?$/i;
const LEAVING =
  /^(?::(?:leave|quit|exit|q)|q|n|no|quit|exit|leave|stop|bye|нет|н|стоп|выход|выйти|хватит)[.!]?$/i;

/** Whether a line means what Enter does. */
export function isGoOn(line: string): boolean {
  return GO_ON.test(line.trim());
}

/** Whether a line means to leave. */
export function isLeaving(line: string): boolean {
  return LEAVING.test(line.trim());
}

/** Words of the tutor that are about what is wanted; between two steps nothing is. */
const ABOUT_THE_GOAL: readonly string[] = ['goal', 'why', 'hint', 'answer', 'skip'];
/** Words of the tutor that have their place between two steps. */
const AT_REST: readonly string[] = ['mailbox', 'later', 'help', 'leave'];
/** Commands of the lab that say something to the server: for the step that comes. */
export const SPEAKING: readonly string[] = ['tls', 'auth', 'send', 'violate'];

/** Takes a line that was typed where Enter goes on; null where it is for the step that has come now. */
export async function takeAtPause(
  line: string,
  tutor: Tutor,
  session: LessonSession,
  go: () => Promise<void>,
): Promise<Taken | null> {
  const { words, options } = tutor;
  if (isGoOn(line)) {
    await go();
    return TAKEN;
  }
  const [, word = '', argument = ''] = /^\s*:(\w+)\s*(.*)$/s.exec(line) ?? [];
  const own = TUTOR_WORDS.find((one) => one === word.toLowerCase());
  if (own !== undefined && ABOUT_THE_GOAL.includes(own)) {
    options.voice.note(words.stepIsDone);
    return TAKEN;
  }
  if (own === 'text') {
    await showDone(tutor, session);
    return TAKEN;
  }
  if (own === 'back' || own === 'restart') {
    tutor.goOn();
    await tutor.beginAt(Math.max(0, session.run.stepNumber - 1), session);
    return TAKEN;
  }
  if (own !== undefined && own !== 'server' && AT_REST.includes(own)) {
    await runTutorWord(own, argument, tutor, session);
    return own === 'help' ? { kind: 'for-the-desk', line, means: 'lab' } : TAKEN;
  }
  if (own !== 'server') {
    const typed = readTyped(line, 'command');
    if (typed.kind === 'unknown-lab' || (typed.kind === 'lab' && !SPEAKING.includes(typed.command)))
      return { kind: 'for-the-desk', line, means: 'lab' };
    if (typed.kind === 'line' && !KNOWN_VERBS.includes(verbOf(line))) {
      await go();
      // Who has read ahead may know the answer.
      if (session.isAnswerUnseen(line)) return null;
      options.voice.note(tutor.isQuestioning ? words.noAnswerYet : words.notSentYet);
      return TAKEN;
    }
  }
  await go();
  if (tutor.isQuestioning && own !== 'server') {
    // The name of a command may be the answer.
    if (session.isAnswerUnseen(line)) return null;
    options.voice.note(words.noAnswerYet);
    return TAKEN;
  }
  options.voice.note(words.sentNow(verbOf(own === 'server' ? argument : line)));
  return null;
}

/** Shows the step that is done once more. */
async function showDone({ options, words }: Tutor, { run }: LessonSession): Promise<void> {
  const step = run.lesson.steps[run.stepNumber - 1];
  if (step === undefined) return;
  options.voice.line(words.stepOf(run.stepNumber, run.lesson.steps.length, step.title));
  await options.prose(step.prose);
  options.voice.note(words.stepIsDone);
}

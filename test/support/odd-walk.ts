/** A lesson walked through at a terminal in this process, with odd input at each of its pauses, questions and guesses. */

import { isAmong, leavesOf } from '../../src/pure/lessons/index.ts';
import type { Check, TextPattern } from '../../src/pure/lessons/index.ts';
import { learnWords } from '../../src/pure/phrases/index.ts';
import { openLearner } from './learner.ts';
import type { Learner } from './learner.ts';
import { goingOn, isCommand, oddAnswers, STAYING } from './odd-input.ts';
import type { OddInput } from './odd-input.ts';

export interface Tally {
  pauses: number;
  questions: number;
  guesses: number;
  lines: number;
}

export const newTally = (): Tally => ({ pauses: 0, questions: 0, guesses: 0, lines: 0 });

export interface Walk {
  readonly id: string;
  readonly lang: 'en' | 'ru';
  /** What is typed, line by line, to get through. */
  readonly solution: readonly string[];
  /** Which way of going on has its turn at the first pause. */
  readonly turn: number;
  readonly tally: Tally;
  /** Whether questions are tried too, or only pauses. */
  readonly questions: boolean;
}

/** What was silent, false, or went to the server, a line each. */
export async function walkOddly({ id, lang, solution, turn, tally, questions }: Walk): Promise<string[]> {
  const words = learnWords[lang];
  const learner = await openLearner(id, { lang });
  const faults: string[] = [];
  const fault = (where: string, { name, line }: OddInput, what: string, said: string): void => {
    faults.push(
      `${id} ${lang} ${where}, ${name} ${JSON.stringify(line.slice(0, 40))}: ${what}\n${said.slice(-700)}`,
    );
  };
  const at = (prompt: string): boolean => learner.prompt() === `${prompt}> `;
  const tried = new Set<string>();
  let pause = turn;
  const settle = async (): Promise<void> => {
    while (!learner.isOver()) {
      if (at(words.enterPrompt)) {
        tally.pauses++;
        for (const input of turn === 0 ? STAYING : []) {
          tally.lines++;
          const passed = learner.passed();
          const said = await learner.type(input.line);
          if (isSilent(said, input.line)) fault('pause', input, 'silent', said);
          if (learner.sent().length > 0) fault('pause', input, `sent ${learner.sent().join(' | ')}`, said);
          if (!at(words.enterPrompt)) fault('pause', input, 'went on', said);
          if (learner.passed() !== passed) fault('pause', input, 'passed a step', said);
        }
        const ways = goingOn(lang);
        const input = ways[pause++ % ways.length];
        if (input === undefined) return;
        tally.lines++;
        const passed = learner.passed();
        const said = await learner.type(input.line);
        if (at(words.enterPrompt) && !said.includes(words.passed))
          fault('pause', input, 'did not go on', said);
        judgeGoingOn(input, said, learner, words, (what) => fault('pause', input, what, said));
        if (learner.passed() !== passed && !isCommand(input.line))
          fault('pause', input, 'passed a step', said);
        continue;
      }
      const question = at(words.answerPrompt);
      if (!question && !at(words.guessPrompt)) return;
      const where = `${learner.passed()} ${question ? asked(learner, words.question) : words.guessPrompt}`;
      if (!questions || tried.has(where)) return;
      tried.add(where);
      if (question) tally.questions++;
      else tally.guesses++;
      const check = question ? checkAt(learner, where) : null;
      for (const input of oddAnswers(lang)) {
        // By chance it may be right.
        if (check !== null && isAmong(wantedOf(check), input.line)) continue;
        tally.lines++;
        const passed = learner.passed();
        const said = await learner.type(input.line);
        if (isSilent(said, input.line)) fault('question', input, 'silent', said);
        if (learner.sent().length > 0) fault('question', input, `sent ${learner.sent().join(' | ')}`, said);
        if (learner.passed() !== passed || said.includes(words.passed))
          fault('question', input, 'passed', said);
        if (check !== null)
          judgeAnswer(check, input, said, words, lang, (what) => fault('question', input, what, said));
      }
      return;
    }
  };
  await settle();
  for (const line of solution) {
    if (learner.isOver()) break;
    await learner.type(line);
    await settle();
  }
  if (!learner.isOver())
    faults.push(
      `${id} ${lang} turn ${turn}: not done, at ${learner.prompt()}\n${learner.screen().slice(-900)}`,
    );
  await learner.leave();
  return faults;
}

/** Nothing but the line itself and the prompt. */
function isSilent(said: string, line: string): boolean {
  const rest = said.split('\n').slice(1, -1).join('').trim();
  return rest === '' && said.trim().length < line.length + 120;
}

function asked(learner: Learner, question: string): string {
  const screen = learner.screen();
  return screen.slice(screen.lastIndexOf(question)).slice(0, 200);
}

function checkAt({ lesson }: Learner, where: string): Check | null {
  const plain = (text: string): string => text.replace(/[\s`«»"]/g, '');
  for (const { checks } of lesson.steps)
    for (const check of checks)
      if (check.question !== '' && plain(where).includes(plain(check.question).slice(0, 60))) return check;
  return null;
}

function wantedOf(check: Check): readonly TextPattern[] {
  return leavesOf(check.want).flatMap((leaf) => (leaf.kind === 'answer' ? leaf.accept : []));
}

type Words = (typeof learnWords)['en'];

/** A line for the server is sent, and that is said; anything else is not, and that is said too. */
function judgeGoingOn(
  { line, name }: OddInput,
  said: string,
  learner: Learner,
  words: Words,
  fault: (what: string) => void,
): void {
  const flat = said.replace(/\s+/g, ' ');
  const sent = learner.sent();
  const saysSent = flat.includes(words.sentNow(line.split(' ')[0]?.toUpperCase() ?? ''));
  if (sent.includes(line) && line !== '' && !saysSent) fault('sent without a word');
  if (!sent.includes(line) && saysSent && !flat.includes('> ')) fault('said to be sent, and was not');
  const saysNot = flat.includes(words.notSentYet) || flat.includes(words.noAnswerYet);
  const isMeant = ['empty', 'other language', 'other layout'].includes(name);
  if (!isMeant && !saysSent && !saysNot && !sent.includes(line)) fault('nothing was said of the line');
  if (saysNot && sent.includes(line)) fault('said not to be sent, and was');
}

/** What is said of an odd answer is true of it. */
function judgeAnswer(
  check: Check,
  { line }: OddInput,
  said: string,
  words: Words,
  lang: 'en' | 'ru',
  fault: (what: string) => void,
): void {
  const flat = said.replace(/\s+/g, ' ');
  const first = (odd: Parameters<Words['notThat']>[0]): boolean => {
    const sentence = words.notThat(odd, check.choices.length, check.otherwise);
    return flat.includes(sentence.split('. ')[0] ?? sentence);
  };
  const texts = wantedOf(check).flatMap((pattern) => (pattern.kind === 'text' ? [pattern.text] : []));
  if (first('number-wanted') && !texts.some((text) => /^\d+$/.test(text))) fault('no number is wanted');
  if (first('for-the-server') && !isCommand(line) && line !== 'ТЩЩЗ') fault('no command');
  if (first('misspelled')) fault('no slip of spelling');
  if (first('address-wanted') && !texts.some((text) => text.includes('@'))) fault('no address is wanted');
  if (lang === 'ru' && /\bNo\b[.:]/.test(flat)) fault('English in Russian');
}

/**
 * Questions to the person, on standard error, so that results can still go to a pipe. Loads inquirer when it first asks. Esc
 * is not an answer (null); Ctrl-C is none too, and interrupts the program as it does elsewhere. The caller has made sure that
 * there is a terminal to ask at.
 */

import { transcriptWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';

type Asker = Pick<CliContext, 'lang' | 'stdin' | 'signal' | 'err'>;

/** Asks for a secret without showing what is typed, not even its length. Null where the person would not say. */
export async function askSecret(asker: Asker, question: string): Promise<string | null> {
  const maskedText = transcriptWords[asker.lang].hiddenInput;
  const answer = await ask(asker, {
    type: 'password',
    name: 'answer',
    message: makeVisible(question),
    // SECURITY: inquirer would show on Ctrl-T what was typed.
    toggleMask: false,
    theme: { style: { maskedText } },
  });
  return typeof answer === 'string' ? answer : null;
}

/** Asks for a line of text. Null where the person would not say. */
export async function askText(asker: Asker, question: string, suggestion = ''): Promise<string | null> {
  const message = makeVisible(question);
  const answer = await ask(asker, { type: 'input', name: 'answer', message, default: suggestion });
  return typeof answer === 'string' ? answer : null;
}

/** What was said to a question of yes or no, in the letters of the reader's language or in English; null where it is neither. */
export function yesOrNo(answer: string, lang: Asker['lang']): boolean | null {
  const { yes, no } = transcriptWords[lang];
  const said = answer
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
  return yes.includes(said) ? true : no.includes(said) ? false : null;
}

/**
 * Asks yes or no; Enter means `suggestion`. What is neither is told so, and asked again. Null where the person would not say.
 */
export async function askYesNo(asker: Asker, question: string, suggestion = false): Promise<boolean | null> {
  const words = transcriptWords[asker.lang];
  for (;;) {
    const answer = await askText(asker, `${question} ${words.yesNo(suggestion)}`);
    if (answer === null) return null;
    const said = answer.trim() === '' ? suggestion : yesOrNo(answer, asker.lang);
    if (said !== null) return said;
    asker.err.line(words.yesOrNoOnly(suggestion));
  }
}

/** One of several, as `askChoice` shows it. */
export interface Choice<T extends string> {
  readonly name: string;
  readonly value: T;
}

/** Lets the person choose one of several. Null where they would not. */
export async function askChoice<T extends string>(
  asker: Asker,
  question: string,
  choices: readonly Choice<T>[],
): Promise<T | null> {
  const shown = choices.map(({ name, value }) => ({ name: makeVisible(name), value }));
  const message = makeVisible(question);
  const theme = themeOfChoice(asker);
  const answer = await ask(asker, { type: 'select', name: 'answer', message, choices: shown, theme });
  return choices.find(({ value }) => value === answer)?.value ?? null;
}

/** Lets the person choose one of many, by typing a part of its name. Null where they would not. */
export async function askFromMany(
  asker: Asker,
  question: string,
  choices: readonly Choice<string>[],
): Promise<string | null> {
  const shown = choices.map(({ name, value }) => ({ name: makeVisible(name), value }));
  const source = (typed: string | undefined): readonly Choice<string>[] => {
    const wanted = (typed ?? '').trim().toLowerCase();
    return shown.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 200);
  };
  const message = makeVisible(question);
  const theme = themeOfChoice(asker);
  const answer = await ask(asker, { type: 'search', name: 'answer', message, source, theme });
  return typeof answer === 'string' ? answer : null;
}

/** Inquirer names the keys in English only. */
function themeOfChoice({ lang }: Asker): object {
  return { style: { keysHelpTip: () => transcriptWords[lang].choiceKeys } };
}

interface Question {
  readonly type: 'password' | 'input' | 'select' | 'search';
  readonly name: 'answer';
  readonly message: string;
  readonly [setting: string]: unknown;
}

async function ask({ stdin, signal }: Asker, question: Question): Promise<unknown> {
  const { default: inquirer } = await import('inquirer');
  const escape = new AbortController();
  const onKey = (_text: unknown, key: { readonly name?: string } | undefined): void => {
    if (key?.name === 'escape') escape.abort();
  };
  stdin.on('keypress', onKey);
  try {
    const prompt = inquirer.createPromptModule({
      input: stdin,
      output: process.stderr,
      signal: AbortSignal.any([signal, escape.signal]),
    });
    const answers = await prompt([question]);
    return Reflect.get(answers, 'answer');
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:AbortPrompt|ExitPrompt|CancelPrompt)Error$/.test(error.name))
      throw error;
    // Ctrl-C at a prompt comes as a key and not as a signal.
    if (error.name === 'ExitPromptError') process.emit('SIGINT');
    return null;
  } finally {
    stdin.off('keypress', onKey);
  }
}

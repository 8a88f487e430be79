/**
 * The menu of a bare `smtp-lab` in a terminal: what there is to do, with questions for what a command needs. Each choice is a
 * command that can be typed as well. Esc and Ctrl-C leave without a trace.
 */

import { cliWords } from '../pure/phrases/index.ts';
import type { Lang } from '../pure/phrases/index.ts';
import { PRACTICE_ACCOUNT } from '../pure/practice/index.ts';
import { exitCodeOfSignal } from '../pure/problems/index.ts';
import type { CliContext } from './context.ts';
import { askChoice, askText } from './terminal/index.ts';

/** Runs a command with its arguments; resolves to its exit code. */
export type RunChosen = (name: string, args: readonly string[], lang: Lang) => Promise<number>;

const CHOICES = ['learn', 'connect', 'send', 'replay', 'explain', 'serve', 'lang', 'leave'] as const;
type Choice = (typeof CHOICES)[number];

/** Asks until the person leaves; resolves to the exit code of the last command. */
export async function runMenu(context: CliContext, runCommand: RunChosen): Promise<number> {
  let { lang } = context;
  let code = 0;
  let first = true;
  for (;;) {
    const words = cliWords[lang].menu;
    const asker = { ...context, lang };
    const chosen: Choice | null = await askChoice(
      asker,
      first ? words.question : words.whatElse,
      CHOICES.map((value) => ({ name: words.choices[value], value })),
    );
    first = false;
    if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
    if (chosen === null || chosen === 'leave') return code;
    if (chosen === 'lang') {
      lang = lang === 'en' ? 'ru' : 'en';
      first = true;
      continue;
    }
    const args = await argumentsFor(chosen, asker);
    if (args !== null) code = await runCommand(chosen, [...args, '--lang', lang], lang);
    if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  }
}

/** What a command is to be told; null where the person would not say. */
async function argumentsFor(
  chosen: Exclude<Choice, 'lang' | 'leave'>,
  asker: CliContext,
): Promise<readonly string[] | null> {
  const words = cliWords[asker.lang].menu;
  switch (chosen) {
    case 'explain': {
      const term = await askText(asker, words.term);
      return term === null || term.trim() === '' ? null : term.trim().split(/\s+/);
    }
    case 'replay': {
      const file = await askText(asker, words.file);
      return file === null || file.trim() === '' ? null : [file.trim()];
    }
    case 'send': {
      const to = await askText(asker, words.to, 'teacher@example.test');
      const subject = to === null ? null : await askText(asker, words.subject);
      const body = subject === null ? null : await askText(asker, words.body);
      if (to === null || subject === null || body === null) return null;
      return ['--user', PRACTICE_ACCOUNT.user, '--to', to, '--subject', subject, '--body', body];
    }
    default:
      return [];
  }
}

/** The examples that README and help print: their words, and which of them work alone. */

import type { Command } from 'commander';
import { readArguments } from '../../src/cli/command-line.ts';
import { readSendmailCall } from '../../src/cli/options/index.ts';

/** The words of a line as a shell parts them, without what the shell keeps to itself. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.replace(/ [<>] .*$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

/** Reads the words as the command does. Throws where it would refuse them. */
export function readAs(name: string, definition: Command, args: readonly string[], lang: 'en' | 'ru'): void {
  if (name === 'sendmail') readSendmailCall(args, (long) => takesValue(definition, long), lang);
  else readArguments(definition, args, { lang });
}

function takesValue(definition: Command, long: string): boolean {
  return definition.options.some((option) => option.long === long && option.required);
}

/** Commands that end by themselves, and need neither a server nor a person. */
export function needsNobody(words: readonly string[]): boolean {
  const [name = ''] = words;
  if (
    words.includes('--server') ||
    words.includes('<') ||
    words.some((word) => /\.(txt|eml|json|smtp)$/.test(word) && !word.startsWith('lessons/')) ||
    words.some((word) => word.startsWith('mail.example.com')) ||
    words.includes('--mx')
  )
    return false;
  if (words.length === 1 && (name === 'explain' || name === 'connect')) return false;
  if (name === 'sendmail') return false;
  if (name === 'serve') return words.includes('--list-scenarios');
  if (name === 'learn') return words.length === 1 || words.includes('--show');
  return name !== '';
}

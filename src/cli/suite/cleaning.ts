/** `replay --repair` and `replay --redact`: a file written anew, clean or without its secrets, on standard output. */

import type { ReadConversation } from '../../io/lab/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { dialogueWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { leftovers, printSession, redactSession } from '../../pure/sessions/index.ts';
import { toSession } from '../../pure/transcripts/index.ts';
import type { CliContext } from '../context.ts';
import { usage } from '../options/index.ts';
import { wordFault } from '../terminal/index.ts';

/** Prints the one conversation that was read as a clean session file, each guess as a comment above its line. */
export function tellRepaired(read: readonly ReadConversation[], context: CliContext): number {
  const { path, dialogue, file } = single(read, context);
  const clean =
    dialogue === null
      ? file
      : toSession(
          dialogue,
          path,
          ({ fault }) => `${fault.code}: ${makeVisible(wordFault(fault, context.lang))}`,
        );
  write(printSession(clean), context);
  return 0;
}

/** Prints it without its secrets. */
export function tellRedacted(
  read: readonly ReadConversation[],
  options: { readonly anonymize: boolean },
  context: CliContext,
): number {
  const { text, places } = redactSession(single(read, context).file, options);
  write(text, context);
  if (!context.quiet) context.err.line(dialogueWords[context.lang].redacted(places));
  return 0;
}

/** Names what still looks like a secret, and where; the secret itself is not shown. Exit code 15 where there is something. */
export function tellLeftovers(read: readonly ReadConversation[], context: CliContext): number {
  const words = dialogueWords[context.lang];
  let left = false;
  for (const { path, file } of read) {
    const found = leftovers(file);
    left ||= found.length > 0;
    for (const { span, what } of found) {
      const { line, column } = span;
      if (context.json) context.out.line(formatJson({ type: 'leftover', file: path, line, column, what }));
      else context.err.line(`${makeVisible(path)}:${line}:${column}: ${words.leftovers[what]}`);
    }
    if (found.length === 0 && !context.quiet && !context.json)
      context.out.line(makeVisible(words.clean(path)));
  }
  return left ? EXIT.mismatch : 0;
}

function single(read: readonly ReadConversation[], context: CliContext): ReadConversation {
  const [first] = read;
  if (first === undefined || read.length > 1)
    throw usage('--conversation', dialogueWords[context.lang].oneAtATime(read.length));
  return first;
}

/** A line of the file is a line of the output; what drives a terminal is made visible, as everywhere. */
function write(text: string, context: CliContext): void {
  for (const line of text.replace(/\n$/, '').split('\n'))
    context.out.line(makeVisible(line.replace(/\r$/, '')));
}

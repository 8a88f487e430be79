/** `replay --repair` and `replay --redact`: a file written again, clean or without its secrets, on standard output. */

import type { ReadConversation } from '../../io/play/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { dialogueWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { HIDDEN, makeVisible } from '../../pure/protocol/index.ts';
import { leftovers, parseSession, redactSession } from '../../pure/sessions/index.ts';
import type { SessionProblem } from '../../pure/sessions/index.ts';
import { toSession } from '../../pure/transcripts/index.ts';
import type { CliContext } from '../context.ts';
import { usage } from '../options/index.ts';
import { wordFault } from '../terminal/index.ts';

/**
 * Prints the one conversation that was read as a clean session file, each guess as a comment above its line. What was secret in it is
 * a variable, so that it can be played.
 */
export function tellRepaired(read: readonly ReadConversation[], context: CliContext): number {
  const { path, dialogue, file } = single(read, context);
  const words = ({ fault }: SessionProblem): string =>
    `${fault.code}: ${makeVisible(wordFault(fault, context.lang))}`;
  const clean = dialogue === null ? file : toSession(dialogue, path, words);
  const { text, places } = redactSession(clean, { anonymize: false });
  write(playable(text), context);
  if (places > 0 && !context.quiet) context.err.line(dialogueWords[context.lang].repaired(places));
  return 0;
}

/** Prints it without its secrets. SECURITY: what still looks like one then is taken out too, or nothing is printed. */
export function tellRedacted(
  read: readonly ReadConversation[],
  options: { readonly anonymize: boolean },
  context: CliContext,
): number {
  const { path, file } = single(read, context);
  const { text, places } = redactSession(file, options);
  const words = dialogueWords[context.lang];
  const clean = withoutLooks(text, path);
  if (clean === null) {
    context.err.line(makeVisible(words.notRedacted(path)));
    return EXIT.usage;
  }
  write(clean.text, context);
  if (!context.quiet) context.err.line(words.redacted(places + clean.places));
  return 0;
}

/** As many times as is looked once more. */
const MOST_LOOKS = 5;

/** A text without what looks like a secret where it stands; null where something is left. */
function withoutLooks(
  given: string,
  path: string,
): { readonly text: string; readonly places: number } | null {
  let text = given;
  let places = 0;
  for (let pass = 0; pass < MOST_LOOKS; pass++) {
    const { file, problems } = parseSession(text, path);
    if (problems.some(({ severity }) => severity === 'error')) return null;
    const left = leftovers(file);
    if (left.length === 0) return { text, places };
    const lines = text.split('\n');
    // From the end, so that places before it stay.
    for (const { span } of [...left].reverse()) {
      const line = lines[span.line - 1];
      if (line === undefined) continue;
      const stand = /^\s*[CS][:?*!]/.test(line) ? '{{secret}}' : '...';
      lines[span.line - 1] =
        line.slice(0, span.column - 1) + stand + line.slice(span.column - 1 + span.length);
      places++;
    }
    text = lines.join('\n');
  }
  return null;
}

/** Puts what can be played where a word was hidden: the rest of a reply is left open, a letter gets a variable. */
function playable(text: string): string {
  if (!text.includes(HIDDEN)) return text;
  const lines = text.split('\n').map((line) => {
    const at = line.indexOf(HIDDEN);
    if (at < 0) return line;
    if (/^\s*S[:?*]/.test(line)) return `${line.slice(0, at).trimEnd()} ...`;
    return line.replaceAll(HIDDEN, /^\s*C:/.test(line) ? '{{secret}}' : '...');
  });
  return lines.join('\n');
}

/**
 * SECURITY: what cannot be read may be a secret wherever it stands, so that no line of it is shown, and no word. Exit code 2.
 */
export function tellUnreadable(read: readonly ReadConversation[], context: CliContext): number {
  const words = dialogueWords[context.lang];
  for (const { path, problems } of read) {
    const [first] = problems.filter(({ severity }) => severity === 'error');
    context.err.line(makeVisible(words.notReadable(path, first?.span.line ?? 1, first?.fault.code ?? '')));
  }
  return EXIT.usage;
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

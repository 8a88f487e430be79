/**
 * Session files on the screen: what is wrong with one, with a caret under it; a difference between what was wanted and what came;
 * a film. SECURITY: texts of files and servers pass `makeVisible`.
 */

import { dialogueWords, sessionWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import type { SessionProblemDetails } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { filmOf } from '../../pure/sessions/index.ts';
import type { SessionFile, SessionProblem, Span } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { createEventView } from './event-view.ts';
import { indentProse } from './layout.ts';
import { NO_PACE } from './pace.ts';
import type { Pace } from './pace.ts';
import type { TranscriptExplainer } from './transcript.ts';

/** Sentences by code, each for its own data. */
type Sentences<D> = { readonly [K in keyof D]: (detail: D[K]) => string };

/** Words something that has a code and its data, by a table of sentences. */
export function sentenceOf<D, K extends keyof D>(table: Sentences<D>, code: K, detail: D[K]): string {
  return table[code](detail);
}

/** A problem as lines: its place and sentence, the line it is in, a caret. */
export function describeSessionProblem(
  { file, span, severity, fault, source }: SessionProblem,
  { lang }: Pick<CliContext, 'lang'>,
): readonly string[] {
  const words = sessionWords[lang];
  const sentence = wordFault(fault, lang);
  const kind = { error: words.error, warning: words.warning, remark: dialogueWords[lang].remark }[severity];
  return [
    `${makeVisible(file)}:${span.line}:${span.column}: ${kind}: ${makeVisible(sentence)} [${fault.code}]`,
    ...(source === ''
      ? []
      : [
          `  ${makeVisible(source)}`,
          `  ${' '.repeat(Math.max(0, span.column - 1))}${'^'.repeat(Math.max(1, Math.min(span.length, source.length - span.column + 1)))}`,
        ]),
  ];
}

/** The sentence of what is wrong with a session file, or of how a transcript was read. */
export function wordFault<K extends keyof SessionProblemDetails>(
  { code, detail }: { readonly code: K; readonly detail: SessionProblemDetails[K] },
  lang: Lang,
): string {
  const table: Sentences<SessionProblemDetails> = {
    ...sessionWords[lang].faults,
    ...dialogueWords[lang].remarks,
  };
  return sentenceOf(table, code, detail);
}

/** A difference as lines: the place, what was sent before it, what was wanted and what came with a caret where they part. */
export function showDifference(
  {
    file,
    span,
    wanted,
    came,
    after,
  }: {
    readonly file: string;
    readonly span: Span;
    readonly wanted: string;
    readonly came: string;
    readonly after: string;
  },
  { lang, out }: Pick<CliContext, 'lang' | 'out'>,
): readonly string[] {
  const words = sessionWords[lang];
  const width = Math.max(words.wanted.length, words.came.length) + 2;
  let at = 0;
  while (at < wanted.length && wanted[at] === came[at]) at++;
  return [
    '',
    `${makeVisible(file)}:${span.line}:${span.column}${after === '' ? '' : `, ${makeVisible(words.after(after))}`}`,
    `  ${words.wanted.padEnd(width)}${makeVisible(wanted)}`,
    `  ${words.came.padEnd(width)}${makeVisible(came)}`,
    `  ${' '.repeat(width + at)}^`,
    ...indentProse(words.toAccept, 2, out.columns),
  ];
}

/** Shows a file as a film: its lines with their notes, the author's words between them. False where the person ended it. */
export async function showFilm(
  file: SessionFile,
  {
    context,
    explainer,
    pace = NO_PACE,
  }: { readonly context: CliContext; readonly explainer: TranscriptExplainer; readonly pace?: Pace },
): Promise<boolean> {
  const view = createEventView({ context, explainer, showData: 1000, recorded: true });
  const quiet = context.json || context.quiet;
  if (!quiet && file.front.title !== '') context.out.line(makeVisible(file.front.title));
  if (!quiet && file.front.summary !== '') {
    for (const line of indentProse(makeVisible(file.front.summary), 0, context.out.columns))
      context.out.line(line);
  }
  let goes = true;
  // A pause that the file has stands for the usual one.
  let timed = false;
  for (const scene of filmOf(file)) {
    if (scene.kind === 'pause') {
      goes = await pace.next(scene.milliseconds);
      timed = true;
    } else {
      // The lines of a letter pass as one.
      const inLetter = scene.kind === 'event' && scene.event.kind === 'letter';
      if (!timed && !inLetter) goes = await pace.next();
      timed = false;
      if (!goes) break;
      if (scene.kind === 'event') view.event(scene.event);
      else if (!quiet)
        for (const line of indentProse(makeVisible(scene.text), 3, context.out.columns))
          context.out.line(line);
    }
    if (!goes) break;
  }
  view.stop();
  return goes;
}

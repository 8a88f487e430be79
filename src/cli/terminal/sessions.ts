/**
 * Session files on the screen: what is wrong with one, with a caret under it; a difference between what was wanted and what came;
 * a film. SECURITY: texts of files and servers pass `makeVisible`.
 */

import { sessionWords } from '../../pure/phrases/index.ts';
import type { SessionFaultDetails } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { filmOf } from '../../pure/sessions/index.ts';
import type { SessionFile, SessionProblem, Span } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { createEventView } from './event-view.ts';
import { indentProse } from './layout.ts';
import type { TranscriptExplainer } from './transcript.ts';

type Faults = { readonly [K in keyof SessionFaultDetails]: (detail: SessionFaultDetails[K]) => string };

function sentenceOf<K extends keyof SessionFaultDetails>(
  faults: Faults,
  code: K,
  detail: SessionFaultDetails[K],
): string {
  return faults[code](detail);
}

/** A problem as lines: its place and sentence, the line it is in, a caret. */
export function describeSessionProblem(
  { file, span, severity, fault, source }: SessionProblem,
  { lang }: Pick<CliContext, 'lang'>,
): readonly string[] {
  const words = sessionWords[lang];
  const faults: Readonly<Record<string, ((detail: never) => string) | undefined>> = words.faults;
  if (faults[fault.code] === undefined) return [];
  const sentence = wordFault(words.faults, fault);
  const kind = severity === 'error' ? words.error : words.warning;
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

function wordFault(faults: Faults, fault: SessionProblem['fault']): string {
  switch (fault.code) {
    case 'T001':
    case 'T002':
    case 'T003':
    case 'T004':
    case 'T005':
    case 'T006':
    case 'T007':
    case 'T008':
    case 'T009':
    case 'T010':
    case 'T011':
    case 'T012':
      return '';
    default:
      return wordKnown(faults, fault);
  }
}

type KnownFault = {
  readonly [K in keyof SessionFaultDetails]: { readonly code: K; readonly detail: SessionFaultDetails[K] };
}[keyof SessionFaultDetails];

function wordKnown<K extends keyof SessionFaultDetails>(
  faults: Faults,
  fault: KnownFault & { readonly code: K; readonly detail: SessionFaultDetails[K] },
): string {
  return sentenceOf(faults, fault.code, fault.detail);
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

/** Shows a file as a film: its lines with their notes, the author's words between them. */
export async function showFilm(
  file: SessionFile,
  { context, explainer }: { readonly context: CliContext; readonly explainer: TranscriptExplainer },
): Promise<void> {
  const view = createEventView({ context, explainer, showData: 1000 });
  const quiet = context.json || context.quiet;
  if (!quiet && file.front.title !== '') context.out.line(makeVisible(file.front.title));
  if (!quiet && file.front.summary !== '') {
    for (const line of indentProse(makeVisible(file.front.summary), 0, context.out.columns))
      context.out.line(line);
  }
  for (const scene of filmOf(file)) {
    if (scene.kind === 'event') view.event(scene.event);
    else if (!quiet)
      for (const line of indentProse(makeVisible(scene.text), 3, context.out.columns)) context.out.line(line);
  }
  view.stop();
  await Promise.resolve();
}

/**
 * Session files on the screen: what is wrong with one, with a caret under it; a difference between what was wanted and what came;
 * a film. SECURITY: texts of files and servers pass `makeVisible`.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import { dialogueWords, sessionWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import type { SessionProblemDetails } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { filmOf } from '../../pure/sessions/index.ts';
import type { CameReply, Scene, SessionFile, SessionProblem, Span } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { createEventView } from './event-view.ts';
import { widthOf } from './columns.ts';
import { indentProse } from './layout.ts';
import { NO_PACE } from './pace.ts';
import type { Pace } from './pace.ts';
import { Tape } from './tape.ts';

/** Sentences by code, each for its own data. */
type Sentences<D> = { readonly [K in keyof D]: (detail: D[K]) => string };

/** Words something that has a code and its data, by a table of sentences. */
export function sentenceOf<D, K extends keyof D>(table: Sentences<D>, code: K, detail: D[K]): string {
  return table[code](detail);
}

/** A line may have a million characters that are wrong. */
const MOST_CARETS = 60;

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
          `  ${' '.repeat(Math.max(0, span.column - 1))}${'^'.repeat(Math.max(1, Math.min(span.length, source.length - span.column + 1, MOST_CARETS)))}`,
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

/** What differs, as a play or a comparison tells it. */
interface Difference {
  readonly file: string;
  readonly span: Span;
  readonly wanted: string;
  readonly came: string;
  readonly after: string;
  /** The reply that came, where it is about one. */
  readonly reply?: CameReply;
}

/** Of a reply that came, so many lines are shown. */
const MOST_CAME = 20;

/** A difference as lines: the place, what was sent before it, what was wanted and what came, carets under where they part; how to accept it, but where that is under way. */
export function showDifference(
  { file, span, wanted, came, after, reply }: Difference,
  { lang, out }: Pick<CliContext, 'lang' | 'out'>,
  accepting = false,
): readonly string[] {
  const words = sessionWords[lang];
  const width = Math.max(widthOf(words.wanted), widthOf(words.came)) + 2;
  const row = (label: string, text: string): string =>
    `  ${label}${' '.repeat(width - widthOf(label))}${makeVisible(text)}`;
  const many = (reply?.lines.length ?? 0) > 1;
  const lines = reply !== undefined && many ? replyRows(reply) : [came];
  const closest = lines.map((line) => sharedLength(wanted, line));
  const at = Math.max(0, ...closest);
  const nearest = lines[closest.indexOf(at)] ?? '';
  const same = sharedEnd(wanted, nearest, at);
  const carets = wanted !== '' && came !== '' && wanted !== came && (reply !== undefined || at > 0);
  const caret = (text: string): string => {
    const before = widthOf(makeVisible(text.slice(0, at)));
    const wrong = Math.max(1, widthOf(makeVisible(text.slice(at, text.length - same))));
    return `  ${' '.repeat(width + before)}${'^'.repeat(Math.min(wrong, MOST_CARETS))}`;
  };
  const [first = '', ...rest] = lines.slice(0, MOST_CAME);
  const left = lines.length - 1 - rest.length;
  return [
    '',
    `${makeVisible(file)}:${span.line}:${span.column}${after === '' ? '' : `, ${makeVisible(words.after(after))}`}`,
    row(words.wanted, wanted === '' ? words.nothing : wanted),
    ...(carets ? [caret(wanted)] : []),
    row(words.came, came === '' ? words.nothing : wanted === came ? `${first} (${words.differs})` : first),
    ...(carets && !many ? [caret(first)] : []),
    ...rest.map((line) => row('', line)),
    ...(left > 0 ? [row('', words.moreLines(left))] : []),
    ...(reply === undefined || accepting ? [] : indentProse(words.toAccept, 2, out.columns)),
  ];
}

function replyRows({ code, lines }: CameReply): readonly string[] {
  return lines.map((text, at) => `${code}${at < lines.length - 1 ? '-' : ' '}${text}`);
}

function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** How many of the last characters are the same, those that `before` counts from the beginning left out. */
function sharedEnd(one: string, other: string, before: number): number {
  const most = Math.min(one.length, other.length) - before;
  let count = 0;
  while (count < most && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}

/** Shows a file as a film: its lines with their notes, the author's words between them. False where the person ended it. */
export async function showFilm(
  file: SessionFile,
  {
    context,
    explainer,
    pace = NO_PACE,
  }: {
    readonly context: CliContext;
    /** Opens one that has explained nothing yet. */
    readonly explainer: () => Promise<Explainer>;
    readonly pace?: Pace;
  },
): Promise<boolean> {
  const tape = new Tape(context.out);
  const { out } = tape;
  const quiet = context.json || context.quiet;
  const openView = async () =>
    createEventView({
      context: { ...context, out },
      explainer: await explainer(),
      showData: 1000,
      recorded: true,
    });
  let view = await openView();
  const prose = (text: string, indent: number): void => {
    if (quiet) return;
    for (const line of indentProse(makeVisible(text), indent, out.columns)) out.line(line);
  };
  // Files of ours have their words in both languages.
  const inLanguage = (key: 'title' | 'summary'): string => {
    const own = context.lang === 'en' ? undefined : file.front.case.get(`${key}-${context.lang}`);
    return typeof own === 'string' ? own.trim() : file.front[key];
  };
  for (const key of ['title', 'summary'] as const) if (inLanguage(key) !== '') prose(inLanguage(key), 0);
  const scenes = filmOf(file);
  const show = (scene: Scene): void => {
    if (scene.kind === 'event') view.event(scene.event);
    else if (scene.kind === 'words') prose((context.lang === 'ru' ? scene.inRussian : null) ?? scene.text, 3);
  };
  // A pause that the file has stands for the usual one; the lines of a letter pass as one.
  const waitsAt = (at: number): boolean => {
    const scene = scenes[at];
    if (scene === undefined || scene.kind === 'pause') return scene !== undefined;
    const inLetter = scene.kind === 'event' && scene.event.kind === 'letter';
    return scenes[at - 1]?.kind !== 'pause' && !inLetter;
  };
  let goes = true;
  for (let at = 0; at < scenes.length; at++) {
    const scene = scenes[at];
    if (scene === undefined) break;
    if (waitsAt(at)) {
      const move = await pace.next(scene.kind === 'pause' ? scene.milliseconds : undefined);
      goes = move !== 'end';
      if (!goes) break;
      if (move === 'back') {
        const back = tape.back();
        view.stop();
        view = await openView();
        tape.silently(() => scenes.slice(0, back).forEach(show));
        at = back - 1;
        continue;
      }
      tape.stop(at);
    }
    show(scene);
  }
  view.stop();
  return goes;
}

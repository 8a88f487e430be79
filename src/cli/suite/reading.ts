/**
 * The files that `replay` was given: session files of our own, or transcripts in whatever notation, one conversation or several of
 * each. What cannot be read is a usage error that names the file.
 */

import { findSessions, readConversations } from '../../io/play/index.ts';
import type { Origin, ReadConversation } from '../../io/play/index.ts';
import { dialogueWords, sessionWords } from '../../pure/phrases/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { findSecretLines } from '../../pure/sessions/index.ts';
import type { SessionProblem } from '../../pure/sessions/index.ts';
import { NOTATIONS } from '../../pure/transcripts/index.ts';
import type { CliContext } from '../context.ts';
import { inputOf, unreadable, usage } from '../options/index.ts';
import { describeSessionProblem } from '../terminal/index.ts';
import { EXIT } from '../../pure/problems/index.ts';

export const ORIGINS: readonly Origin[] = ['native', 'auto', ...NOTATIONS];

export interface ReadingOptions {
  readonly from?: Origin;
  readonly conversation?: number;
  readonly grep?: string;
}

/** Reads them all. SECURITY: what a transcript gives away is hidden from here on, wherever it stands once more. */
export async function readAll(
  paths: readonly string[],
  { from = 'native', conversation, grep }: ReadingOptions,
  context: CliContext,
): Promise<readonly ReadConversation[]> {
  const read: ReadConversation[] = [];
  for (const given of paths) {
    try {
      const files = given === '-' ? ['-'] : await findSessions([given]);
      for (const path of files) {
        const found = await readConversations(path, from, inputOf(context));
        // A file meant for inclusion is played where it is included, and alone only when it is named.
        read.push(...found.filter(({ file }) => path === given || !file.front.fragment));
      }
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error instanceof LabError) throw error;
      throw unreadable('FILE', given, error);
    }
  }
  const named = conversation === undefined ? read : read.slice(conversation - 1, conversation);
  if (conversation !== undefined && named.length === 0)
    throw usage('--conversation', dialogueWords[context.lang].noSuchConversation(read.length));
  const wanted =
    grep === undefined
      ? named
      : named.filter(({ path, file: { front } }) =>
          [path, front.title, ...front.tags].some((text) => text.includes(grep)),
        );
  if (wanted.length === 0) throw usage('', sessionWords[context.lang].noFiles);
  for (const { file } of wanted) {
    const { lines, repeated } = findSecretLines(file);
    for (const secret of [...lines.flatMap(({ secrets }) => secrets), ...repeated]) context.guard(secret);
  }
  return wanted;
}

/** Whether a file cannot be played. */
export function isBroken({ problems }: ReadConversation): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** SECURITY: a transcript of another program was taken for a session file, and has a sign-in: its lines are not shown. */
function mayGiveAway({ problems }: Pick<ReadConversation, 'problems'>): boolean {
  return problems.some(isForeign) && problems.some(({ source }) => /\b(?:AUTH|334)\b/i.test(source));
}

function isForeign({ fault }: SessionProblem): boolean {
  return fault.code === 'unmarked-line' || fault.code === 'bad-code';
}

/** SECURITY: in the words of another program a secret may stand anywhere. */
function unquoted(problem: SessionProblem): SessionProblem {
  const { fault } = problem;
  if (!('found' in fault.detail)) return { ...problem, source: '' };
  return {
    ...problem,
    source: '',
    fault: { ...fault, detail: { ...fault.detail, found: '...' } } as typeof fault,
  };
}

/** The problems of a file as they may be told: without its words where those may give a secret away. */
export function tellable(
  one: Pick<ReadConversation, 'problems'>,
  origin: Origin = 'native',
): readonly SessionProblem[] {
  return origin === 'native' && !mayGiveAway(one) ? one.problems : one.problems.map(unquoted);
}

/** Of one file. Whoever hands over something else altogether need not see all of it. */
const MOST_TOLD = 100;

/** Says what is wrong with files, and how transcripts were read; gives the exit code. */
export function tellProblems(
  read: readonly ReadConversation[],
  context: CliContext,
  origin: Origin = 'native',
): number {
  const words = sessionWords[context.lang];
  for (const one of read) {
    const told = tellable(one, origin).filter(({ severity }) => !context.quiet || severity !== 'remark');
    for (const problem of told.slice(0, MOST_TOLD))
      for (const line of describeSessionProblem(problem, context)) context.err.line(line);
    if (told.length > MOST_TOLD) context.err.line(words.moreFaults(told.length - MOST_TOLD));
    if (!isBroken(one) && !context.quiet)
      context.out.line(makeVisible(words.fine(one.path, one.file.lines.length)));
  }
  const broken = read.filter(isBroken);
  const foreign = broken.some(({ problems }) => problems.some(isForeign));
  if (foreign && origin === 'native') context.err.line(dialogueWords[context.lang].tryAuto);
  return broken.length > 0 ? EXIT.usage : EXIT.done;
}

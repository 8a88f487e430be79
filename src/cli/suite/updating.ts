/**
 * `replay --update`: the differences of files that were played, accepted one by one at a terminal, all of them elsewhere, and written
 * back. What could not be played is not touched. Exit code 15 where a difference was not accepted.
 */

import { writeReport } from '../../io/lab/index.ts';
import type { Expectation, PlayedFile, ReadSession } from '../../io/lab/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { printSession, updateSession } from '../../pure/sessions/index.ts';
import type { CameReply } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { reasonOf, unwritable } from '../options/index.ts';
import { askYesNo, showDifference } from '../terminal/index.ts';

const LEFT = 15;

/** Writes what was accepted; gives the exit code. */
export async function updateFiles(
  sessions: readonly ReadSession[],
  played: readonly PlayedFile[],
  context: CliContext,
): Promise<number> {
  const words = sessionWords[context.lang];
  let code = 0;
  for (const result of played) {
    const session = sessions.find(({ path }) => path === result.path);
    const wrong = result.expectations.filter(({ ok }) => !ok);
    const accepted = new Map<number, CameReply>();
    for (const one of wrong) {
      if (await isAccepted(one, context)) accepted.set(one.span.line, one.reply ?? { code: 0, lines: [] });
      else code ||= LEFT;
    }
    if (result.problem !== null && result.problem.code !== 'mismatch') code ||= result.exitCode;
    if (session === undefined || accepted.size === 0) continue;
    try {
      await writeReport(session.path, context.sealed(printSession(updateSession(session.file, accepted))));
    } catch (error) {
      throw unwritable('--update', session.path, reasonOf(error), true);
    }
    if (!context.quiet && !context.json)
      context.out.line(makeVisible(words.updated(session.path, accepted.size)));
  }
  return code;
}

async function isAccepted(one: Expectation, context: CliContext): Promise<boolean> {
  // Only a reply can be written back.
  if (one.reply === undefined) return false;
  const asks = context.stdinIsTerminal && context.out.isTerminal && !context.json;
  if (!asks) return true;
  for (const line of showDifference(one, context)) context.out.line(line);
  return (await askYesNo(context, sessionWords[context.lang].acceptIt, true)) === true;
}

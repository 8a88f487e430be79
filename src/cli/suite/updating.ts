/**
 * `replay --update`: the differences of files that were played, accepted one by one at a terminal, all of them elsewhere, and written
 * back. What could not be played is not touched. Exit code 15 where a difference was not accepted.
 */

import { writeWhole } from '../../io/storage/index.ts';
import type { PlayedFile, ReadSession } from '../../io/play/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { EXIT, reasonOf } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { printSession, updateSession } from '../../pure/sessions/index.ts';
import type { CameReply, Expectation } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { unwritable } from '../options/index.ts';
import { askYesNo, showDifference } from '../terminal/index.ts';

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
    // A reply may stand in a file that this one includes.
    const accepted = new Map<string, Map<number, CameReply>>();
    for (const one of wrong) {
      const place = one.span.file ?? result.path;
      if (one.reply === undefined || !(await isAccepted(one, context))) code ||= EXIT.mismatch;
      else
        accepted.set(
          place,
          (accepted.get(place) ?? new Map<number, CameReply>()).set(one.span.line, one.reply),
        );
    }
    if (result.problem !== null && result.problem.code !== 'mismatch') code ||= result.exitCode;
    for (const [place, replies] of accepted) {
      const source = session?.sources.get(place);
      if (source === undefined) continue;
      try {
        await writeWhole(place, context.sealed(printSession(updateSession(source, replies))));
      } catch (error) {
        throw unwritable('--update', place, reasonOf(error), true);
      }
      if (!context.quiet && !context.json) context.out.line(makeVisible(words.updated(place, replies.size)));
    }
  }
  return code;
}

async function isAccepted(one: Expectation, context: CliContext): Promise<boolean> {
  const asks = context.stdinIsTerminal && context.out.isTerminal && !context.json;
  if (!asks) return true;
  for (const line of showDifference(one, context, true)) context.out.line(line);
  return (await askYesNo(context, sessionWords[context.lang].acceptIt, true)) === true;
}

/** The letter that a scripted server waits for: any one, or line for line the one of the file. */

import type { PeerLines } from '../server/index.ts';
import type { ScriptLog } from './log.ts';

/** Hears all lines up to the lone dot; says whether it came. */
export async function heardLetter(lines: PeerLines, log: ScriptLog): Promise<boolean> {
  for (let came = await lines.line(); came !== null; came = await lines.line()) {
    log.heard(came);
    if (came.text === '.') return true;
  }
  return false;
}

/** Hears a letter that has to come as the file has it, dot for dot; gives the first line that differs, and null where none does. */
export async function unlikeLetter(
  letter: AsyncIterable<string> | Iterable<string>,
  lines: PeerLines,
  log: ScriptLog,
): Promise<{ readonly wanted: string; readonly came: string } | null> {
  for await (const wanted of letter) {
    const heard = await lines.line();
    const came = heard === null ? '' : log.heard(heard) + (heard.ending === '\n' ? '\n' : '');
    if (heard === null || came !== wanted) return { wanted, came };
  }
  return null;
}

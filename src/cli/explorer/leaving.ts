/** Ctrl-C at the desk: outside of a letter it leaves; inside it asks, since a letter that is begun may be wanted. */

import type { Explorer } from '../../io/explore/index.ts';
import { explorerWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { askYesNo } from '../terminal/index.ts';
import type { TerminalLines } from './terminal-lines.ts';
import type { Voice } from './voice.ts';

/** Whether the conversation is to be left. */
export async function mayLeave(
  explorer: Explorer,
  {
    voice,
    context,
    lines,
  }: { readonly voice: Voice; readonly context: CliContext; readonly lines: TerminalLines },
): Promise<boolean> {
  const words = explorerWords[context.lang];
  if (explorer.ended || (explorer.mode !== 'letter' && explorer.mode !== 'chunk')) return true;
  const drop = (await lines.aside(() => askYesNo(context, words.dropLetter))) === true;
  if (drop) voice.note(words.letterDropped);
  return drop;
}

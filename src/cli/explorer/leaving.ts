/**
 * Ctrl-C at the desk: outside of a letter it leaves; inside it asks, since a letter that is begun may be wanted. The question has the
 * same lines as everything else, so that nothing is lost that is typed around it.
 */

import type { Explorer } from '../../io/explore/index.ts';
import { explorerWords, transcriptWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { yesOrNo } from '../terminal/index.ts';
import type { TerminalLines } from './terminal-lines.ts';
import type { Voice } from './voice.ts';

/** Whether the conversation is to be left. */
export async function mayLeave(
  explorer: Explorer,
  {
    voice,
    context,
    lines,
  }: {
    readonly voice: Voice;
    readonly context: Pick<CliContext, 'lang'>;
    readonly lines: Pick<TerminalLines, 'next'>;
  },
): Promise<boolean> {
  const words = explorerWords[context.lang];
  const { yesNo, yesOrNoOnly } = transcriptWords[context.lang];
  if (explorer.ended || (explorer.mode !== 'letter' && explorer.mode !== 'chunk')) return true;
  for (;;) {
    const entered = await lines.next(`${words.dropLetter} ${yesNo(false)}> `);
    if (entered.kind === 'woken') continue;
    const said =
      entered.kind !== 'line' || (entered.line.trim() !== '' && yesOrNo(entered.line, context.lang));
    if (said === null) {
      voice.note(yesOrNoOnly(false));
      continue;
    }
    if (said) voice.note(words.letterDropped);
    return said;
  }
}

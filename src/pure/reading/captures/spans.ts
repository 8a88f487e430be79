/**
 * Where the time of a captured conversation went, by the clock of the capture: the wait for the greeting, for the reply to each
 * command, the sending of a letter, and the wait for what became of it. Replies of a pipelined group come in its order.
 */

import type { ConversationPiece } from './conversation.ts';

/** As the spans of a conversation that was watched live: milliseconds since its beginning. */
export interface CapturedSpan {
  readonly step: 'greeting' | 'command' | 'upload' | 'final';
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

const MOST_SPANS = 100;

export function spansOf({ turns }: ConversationPiece): readonly CapturedSpan[] {
  const spans: CapturedSpan[] = [];
  const waiting: { readonly step: 'command' | 'final'; readonly label: string; readonly at: number }[] = [];
  let clock = 0;
  let letterFrom: number | null = null;
  let spoke = false;
  for (const { kind, text, after } of turns) {
    clock += after;
    if (spans.length >= MOST_SPANS) break;
    if (kind === 'client') {
      waiting.push({
        step: 'command',
        label: /^[A-Za-z]{1,10}/.exec(text)?.[0].toUpperCase() ?? '',
        at: clock,
      });
    } else if (kind === 'letter' || kind === 'chunk') {
      letterFrom ??= clock;
      if (kind === 'chunk' || text !== '.') continue;
      spans.push({ step: 'upload', label: '', from: letterFrom, to: clock });
      letterFrom = null;
      waiting.push({ step: 'final', label: '', at: clock });
    } else if (kind === 'server' && text[3] !== '-') {
      const asked = waiting.shift();
      if (asked !== undefined)
        spans.push({ step: asked.step, label: asked.label, from: asked.at, to: clock });
      else if (!spoke) spans.push({ step: 'greeting', label: '', from: 0, to: clock });
      letterFrom = null;
    }
    spoke = true;
  }
  return spans;
}

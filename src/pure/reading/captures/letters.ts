/** The letters of a conversation as far as they are seen: from whom, to whom, and what the server said of each. */

import type { CaptureTurn, ConversationPiece } from './conversation.ts';

export interface CapturedLetter {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** `unknown`: the reply to its end is not in the capture; it may have arrived. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  readonly code: number | null;
  /** The packet with its end, or with the reply. */
  readonly packet: number;
}

const PATH = /:\s*<([^<>\s]{0,320})>/;

export function lettersOf(pieces: readonly ConversationPiece[]): readonly CapturedLetter[] {
  return pieces.flatMap(({ turns }) => lettersIn(turns));
}

function lettersIn(turns: readonly CaptureTurn[]): readonly CapturedLetter[] {
  const letters: CapturedLetter[] = [];
  let sender = '';
  let recipients: string[] = [];
  /** Commands that wait for their replies, in order. */
  const waiting: string[] = [];
  let end: number | null = null;
  const tell = (outcome: CapturedLetter['outcome'], code: number | null, packet: number): void => {
    letters.push({ sender, recipients, outcome, code, packet });
    end = null;
    recipients = [];
  };
  for (const { kind, text, line } of turns) {
    if (kind === 'client') {
      waiting.push(text);
      if (/^MAIL FROM:/i.test(text)) [sender, recipients] = [PATH.exec(text)?.[1] ?? '', []];
      if (/^BDAT \d+ LAST\b/i.test(text)) end = line;
    } else if (kind === 'letter' && text === '.') {
      end = line;
      waiting.push('.');
    } else if (kind === 'server' && text[3] !== '-') {
      const asked = waiting.shift() ?? '';
      const code = Number(text.slice(0, 3));
      if (/^RCPT TO:/i.test(asked) && code >= 200 && code < 300) recipients.push(PATH.exec(asked)?.[1] ?? '');
      if (end !== null && (asked === '.' || /^BDAT \d+ LAST\b/i.test(asked) || code === 421))
        tell(code < 400 ? 'accepted' : 'refused', code, line);
    }
  }
  if (end !== null) tell('unknown', null, end);
  return letters;
}

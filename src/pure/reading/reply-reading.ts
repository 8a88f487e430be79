/** A reply by itself, one line or several, as somebody pasted it: begins with its code, or as a transcript marks it. */

import { firstInReply } from './errors/placed-reply.ts';
import { causeOf, isSure } from './cause-of.ts';
import { findingsOf } from './findings.ts';
import { makeReading } from './reading.ts';
import type { Reading } from './reading.ts';
import { readReplyText } from './reply-text.ts';

/** One reply, or several one after the other; null where the text does not begin with one. */
export function readReplies(text: string): readonly Reading[] | null {
  const readings: Reading[] = [];
  let held: string[] = [];
  let first = 1;
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim().replace(/^(?:S: ?|<<<? ?|<-{1,2} ?)(?=[2-5]\d\d)/, '');
    if (line === '') continue;
    const begins =
      /^["'<([#]?[2-5]\d\d(?:[-: ,)\]]|$)/.test(line) || /^[#(]?[245]\.\d{1,3}\.\d{1,3}(?: |$)/.test(line);
    const goesOn =
      held.length > 0 && /^\d{3}-/.test(held.at(-1) ?? '') && line.slice(0, 3) === held[0]?.slice(0, 3);
    if (begins && !goesOn && held.length > 0) {
      if (!finish(readings, held, first, index)) return null;
      held = [];
    }
    if (held.length === 0) {
      if (!begins) return null;
      first = index + 1;
    }
    held.push(line);
  }
  if (held.length > 0 && !finish(readings, held, first, first + held.length - 1)) return null;
  return readings.length === 0 ? null : readings;
}

function finish(readings: Reading[], held: readonly string[], first: number, last: number): boolean {
  const reply = readReplyText(held.join('\n'));
  if (reply === null) return false;
  const { code, enhanced, text } = reply;
  const verdict = causeOf({ code, enhanced, text });
  readings.push(
    makeReading({
      kind: 'reply',
      cause: verdict?.cause ?? null,
      sure: isSure(verdict),
      provider: verdict?.provider ?? null,
      code,
      enhanced,
      recipient: firstInReply(verdict?.cause ?? null, text),
      lines: [first, last],
      findings: findingsOf(reply),
      said: text,
    }),
  );
  return true;
}

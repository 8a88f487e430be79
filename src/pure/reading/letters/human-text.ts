/**
 * What a bounce says to people: its text parts up to where the returned letter begins. The returned letter is never evidence.
 */

import { textOfHtml } from './letter.ts';
import type { Letter, Part, TextLine } from './letter.ts';

/** Lines behind which the returned letter stands, as the many systems write them. */
const RETURNED: readonly RegExp[] = [
  /^\s*-{2,} ?(?:this is a copy of|below this line|enclosed is a copy|original (?:message|mail)|returned message|the header of the original|the body of the message|unsent message|message (?:text|header)|undelivered message|your original message|copy of the message|\u5143\u306E)/i,
  /^\s*\|-+ message text follows/i,
  /^\s*(?:message headers follow|original message(?: headers)? follows?|original message headers:|original message:?\s*$|included is a copy|below is a copy|original mail as follows|original headers?:|the following is a copy|a copy of the original message|received:\s?(?:from|by|\()|return-path:\s|\[remainder of|-----original message-----)/i,
];

export function returnedAt(lines: readonly TextLine[]): number {
  const at = lines.findIndex(({ text }) => RETURNED.some((mark) => mark.test(text)));
  return at === -1 ? lines.length : at;
}

function isReturned({ type }: Part): boolean {
  return (
    type === 'message/rfc822' ||
    type === 'text/rfc822-headers' ||
    type === 'message/global' ||
    type === 'message/global-headers' ||
    type === 'message/partial'
  );
}

/** The lines for people, without the returned letter. */
export function humanLines(letter: Letter): readonly TextLine[] {
  const lines: TextLine[] = [];
  const plain = letter.parts.some(
    ({ type, lines: own }) => type === 'text/plain' && own.some(({ text }) => text.trim() !== ''),
  );
  for (const part of letter.parts) {
    if (isReturned(part)) break;
    if (part.type !== 'text/plain' && !(part.type === 'text/html' && !plain) && part.type !== '') continue;
    if (/^attachment/i.test(part.headers.get('content-disposition') ?? '')) continue;
    const text = part.type === 'text/html' ? textOfHtml(part.lines) : part.lines;
    const end = returnedAt(text);
    lines.push(...text.slice(0, end), { text: '', line: text[end]?.line ?? text.at(-1)?.line ?? 1 });
    if (end < text.length) break;
  }
  return lines;
}

/** The returned letters, whole: a forwarded bounce is one. */
export function innerLetters(letter: Letter): readonly Part[] {
  return letter.parts.filter(({ type }) => type === 'message/rfc822');
}

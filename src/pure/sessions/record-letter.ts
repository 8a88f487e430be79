/**
 * A letter as it went over the wire, as lines of a session file that send it again octet for octet: plain `C:` lines where they say
 * what they mean, `@literal` where our notation would read something else into them, `C|` for what is not a line of text.
 */

import { CR, decodeStrictly, encodeText, findOctet, LF, textAndOctets } from '../protocol/index.ts';
import { escapeContent } from './print.ts';
import { formatQuoted } from './quoted.ts';

/** Characters that a line of a session file cannot have. */
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f]+/g;

/** A line of the letter: its text, or null where it is not a line of text. */
interface WireLine {
  readonly octets: Uint8Array;
  readonly text: string | null;
}

/** The lines of a session file for a letter, dots as they stand on the wire; or for a chunk, which no dot ends. */
export function letterSource(wire: Uint8Array, chunk = false): readonly string[] {
  const lines = wireLines(wire);
  const mark = (text: string): string => (text === '' ? 'C:' : `C: ${text}`);
  // `@literal` goes up to the first lone dot.
  const ends = lines.findIndex(({ text }) => text === '.');
  if (chunk || ends < lines.length - 1 || lines.some(({ text }) => text === null))
    return lines.map(({ octets, text }) => (text === null ? rawSource(octets) : mark(escapeContent(text))));
  const texts = lines.flatMap(({ text }) => (text === null ? [] : [text]));
  const literal = texts.some((text) => escapeContent(text) !== text);
  return [...(literal ? ['@literal'] : []), ...texts.map(mark)];
}

/** `C| "..."`, or `S| "..."`: exactly these octets. */
export function rawSource(octets: Uint8Array, side: 'C' | 'S' = 'C'): string {
  const template = textAndOctets(octets)
    .map((part) =>
      typeof part === 'string'
        ? // A brace at the end would be read with those of a hole behind it.
          part.replace(/\{{2,}|\{$/g, (braces) => `{{"${braces}"}}`)
        : hexHole(part),
    )
    .join('');
  return `${side}| ${formatQuoted(template)}`;
}

/** Whether a text can stand behind a mark as it is. */
export function isPlain(text: string): boolean {
  return !CONTROL.test(text);
}

/** The text of a reply that a server says again octet for octet: what is not the text of a line as `{{hex ...}}`. */
export function replyContent(octets: Uint8Array): string {
  return textAndOctets(octets)
    .map((part) =>
      typeof part === 'string'
        ? escapeContent(part).replace(CONTROLS, (text) => hexHole(encodeText(text)))
        : hexHole(part),
    )
    .join('');
}

function hexHole(octets: Uint8Array): string {
  return `{{hex ${[...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('')}}}`;
}

/** Cuts at CRLF. What has no CRLF behind it, or holds a bare CR or LF, is not a line of text. */
function wireLines(wire: Uint8Array): readonly WireLine[] {
  const lines: WireLine[] = [];
  let from = 0;
  for (let end = findOctet(wire, LF, 0); from < wire.length; end = findOctet(wire, LF, from)) {
    const to = end < 0 ? wire.length : end + 1;
    const octets = wire.subarray(from, to);
    const whole = octets.length > 1 && octets[octets.length - 1] === LF && octets[octets.length - 2] === CR;
    const text = whole ? decodeStrictly(octets.subarray(0, -2)) : null;
    lines.push({ octets, text: text !== null && isPlain(text) ? text : null });
    from = to;
  }
  return lines;
}

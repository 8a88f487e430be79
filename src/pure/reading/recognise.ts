/**
 * What a text from outside is: asked first, before anything is read from it. Known by its structure; what fits nothing has no kind,
 * and gets no answer.
 */

import { utf16Of } from './letters/octets.ts';

export type TextKind = 'capture' | 'event' | 'letter' | 'fields' | 'log' | 'reply' | 'text';

/** As many lines as are looked at. */
const MOST_LINES = 60;

const HEADER_NAMES =
  /^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|x-[\w-]+|auto-submitted|reply-to|sender|cc|dkim-signature|precedence|content-transfer-encoding|references|in-reply-to|arc-[\w-]+|authentication-results)$/i;

/** A capture of packets by its magic number: pcap of either order, with micro- or nanoseconds, or pcapng. */
export function isCapture(octets: Uint8Array): boolean {
  const magic = [...octets.subarray(0, 4)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  return ['d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', 'a1b23c4d', '0a0d0d0a'].includes(magic);
}

/** Whether the octets can be text at all. */
export function isBinary(octets: Uint8Array): boolean {
  if (utf16Of(octets) !== null) return false;
  return octets.subarray(0, 4096).includes(0);
}

/** The kind of a text; `isLogLine` is the judgement of the readers of logs. */
export function recogniseText(
  text: string,
  isLogLine: (line: string) => boolean,
): Exclude<TextKind, 'capture'> {
  const lines = text
    .slice(0, 64_000)
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_LINES);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 40);
  if (isLetter(lines)) return 'letter';
  if (isFields(lines)) return 'fields';
  if (filled.some((line) => isLogLine(line))) return 'log';
  if (/^\s*[[{]/.test(first) && /"[\w-]+"\s*:/.test(text.slice(0, 4000))) return 'event';
  if (/^\s*["'<([]?[2-5]\d\d(?:[-: ]|$)/.test(first) || /^\s*[245]\.\d{1,3}\.\d{1,3} \S/.test(first))
    return 'reply';
  return 'text';
}

/** A header of several known fields, perhaps behind the line that an mbox has. */
function isLetter(lines: readonly string[]): boolean {
  const known = new Set<string>();
  let at = lines.findIndex((line) => line.trim() !== '');
  if (at > 0 && at !== -1) return false;
  if (/^(?:\u00EF\u00BB\u00BF|\uFEFF)?From \S/.test(lines[0] ?? '')) at = 1;
  for (const line of lines.slice(Math.max(at, 0))) {
    if (line.trim() === '') break;
    if (/^[ \t]/.test(line)) continue;
    const name = /^(?:\u00EF\u00BB\u00BF|\uFEFF)?([!-9;-~]{1,80})[ \t]*:/.exec(line)?.[1];
    if (name === undefined) break;
    if (HEADER_NAMES.test(name)) known.add(name.toLowerCase());
  }
  return known.size >= 2 || known.has('received');
}

/** A delivery-status part by itself. */
function isFields(lines: readonly string[]): boolean {
  const text = lines.join('\n');
  return (
    (/^[ \t]*(?:Final|Original)-Recipient[ \t]*:/im.test(text) &&
      /^[ \t]*(?:Action|Status|Diagnostic-Code)[ \t]*:/im.test(text)) ||
    /^\s*Diagnostic-Code[ \t]*:[ \t]*[\w-]+[ \t]*;/i.test(text)
  );
}

/**
 * A reply found in whatever somebody copied: a log line with its prefix, the quoting of a bounce, several lines of one reply.
 * Finds code, enhanced code and text, and judges whether they fit together. Knows the ways in which Postfix, Exim, sendmail
 * and Exchange write refusals down (RFC 5321 §4.2 for the reply itself, RFC 3463 §3 for what the enhanced code must agree with).
 */

import { parseEnhancedCode } from '../protocol/index.ts';
import type { EnhancedCode } from '../protocol/index.ts';

/** A reply as far as it could be read. `text` is without codes. */
export interface FoundReply {
  readonly code: number | null;
  readonly enhanced: EnhancedCode | null;
  readonly text: string;
}

/** What is odd about a reply; worded by `phrases/explain`. */
export type Finding =
  'classes-differ' | 'permanent-says-later' | 'temporary-blocklist' | 'success-with-refusal';

/** Marks behind which a server's own words stand, in the order they are tried. */
const SAID: readonly RegExp[] = [
  /\bsaid: /,
  /\bSMTP error from remote (?:mail )?server[^:]*(?::[^:]*)*?: (?=[245]\d\d)/,
  /\bstat=(?:User unknown|Service unavailable|Deferred)?[:( ]*/,
  /\bstatus=\w+ \(/,
  /\bDiagnostic-Code: *smtp; */i,
  /\bRemote Server returned '?/i,
  /<<< /,
  /^S: /,
];

const CODE = /(?<![\d.])([2-5]\d\d)(?=[ -]|$)(?![.\d])/;
const ENHANCED = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** Finds a reply in one line or several; null where there is none. */
export function findReply(text: string): FoundReply | null {
  const flat = unwrap(text);
  const from = SAID.map((mark) => mark.exec(flat)).find((match) => match !== null);
  const said = from === undefined ? flat : flat.slice(from.index + from[0].length);
  return readReply(said) ?? (from === undefined ? null : readReply(flat));
}

/** Every refusal in a text of many lines, such as a bounce: each once. */
export function findRefusals(text: string): readonly FoundReply[] {
  const found = new Map<string, FoundReply>();
  for (const line of unfold(text).split('\n')) {
    const reply = findReply(line);
    if (reply === null || (reply.code !== null && reply.code < 400) || !looksLikeReply(line)) continue;
    found.set(`${reply.code ?? ''} ${reply.enhanced?.text ?? ''} ${reply.text}`, reply);
  }
  return [...found.values()];
}

function looksLikeReply(line: string): boolean {
  return SAID.some((mark) => mark.test(line)) || /^\s*[<(]?[45]\d\d[ -]/.test(line);
}

/** A folded line of a header or a log is one line. */
function unfold(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
}

/** The codes that each line of a reply repeats. */
const LATER_LINE = /^(?:S: )?[2-5]\d\d[ -](?:[245]\.\d{1,3}\.\d{1,3} )?/;

/** The lines of one reply become one text, codes of the later lines left out. */
function unwrap(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const [first = '', ...rest] = lines.filter((line) => line !== '');
  return [first, ...rest.map((line) => line.replace(LATER_LINE, ''))].join(' ');
}

function readReply(text: string): FoundReply | null {
  const code = CODE.exec(text);
  const behind = code === null ? text : text.slice(code.index + 3).replace(/^[ -]/, '');
  const early = ENHANCED.exec(behind) ?? ENHANCED.exec(text);
  if (code === null && early === null) return null;
  const enhanced = early === null ? null : parseEnhancedCode(early[0]);
  const words = behind
    .replace(early?.[0] ?? '', '')
    .replace(/^[ :#-]+|[ )'"]+$/g, '')
    .replace(/ +/g, ' ');
  return {
    code: code === null ? null : Number(code[1]),
    enhanced,
    text: code === null && early !== null ? words.trim() : words,
  };
}

/** What does not fit together. */
export function judge({ code, enhanced, text }: FoundReply): readonly Finding[] {
  const findings: Finding[] = [];
  const first = code === null ? null : Math.floor(code / 100);
  const success = first === 2 || first === 3;
  if (first !== null && enhanced !== null && enhanced.class !== first && !(success && enhanced.class === 2)) {
    findings.push('classes-differ');
  }
  if (first === 5 && /try (?:again )?later|temporar|greylist|retry in/i.test(text))
    findings.push('permanent-says-later');
  if (first === 4 && /\b(?:blacklist|blocklist|blocked using|spamhaus|rbl|dnsbl|listed at)/i.test(text)) {
    findings.push('temporary-blocklist');
  }
  if (success && /\b(?:denied|rejected|refused|not allowed)\b/i.test(text))
    findings.push('success-with-refusal');
  return findings;
}

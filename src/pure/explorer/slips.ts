/**
 * Slips of the hand that are sent as they are and pointed out afterwards: a lab command without its colon, a command on the
 * Russian keyboard layout, brackets that are missing, a space behind FROM: (RFC 5321 §3.3 has none), LF from a paste.
 */

import { asLatin, KNOWN_VERBS, parseCommand, verbOf } from '../protocol/index.ts';
import { isLabCommand } from './typed.ts';

export type Slip =
  | { readonly kind: 'missing-colon'; readonly command: string }
  | { readonly kind: 'keyboard-layout'; readonly meant: string }
  | { readonly kind: 'missing-brackets'; readonly meant: string }
  | { readonly kind: 'space-before-path'; readonly meant: string }
  | { readonly kind: 'no-hello-name' };

/** What was probably meant; null for nothing to point out. `labWords` are commands of the lab beside its own, as a lesson has them. */
export function slipOf(line: string, labWords: readonly string[] = []): Slip | null {
  const isForLab = (word: string): boolean => isLabCommand(word) || labWords.includes(word);
  const word = line.trim().split(/\s+/)[0] ?? '';
  const meant = asLatin(line);
  const [latin = ''] = meant.trim().split(/\s+/);
  const isMeant =
    KNOWN_VERBS.includes(verbOf(meant)) || (latin.startsWith(':') && isForLab(latin.slice(1).toLowerCase()));
  if (meant !== line && !KNOWN_VERBS.includes(verbOf(line)) && isMeant)
    return { kind: 'keyboard-layout', meant };
  const lower = word.toLowerCase();
  // HELP and SEND are commands of SMTP as well.
  if (isForLab(lower) && !KNOWN_VERBS.includes(word.toUpperCase())) {
    return { kind: 'missing-colon', command: `:${line.trim()}` };
  }
  if (/^\s*(?:EHLO|HELO|LHLO)\s*$/i.test(line)) return { kind: 'no-hello-name' };
  const parsed = parseCommand(line);
  const quirks: readonly string[] = parsed.ok ? parsed.value.quirks : [];
  const path = /^(\s*(?:MAIL\s+FROM|RCPT\s+TO):)\s*(\S+)(.*)$/i.exec(line);
  if (path === null) return null;
  const [, start = '', address = '', rest = ''] = path;
  if (quirks.includes('missing-brackets') || (!parsed.ok && /^[^<>]+$/.test(address))) {
    return { kind: 'missing-brackets', meant: `${start.trim()}<${address}>${rest}` };
  }
  return quirks.includes('space-before-path')
    ? { kind: 'space-before-path', meant: `${start.trim()}${address}${rest}` }
    : null;
}

/** What does not fit together in a reply: its codes with each other, and with its words (RFC 3463 §3, RFC 5321 §4.2.1). */

import type { FindingCode } from './reading.ts';

/** Those of a reply by itself. */
export type ReplyFinding = Extract<
  FindingCode,
  'classes-differ' | 'permanent-says-later' | 'temporary-blocklist' | 'success-with-refusal'
>;

export function findingsOf({
  code,
  enhanced,
  text,
}: {
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly text: string;
}): readonly ReplyFinding[] {
  const findings: ReplyFinding[] = [];
  const first = code === null ? null : Math.floor(code / 100);
  const second = enhanced === null ? null : Number(enhanced.charAt(0));
  const success = first === 2 || first === 3;
  if (first !== null && second !== null && second !== first && !(success && second === 2))
    findings.push('classes-differ');
  if (first === 5 && /try (?:again )?later|temporar|gr[ea]ylist|retry in/i.test(text))
    findings.push('permanent-says-later');
  if (first === 4 && /\b(?:blacklist|blocklist|blocked using|spamhaus|rbl|dnsbl|listed at)/i.test(text))
    findings.push('temporary-blocklist');
  if (success && /\b(?:denied|rejected|refused|not allowed|fail(?:ed|ure))\b/i.test(text))
    findings.push('success-with-refusal');
  return findings;
}

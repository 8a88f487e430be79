/**
 * The fields that a gateway puts in front of a letter: where it came from (RFC 5321 §4.4), and what the policy made of it. SECURITY: what a
 * client said of itself comes into a comment, where nothing of it can end the comment or the field; fields of a letter that look like
 * ours are taken out, since they would be believed.
 */

import { signed } from './verdict.ts';
import type { PolicyVerdict } from './verdict.ts';

export interface Passage {
  readonly greetedName: string;
  readonly address: string;
  /** The name of this gateway. */
  readonly name: string;
  /** `ESMTPSA` and the like (RFC 3848). */
  readonly protocol: string;
  readonly id: string;
  readonly date: Date;
}

const MOST_DETAIL = 60;

export function headerFields(passage: Passage, verdict: PolicyVerdict): string {
  const points = verdict.points
    .filter(({ points: value }) => value !== 0)
    .map(
      ({ rule, name, points: value, what }) =>
        `${signed(value)} ${safe([rule, name, what].filter(Boolean).join(' '))}`,
    );
  const limit = verdict.limit === null ? '' : `, limit ${verdict.limit}`;
  return [
    `Received: from ${hostOf(passage.greetedName)} (${safe(literal(passage.address))})`,
    `\tby ${hostOf(passage.name)} with ${passage.protocol} id ${passage.id};`,
    `\t${dateOf(passage.date)}`,
    `X-Lab-Verdict: ${verdict.action}; ${verdict.sum}${limit}`,
    ...(points.length === 0 ? [] : [`X-Lab-Points: ${points.join(';\r\n\t')}`]),
    '',
  ].join('\r\n');
}

/** `from` wants a domain or a literal: anything else is named as what it is. */
function hostOf(name: string): string {
  return /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]|\[IPv6:[0-9A-Fa-f:.]+\])$/.test(
    name,
  )
    ? name.slice(0, 255)
    : 'unknown';
}

function literal(address: string): string {
  return address.includes(':') && !/^::ffff:\d+\./i.test(address)
    ? `[IPv6:${address}]`
    : `[${address.replace(/^::ffff:/i, '')}]`;
}

/** Nothing that ends a comment, a field, or begins an encoded word. */
function safe(text: string): string {
  return text.replace(/[^A-Za-z0-9 .:_@[\]+-]/g, '?').slice(0, MOST_DETAIL);
}

/** RFC 5322 §3.3. */
function dateOf(date: Date): string {
  return date.toUTCString().replace(/GMT$/, '+0000');
}

/** Which protocol a letter came by (RFC 3848). */
export function protocolOf(facts: {
  readonly dialect: 'smtp' | 'lmtp';
  readonly extended: boolean;
  readonly encrypted: boolean;
  readonly signedIn: boolean;
}): string {
  const marks = `${facts.encrypted ? 'S' : ''}${facts.signedIn ? 'A' : ''}`;
  if (facts.dialect === 'lmtp') return `LMTP${marks}`;
  return facts.extended ? `ESMTP${marks}` : 'SMTP';
}

const OURS = /^x-lab-(?:verdict|points)[ \t]*:/i;
/** More of a header is not looked through; what is so long is no header. */
const MOST_HEADER = 262_144;

/** The header of a letter without fields that look like ours. `count` is how many were taken out. */
export function withoutOurs(letter: string): { readonly text: string; readonly count: number } {
  const end = letter.search(/\r\n\r\n/);
  const size = Math.min(end < 0 ? letter.length : end + 2, MOST_HEADER);
  const kept: string[] = [];
  let count = 0;
  let dropping = false;
  for (const line of letter.slice(0, size).split(/(?<=\r\n)/)) {
    if (!/^[ \t]/.test(line)) dropping = OURS.test(line);
    if (!dropping) kept.push(line);
    else if (!/^[ \t]/.test(line)) count++;
  }
  return { text: count === 0 ? letter : kept.join('') + letter.slice(size), count };
}

/**
 * Who is the server: whoever says more that looks like a reply (three digits, then a space, a hyphen or the end) than like a
 * command. Marks are not trusted; notes in brackets do not count. Follows RFC 5321 §4.2 (the form of a reply).
 */

import { KNOWN_VERBS } from '../protocol/index.ts';

const REPLY = /^[1-5]\d\d(?:[ -]|$)/;

/** Verbs of documents that are older than the protocol of today, which does not know them (RFC 772, RFC 780). */
const OLD_VERBS = ['MRSQ', 'MRCP'];
const VERBS: ReadonlySet<string> = new Set([...KNOWN_VERBS, ...OLD_VERBS]);

export function looksLikeReply(text: string): boolean {
  return REPLY.test(text);
}

export function looksLikeCommand(text: string): boolean {
  return VERBS.has((/^[A-Za-z]{4,8}(?![A-Za-z])/.exec(text)?.[0] ?? '').toUpperCase());
}

const STRICT =
  /^(?:(?:EHLO|HELO|LHLO)\s+\S+|(?:MAIL\s+FROM|RCPT\s+TO)\s*:.*|DATA|QUIT|RSET|NOOP|STARTTLS|HELP|TURN|AUTH\s+[A-Z0-9_-]+(?:\s+\S+)?|(?:VRFY|EXPN|ETRN|ATRN|BDAT|BURL|XCLIENT|XFORWARD)\s.*|X-EXPS\s.*)\s*$/i;

/** Whether a line is a command in its form too, and no sentence that begins with such a word. */
export function looksStrictlyLikeCommand(text: string): boolean {
  return text.length < 4096 && STRICT.test(text);
}

/** A line of a known speaker. */
export interface Speech {
  readonly mark: string;
  readonly text: string;
}

/** Marks of the two sides; '' for one that says nothing. */
export interface Roles {
  readonly server: string;
  readonly client: string;
}

/** Commands that change the roles (RFC 2645 §5.4, RFC 821 §3.8). */
export const TURNS = /^\s*(?:ATRN|TURN)\b/i;

/** The roles at the beginning of a dialogue: what comes behind a change of roles says nothing of them. */
export function rolesAtFirst(speeches: readonly Speech[]): Roles | null {
  const turned = speeches.findIndex(({ text }) => TURNS.test(text));
  const before = turned < 0 ? null : rolesOf(speeches.slice(0, turned + 1));
  return before ?? rolesOf(speeches) ?? clientAlone(speeches);
}

function clientAlone(speeches: readonly Speech[]): Roles | null {
  const first = speeches.find(({ text }) => looksLikeCommand(text.trim()));
  return first === undefined ? null : { server: '', client: first.mark };
}

/** Rows of codes under letters, as in RFC 5321 §4.3.2: nobody speaks. */
export function isOutcomeTable(speeches: readonly Speech[]): boolean {
  return speeches.every(({ text, mark }) => /^[\d, ]+(?:->|$)/.test(text.trim()) || /^[EFI]$/.test(mark));
}

/** The marks of server and client; null where no mark is more of a server than of a client. */
export function rolesOf(speeches: readonly Speech[]): Roles | null {
  const scores = new Map<string, { replies: number; commands: number }>();
  for (const { mark, text } of speeches) {
    const score = scores.get(mark) ?? { replies: 0, commands: 0 };
    const bare = text.trim();
    if (!/^[<[({]/.test(bare)) {
      if (looksLikeReply(bare)) score.replies++;
      else if (looksLikeCommand(bare)) score.commands++;
    }
    scores.set(mark, score);
  }
  const ranked = [...scores].sort(([, a], [, b]) => b.replies - b.commands - (a.replies - a.commands));
  const [first] = ranked;
  const last = ranked.at(-1);
  if (first === undefined || first[1].replies - first[1].commands <= 0) return null;
  return { server: first[0], client: last === undefined || last === first ? '' : last[0] };
}

/**
 * What a conversation came to: whether it was encrypted, how it ended and what became of the letter, what was refused and why. Told
 * before any rule that was broken, and told only as far as it is shown.
 */

import type { LabEvent, ReplyEvent } from '../events/index.ts';
import { CAUSES } from '../knowledge/index.ts';
import type { CauseId, Duty, Retry } from '../knowledge/index.ts';
import { causeOf } from '../reading/index.ts';
import type { Stage } from '../reading/index.ts';
import type { Opening, Scene } from '../sessions/index.ts';

/** `unknown` in a piece that does not show how encryption began. */
export interface SeenTls {
  readonly mode: 'none' | 'starttls' | 'implicit' | 'unknown';
  readonly line: number | null;
}

/**
 * `letter`: of the last one; `unknown` where its end was sent and no reply is shown, so that sending again may deliver it twice;
 * `not-visible` where nothing is shown after the handshake of TLS.
 */
export interface SeenEnding {
  readonly how: 'quit' | 'closed-by-server' | 'closed-by-client' | 'closed' | 'not-shown';
  readonly letter: 'none' | 'accepted' | 'refused' | 'unknown' | 'not-sent' | 'not-visible';
  readonly line: number | null;
}

/** A refusal that is not a consequence of another one, and was not made good. */
export interface SeenRefusal {
  readonly line: number;
  readonly code: number;
  readonly enhanced: string | null;
  readonly recipient: string | null;
  readonly stage: Stage;
  readonly cause: CauseId | null;
  /** The row of a provider's replies; null for none. */
  readonly provider: string | null;
  readonly duty: Duty;
  readonly retry: Retry;
}

export interface ConversationVerdict {
  readonly tls: SeenTls;
  readonly ending: SeenEnding;
  readonly refusals: readonly SeenRefusal[];
}

/** Who closed the connection, where a program says so. */
export interface ToldEnding {
  readonly by: 'server' | 'client' | 'unknown';
  readonly line: number;
}

/** What the scenes come to; `told` is what the program said of the end. */
export function conversationVerdictOf(
  scenes: readonly Scene[],
  opening: Opening,
  told: ToldEnding | null,
): ConversationVerdict {
  const events = scenes.flatMap((scene) =>
    scene.kind === 'event' ? [{ event: scene.event, line: scene.line }] : [],
  );
  return {
    tls: tlsOf(events, opening),
    ending: endingOf(events, opening, told),
    refusals: opening.shows.server ? refusalsOf(events) : [],
  };
}

interface Seen {
  readonly event: LabEvent;
  readonly line: number;
}

function tlsOf(events: readonly Seen[], { whole, state }: Opening): SeenTls {
  const at = events.findIndex(({ event }) => event.kind === 'tls');
  const seen = events[at];
  const begins = whole || state.phase === 'greeted';
  if (seen === undefined) return { mode: begins ? 'none' : 'unknown', line: null };
  const before = events.slice(0, at).map(({ event }) => event);
  if (before.some((event) => event.kind === 'command' && event.verb === 'STARTTLS'))
    return { mode: 'starttls', line: seen.line };
  if (whole) return { mode: 'implicit', line: seen.line };
  // A program that says STARTTLS by itself shows what came after the handshake: no greeting.
  const next = events.slice(at + 1).find(({ event }) => event.kind === 'reply' || event.kind === 'command');
  const isAfterHello = next?.event.kind === 'reply' && next.event.code === 250;
  return { mode: isAfterHello ? 'starttls' : 'unknown', line: seen.line };
}

function endingOf(events: readonly Seen[], { shows }: Opening, told: ToldEnding | null): SeenEnding {
  let letter: SeenEnding['letter'] = 'none';
  let quit: number | null = null;
  let closed: number | null = null;
  for (const { event, line } of events) {
    if (event.kind === 'tls') {
      letter = 'not-visible';
      continue;
    }
    if (letter === 'not-visible') letter = 'none';
    if (event.kind === 'command') {
      if (event.verb === 'QUIT') quit = line;
    } else if (event.kind === 'data') {
      letter = 'unknown';
    } else if (event.kind === 'reply') {
      if (event.code === 354) letter = 'not-sent';
      else if (isEndOfLetter(event)) letter = event.class === 2 ? 'accepted' : 'refused';
      if (event.code === 421 || (event.code === 221 && quit === null)) closed = line;
    }
  }
  if (!shows.server && letter === 'unknown') letter = 'none';
  if (quit !== null) return { how: 'quit', letter, line: quit };
  if (closed !== null) return { how: 'closed-by-server', letter, line: closed };
  if (told === null) return { how: 'not-shown', letter, line: null };
  const how = told.by === 'unknown' ? 'closed' : (`closed-by-${told.by}` as const);
  return { how, letter, line: told.line };
}

function isEndOfLetter({ to, command }: ReplyEvent): boolean {
  return (to === 'DATA' && command === '.') || to === 'BDAT';
}

const STAGES: Readonly<Record<string, Stage>> = {
  greeting: 'connect',
  EHLO: 'ehlo',
  HELO: 'ehlo',
  LHLO: 'ehlo',
  STARTTLS: 'tls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  BDAT: 'message',
};

function refusalsOf(events: readonly Seen[]): readonly SeenRefusal[] {
  const found: SeenRefusal[] = [];
  for (const [at, { event, line }] of events.entries()) {
    if (event.kind !== 'reply' || event.class < 4) continue;
    const stage = isEndOfLetter(event) ? 'message' : STAGES[event.to ?? ''];
    if (stage === undefined || isMadeGood(events.slice(at + 1), event) || isConsequence(found, event, stage))
      continue;
    const enhanced = event.enhanced?.text ?? null;
    const verdict = causeOf({ code: event.code, enhanced, text: event.lines.join(' '), stage });
    const facts = CAUSES[verdict?.cause ?? 'unknown'];
    const retry = event.class === 4 && facts.retry === 'no' ? 'later' : facts.retry;
    const cause = verdict?.cause ?? null;
    const about = { line, code: event.code, enhanced, recipient: event.recipient ?? null, stage };
    found.push({ ...about, cause, provider: verdict?.provider ?? null, duty: facts.duty, retry });
  }
  return found;
}

/** EHLO that was refused and HELO that was not, a second sign-in, a greeting or a sender that was taken later. */
function isMadeGood(later: readonly Seen[], { to, recipient }: ReplyEvent): boolean {
  const same = to === 'EHLO' ? ['EHLO', 'HELO'] : [to ?? ''];
  return later.some(
    ({ event }) =>
      event.kind === 'reply' &&
      event.class === 2 &&
      same.includes(event.to ?? '') &&
      (to !== 'RCPT' || (recipient !== undefined && event.recipient === recipient)) &&
      (to !== 'DATA' || isEndOfLetter(event)),
  );
}

/** RFC 5321 §3.3: without a sender or a recipient that was accepted, what comes next is refused too. */
function isConsequence(found: readonly SeenRefusal[], { code }: ReplyEvent, stage: Stage): boolean {
  const before = found.at(-1)?.stage;
  if (stage === 'data' && (before === 'rcpt' || before === 'mail')) return code === 503 || code === 554;
  return stage === 'rcpt' && before === 'mail' && code === 503;
}

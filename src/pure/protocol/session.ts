/**
 * The one place that makes a new session state: `advance(state, happening)`. For both sides: the client advances by the
 * commands it writes and the replies it reads, the server by those it reads and writes. Which phase follows is in
 * `transitions.ts`; here is what else a reply changes. It never throws on what a peer or a learner did; what is odd comes
 * back as notes. Follows RFC 5321 §3.3 (transactions), §4.1.4 (order), RFC 3207 §4.2 (what STARTTLS forgets), RFC 4954 §4
 * (AUTH), RFC 2033 §4.2 (LMTP: a reply for each recipient), RFC 3030 §2 (BDAT).
 */

import { parseCapabilities } from './capabilities.ts';
import { parseCommand } from './command.ts';
import { Envelope } from './envelope.ts';
import { Pending } from './pending.ts';
import type { Reply } from './reply.ts';
import type { Dialect, PendingCommand, Phase, SessionState } from './state.ts';
import { hasPlace, transitionOf } from './transitions.ts';
import { verbFacts } from './verbs.ts';
import type { Verb } from './verbs.ts';

export type Happening =
  | { readonly kind: 'greeting'; readonly reply: Reply }
  /** A line that asks for a reply. The end of a letter is the verb DATA with the line `.`; an answer to a 334 is AUTH. */
  | { readonly kind: 'command'; readonly verb: string; readonly line: string }
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'tls' }
  | { readonly kind: 'identity'; readonly user: string }
  /** What was asked for is waited for no longer. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'closed' };

/**
 * `out-of-order`: the command has no place in this phase. `unasked-reply`: a reply with no command waiting for it.
 * `impossible-reply`: a reply that its command cannot have, such as 250 to DATA or 354 to MAIL (RFC 5321 §4.3.2).
 */
export type SessionNote = 'out-of-order' | 'unasked-reply' | 'impossible-reply';

export interface Advanced {
  readonly state: SessionState;
  readonly notes: readonly SessionNote[];
}

const NOTHING_ASKED = Pending.of<PendingCommand>([]);

/** A session of which nothing has been said. */
export function openState(dialect: Dialect = 'smtp'): SessionState {
  return {
    phase: 'connected',
    dialect,
    encrypted: false,
    greetedName: null,
    extended: false,
    capabilities: null,
    identity: null,
    envelope: Envelope.none,
    letterReplies: 0,
    pending: NOTHING_ASKED,
  };
}

/** Whether a verb has its place in this state. A verb that the protocol does not know has it wherever commands may come. */
export function isLegal(state: SessionState, verb: string): boolean {
  if (verb === 'STARTTLS' && state.encrypted) return false;
  if (verb === 'AUTH' && (state.identity !== null || state.phase === 'auth')) return false;
  const { only, phases } = verbFacts(verb) ?? {};
  if (only !== undefined && only !== state.dialect) return false;
  return (
    hasPlace(state.phase, verb) ?? phases?.includes(state.phase) ?? hasPlace(state.phase, 'NOOP') ?? false
  );
}

/** The verbs that have their place now, the most likely first. */
export function legalCommands(state: SessionState): readonly string[] {
  return LIKELY_FIRST.filter((verb) => isLegal(state, verb));
}

const LIKELY_FIRST: readonly Verb[] = [
  ...(['DATA', 'BDAT', 'RCPT', 'STARTTLS', 'AUTH', 'MAIL', 'EHLO', 'LHLO', 'HELO'] as const),
  ...(['RSET', 'NOOP', 'VRFY', 'EXPN', 'HELP', 'QUIT'] as const),
];

/** What the next reply will answer, and for which recipient where it is about one; null where nothing waits. */
export function awaitedReply(
  state: SessionState,
): { readonly command: PendingCommand; readonly recipient: string | null } | null {
  const command = state.pending.first;
  if (command === null) return null;
  if (command.verb === 'RCPT') return { command, recipient: addressOf(command.line) };
  const single = state.dialect === 'smtp' || stepOf(command.verb, command.line) !== 'letter';
  return { command, recipient: single ? null : state.envelope.recipient(state.letterReplies) };
}

/** Between a 354 and the lone dot: what the client says is a letter, whatever it looks like (RFC 5321 §4.1.1.4). */
export function isInLetter({ phase, pending }: SessionState): boolean {
  return phase === 'data' && ![...pending].some(({ verb, line }) => verb === 'DATA' && line === '.');
}

/** The state after something happened, and what was odd about it. */
export function advance(state: SessionState, happening: Happening): Advanced {
  switch (happening.kind) {
    case 'greeting': {
      const to = transitionOf(state.phase, 'greeting', happening.reply)?.to;
      if (to === undefined || to === 'same') return { state, notes: ['impossible-reply'] };
      return plain({ ...state, phase: to });
    }
    case 'command':
      return command(state, happening.verb, happening.line);
    case 'reply':
      return answer(state, happening.reply);
    case 'tls':
      return plain(afterTls(state));
    case 'identity':
      return plain({ ...state, identity: happening.user });
    case 'unanswered':
      return plain({ ...state, pending: NOTHING_ASKED });
    case 'closed':
      return plain({ ...state, phase: 'closed', pending: NOTHING_ASKED });
  }
}

function plain(state: SessionState): Advanced {
  return { state, notes: [] };
}

function command(state: SessionState, verb: string, line: string): Advanced {
  const before = state.pending.last?.hoped ?? state.phase;
  const hoped = phaseAfter(before, stepOf(verb, line), { code: 250, class: 2 });
  const pending = state.pending.with({ verb, line, hoped });
  const phase = verb === 'QUIT' && state.phase !== 'data' ? 'closing' : state.phase;
  // Inside a letter or an exchange a line is an answer, no command.
  const within = state.phase === 'auth' || state.phase === 'data';
  const odd = !within && !isLegal(before === state.phase ? state : { ...state, phase: before }, verb);
  return { state: { ...state, pending, phase }, notes: odd ? ['out-of-order'] : [] };
}

function phaseAfter(phase: Phase, step: string, reply: Pick<Reply, 'code' | 'class'>): Phase {
  const to = transitionOf(phase, step, reply)?.to ?? 'same';
  return to === 'same' ? phase : to;
}

/** A command as a step of the table: the lone dot and the last chunk are the end of a letter. */
function stepOf(verb: string, line: string): string {
  const ends = verb === 'DATA' ? line === '.' : verb === 'BDAT' && / LAST *$/i.test(line);
  return ends ? 'letter' : verb;
}

/** RFC 3207 §4.2: whatever was learnt unencrypted is forgotten, on both sides, here and nowhere else. */
function afterTls(state: SessionState): SessionState {
  const phase = state.phase === 'connected' ? 'connected' : 'greeted';
  return { ...openState(state.dialect), encrypted: true, phase };
}

function answer(state: SessionState, reply: Reply): Advanced {
  const command = state.pending.first;
  const rest = state.pending.rest();
  // RFC 5321 §3.8: 421 may come at any time, asked for or not.
  if (reply.code === 421) return plain({ ...state, phase: 'closing', pending: rest });
  if (command === null) return { state, notes: ['unasked-reply'] };
  if (reply.code === 221 && command.verb !== 'QUIT')
    return { state: { ...state, phase: 'closing', pending: rest }, notes: ['impossible-reply'] };
  const step = stepOf(command.verb, command.line);
  const notes: readonly SessionNote[] = isPossible(step, reply) ? [] : ['impossible-reply'];
  if (step === 'letter' && state.dialect === 'lmtp' && state.phase !== 'ready') {
    const letterReplies = state.letterReplies + 1;
    if (letterReplies < state.envelope.count) return { state: { ...state, letterReplies }, notes };
  }
  const phase = phaseAfter(state.phase, step, reply);
  return { state: afterReply(state, phase, rest, { command, reply }), notes };
}

/** RFC 5321 §4.3.2: 3yz means "go on", which only the start of a letter and a sign-in can; and DATA has no other yes. */
function isPossible(step: string, reply: Reply): boolean {
  if (reply.class === 1) return false;
  if (reply.class === 3) return reply.code === (step === 'AUTH' ? 334 : step === 'DATA' ? 354 : 0);
  return !(step === 'DATA' && reply.class === 2);
}

/** The state in which `phase` is reached and `pending` is left. Each copy of it is felt: a reply makes as few as it can. */
function afterReply(
  state: SessionState,
  phase: Phase,
  pending: Pending<PendingCommand>,
  { command, reply }: { readonly command: PendingCommand; readonly reply: Reply },
): SessionState {
  const yes = reply.class === 2;
  switch (stepOf(command.verb, command.line)) {
    case 'EHLO':
    case 'HELO':
    case 'LHLO': {
      if (!yes) return { ...state, pending };
      const extended = command.verb !== 'HELO';
      const capabilities = extended ? parseCapabilities(reply) : null;
      // Whose hello is accepted, that dialect is spoken, whatever was expected (RFC 2033 §4.1).
      const dialect: Dialect = command.verb === 'LHLO' ? 'lmtp' : 'smtp';
      const greetedName = nameOf(command.line);
      const hello = { ...state, phase, pending, dialect, greetedName, extended, capabilities };
      return { ...hello, envelope: Envelope.none, letterReplies: 0 };
    }
    case 'MAIL': {
      if (!yes) return { ...state, pending };
      const envelope = Envelope.begun(addressOf(command.line));
      return { ...state, phase, pending, envelope, letterReplies: 0 };
    }
    case 'RCPT': {
      if (!yes) return { ...state, pending };
      return { ...state, phase, pending, envelope: state.envelope.with(addressOf(command.line)) };
    }
    case 'letter':
      return phase === 'ready'
        ? { ...state, phase, pending, envelope: Envelope.none, letterReplies: 0 }
        : { ...state, phase, pending };
    case 'RSET':
      return yes
        ? { ...state, phase, pending, envelope: Envelope.none, letterReplies: 0 }
        : { ...state, pending };
    default:
      return { ...state, phase, pending };
  }
}

function nameOf(line: string): string {
  const parsed = parseCommand(line);
  return parsed.ok && parsed.value.kind === 'hello' ? parsed.value.name : '';
}

function addressOf(line: string): string {
  const parsed = parseCommand(line);
  return parsed.ok && parsed.value.kind === 'path' ? parsed.value.mailbox.address : '';
}

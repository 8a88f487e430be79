/**
 * The one place that makes a new session state: `advance(state, happening)`. For both sides: the client advances by the
 * commands it writes and the replies it reads, the server by those it reads and writes. It never throws on what a peer or a
 * learner did; what is odd comes back as notes.
 * Follows RFC 5321 §4.1.4 (order), §3.3 (transactions), §4.1.1.5 (RSET), RFC 3207 §4.2 (what STARTTLS forgets), RFC 4954 §4
 * (AUTH), RFC 2033 §4.2 (LMTP replies), RFC 3030 §2 (BDAT).
 */

import { parseCapabilities } from './capabilities.ts';
import { parseCommand } from './command.ts';
import type { Reply } from './reply.ts';
import type { Dialect, Envelope, PendingCommand, Phase, SessionState } from './state.ts';

export type Happening =
  | { readonly kind: 'greeting'; readonly reply: Reply }
  | { readonly kind: 'command'; readonly verb: string; readonly line: string }
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'tls' }
  | { readonly kind: 'identity'; readonly user: string }
  | { readonly kind: 'closed' };

/** `out-of-order`: the command has no place in this phase. `unasked-reply`: a reply with no command waiting for it. */
export type SessionNote = 'out-of-order' | 'unasked-reply';

export interface Advanced {
  readonly state: SessionState;
  readonly notes: readonly SessionNote[];
}

const NO_ENVELOPE: Envelope = { from: null, recipients: [] };

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
    envelope: NO_ENVELOPE,
    pending: [],
  };
}

/** Where each verb has its place (RFC 5321 §4.1.4, RFC 3207 §4, RFC 4954 §4, RFC 3030 §2). What is not listed may come at any time. */
const PLACES: Readonly<Record<string, readonly Phase[]>> = {
  STARTTLS: ['ready'],
  AUTH: ['ready'],
  MAIL: ['ready'],
  RCPT: ['mail', 'rcpt'],
  DATA: ['rcpt'],
  BDAT: ['rcpt', 'bdat'],
};

const ANYTIME: readonly string[] = ['RSET', 'NOOP', 'VRFY', 'EXPN', 'HELP', 'QUIT'];
const BUSY: readonly Phase[] = ['connected', 'data', 'auth', 'tls', 'refused', 'closing', 'closed'];

/** Whether a verb has its place in this state. */
export function isLegal(state: SessionState, verb: string): boolean {
  if (verb === 'QUIT') return !['data', 'auth', 'tls', 'closed'].includes(state.phase);
  if (BUSY.includes(state.phase)) return false;
  if (verb === 'STARTTLS' && state.encrypted) return false;
  if (verb === 'AUTH' && state.identity !== null) return false;
  return PLACES[verb]?.includes(state.phase) ?? true;
}

/** The verbs that have their place now, the most likely first. */
export function legalCommands(state: SessionState): readonly string[] {
  const hello = state.dialect === 'lmtp' ? ['LHLO'] : ['EHLO', 'HELO'];
  const all = ['DATA', 'BDAT', 'RCPT', 'STARTTLS', 'AUTH', 'MAIL', ...hello, ...ANYTIME];
  return all.filter((verb) => isLegal(state, verb));
}

/** The state after something happened, and what was odd about it. */
export function advance(state: SessionState, happening: Happening): Advanced {
  switch (happening.kind) {
    case 'greeting':
      return plain({ ...state, phase: happening.reply.class === 2 ? 'greeted' : 'refused' });
    case 'command': {
      const pending = [...state.pending, { verb: happening.verb, line: happening.line }];
      const phase = happening.verb === 'QUIT' && state.phase !== 'data' ? 'closing' : state.phase;
      // Only the first of a group can be judged by the state as it is: the others come after replies not read yet.
      const within = state.phase === 'auth' || state.phase === 'data';
      const odd = state.pending.length === 0 && !within && !isLegal(state, happening.verb);
      return { state: { ...state, pending, phase }, notes: odd ? ['out-of-order'] : [] };
    }
    case 'reply':
      return answer(state, happening.reply);
    case 'tls':
      return plain(afterTls(state));
    case 'identity':
      return plain({ ...state, identity: happening.user });
    case 'closed':
      return plain({ ...state, phase: 'closed', pending: [] });
  }
}

function plain(state: SessionState): Advanced {
  return { state, notes: [] };
}

/** RFC 3207 §4.2: whatever was learnt in clear is forgotten, on both sides, here and nowhere else. */
function afterTls(state: SessionState): SessionState {
  return { ...openState(state.dialect), encrypted: true, phase: 'greeted' };
}

function answer(state: SessionState, reply: Reply): Advanced {
  const [command, ...pending] = state.pending;
  if (reply.code === 421) return plain({ ...state, phase: 'closing', pending });
  if (command === undefined) return { state, notes: ['unasked-reply'] };
  return plain(afterReply({ ...state, pending }, command, reply));
}

function afterReply(state: SessionState, command: PendingCommand, reply: Reply): SessionState {
  const yes = reply.class === 2;
  const parsed = parseCommand(command.line);
  const value = parsed.ok ? parsed.value : null;
  switch (command.verb) {
    case 'EHLO':
    case 'HELO':
    case 'LHLO':
      if (!yes) return state;
      return {
        ...state,
        phase: 'ready',
        greetedName: value?.kind === 'hello' ? value.name : '',
        extended: command.verb !== 'HELO',
        capabilities: command.verb === 'HELO' ? null : parseCapabilities(reply),
        envelope: NO_ENVELOPE,
      };
    case 'STARTTLS':
      return reply.code === 220 ? { ...state, phase: 'tls' } : state;
    case 'AUTH':
      return {
        ...state,
        phase: reply.code === 334 ? 'auth' : state.phase === 'auth' ? 'ready' : state.phase,
      };
    case 'MAIL':
      if (!yes) return state;
      return {
        ...state,
        phase: 'mail',
        envelope: { from: value?.kind === 'path' ? value.mailbox.address : '', recipients: [] },
      };
    case 'RCPT':
      if (!yes) return state;
      return {
        ...state,
        phase: 'rcpt',
        envelope: {
          ...state.envelope,
          recipients: [...state.envelope.recipients, value?.kind === 'path' ? value.mailbox.address : ''],
        },
      };
    case 'DATA':
      return reply.code === 354
        ? { ...state, phase: 'data' }
        : state.phase === 'data'
          ? afterLetter(state)
          : state;
    case 'BDAT':
      if (value?.kind === 'bdat' && value.last) return afterLetter(state);
      return yes ? { ...state, phase: 'bdat' } : state;
    case 'RSET':
      return yes ? afterLetter(state) : state;
    case 'QUIT':
      return { ...state, phase: 'closing' };
    default:
      return state;
  }
}

/** The transaction is over, by the end of a letter or by RSET (RFC 5321 §4.1.1.5): the greeting stays. */
function afterLetter(state: SessionState): SessionState {
  const phase = state.greetedName === null ? state.phase : 'ready';
  return { ...state, phase: state.phase === 'greeted' ? 'greeted' : phase, envelope: NO_ENVELOPE };
}

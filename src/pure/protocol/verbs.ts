/**
 * The verbs: what follows each, whether it ends a group, which keyword offers it, in which dialect and phase it may be said. The one
 * table of them; where the base protocol orders the phases, `transitions.ts` does. Follows RFC 5321 §4.1.1 (arguments), RFC 2920 §3.1
 * (groups: of the verbs of extensions all end one, unless their specification says otherwise), RFC 2033 §4 (LMTP).
 */

import { AUTH_LINE_OCTETS } from './limits.ts';
import type { Phase } from './state.ts';

/** What a verb takes: a host name, a path with parameters, the size of a chunk, a mechanism, nothing, some text, or text if any. */
export type ArgumentKind = 'name' | 'path' | 'chunk' | 'mechanism' | 'none' | 'text' | 'text?';

export interface VerbFacts {
  readonly argument: ArgumentKind;
  /** Where it may stand among commands that leave together; `unsaid` where no specification says, and so last when we write. */
  readonly group: 'anywhere' | 'last' | 'unsaid';
  /** The keyword of EHLO that offers it; null for the base protocol. */
  readonly keyword: string | null;
  /** Where it is spoken; both where it is left out. */
  readonly only?: 'smtp' | 'lmtp';
  /** What the client writes after it without a line of a command: a letter, a chunk, a handshake, the answers of an exchange. */
  readonly after?: 'letter' | 'chunk' | 'handshake' | 'exchange';
  /** The phases it has its place in, of a verb that the table of transitions does not know. */
  readonly phases?: readonly Phase[];
  /** The most octets of its line, line end included, where they are not the usual ones; null where nothing says. */
  readonly most?: number | null;
}

const SESSION: readonly Phase[] = ['greeted', 'ready'];
const READY: readonly Phase[] = ['ready'];

export const VERBS = {
  EHLO: { argument: 'name', group: 'last', keyword: null, only: 'smtp' },
  HELO: { argument: 'name', group: 'unsaid', keyword: null, only: 'smtp' },
  LHLO: { argument: 'name', group: 'last', keyword: null, only: 'lmtp' },
  STARTTLS: { argument: 'none', group: 'last', keyword: 'STARTTLS', after: 'handshake' },
  AUTH: { argument: 'mechanism', group: 'last', keyword: 'AUTH', after: 'exchange', most: AUTH_LINE_OCTETS },
  MAIL: { argument: 'path', group: 'anywhere', keyword: null },
  RCPT: { argument: 'path', group: 'anywhere', keyword: null },
  DATA: { argument: 'none', group: 'last', keyword: null, after: 'letter' },
  BDAT: { argument: 'chunk', group: 'anywhere', keyword: 'CHUNKING', after: 'chunk' },
  RSET: { argument: 'none', group: 'anywhere', keyword: null },
  NOOP: { argument: 'text?', group: 'last', keyword: null },
  QUIT: { argument: 'none', group: 'last', keyword: null },
  VRFY: { argument: 'text', group: 'last', keyword: null },
  EXPN: { argument: 'text', group: 'last', keyword: null },
  HELP: { argument: 'text?', group: 'unsaid', keyword: null },
  ETRN: { argument: 'text?', group: 'last', keyword: 'ETRN', only: 'smtp', phases: READY },
  TURN: { argument: 'text?', group: 'last', keyword: 'TURN', only: 'smtp', phases: READY },
  ATRN: { argument: 'text?', group: 'last', keyword: 'ATRN', only: 'smtp', phases: READY },
  BURL: {
    argument: 'text?',
    group: 'anywhere',
    keyword: 'BURL',
    only: 'smtp',
    phases: ['rcpt', 'bdat'],
    most: null,
  },
  SEND: { argument: 'text?', group: 'anywhere', keyword: 'SEND', only: 'smtp', phases: READY },
  SOML: { argument: 'text?', group: 'anywhere', keyword: 'SOML', only: 'smtp', phases: READY },
  SAML: { argument: 'text?', group: 'anywhere', keyword: 'SAML', only: 'smtp', phases: READY },
  XCLIENT: { argument: 'text?', group: 'anywhere', keyword: 'XCLIENT', phases: SESSION },
  XFORWARD: { argument: 'text?', group: 'anywhere', keyword: 'XFORWARD', phases: READY },
  VERB: { argument: 'text?', group: 'last', keyword: 'VERB', only: 'smtp', phases: READY },
  ONEX: { argument: 'text?', group: 'last', keyword: 'ONEX', only: 'smtp', phases: READY },
} as const satisfies Readonly<Record<string, VerbFacts>>;

export type Verb = keyof typeof VERBS;

/** Every verb that the program knows, for completion and for telling a typo from a stranger. */
export const KNOWN_VERBS: readonly string[] = Object.keys(VERBS);

/** The row of a verb in upper case; null for a stranger. */
export function verbFacts(verb: string): VerbFacts | null {
  const table: Readonly<Record<string, VerbFacts>> = VERBS;
  return Object.hasOwn(table, verb) ? (table[verb] ?? null) : null;
}

/** Whether a specification says that no other command may follow in the same group. */
export function mustEndGroup(verb: string): boolean {
  return verbFacts(verb)?.group === 'last';
}

/** Whether we let none follow: what must end a group, what no specification speaks of, and what octets follow. */
export function endsGroup(verb: string): boolean {
  const facts = verbFacts(verb);
  return facts === null || facts.group !== 'anywhere' || facts.after !== undefined;
}

/**
 * All of the order of SMTP on a page: where each command has its place, and which phase a reply leads to. One table for both
 * roles; from it come what is legal next, what the practice server refuses and the table in `src/README.md`.
 * Follows RFC 5321 §4.1.4 (order of commands), §3.1 to §3.9, RFC 3207 §4, RFC 4954 §4, RFC 3030 §2, RFC 2033 §4.2.
 * It knows no octets and no texts: `session.ts` reads the replies and keeps the rest of the state.
 */

import type { Reply } from './reply.ts';
import type { Phase } from './state.ts';

/** A verb, or what is not a command: the greeting, the end of a letter (the lone dot, BDAT LAST), a finished handshake. */
export type Step =
  | 'greeting'
  | 'EHLO'
  | 'HELO'
  | 'LHLO'
  | 'STARTTLS'
  | 'handshake'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'BDAT'
  | 'letter'
  | 'RSET'
  | 'NOOP'
  | 'VRFY'
  | 'EXPN'
  | 'HELP'
  | 'QUIT';

/** Which replies a row is about: `yes` is 2yz, `no` is 4yz and 5yz. */
export type TransitionReply = 'yes' | 'no' | 'any' | '220' | '334' | '354';

export interface Transition {
  readonly step: Step;
  readonly answer: TransitionReply;
  /** The phases where the step has its place. */
  readonly from: readonly Phase[];
  /** The phase after it; `same` for the one that it came in. */
  readonly to: Phase | 'same';
  readonly section: string;
}

const IDLE: readonly Phase[] = ['greeted', 'ready', 'mail', 'rcpt', 'bdat'];
const TRANSACTION: readonly Phase[] = ['mail', 'rcpt', 'bdat'];

export const TRANSITIONS: readonly Transition[] = [
  { step: 'greeting', answer: 'yes', from: ['connected'], to: 'greeted', section: 'RFC 5321 §3.1' },
  { step: 'greeting', answer: 'no', from: ['connected'], to: 'refused', section: 'RFC 5321 §3.1' },
  { step: 'EHLO', answer: 'yes', from: IDLE, to: 'ready', section: 'RFC 5321 §4.1.4' },
  { step: 'HELO', answer: 'yes', from: IDLE, to: 'ready', section: 'RFC 5321 §4.1.4' },
  { step: 'LHLO', answer: 'yes', from: IDLE, to: 'ready', section: 'RFC 2033 §4.1' },
  { step: 'STARTTLS', answer: '220', from: ['ready'], to: 'tls', section: 'RFC 3207 §4' },
  { step: 'handshake', answer: 'any', from: ['tls'], to: 'greeted', section: 'RFC 3207 §4.2' },
  { step: 'AUTH', answer: '334', from: ['ready', 'auth'], to: 'auth', section: 'RFC 4954 §4' },
  { step: 'AUTH', answer: 'any', from: ['ready'], to: 'same', section: 'RFC 4954 §4' },
  { step: 'AUTH', answer: 'any', from: ['auth'], to: 'ready', section: 'RFC 4954 §4' },
  { step: 'MAIL', answer: 'yes', from: ['ready'], to: 'mail', section: 'RFC 5321 §3.3' },
  { step: 'RCPT', answer: 'yes', from: ['mail', 'rcpt'], to: 'rcpt', section: 'RFC 5321 §3.3' },
  { step: 'DATA', answer: '354', from: ['rcpt'], to: 'data', section: 'RFC 5321 §3.3' },
  { step: 'BDAT', answer: 'yes', from: ['rcpt', 'bdat'], to: 'bdat', section: 'RFC 3030 §2' },
  {
    step: 'letter',
    answer: 'any',
    from: ['data', 'rcpt', 'bdat'],
    to: 'ready',
    section: 'RFC 5321 §4.1.1.4',
  },
  { step: 'RSET', answer: 'yes', from: TRANSACTION, to: 'ready', section: 'RFC 5321 §4.1.1.5' },
  { step: 'RSET', answer: 'yes', from: ['greeted', 'ready'], to: 'same', section: 'RFC 5321 §4.1.1.5' },
  { step: 'NOOP', answer: 'any', from: IDLE, to: 'same', section: 'RFC 5321 §4.1.1.9' },
  { step: 'VRFY', answer: 'any', from: IDLE, to: 'same', section: 'RFC 5321 §4.1.1.6' },
  { step: 'EXPN', answer: 'any', from: IDLE, to: 'same', section: 'RFC 5321 §4.1.1.7' },
  { step: 'HELP', answer: 'any', from: IDLE, to: 'same', section: 'RFC 5321 §4.1.1.8' },
  { step: 'QUIT', answer: 'any', from: [...IDLE, 'refused'], to: 'closing', section: 'RFC 5321 §4.1.1.10' },
];

/** The row for this step and reply: the one of the phase; where a server let pass what had no place, that of another. */
export function transitionOf(
  phase: Phase,
  step: string,
  reply: Pick<Reply, 'code' | 'class'>,
): Transition | null {
  const rows = rowsOf(step);
  const own = rows.find((row) => answers(row.answer, reply) && row.from.includes(phase));
  if (own !== undefined) return own;
  const passed = reply.class === 2 || reply.class === 3;
  return (passed ? rows.find((row) => answers(row.answer, reply)) : undefined) ?? null;
}

/** The rows of each step, since every command and reply asks for those of one. */
const ROWS = new Map<string, Transition[]>();
for (const row of TRANSITIONS) ROWS.set(row.step, [...(ROWS.get(row.step) ?? []), row]);

function rowsOf(step: string): readonly Transition[] {
  return ROWS.get(step) ?? [];
}

/** Whether a step has its place in a phase; null for one that the table does not know. */
export function hasPlace(phase: Phase, step: string): boolean | null {
  const rows = rowsOf(step);
  return rows.length === 0 ? null : rows.some((row) => row.from.includes(phase));
}

function answers(answer: TransitionReply, reply: Pick<Reply, 'code' | 'class'>): boolean {
  switch (answer) {
    case 'yes':
      return reply.class === 2;
    case 'no':
      return reply.class === 4 || reply.class === 5;
    case 'any':
      return true;
    default:
      return reply.code === Number(answer);
  }
}

/**
 * What most people want to do next, from where the conversation stands. Follows RFC 5321 §4.1.4 (the order), RFC 3207 (STARTTLS
 * before anything that is worth hiding), RFC 4954 §4. Its words are in `phrases/explorer`.
 */

import { authMechanisms, hasKeyword } from '../protocol/index.ts';
import type { SessionState } from '../protocol/index.ts';

/** The one next step. */
export type NextStep =
  | 'wait-greeting'
  | 'hello'
  | 'hello-again'
  | 'starttls'
  | 'auth'
  | 'answer'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'letter'
  | 'leave';

/** The next step of most people. */
export function adviceFor(state: SessionState): NextStep {
  switch (state.phase) {
    case 'connected':
      return 'wait-greeting';
    case 'greeted':
      return state.encrypted ? 'hello-again' : 'hello';
    case 'ready':
      return afterHello(state);
    case 'mail':
      return 'rcpt';
    case 'rcpt':
    case 'bdat':
      return 'data';
    case 'data':
      return 'letter';
    case 'auth':
      return 'answer';
    case 'tls':
      return 'starttls';
    case 'refused':
    case 'closing':
    case 'closed':
      return 'leave';
  }
}

function afterHello(state: SessionState): NextStep {
  if (!state.encrypted && hasKeyword(state.capabilities, 'STARTTLS')) return 'starttls';
  if (state.identity === null && authMechanisms(state.capabilities).length > 0) return 'auth';
  return 'mail';
}

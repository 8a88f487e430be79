/**
 * What answers on a port and is no mail server: banners of other protocols, told apart by how they begin. For the message
 * alone; nothing is decided by it but the words.
 */

import type { Problem, ProblemDetails } from '../../pure/problems/index.ts';
import { WireError } from '../wire/index.ts';
import type { Endpoint } from '../wire/index.ts';

type Stranger = ProblemDetails['not-smtp']['looksLike'];

const BEGINNINGS: readonly (readonly [RegExp, Stranger])[] = [
  [/^HTTP\/|^<(?:!doctype|html)/i, 'http'],
  [/^SSH-/, 'ssh'],
  [/^\+OK/, 'pop3'],
  [/^\* (?:OK|PREAUTH|BYE)/i, 'imap'],
  [/^220[ -].*\bFTP\b/i, 'ftp'],
  // An alert record of TLS: the server did not understand something, in the only language it speaks.
  [/^\u0015\u0003/, 'tls'],
];

/** The error of a greeting that is none, as one about a stranger; any other error as it is. */
export function lookAtGreeting(error: unknown, peer: Endpoint): unknown {
  if (!(error instanceof WireError)) return error;
  const { problem } = error;
  const text = beginningOf(problem);
  if (text === null) return error;
  const known = BEGINNINGS.find(([pattern]) => pattern.test(text))?.[1];
  const strange = problem.code === 'malformed-reply' && problem.detail.rule === 'not-a-code';
  if (known === undefined && !strange) return error;
  return new WireError('not-smtp', { ...peer, looksLike: known ?? 'unknown', text: text.trimEnd() }, error);
}

/** What came in place of a greeting, whole or not; null where that is not what went wrong. */
function beginningOf(problem: Problem): string | null {
  switch (problem.code) {
    case 'malformed-reply':
      return problem.detail.text;
    case 'connection-lost':
      return problem.detail.partial;
    case 'no-greeting':
      return problem.detail.partial ?? '';
    default:
      return null;
  }
}

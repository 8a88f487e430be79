/**
 * From what failed to the exit code and the outcome: the one table of the command line's contract. The server's refusals are
 * codes too; where nothing failed the exit code is 0.
 */

import type { ProblemCode } from '../problems/index.ts';
import type { Outcome } from './event.ts';

const EXIT_CODES: Readonly<Record<ProblemCode, number>> = {
  usage: 2,
  'bad-address': 2,
  'forbidden-characters': 2,
  'file-unreadable': 2,
  'file-unwritable': 2,
  'missing-option': 2,
  'password-in-url': 2,
  'no-password': 2,
  'stage-not-reached': 2,
  'not-a-letter': 2,
  'too-large-for-server': 11,
  'needs-smtputf8': 8,
  'name-not-found': 3,
  'name-lookup-failed': 3,
  'connection-refused': 3,
  'connect-timeout': 3,
  'network-unreachable': 3,
  'proxy-failed': 3,
  'program-failed': 3,
  'null-mx': 3,
  'no-mail-servers': 3,
  'cannot-listen': 2,
  'greeting-refused': 4,
  'hello-refused': 5,
  'starttls-not-offered': 6,
  'starttls-refused': 6,
  'tls-failed': 6,
  'plain-text-to-tls': 6,
  certificate: 6,
  'data-after-starttls': 6,
  'requiretls-not-to-be-had': 6,
  'auth-needs-tls': 7,
  'auth-not-offered': 7,
  'no-common-mechanism': 7,
  'auth-rejected': 7,
  'auth-cancelled': 7,
  'server-not-proven': 7,
  'sender-refused': 8,
  'recipients-refused': 9,
  'some-recipients-refused': 10,
  'message-refused': 11,
  'no-greeting': 12,
  'no-reply': 12,
  'connection-lost': 12,
  'server-closing': 12,
  'upload-stalled': 12,
  'max-time': 12,
  'letter-unreadable': 2,
  'outcome-unknown': 13,
  'not-smtp': 14,
  'malformed-reply': 14,
  'reply-too-long': 14,
  'impossible-reply': 14,
  'unasked-reply': 14,
  mismatch: 15,
  interrupted: 130,
  internal: 1,
};

/** The exit code of a run that ended with this problem. */
export function exitCodeOf(code: ProblemCode): number {
  return EXIT_CODES[code];
}

/** What became of the letter in a run that ended with this problem. */
export function outcomeOf(code: ProblemCode): Outcome {
  if (code === 'some-recipients-refused') return 'partial';
  if (code === 'outcome-unknown') return 'unknown';
  const exitCode = EXIT_CODES[code];
  return exitCode === 8 || exitCode === 9 || exitCode === 11 ? 'rejected' : 'not-sent';
}

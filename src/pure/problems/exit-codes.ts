/**
 * Exit codes: what each number means, which problem ends with which, and what a signal or a refused command makes of a run. The one
 * table of the command line's contract; wherever a code is chosen, it is chosen by its name here.
 */

import type { Problem, ProblemCode } from './codes.ts';

/** Every exit code by what it says about the run. */
export const EXIT = {
  done: 0,
  fault: 1,
  usage: 2,
  connect: 3,
  greeting: 4,
  hello: 5,
  tls: 6,
  auth: 7,
  sender: 8,
  recipients: 9,
  'some-recipients': 10,
  message: 11,
  lost: 12,
  unknown: 13,
  protocol: 14,
  mismatch: 15,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitName = keyof typeof EXIT;

/** What sysexits.h calls the same. What may be tried again is told apart: `EX_TEMPFAIL`. */
const SYSEXITS: Readonly<Record<ExitName, number>> = {
  done: 0,
  fault: 70,
  usage: 64,
  connect: 69,
  greeting: 69,
  hello: 69,
  tls: 76,
  auth: 77,
  sender: 77,
  recipients: 67,
  'some-recipients': 67,
  message: 65,
  lost: 69,
  // Trying again may deliver it twice.
  unknown: 69,
  protocol: 76,
  mismatch: 70,
  interrupted: 130,
  terminated: 143,
};
const EX_TEMPFAIL = 75;
const EX_CONFIG = 78;

/** The code of sysexits.h for one of ours, or for a server that nobody named; `again`: the same may be accepted later. */
export function sysexitOf(code: number | 'config', again: boolean): number {
  if (code === 'config') return EX_CONFIG;
  if (again && code !== EXIT.unknown && code < EXIT.interrupted) return EX_TEMPFAIL;
  const name = Object.keys(SYSEXITS).find((one) => isExitName(one) && EXIT[one] === code) ?? 'fault';
  return isExitName(name) ? SYSEXITS[name] : SYSEXITS.fault;
}

function isExitName(name: string): name is ExitName {
  return Object.hasOwn(EXIT, name);
}

/** The signals that end a run in an orderly way, each with its exit code (128 and the number of the signal). */
export const SIGNAL_CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/** The exit code of a run that a signal ended; `reason` is its name, as an AbortSignal has it. */
export function exitCodeOfSignal(reason: unknown): number {
  return reason === 'SIGTERM' ? SIGNAL_CODES.SIGTERM : SIGNAL_CODES.SIGINT;
}

const OF_PROBLEMS: Readonly<Record<ProblemCode, ExitName>> = {
  usage: 'usage',
  'bad-address': 'usage',
  'bad-host-name': 'usage',
  'forbidden-characters': 'usage',
  'file-unreadable': 'usage',
  'file-not-ours': 'usage',
  'file-unwritable': 'usage',
  'tls-settings': 'usage',
  'password-in-url': 'usage',
  'no-password': 'usage',
  'stage-not-reached': 'usage',
  'not-a-letter': 'usage',
  'too-large-for-server': 'message',
  'needs-8bitmime': 'message',
  'needs-smtputf8': 'sender',
  'name-not-found': 'connect',
  'name-lookup-failed': 'connect',
  'connection-refused': 'connect',
  'connect-timeout': 'connect',
  'network-unreachable': 'connect',
  'proxy-failed': 'connect',
  'program-failed': 'connect',
  'null-mx': 'connect',
  'no-mail-servers': 'connect',
  'mail-servers-unreachable': 'connect',
  'cannot-listen': 'usage',
  'greeting-refused': 'greeting',
  'hello-refused': 'hello',
  'starttls-not-offered': 'tls',
  'starttls-refused': 'tls',
  'tls-failed': 'tls',
  'plain-text-to-tls': 'tls',
  certificate: 'tls',
  'data-after-starttls': 'tls',
  'requiretls-not-to-be-had': 'tls',
  'auth-needs-tls': 'auth',
  'port-of-file': 'auth',
  'auth-not-offered': 'auth',
  'no-common-mechanism': 'auth',
  'auth-rejected': 'auth',
  'auth-cancelled': 'auth',
  'server-not-proven': 'auth',
  'sender-refused': 'sender',
  'recipients-refused': 'recipients',
  'some-recipients-refused': 'some-recipients',
  'message-refused': 'message',
  'no-greeting': 'lost',
  'no-reply': 'lost',
  'connection-lost': 'lost',
  'server-closing': 'lost',
  'upload-stalled': 'lost',
  'max-time': 'lost',
  'letter-unreadable': 'usage',
  'outcome-unknown': 'unknown',
  'not-smtp': 'protocol',
  'malformed-reply': 'protocol',
  'reply-too-long': 'protocol',
  'extension-required': 'protocol',
  'proxy-header-refused': 'protocol',
  'impossible-reply': 'protocol',
  'unasked-reply': 'protocol',
  mismatch: 'mismatch',
  'nothing-expected': 'mismatch',
  interrupted: 'interrupted',
  internal: 'fault',
};

/** What a problem says about the run, whatever its data. */
export function exitNameOf(code: ProblemCode): ExitName {
  return OF_PROBLEMS[code];
}

/** The exit code of a run that ended with this problem; null for none. An interruption has that of its signal. */
export function exitCodeOf(problem: Problem | ProblemCode | null): number {
  if (problem === null) return EXIT.done;
  if (typeof problem === 'string') return EXIT[OF_PROBLEMS[problem]];
  if (problem.code === 'interrupted') return exitCodeOfSignal(problem.detail.signal);
  return EXIT[OF_PROBLEMS[problem.code]];
}

/** By the command that a server refused; one that has no stage of its own counts as the greeting of the session. */
const OF_REFUSALS: Readonly<Record<string, ExitName>> = {
  greeting: 'greeting',
  STARTTLS: 'tls',
  AUTH: 'auth',
  MAIL: 'sender',
  RCPT: 'recipients',
  DATA: 'message',
  BDAT: 'message',
};

/** The exit code of a run in which this command was refused. */
export function exitCodeOfRefusal(verb: string): number {
  return EXIT[OF_REFUSALS[verb] ?? 'hello'];
}

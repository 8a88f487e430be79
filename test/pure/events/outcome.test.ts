import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/pure/events/index.ts';
import { exitCodeOf, exitCodeOfRefusal, exitCodeOfSignal } from '../../../src/pure/problems/index.ts';
import type { ProblemCode } from '../../../src/pure/problems/index.ts';

/** One problem for each exit code of the command line's contract, and the outcome that the contract gives it. */
const CONTRACT: readonly (readonly [ProblemCode, number, string])[] = [
  ['usage', 2, 'not-sent'],
  ['file-unreadable', 2, 'not-sent'],
  ['file-unwritable', 2, 'not-sent'],
  ['connection-refused', 3, 'not-sent'],
  ['proxy-failed', 3, 'not-sent'],
  ['greeting-refused', 4, 'not-sent'],
  ['hello-refused', 5, 'not-sent'],
  ['starttls-not-offered', 6, 'not-sent'],
  ['certificate', 6, 'not-sent'],
  ['plain-text-to-tls', 6, 'not-sent'],
  ['auth-rejected', 7, 'not-sent'],
  ['auth-needs-tls', 7, 'not-sent'],
  ['port-of-file', 7, 'not-sent'],
  ['sender-refused', 8, 'rejected'],
  ['recipients-refused', 9, 'rejected'],
  ['some-recipients-refused', 10, 'partial'],
  ['message-refused', 11, 'rejected'],
  ['no-greeting', 12, 'not-sent'],
  ['connection-lost', 12, 'not-sent'],
  ['outcome-unknown', 13, 'unknown'],
  ['not-smtp', 14, 'not-sent'],
  ['malformed-reply', 14, 'not-sent'],
  ['reply-too-long', 14, 'not-sent'],
  ['mismatch', 15, 'not-sent'],
  ['nothing-expected', 15, 'not-sent'],
  ['interrupted', 130, 'not-sent'],
  ['internal', 1, 'not-sent'],
];

describe('what a problem means for the run', () => {
  it.each(CONTRACT)('%s is exit code %i and the outcome %s', (code, exitCode, outcome) => {
    expect(exitCodeOf(code)).toBe(exitCode);
    expect(outcomeOf(code)).toBe(outcome);
  });

  it('an interruption has the exit code of its signal', () => {
    expect(exitCodeOf({ code: 'interrupted', detail: { signal: 'SIGINT', unknown: false } })).toBe(130);
    expect(exitCodeOf({ code: 'interrupted', detail: { signal: 'SIGTERM', unknown: false } })).toBe(143);
    expect(exitCodeOfSignal('SIGTERM')).toBe(143);
    expect(exitCodeOfSignal(undefined)).toBe(130);
  });

  it.each([
    ['greeting', 4],
    ['EHLO', 5],
    ['VRFY', 5],
    ['STARTTLS', 6],
    ['AUTH', 7],
    ['MAIL', 8],
    ['RCPT', 9],
    ['DATA', 11],
    ['BDAT', 11],
  ])('a refused %s is exit code %i', (verb, exitCode) => {
    expect(exitCodeOfRefusal(verb)).toBe(exitCode);
  });
});

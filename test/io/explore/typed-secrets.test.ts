/** Which typed lines are kept nowhere, for they may have a secret in them: what is said to the lab, too. */

import { describe, expect, it } from 'vitest';
import { mayHoldSecret } from '../../../src/io/explore/typed-auth.ts';
import { hearClient, NO_SIGN_IN } from '../../../src/pure/protocol/index.ts';

describe('the history of typed lines', () => {
  it.each([
    ':b64 open sesame 7',
    ': b64 open sesame 7',
    ':B64 open sesame 7',
    ':unb64 b3BlbiBzZXNhbWUgNw==',
    ':auth PLAIN student open-sesame',
    ':auth open-sesame',
    ':aut PLAIN student open-sesame',
    ':explain AUTH PLAIN AG1lAG9wZW4tc2VzYW1l',
    ':explain AG1lAG9wZW4tc2VzYW1lLTc=',
    ':password open-sesame',
    'AUTH PLAIN AG1lAG9wZW4tc2VzYW1l',
    'PASS open-sesame',
  ])('leaves out %s', (line) => {
    expect(mayHoldSecret(line, 'command', NO_SIGN_IN)).toBe(true);
  });

  it.each([
    ':auth',
    ':auth PLAIN',
    ':explain 535',
    ':explain AUTH',
    ':b64',
    ':help',
    ':next',
    'EHLO client.example.test',
    ':save file.smtp',
  ])('keeps %s', (line) => {
    expect(mayHoldSecret(line, 'command', NO_SIGN_IN)).toBe(false);
  });

  it('leaves out what answers a challenge', () => {
    const { secrecy } = hearClient(NO_SIGN_IN, 'AUTH LOGIN');
    expect(mayHoldSecret('b3BlbiBzZXNhbWUgNw==', 'answer', secrecy)).toBe(true);
  });
});

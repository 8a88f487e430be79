/** What `error.message` says: what happened, where, and the facts; of what a server said, nothing that drives a terminal. */

import { describe, expect, it } from 'vitest';
import { sentenceOfProblem, UsageError } from '../../../src/pure/problems/index.ts';
import { WireError } from '../../../src/io/wire/index.ts';

describe('the message of an error', () => {
  it('says what happened, with host and port', () => {
    const refused = { host: 'mail.example.test', port: 25, address: '192.0.2.1' };
    expect(sentenceOfProblem('connection-refused', refused)).toBe(
      'connection refused: mail.example.test:25 (address 192.0.2.1)',
    );
    expect(sentenceOfProblem('no-greeting', { host: '2001:db8::1', port: 2525, seconds: 30 })).toBe(
      'no greeting: [2001:db8::1]:2525 (seconds 30)',
    );
    expect(String(new WireError('starttls-not-offered', { host: 'mail.example.test', port: null }))).toBe(
      'WireError: starttls not offered: mail.example.test',
    );
  });

  it('has the reply of the server as it was', () => {
    const refusal = { address: 'a@example.test', code: 550, enhanced: '5.7.1', text: 'Go\u001b[2J away' };
    expect(sentenceOfProblem('sender-refused', refusal)).toBe(
      'sender refused: 550 5.7.1 Go\\x1b[2J away (address a@example.test)',
    );
  });

  it('has the facts where there is no place', () => {
    expect(String(new UsageError('usage', { option: 'server', reason: 'bad-port' }))).toBe(
      'UsageError: usage: option server, reason bad-port',
    );
    expect(sentenceOfProblem('no-common-mechanism', { offered: ['PLAIN', 'LOGIN'], wanted: [] })).toBe(
      'no common mechanism: offered PLAIN, LOGIN, wanted ',
    );
  });
});

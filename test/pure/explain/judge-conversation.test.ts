/** What breaks the protocol in a conversation, and on which side: a line of each kind. */

import { describe, expect, it } from 'vitest';
import { judgeConversation } from '../../../src/pure/explain/index.ts';
import { filmOf, parseSession } from '../../../src/pure/sessions/index.ts';

/** Side, code and line of each fault. */
function judged(text: string): readonly string[] {
  const { file } = parseSession(text, 'x');
  return judgeConversation(filmOf(file)).map(({ side, line, fault, severity }) => {
    const mark = severity === 'error' ? '' : '?';
    return `${line} ${side} ${fault.code}${mark}`;
  });
}

const HELLO = 'S: 220 hi\nC: EHLO x\nS: 250-y\nS: 250-SIZE\nS: 250 PIPELINING\n';
const BYE = 'C: QUIT\nS: 221 bye\n';

describe('a conversation without a fault', () => {
  it('has none', () => {
    const text = `${HELLO}C: MAIL FROM:<a@b.example> SIZE=9\nC: RCPT TO:<c@d.example>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: x\nC: .\nS: 250 ok\n${BYE}`;
    expect(judged(text)).toEqual([]);
  });
});

describe('faults of the client', () => {
  it.each([
    ['a command out of order', 'C: RCPT TO:<a@b.example>\nS: 503 no\n', '6 client out-of-order'],
    ['a word that is no command', 'C: FROBNICATE\nS: 500 what\n', '6 client unknown-command'],
    ['syntax', 'C: MAIL TO:<a@b.example>\nS: 501 no\n', '6 client syntax'],
    ['an address without brackets', 'C: MAIL FROM:a@b.example\nS: 250 ok\n', '6 client lenient'],
    [
      'a parameter that was not offered',
      'C: MAIL FROM:<a@b.example> RET=HDRS\nS: 555 no\n',
      '6 client not-offered',
    ],
    ['STARTTLS that was not offered', 'C: STARTTLS\nS: 502 no\n', '6 client not-offered'],
    ['a line that is too long', `C: NOOP ${'x'.repeat(600)}\nS: 250 ok\n`, '6 client line-too-long'],
    [
      'a group that goes on behind its last',
      'C: NOOP\nC: NOOP\nS: 250 ok\nS: 250 ok\n',
      '7 client group-goes-on',
    ],
  ])('%s', (_, text, fault) => {
    expect(judged(HELLO + text + BYE)).toEqual([fault]);
  });

  it('are a group where PIPELINING was not offered', () => {
    const text =
      'S: 220 hi\nC: EHLO x\nS: 250 y\nC: MAIL FROM:<a@b.example>\nC: RCPT TO:<c@d.example>\nS: 250 ok\nS: 250 ok\n';
    expect(judged(text + BYE)).toEqual(['5 client pipelining-not-offered']);
  });

  it('are a password in clear and a mechanism that was not offered', () => {
    const text = 'S: 220 hi\nC: EHLO x\nS: 250-y\nS: 250 AUTH LOGIN\nC: AUTH PLAIN AGEAYg==\nS: 504 no\n';
    expect(judged(text + BYE)).toEqual(['5 client not-offered', '5 client password-in-clear?']);
  });

  it('are a letter that is sent though DATA was refused', () => {
    const text = `${HELLO}C: DATA\nS: 503 no\nC: Subject: x\nS: 500 what\n`;
    expect(judged(text + BYE)).toEqual(['6 client out-of-order', '8 client unknown-command']);
  });

  it('are to leave without a word', () => {
    expect(judged(HELLO)).toEqual(['5 client no-quit?']);
    expect(judged(`${HELLO}C: NOOP\nS: 421 busy\n`)).toEqual([]);
  });
});

describe('faults of the server', () => {
  it.each([
    [
      'a yes that is no yes to DATA',
      'C: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<c@d.example>\nS: 250 ok\nC: DATA\nS: 250 ok\n',
      '11 server impossible-reply',
    ],
    ['a reply that nobody asked for', 'C: NOOP\nS: 250 ok\nS: 250 ok\n', '8 server unasked-reply'],
    ['codes that contradict each other', 'C: NOOP\nS: 250 5.1.1 no\n', '7 server reply-contradicts?'],
    ['never that says later', 'C: NOOP\nS: 550 try again later\n', '7 server reply-contradicts?'],
  ])('%s', (_, text, fault) => {
    expect(judged(HELLO + text + BYE).filter((one) => one !== '8 client no-quit?')).toContain(fault);
  });

  it('are the wrong yes to QUIT', () => {
    expect(judged(`${HELLO}C: QUIT\nS: 250 bye\n`)).toEqual(['7 server wrong-yes']);
  });

  it('are STARTTLS offered once more, and enhanced codes that are promised and not there', () => {
    const text =
      'S: 220 hi\nC: EHLO x\nS: 250-y\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\n@tls\nC: EHLO x\nS: 250-y\nS: 250-ENHANCEDSTATUSCODES\nS: 250 STARTTLS\nC: NOOP\nS: 250 ok\nC: QUIT\nS: 221 2.0.0 bye\n';
    expect(judged(text)).toEqual(['11 server starttls-inside-tls', '13 server enhanced-missing?']);
  });
});

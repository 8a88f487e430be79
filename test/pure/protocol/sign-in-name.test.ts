import { describe, expect, it } from 'vitest';
import {
  encodeBase64,
  encodeText,
  hearClient,
  hearServer,
  nameSaid,
  NO_SIGN_IN,
} from '../../../src/pure/protocol/index.ts';

const base64 = (text: string): string => encodeBase64(encodeText(text));

/** The name in an answer behind `AUTH MECHANISM` and a challenge. */
function answered(mechanism: string, challenge: string, answer: string): string {
  const begun = hearClient(NO_SIGN_IN, `AUTH ${mechanism}`).secrecy;
  const waiting = hearServer(begun, { code: 334, lines: [base64(challenge)] });
  const line = base64(answer);
  return nameSaid(hearClient(waiting, line), line);
}

describe('the name in a sign-in', () => {
  it.each([
    ['PLAIN', '', '\0ann\0hunter2-x', 'ann'],
    ['PLAIN', '', 'boss\0ann\0hunter2-x', 'ann'],
    ['LOGIN', 'Username:', 'ann', 'ann'],
    ['CRAM-MD5', '<1@mx>', 'ann lee 0123456789abcdef0123456789abcdef', 'ann lee'],
    ['XOAUTH2', '', 'user=ann@example.com\u0001auth=Bearer t0ken\u0001\u0001', 'ann@example.com'],
    ['OAUTHBEARER', '', 'n,a=ann@example.com,\u0001auth=Bearer t0ken\u0001\u0001', 'ann@example.com'],
    ['SCRAM-SHA-256', '', 'n,,n=a=2Cn=3Dn,r=nonce', 'a,n=n'],
    ['SCRAM-SHA-256-PLUS', '', 'p=tls-exporter,a=boss,n=ann,r=nonce', 'ann'],
  ])('%s, asked %j, answers %j: %s', (mechanism, challenge, answer, name) => {
    expect(answered(mechanism, challenge, answer)).toBe(name);
  });

  it.each([
    ['LOGIN', 'Password:', 'hunter2-x'],
    ['LOGIN', '', 'hunter2-x'],
    ['PLAIN', '', 'hunter2-x'],
    ['PLAIN', '', 'ann\0hunter2-x'],
    ['CRAM-MD5', '<1@mx>', 'my hunter2-x'],
    ['XOAUTH2', '', 'user=hunter2-x'],
    ['OAUTHBEARER', '', 'hunter2-x'],
    ['SCRAM-SHA-1', '', 'c=biws,r=nonce,p=hunter2-x'],
    ['EXTERNAL', '', 'hunter2-x'],
    ['ANONYMOUS', '', 'hunter2-x'],
    ['NTLM', '', 'hunter2-x'],
  ])('%s, asked %j, answers %j: none, since it may be a password', (mechanism, challenge, answer) => {
    expect(answered(mechanism, challenge, answer)).toBe('');
  });

  it('is in an initial response too, and not where that is no base64', () => {
    const line = `AUTH PLAIN ${base64('\0ann\0hunter2-x')}`;
    expect(nameSaid(hearClient(NO_SIGN_IN, line), line)).toBe('ann');
    expect(nameSaid(hearClient(NO_SIGN_IN, 'AUTH PLAIN ann:hunter2'), 'AUTH PLAIN ann:hunter2')).toBe('');
    const login = `AUTH LOGIN ${base64('hunter2-x')}`;
    expect(nameSaid(hearClient(NO_SIGN_IN, login), login)).toBe('');
  });
});

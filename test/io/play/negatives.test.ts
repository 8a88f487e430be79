/** What must not be: keywords that are not offered, lines that do not come, names that a call does not know. */

import { describe, expect, it } from 'vitest';
import { connect, playSession, sendLetter } from '../../../src/index.ts';

const HELLO = 'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\n';
const BYE = 'C: QUIT\nS: 221 ...\n';

const outcome = async (text: string) => {
  const { passed, expectations } = await playSession({ text });
  return {
    passed,
    wrong: expectations.filter(({ ok }) => !ok).map(({ span, wanted }) => [span.line, wanted]),
  };
};

describe('a negative', () => {
  it.each([
    ['a keyword that is not offered', `${HELLO}S! 250-XCLIENT\n${BYE}`, []],
    ['a keyword that is', `${HELLO}S! 250-SIZE\n${BYE}`, [[4, 'S! 250-SIZE']]],
    ['a keyword without a code', `${HELLO}S! PIPELINING\n${BYE}`, [[4, 'S! PIPELINING']]],
    ['a parameter that is not there', `${HELLO}S! 250-SIZE 1\n${BYE}`, []],
    ['a pattern', `${HELLO}S! ~ /^8bit/i\n${BYE}`, [[4, 'S! ~ /^8bit/i']]],
    ['a code', `${HELLO}C: NOOP\nS: xxx ...\nS! 250\n${BYE}`, [[6, 'S! 250']]],
    ['quiet', `${HELLO}@quiet 50ms\nC: NOOP\n@quiet 400ms\nS: 250 ...\n${BYE}`, [[6, '@quiet 400ms']]],
    ['quiet all along', `${HELLO}@quiet 50ms\nC: NOOP\nS: 250 ...\n@quiet 50ms\n${BYE}`, []],
    ['an assert', `S: 220 {{host}} ...\n? host not contains mail\n${BYE}`, [[2, 'host not contains mail']]],
    ['an assert that holds', `S: 220 {{host}} ...\n? host not matches /\\s/\n${BYE}`, []],
  ])('%s', async (_, text, wrong) => {
    expect(await outcome(text)).toEqual({ passed: wrong.length === 0, wrong });
  });

  it('has its place behind a reply', async () => {
    const { faults } = await playSession({ text: `S! 250-AUTH\n${HELLO}${BYE}` });
    expect(faults.map(({ fault }) => fault.code)).toEqual(['absent-without-reply']);
  });

  it('is held where it stands: an assert sees what was then', async () => {
    const text = `S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\n? roundTrips == 1\nC: NOOP\nS: 250 ...\n? roundTrips == 2\n${BYE}`;
    expect(await outcome(text)).toEqual({ passed: true, wrong: [] });
  });
});

describe('a name that a function does not know', () => {
  const usage = (option: string) => ({ problem: { code: 'usage', detail: { option } } });

  it.each([
    ['playSession', () => playSession({ text: HELLO, server: '127.0.0.1' } as never), 'server'],
    ['playSession, options', () => playSession({ text: HELLO }, { sever: 'x' } as never), 'sever'],
    [
      'sendLetter',
      () => sendLetter({ from: 'a@example.test', to: 'b@example.test', leter: 'x' } as never),
      'leter',
    ],
    ['connect', () => connect({ host: 'x' } as never), 'host'],
  ])('is refused by %s', async (_, call, option) => {
    await expect(call()).rejects.toMatchObject(usage(option));
  });
});

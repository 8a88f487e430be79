/** What makes a test of mail short: rules in a few words, a line alone, errors that tell, a matcher. */

import { describe, expect, it } from 'vitest';
import {
  connect,
  explainProblem,
  LabError,
  matchers,
  playSession,
  scenarioWith,
  sendLetter,
  startPracticeServer,
  UsageError,
} from '../../../src/index.ts';
import type { BriefRule } from '../../../src/index.ts';

const LETTER = { from: 'student@example.test', letter: 'Subject: x\n\nx\n' };

describe('a scenario of a few rules', () => {
  it('answers as it says, so often, and otherwise as usual', async () => {
    const scenario = [{ on: 'RCPT', to: 'teacher@*', reply: '450 4.2.0 Busy', times: 2 }];
    const server = await startPracticeServer({ scenario });
    try {
      const at = { server: `${server.host}:${server.port}`, tls: 'off' } as const;
      const codes: unknown[] = [];
      for (let round = 0; round < 3; round++) {
        const { conversation, close } = await connect(at);
        await conversation.send('MAIL FROM:<student@example.test>');
        const other = await conversation.send('rcpt TO:<student@example.test>');
        const { code, lines } = await conversation.send('RCPT TO:<TEACHER@example.test> NOTIFY=NEVER');
        codes.push([other.code, code, lines.length]);
        await close();
      }
      expect(codes).toEqual([
        [250, 450, 1],
        [250, 450, 1],
        [250, 250, 1],
      ]);
    } finally {
      await server.close();
    }
  });

  it('is taken where a scenario is named, and goes before the rules of another one', async () => {
    const { outcome } = await sendLetter({
      ...LETTER,
      to: 'teacher@example.test',
      scenario: [{ on: 'letter', reply: '554 5.6.0 Not this one' }],
    });
    expect(outcome).toBe('rejected');
    const base = scenarioWith([{ on: 'DATA', drop: true }]);
    expect(scenarioWith([{ on: 'mail', match: 'FROM:*', wait: 5 }], base).rules).toMatchObject([
      { on: 'MAIL', match: 'FROM:*', deeds: [{ kind: 'wait', milliseconds: 5 }, { kind: 'usual' }] },
      { on: 'DATA', match: null, deeds: [{ kind: 'drop', reset: false }] },
    ]);
  });

  it.each<readonly [BriefRule & Record<string, unknown>, string]>([
    [{ on: 'RCPT', reply: 'Busy' }, 'reply "Busy"'],
    [{ on: 'RCPT', reply: '450 Busy', drop: true }, 'too-many-deeds'],
    [{ on: 'DATA', to: 'a@example.test' }, '"to" of a rule on DATA'],
    [{ on: 'RCPT', times: 0 }, 'times 0'],
    [{ on: 'RCPT', answer: '450 Busy' }, '"answer" of a rule'],
  ])('is refused where it says what cannot be: %j', (rule, reason) => {
    expect(() => scenarioWith([rule])).toThrow(UsageError);
    expect(() => scenarioWith([rule])).toThrow(reason);
  });
});

describe('an error of the library', () => {
  it('is a usage error where something was asked for wrongly, and names it', async () => {
    const wrong = connect({ server: 'mail.example.test:port' });
    await expect(wrong).rejects.toBeInstanceOf(UsageError);
    await expect(wrong).rejects.toThrow('option server');
    await expect(sendLetter({ ...LETTER, to: 'nobody' })).rejects.toBeInstanceOf(UsageError);
  });

  it('says what happened with host and port, and in both languages what to do', async () => {
    const server = await startPracticeServer();
    await server.close();
    const failed: unknown = await connect({ server: `127.0.0.1:${server.port}` }).catch(
      (error: unknown) => error,
    );
    if (!(failed instanceof LabError)) throw new Error('it had to fail');
    expect(failed).not.toBeInstanceOf(UsageError);
    expect(failed.message).toContain(`connection refused: 127.0.0.1:${server.port}`);
    const en = await explainProblem(failed);
    expect(en.happened).toContain('127.0.0.1');
    expect(en.means).not.toBe('');
    expect(en.tries.length).toBeGreaterThan(0);
    const ru = await explainProblem(failed.problem, 'ru');
    expect(ru.happened).toMatch(/[а-я]/);
    expect(ru.tries.length).toBe(en.tries.length);
  });
});

describe('the matcher', () => {
  it('passes where the session did, and says which lines were not met', async () => {
    const play = (code: number) =>
      playSession({ text: `S: 220 ...\nC: NOOP\nS: ${code} ...\nC: QUIT\nS: 221 ...\n` });
    expect(matchers.toPass(await play(250))).toMatchObject({ pass: true });
    const { pass, message } = matchers.toPass(await play(550));
    expect(pass).toBe(false);
    expect(message()).toMatch(/session\.smtp:3 after NOOP\n {2}wanted .*550.*\n {2}came .*250/);
    const broken = matchers.toPass(await playSession({ text: 'X: what\n' }));
    expect(broken.message()).toMatch(/^session\.smtp:1: /);
  });
});

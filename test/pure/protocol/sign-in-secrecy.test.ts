/** Which part of a client's line is secret: hand-made sign-ins, and a generator of odd ones (states × mistakes × mechanisms). */

import { describe, expect, it } from 'vitest';
import { loadMechanisms } from '../../../src/pure/knowledge/index.ts';
import {
  encodeBase64,
  encodeText,
  hearClient,
  hearServer,
  hidesWhileTyped,
  MECHANISMS_KNOWN,
  NO_SIGN_IN,
} from '../../../src/pure/protocol/index.ts';
import { oddSignIns, SECRETS, shownOf } from '../../support/odd-sign-ins.ts';

const b64 = (text: string): string => encodeBase64(encodeText(text));
const NAME = `334 ${b64('Username:')}`;
const PASSWORD = `334 ${b64('Password:')}`;

/** What may be shown of the client's lines: `C` lines as they are, `S` lines with their code. */
function shown(dialogue: readonly string[]): readonly string[] {
  return shownOf(dialogue);
}

describe('a sign-in that goes well', () => {
  it('shows the name of LOGIN and nothing else of its answers', () => {
    const dialogue = [
      ...['C AUTH LOGIN', `S ${NAME}`, `C ${b64('alice')}`, `S ${PASSWORD}`, `C ${b64('wonderland')}`],
      ...['S 235 2.7.0 ok', 'C MAIL FROM:<alice@example.com>', 'S 250 ok', 'C FOO'],
    ];
    expect(shown(dialogue)).toEqual([
      ...['AUTH LOGIN', b64('alice'), '<hidden>', 'MAIL FROM:<alice@example.com>', 'FOO'],
    ]);
  });

  it('shows AUTH and its mechanism, and hides the initial response, in any letter case [case-020]', () => {
    expect(shown(['C aUtH plain AGFubgBz'])).toEqual(['aUtH plain <hidden>']);
    expect(shown(['C AUTH PLAIN'])).toEqual(['AUTH PLAIN']);
    expect(shown(['C AUTH EXTERNAL ='])).toEqual(['AUTH EXTERNAL =']);
    expect(shown(['C AUTH LOGIN c3R1ZGVudA=='])).toEqual(['AUTH LOGIN <hidden>']);
    expect(shown(['C MAIL FROM:<a@example.com> AUTH=<>'])).toEqual(['MAIL FROM:<a@example.com> AUTH=<>']);
  });

  it('shows a mechanism that the server offers, and one that is nearly known; any other word may be the password', async () => {
    expect(shown(['C AUTH X-HOUSE'])).toEqual(['AUTH <hidden>']);
    expect(shown(['C EHLO x', 'S 250-AUTH X-HOUSE PLAIN', 'C AUTH X-HOUSE abc'])[1]).toBe(
      'AUTH X-HOUSE <hidden>',
    );
    expect(shown(['C AUTH PLIAN abc'])).toEqual(['AUTH PLIAN <hidden>']);
    expect(shown(['C AUTH Scram-sha-1!x'])).toEqual(['AUTH <hidden>']);
    expect(shown(['C AUTH plain!'])).toEqual(['AUTH <hidden>']);
    for (const name of (await loadMechanisms('en')).keys()) expect(MECHANISMS_KNOWN).toContain(name);
  });

  it('takes nothing behind PASS and its like for a mechanism, whatever it begins as', () => {
    for (const line of ['PASS o', 'PASS open', 'pass plain', 'PASSWORD: otp', 'TOKEN scram'])
      expect(shown([`C ${line}`])[0]).toMatch(/^\w+:? ?<hidden>$/);
    expect(shown(['C AUTHENTICATE PLAIN abc'])).toEqual(['AUTHENTICATE PLAIN <hidden>']);
  });

  it('hides commands behind a challenge: the server takes them for an answer', () => {
    expect(shown(['C AUTH PLAIN', 'S 334 ', 'C QUIT', 'S 501 no', 'C QUIT'])).toEqual([
      ...['AUTH PLAIN', '<hidden>', 'QUIT'],
    ]);
  });

  it('hides a name that is no base64, has NULs or blanks, or answers something else', () => {
    const answer = (text: string, challenge = NAME): string =>
      shown(['C AUTH LOGIN', `S ${challenge}`, `C ${text}`])[1] ?? '';
    expect(answer('wonderland!')).toBe('<hidden>');
    expect(answer(b64('\0alice\0wonderland'))).toBe('<hidden>');
    expect(answer(b64('alice wonderland'))).toBe('<hidden>');
    expect(answer(b64('alice'), PASSWORD)).toBe('<hidden>');
    expect(answer(b64('alice'), `334 ${b64('Username or password:')}`)).toBe('<hidden>');
    expect(answer('*')).toBe('*');
    expect(answer('')).toBe('');
  });
});

describe('while a line is typed', () => {
  it('is masked from where the secret begins, and a name is not', () => {
    const after = (dialogue: readonly string[]) =>
      dialogue.reduce(
        (now, line) =>
          line.startsWith('C ')
            ? hearClient(now, line.slice(2)).secrecy
            : hearServer(now, { code: Number(line.slice(2, 5)), lines: [line.slice(6)] }),
        NO_SIGN_IN,
      );
    expect(hidesWhileTyped(after(['C AUTH LOGIN', `S ${NAME}`]), 'c3R')).toBe(false);
    expect(hidesWhileTyped(after(['C AUTH LOGIN', `S ${PASSWORD}`]), '')).toBe(true);
    expect(hidesWhileTyped(NO_SIGN_IN, 'AUTH PL')).toBe(false);
    expect(hidesWhileTyped(NO_SIGN_IN, 'AUTH PLAIN A')).toBe(true);
    const refused = after(['C AUTH LOGIN', 'S 504 no']);
    expect(hidesWhileTyped(refused, 'w')).toBe(true);
    expect(hidesWhileTyped(refused, 'QUIT')).toBe(false);
  });
});

describe('odd sign-ins', () => {
  it('never show a secret, whatever went before', () => {
    let lines = 0;
    const leaks: string[] = [];
    for (const { name, dialogue } of oddSignIns()) {
      for (const line of shown(dialogue)) {
        lines++;
        if (SECRETS.some((secret) => line.includes(secret))) leaks.push(`${name}: ${line}`);
      }
    }
    expect(leaks).toEqual([]);
    expect(lines).toBeGreaterThan(10_000);
  });

  it('leave the commands after them readable', () => {
    const masked: string[] = [];
    for (const { name, dialogue } of oddSignIns()) {
      const commands = dialogue.filter((line) => /^C (?:MAIL FROM:<|NOOP$|VRFY postmaster|QUIT)/.test(line));
      const last = shown(dialogue).slice(-commands.length);
      if (last.some((line, at) => line !== commands[at]?.slice(2))) masked.push(name);
    }
    expect(masked).toEqual([]);
  });

  it('are hidden where a bare line end hides them in a longer line', () => {
    const { from } = hearClient(NO_SIGN_IN, 'NOOP\rAUTH PLAIN AGFubgBz');
    expect('NOOP\rAUTH PLAIN AGFubgBz'.slice(0, from)).toBe('NOOP\rAUTH PLAIN ');
  });
});

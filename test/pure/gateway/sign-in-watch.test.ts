/** What is odd about a sign-in, told without showing it. */

import { describe, expect, it } from 'vitest';
import { SignInWatch } from '../../../src/pure/gateway/index.ts';

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

function watch(): { readonly it: SignInWatch; readonly kept: Set<string> } {
  const kept = new Set<string>();
  const key = (secret: Uint8Array): string => Buffer.from(secret).toString('hex');
  return {
    it: new SignInWatch({ has: (secret) => kept.has(key(secret)), add: (secret) => kept.add(key(secret)) }),
    kept,
  };
}

/** LOGIN up to the password. */
function asked(): SignInWatch {
  const { it: one } = watch();
  one.line('AUTH LOGIN', '\r\n');
  one.reply(334, ['VXNlcm5hbWU6']);
  one.line(base64('printer'), '\r\n');
  one.reply(334, ['UGFzc3dvcmQ6']);
  return one;
}

describe('a password', () => {
  it.each([
    ['secret word', []],
    ['secret\n', ['password-ends-in-line-feed']],
    ['secret\r\n', ['password-ends-in-line-feed']],
    ['secret ', ['password-has-blanks']],
    ['\tsecret', ['password-has-blanks']],
    ['secret \n', ['password-ends-in-line-feed', 'password-has-blanks']],
    ['пароль', ['password-is-utf-8']],
  ])('of LOGIN: %j', (password, odd) => {
    expect(asked().line(base64(password), '\r\n')).toEqual(odd);
    const { it: plain } = watch();
    expect(plain.line(`AUTH PLAIN ${base64(`\0printer\0${password}`)}`, '\r\n')).toEqual(odd);
  });

  it('in Latin-1', () => {
    expect(asked().line(base64('gru\u00df', 'latin1'), '\r\n')).toEqual(['password-is-latin-1']);
  });

  it('whose line ends in LF alone', () => {
    expect(asked().line(base64('secret'), '\n')).toEqual(['line-ends-in-lf']);
  });

  it('that is not base64', () => {
    expect(asked().line('secret word!', '\r\n')).toEqual(['not-base64']);
  });

  it('whose base64 a library has broken', () => {
    const one = asked();
    const long = base64('x'.repeat(90));
    expect(one.line(long.slice(0, 76), '\r\n')).toEqual([]);
    one.reply(535, ['5.7.8 no']);
    expect(one.line(long.slice(76), '\r\n')).toEqual(['base64-has-line-break']);
  });

  it('that was refused before, and only then', () => {
    const { it: one } = watch();
    const line = `AUTH PLAIN ${base64('\0printer\0wrong')}`;
    expect(one.line(line, '\r\n')).toEqual([]);
    one.reply(535, ['5.7.8 no']);
    expect(one.line(line, '\r\n')).toEqual(['same-wrong-one-again']);
    one.reply(235, ['2.7.0 yes']);
    expect(one.line(`AUTH PLAIN ${base64('\0printer\0right')}`, '\r\n')).toEqual([]);
    one.reply(451, ['4.3.0 later']);
    expect(one.line(`AUTH PLAIN ${base64('\0printer\0right')}`, '\r\n')).toEqual([]);
  });
});

describe('a name', () => {
  it('that ends in a line feed', () => {
    const { it: one } = watch();
    one.line('AUTH LOGIN', '\r\n');
    one.reply(334, ['VXNlcm5hbWU6']);
    expect(one.line(base64('printer\n'), '\r\n')).toEqual(['name-ends-in-line-feed']);
  });
});

describe('other lines', () => {
  it.each(['EHLO printer', 'MAIL FROM:<a@example.com>', 'QUIT'])('%s is no sign-in', (line) => {
    const { it: one } = watch();
    expect(one.isPart(line)).toBe(false);
    expect(one.line(line, '\n')).toEqual([]);
  });
});

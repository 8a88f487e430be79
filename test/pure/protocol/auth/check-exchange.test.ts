/** A recorded sign-in against a password, with the examples that the standards print. */

import { describe, expect, it } from 'vitest';
import { openCrypto } from '../../../../src/io/plan/sasl-crypto.ts';
import { checkExchange } from '../../../../src/pure/protocol/index.ts';
import type { ScramName } from '../../../../src/pure/protocol/index.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const CRAM = [
  'AUTH CRAM-MD5',
  '334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+',
  'dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw',
  '235 ok',
].join('\n');

const SHA1 = [
  'C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL',
  'S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
  'C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
  'S: v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
].join('\n');

const SHA256 = [
  'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
  'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
];

const check = async (mechanism: 'CRAM-MD5' | ScramName, text: string, password: string) =>
  checkExchange(mechanism, text, password, await openCrypto());

describe('a recorded sign-in', () => {
  it.each([
    ['RFC 2195 §2', 'CRAM-MD5', CRAM, 'tanstaaftanstaaf'],
    ['RFC 5802 §5', 'SCRAM-SHA-1', SHA1, 'pencil'],
    ['RFC 7677 §3', 'SCRAM-SHA-256', SHA256.join('\n'), 'pencil'],
    [
      'as SMTP carries it',
      'SCRAM-SHA-256',
      SHA256.map((one, at) => `${at % 2 === 0 ? 'C: ' : 'S: 334 '}${base64(one)}`).join('\n'),
      'pencil',
    ],
  ] as const)('fits its password (%s), and no other', async (_, mechanism, text, password) => {
    expect(await check(mechanism, text, password)).toMatchObject({ kind: 'checked', ok: true });
    const wrong = await check(mechanism, text, `${password}x`);
    expect(wrong).toMatchObject({ kind: 'checked', ok: false });
    if (wrong.kind === 'checked')
      expect(wrong.parts.some(({ ok, wanted }) => !ok && wanted !== null)).toBe(true);
  });

  it('tells a message that was changed, and a nonce that is not ours', async () => {
    const changed = await check('SCRAM-SHA-1', SHA1.replace('i=4096', 'i=4097'), 'pencil');
    expect(changed).toMatchObject({ ok: false });
    const other = await check(
      'SCRAM-SHA-1',
      SHA1.replace('r=fyko+d2lbbFgONRv9qkxdawL\n', 'r=other\n'),
      'pencil',
    );
    expect(other.kind === 'checked' && other.parts.find(({ id }) => id === 'nonce')?.ok).toBe(false);
  });

  it('that is not whole, or would cost too much, is not judged', async () => {
    expect(await check('CRAM-MD5', CRAM.split('\n').slice(0, 2).join('\n'), 'x')).toEqual({
      kind: 'incomplete',
    });
    expect(await check('SCRAM-SHA-1', 'hello', 'x')).toEqual({ kind: 'incomplete' });
    const costly = SHA1.replace('i=4096', 'i=2147483648');
    expect(await check('SCRAM-SHA-1', costly, 'pencil')).toEqual({ kind: 'too-costly' });
  });
});

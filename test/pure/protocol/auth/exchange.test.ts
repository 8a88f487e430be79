import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  chooseMechanisms,
  decodeText,
  encodeText,
  Secret,
  startExchange,
} from '../../../../src/pure/protocol/index.ts';
import type {
  CryptoPort,
  MechanismName,
  SaslExchange,
  SaslStep,
} from '../../../../src/pure/protocol/index.ts';

/** Real hashes; chance is the nonce that a published exchange has. */
function cryptoWith(nonceBase64: string): CryptoPort {
  const lengths = { md5: 16, sha1: 20, sha256: 32 };
  return {
    hash: (name, data) => createHash(name).update(data).digest(),
    hmac: (name, key, data) => createHmac(name, key).update(data).digest(),
    pbkdf2: (name, password, salt, rounds) =>
      Promise.resolve(pbkdf2Sync(password, salt, rounds, lengths[name], name)),
    randomBytes: () => Buffer.from(nonceBase64, 'base64'),
    saslprep: (text) => text,
  };
}

const context = { host: 'server.example.com', port: 587, binding: null };

function start(name: MechanismName, user: string, secret: string, nonce = ''): SaslExchange {
  const credentials = { user, password: new Secret(secret), token: new Secret(secret) };
  return startExchange(name, credentials, cryptoWith(nonce), context);
}

const said = (step: SaslStep | null): string =>
  step?.kind === 'answer' ? decodeText(step.bytes) : (step?.reason ?? '');

async function ask(exchange: SaslExchange, challenge: string): Promise<string> {
  return said(await exchange.next(encodeText(challenge)));
}

describe('SASL', () => {
  it('CRAM-MD5 gives the digest of RFC 2195 §2', async () => {
    const exchange = start('CRAM-MD5', 'tim', 'tanstaaftanstaaf');
    expect(exchange.initial()).toBeNull();
    expect(await ask(exchange, '<1896.697170952@postoffice.reston.mci.net>')).toBe(
      'tim b913a602c7eda7a495b4e6e7334d3890',
    );
  });

  it('SCRAM-SHA-1 gives the exchange of RFC 5802 §5', async () => {
    const exchange = start('SCRAM-SHA-1', 'user', 'pencil', 'fyko+d2lbbFgONRv9qkxdawL');
    expect(said(exchange.initial())).toBe('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL');
    expect(
      await ask(exchange, 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096'),
    ).toBe('c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=');
    expect(exchange.finish()).toEqual({ ok: false, reason: 'no-server-signature' });
    expect(await ask(exchange, 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).toBe('');
    expect(exchange.finish()).toEqual({ ok: true });
  });

  it('SCRAM-SHA-256 gives the exchange of RFC 7677 §3', async () => {
    const nonce = 'rOprNGfwEbeRWgbNEkqO';
    const exchange = start('SCRAM-SHA-256', 'user', 'pencil', nonce);
    expect(said(exchange.initial())).toBe(`n,,n=user,r=${nonce}`);
    const all = `${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
    expect(await ask(exchange, `r=${all},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`)).toBe(
      `c=biws,r=${all},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
    );
    expect(await ask(exchange, 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe('');
  });

  it('SCRAM stops at a server that lies or asks for too much', async () => {
    const nonce = 'fyko+d2lbbFgONRv9qkxdawL';
    const faults = [
      [`r=other,s=QSXCR+Q6sek8bf92,i=4096`, 'wrong-nonce'],
      [`r=${nonce}x,s=QSXCR+Q6sek8bf92,i=2147483648`, 'too-many-iterations'],
      [`r=${nonce}x,s=!,i=1`, 'bad-challenge'],
    ] as const;
    for (const [challenge, reason] of faults) {
      const exchange = start('SCRAM-SHA-1', 'user', 'pencil', nonce);
      exchange.initial();
      expect(await ask(exchange, challenge)).toBe(reason);
    }
    const exchange = start('SCRAM-SHA-1', 'user', 'pencil', nonce);
    exchange.initial();
    await ask(exchange, `r=${nonce}x,s=QSXCR+Q6sek8bf92,i=1`);
    expect(await ask(exchange, 'v=AAAA')).toBe('wrong-signature');
    expect(exchange.finish().ok).toBe(false);
  });

  it('LOGIN gives the name, then the password, whatever the prompts say, and no third secret [case-017]', async () => {
    const exchange = start('LOGIN', 'ann@example.com', 's3cret');
    expect(await ask(exchange, 'User Name\0')).toBe('ann@example.com');
    expect(said(await exchange.next(null))).toBe('s3cret');
    expect(await ask(exchange, 'token please')).toBe('unexpected-challenge');
  });

  it('PLAIN sends name and password as UTF-8, as they are [case-018]', () => {
    expect(said(start('PLAIN', 'ann@example.com', ' pä55wörd€ ').initial())).toBe(
      '\0ann@example.com\0 pä55wörd€ ',
    );
  });

  it('a token mechanism answers the reason of a refusal once, and is not signed in', async () => {
    for (const [name, farewell] of [
      ['XOAUTH2', ''],
      ['OAUTHBEARER', '\u0001'],
    ] as const) {
      const exchange = start(name, 'ann@example.com', 'token');
      expect(said(exchange.initial())).toContain('auth=Bearer token\u0001');
      expect(await ask(exchange, '{"status":"401"}')).toBe(farewell);
      expect(exchange.finish()).toEqual({ ok: false, reason: 'token-refused' });
      expect(await ask(exchange, 'again')).toBe('unexpected-challenge');
    }
  });

  it('marks every answer that holds a secret, and prints none', async () => {
    for (const name of ['PLAIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'XOAUTH2', 'OAUTHBEARER'] as const) {
      const exchange = start(name, 'ann', 'swordfish');
      const answer = exchange.initial() ?? (await exchange.next(encodeText('<1@example.com>')));
      expect(answer).toMatchObject({ kind: 'answer', secret: true });
      expect(JSON.stringify(answer.kind === 'answer' ? answer.parts : [])).not.toContain('swordfish');
    }
  });
});

describe('the choice of a mechanism', () => {
  const credentials = { user: 'ann', password: new Secret('swordfish') };

  it('is the strongest that both sides have, or what the user asked for', () => {
    const offered = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS', 'XOAUTH2', 'NTLM'];
    expect(chooseMechanisms(offered, [], credentials, { binding: null })).toEqual([
      'SCRAM-SHA-256',
      'CRAM-MD5',
      'PLAIN',
      'LOGIN',
    ]);
    expect(chooseMechanisms(offered, [], credentials, { binding: new Uint8Array(32) })[0]).toBe(
      'SCRAM-SHA-256-PLUS',
    );
    expect(chooseMechanisms(offered, ['LOGIN', 'XOAUTH2'], credentials, { binding: null })).toEqual([
      'LOGIN',
    ]);
  });
});

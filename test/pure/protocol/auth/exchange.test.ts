import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  chooseMechanisms,
  decodeBase64,
  decodeText,
  encodeBase64,
  encodeText,
  HASH_OCTETS,
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
  return {
    hash: (name, data) => createHash(name).update(data).digest(),
    hmac: (name, key, data) => createHmac(name, key).update(data).digest(),
    pbkdf2: (name, password, salt, rounds) =>
      Promise.resolve(pbkdf2Sync(password, salt, rounds, HASH_OCTETS[name], name)),
    randomBytes: () => Buffer.from(nonceBase64, 'base64'),
    // What RFC 4013 §2.3 prohibits, as a real port refuses it; the vectors hold nothing else that it changes.
    saslprep: (text) => {
      if (/[\u0000-\u001f\u007f]/.test(text)) throw new RangeError('prohibited');
      return text;
    },
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

  it('SCRAM-SHA-512 gives what another implementation computes: no RFC prints an exchange', async () => {
    const exchange = start('SCRAM-SHA-512', 'user', 'pencil', 'rOprNGfwEbeRWgbNEkqO');
    expect(said(exchange.initial())).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    expect(
      await ask(exchange, 'r=rOprNGfwEbeRWgbNEkqOhvYDpWUa2RaTCAfuxFIlj,s=AAECAwQFBgcICQoLDA0ODw==,i=4096'),
    ).toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqOhvYDpWUa2RaTCAfuxFIlj,p=kCw466yrFavm55SuF1R2UwnJ4g5TSlrVDPii0HeQlVrL2lx90RKxvtO+UTRnsn/8UisEjWTXVNe2AQPutWHMJA==',
    );
    expect(
      await ask(
        exchange,
        'v=lHGBx57Uhr1hYIFlyUSYAQli+ten23+Op+XvmH/qvESaZbwxCguy8WRuINu7j25XNwlHXEIQxulKeLL/mBFDeg==',
      ),
    ).toBe('');
    expect(exchange.finish()).toEqual({ ok: true });
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

  const published = [
    ['PLAIN', 'RFC 4616 §4', 'Kurt', 'xipj3plmq', 'Ursel', 'VXJzZWwAS3VydAB4aXBqM3BsbXE='],
    ['PLAIN', 'RFC 4954 §4.1', 'test', '1234', 'test', 'dGVzdAB0ZXN0ADEyMzQ='],
    ['EXTERNAL', 'RFC 4422 §A.2', '', '', 'fred@example.com', 'ZnJlZEBleGFtcGxlLmNvbQ=='],
    ['EXTERNAL', 'RFC 4954 §4.1', '', '', '', ''],
    ['ANONYMOUS', 'RFC 4505 §4', 'sirhc', '', '', 'c2lyaGM='],
    [
      'OAUTHBEARER',
      'RFC 7628 §4.1',
      'user@example.com',
      'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==',
      '',
      'bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9NTg3AWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB',
    ],
    [
      'XOAUTH2',
      "the provider's own example",
      'someuser@example.com',
      'ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg',
      '',
      'dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==',
    ],
  ] as const;
  it.each(published)(
    '%s gives the answer of %s, at once and asked for it',
    async (name, _source, user, secret, authzid, base64) => {
      const credentials = { user, password: new Secret(secret), token: new Secret(secret), authzid };
      const begin = (): SaslExchange => startExchange(name, credentials, cryptoWith(''), context);
      const atOnce = begin().initial();
      expect(atOnce === null ? null : encodeBase64(atOnce.bytes)).toBe(base64);
      const asked = await begin().next(new Uint8Array(0));
      expect(asked.kind === 'answer' && encodeBase64(asked.bytes)).toBe(base64);
    },
  );

  it('LOGIN answers prompts of every kind, readable or not [case-017]', async () => {
    for (const prompt of ['Username:', 'username:', 'login name', '', null]) {
      const exchange = start('LOGIN', 'test', '1234');
      const challenge = prompt === null ? null : encodeText(prompt);
      expect(said(await exchange.next(challenge))).toBe('test');
      expect(said(await exchange.next(challenge))).toBe('1234');
    }
  });

  it('SCRAM binds the channel for -PLUS, and says where a binding was not offered (RFC 5802 §6)', async () => {
    const binding = encodeText('keying material');
    const begin = (name: MechanismName, offered: readonly string[], bound: Uint8Array | null): SaslExchange =>
      startExchange(name, { user: 'user', password: new Secret('pencil') }, cryptoWith(''), {
        ...context,
        binding: bound,
        offered,
      });
    const plus = begin('SCRAM-SHA-256-PLUS', ['SCRAM-SHA-256-PLUS'], binding);
    expect(said(plus.initial())).toMatch(/^p=tls-exporter,,n=user,r=/);
    const proof = await ask(plus, 'r=x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096');
    const sent = decodeBase64(/^c=([^,]+),/.exec(proof)?.[1] ?? '!');
    expect(sent === null ? null : decodeText(sent)).toBe('p=tls-exporter,,keying material');
    expect(said(begin('SCRAM-SHA-256', ['SCRAM-SHA-256'], binding).initial())).toMatch(/^y,,/);
    expect(said(begin('SCRAM-SHA-256', ['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'], binding).initial())).toMatch(
      /^n,,/,
    );
    expect(said(begin('SCRAM-SHA-256', ['SCRAM-SHA-256'], null).initial())).toMatch(/^n,,/);
  });

  it('SCRAM cancels where the name or the password holds what SASLprep prohibits', async () => {
    const named = start('SCRAM-SHA-1', 'us\ter', 'pencil', 'AAAA');
    expect(named.initial()).toBeNull();
    expect(await ask(named, '')).toBe('prohibited-characters');
    const secret = start('SCRAM-SHA-1', 'user', 'pen\ncil', 'AAAA');
    secret.initial();
    expect(await ask(secret, 'r=AAAAx,s=QSXCR+Q6sek8bf92,i=1')).toBe('prohibited-characters');
  });

  it('SCRAM gives the reason of a server that does not sign', async () => {
    const exchange = start('SCRAM-SHA-1', 'user', 'pencil', 'AAAA');
    exchange.initial();
    await ask(exchange, 'r=AAAAx,s=QSXCR+Q6sek8bf92,i=1');
    expect(await exchange.next(encodeText('e=invalid-proof'))).toMatchObject({
      kind: 'cancel',
      reason: 'server-error',
      detail: { error: 'invalid-proof' },
    });
  });

  it('CRAM-MD5 cancels where the challenge is not base64, or comes twice', async () => {
    expect(said(await start('CRAM-MD5', 'tim', 'x').next(null))).toBe('bad-challenge');
    const exchange = start('CRAM-MD5', 'tim', 'x');
    await ask(exchange, '<1@example.com>');
    expect(await ask(exchange, '<2@example.com>')).toBe('unexpected-challenge');
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

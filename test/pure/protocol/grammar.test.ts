import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import {
  authMechanisms,
  decodeBase64,
  decodeText,
  encodeBase64,
  encodeText,
  formatAddressLiteral,
  formatPathCommand,
  formatXtext,
  hasKeyword,
  isDomain,
  makeVisible,
  parseAddressList,
  parseCapabilities,
  parseCommand,
  parseMailbox,
  parseXtext,
  sizeLimit,
} from '../../../src/pure/protocol/index.ts';

describe('the list of what a server offers', () => {
  const offered = parseCapabilities({
    lines: [
      'STARTTLS.example.com hello',
      'size 2000000',
      'auth=login',
      'Auth PLAIN',
      'X-THING a b',
      'starttls',
    ],
  });

  it('is read in any case, with the old AUTH= spelling merged [case-015]', () => {
    expect(sizeLimit(offered)).toBe(2_000_000);
    expect(hasKeyword(offered, 'STARTTLS')).toBe(true);
    expect(authMechanisms(offered)).toEqual(['LOGIN', 'PLAIN']);
    expect(offered.quirks).toEqual(['auth-equals']);
    expect(offered.keywords.get('X-THING')?.parameters).toEqual(['a', 'b']);
  });

  it('never takes the first line for a keyword [case-015]', () => {
    expect(hasKeyword(parseCapabilities({ lines: ['STARTTLS', 'HELP'] }), 'STARTTLS')).toBe(false);
  });

  it('knows no limit where SIZE has no number or 0 [case-031]', () => {
    expect(sizeLimit(parseCapabilities({ lines: ['mx', 'SIZE'] }))).toBeNull();
    expect(sizeLimit(parseCapabilities({ lines: ['mx', 'SIZE 0'] }))).toBeNull();
  });
});

describe('an endless list of what a server offers', () => {
  it('costs time in proportion to its length', () => {
    const line = (at: number, names: number): string =>
      `AUTH ${Array.from({ length: names }, (_, name) => `X${at}-${name}`).join(' ')}`;
    const offered = (lines: number, names: number): readonly string[] =>
      authMechanisms(
        parseCapabilities({ lines: ['mx', ...Array.from({ length: lines }, (_, at) => line(at, names))] }),
      );
    expect(offered(20, 5000)).toHaveLength(100_000);
    expect(growth((size) => offered(20, size), 20)).toBeLessThan(LINEAR);
    expect(growth((size) => offered(size, 20), 20)).toBeLessThan(LINEAR);
  });
});

describe('octets that are not UTF-8', () => {
  const octets: readonly (readonly [string, readonly number[], string])[] = [
    ['a lone continuation', [0x80], '\\x80'],
    ['an overlong slash', [0xc0, 0xaf], '\\xc0\\xaf'],
    ['an overlong zero', [0xe0, 0x80, 0x80], '\\xe0\\x80\\x80'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    ['more than Unicode has', [0xf4, 0x90, 0x80, 0x80], '\\xf4\\x90\\x80\\x80'],
    ['a character cut off', [0x61, 0xe2, 0x82], 'a\\xe2\\x82'],
    ['good ones around a bad one', [0xc3, 0xa9, 0xff, 0xf0, 0x9f, 0x98, 0x80], 'é\\xff😀'],
  ];
  it.each(octets)('%s is shown as it came', (_name, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(text);
  });
});

describe('lists of addresses', () => {
  const addresses = (text: string): unknown => {
    const list = parseAddressList(text);
    return list.ok ? list.value.map((one) => one.address) : list.problem.code;
  };

  it('give bare addresses of display names, cut outside quotes only [case-027]', () => {
    expect(addresses('Ann Example <ann@example.com>')).toEqual(['ann@example.com']);
    expect(addresses('"Doe, Jane" <jane@example.com>, <bob@example.com>')).toEqual([
      'jane@example.com',
      'bob@example.com',
    ]);
    expect(addresses('team: a@example.com, b@example.com; , c@example.com (a, comment)')).toEqual([
      'a@example.com',
      'b@example.com',
      'c@example.com',
    ]);
    expect(addresses('<>')).toEqual(['']);
  });

  it('are refused with CR, LF or NUL, brackets or spaces inside [case-026]', () => {
    expect(addresses('b@example.com>\r\nRCPT TO:<evil@example.net')).toBe('forbidden-character');
    expect(addresses('a@example.com\nDATA')).toBe('forbidden-character');
    expect(addresses('a b@example.com')).toBe('missing-at');
    expect(addresses('a<b@example.com')).toBe('missing-bracket');
  });
});

describe('commands', () => {
  it('are read with their path and parameters', () => {
    const command = parseCommand('mail from:<"a b"@example.com> SIZE=20 BODY=8BITMIME');
    expect(command).toMatchObject({
      ok: true,
      value: {
        verb: 'MAIL',
        mailbox: { address: '"a b"@example.com' },
        parameters: [{ keyword: 'SIZE', value: '20' }, {}],
      },
    });
  });

  it('take the null sender and refuse the null recipient', () => {
    expect(parseCommand('MAIL FROM:<>')).toMatchObject({ ok: true, value: { mailbox: { address: '' } } });
    expect(parseCommand('RCPT TO:<>')).toMatchObject({
      ok: false,
      problem: { code: 'null-recipient', offset: 8 },
    });
  });

  it('name what was let pass, and where a fault stands', () => {
    expect(parseCommand('MAIL FROM: a@example.com')).toMatchObject({
      ok: true,
      value: { quirks: ['space-before-path', 'missing-brackets'] },
    });
    expect(parseCommand('MAIL FROM:<a@@example.com>')).toMatchObject({
      ok: false,
      problem: { code: 'bad-domain', offset: 13 },
    });
    expect(parseCommand('EHLO')).toMatchObject({ ok: false, problem: { code: 'missing-name' } });
    expect(parseCommand('DATA now')).toMatchObject({ ok: false, problem: { code: 'unwanted-argument' } });
  });
});

describe('address literals', () => {
  const accepts = (literal: string): boolean => parseMailbox(`a@${literal}`).ok;

  it('are IPv4, IPv6 with its tag, or a tag of another kind', () => {
    for (const good of [
      '[192.0.2.7]',
      '[IPv6:2001:db8::7]',
      '[ipv6:::1]',
      '[IPv6:::]',
      '[IPv6:1:2:3:4:5:6:7:8]',
      '[IPv6:::ffff:192.0.2.7]',
      '[X-other:anything]',
    ])
      expect(accepts(good), good).toBe(true);
    for (const bad of [
      '[]',
      '[192.0.2]',
      '[192.0.2.256]',
      '[2001:db8::7]',
      '[IPv6:1:2:3:4:5:6:7]',
      '[IPv6:1::2::3]',
      '[IPv6:12345::]',
      '[192.0.2.7',
      '[a b]',
    ])
      expect(accepts(bad), bad).toBe(false);
  });
});

describe('case', () => {
  it('matters not in ASCII letters, and is not stretched to other alphabets', () => {
    expect(parseCommand('mAiL fRoM:<a@example.com>')).toMatchObject({ ok: true, value: { verb: 'MAIL' } });
    expect(parseCommand('\u017ftarttls')).toMatchObject({ ok: false, problem: { code: 'bad-verb' } });
    const offered = parseCapabilities({ lines: ['mx', '\u017fTARTTLS', 'MA\u0131L'] });
    expect(hasKeyword(offered, 'STARTTLS')).toBe(false);
    expect(hasKeyword(offered, 'MAIL')).toBe(false);
  });
});

describe('addresses', () => {
  const atom = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,8}$/);
  const quoted = fc.stringMatching(/^[ !#-[\]-~]{0,8}$/).map((text) => `"${text}\\""`);
  const local = fc.oneof(
    fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('.')),
    quoted,
    fc.constant('j\u00f6rg'),
  );
  const domain = fc.oneof(
    fc.domain(),
    fc.ipV4().map((ip) => `[${ip}]`),
    fc.ipV6().map((ip) => `[IPv6:${ip}]`),
  );

  it('are the same after a command was written and read', () => {
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const address = `${name}@${host}`;
        const line = formatPathCommand('RCPT', address, ['NOTIFY=NEVER']);
        expect(parseCommand(line)).toMatchObject({
          ok: true,
          value: {
            mailbox: { address, local: name, domain: host },
            parameters: [{ keyword: 'NOTIFY' }],
            quirks: [],
          },
        });
        const list = parseAddressList(`Somebody <${address}>, ${address}`);
        expect(list.ok && list.value.map((one) => one.address)).toEqual([address, address]);
      }),
    );
  });

  it('keep their limits', () => {
    expect(parseMailbox(`${'a'.repeat(64)}@example.com`).ok).toBe(true);
    expect(parseMailbox(`${'a'.repeat(65)}@example.com`)).toMatchObject({
      problem: { code: 'local-part-too-long' },
    });
    expect(parseMailbox(`a@${'b.'.repeat(130)}example`)).toMatchObject({
      problem: { code: 'domain-too-long' },
    });
    expect(isDomain(`${'a'.repeat(63)}.example`)).toBe(true);
    expect(isDomain(`${'a'.repeat(64)}.example`)).toBe(false);
    expect(isDomain('under_score.example')).toBe(false);
  });

  it('are read behind a source route, which is ignored, and without a domain, which is noted', () => {
    expect(parseCommand('RCPT TO:<@a.example,@b.example:c@example.com>')).toMatchObject({
      ok: true,
      value: { mailbox: { address: 'c@example.com' }, quirks: ['source-route'] },
    });
    expect(parseCommand('RCPT TO:<@a.example x:c@example.com>')).toMatchObject({
      ok: false,
      problem: { code: 'bad-source-route', offset: 19 },
    });
    expect(parseCommand('RCPT TO:<Postmaster>')).toMatchObject({
      ok: true,
      value: { mailbox: { local: 'Postmaster', domain: '' }, quirks: ['no-domain'] },
    });
  });
});

describe('small codes', () => {
  it('base64 gives one line at any length, and takes nothing but base64 [case-018]', () => {
    expect(encodeBase64(encodeText('\u0000ann@example.com\u0000' + 'k'.repeat(90)))).toHaveLength(144);
    expect(encodeBase64(encodeText('pä55wörd€'))).toBe('cMOkNTV3w7ZyZOKCrA==');
    for (const text of ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar']) {
      expect(decodeBase64(encodeBase64(encodeText(text)))).toEqual(encodeText(text));
    }
    expect(decodeBase64('not-base64!')).toBeNull();
    expect(decodeBase64('VXNl=cm5')).toBeNull();
  });

  it('xtext writes what a parameter may not hold as hexadecimal [case-031]', () => {
    expect(formatXtext('a b+c=')).toBe('a+20b+2Bc+3D');
    expect(parseXtext('a+20b+2Bc+3D')).toBe('a b+c=');
    expect(parseXtext('a+2')).toBeNull();
  });

  it('an address literal has the right tag, no zone, and IPv4 where it is mapped [case-030]', () => {
    expect(formatAddressLiteral('127.0.0.1')).toBe('[127.0.0.1]');
    expect(formatAddressLiteral('::1')).toBe('[IPv6:::1]');
    expect(formatAddressLiteral('::ffff:127.0.0.1')).toBe('[127.0.0.1]');
    expect(formatAddressLiteral('fe80::1%eth0')).toBe('[IPv6:fe80::1]');
  });

  it('control characters of every kind are made visible [case-004]', () => {
    expect(makeVisible('\u001b[2J\u0007\u009b\u202e\u007f\t')).toBe('\\x1b[2J\\x07\\x9b\\u{202e}\\x7f\\t');
    expect(makeVisible('naïve 中文 😀')).toBe('naïve 中文 😀');
  });
});

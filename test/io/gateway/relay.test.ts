/** For whom a gateway passes letters on. */

import { describe, expect, it } from 'vitest';
import { isNetwork } from '../../../src/io/gateway/index.ts';
import { RelayRules } from '../../../src/io/gateway/relay.ts';

const rules = new RelayRules({
  relayFrom: ['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'],
  relayTo: ['Example.com'],
});

describe('a client', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '::ffff:127.0.0.1',
    '192.0.2.200',
    '::ffff:192.0.2.1',
    '2001:db8::5',
    '198.51.100.7',
  ])('at %s may write to anybody', (address) => {
    expect(rules.trusts(address)).toBe(true);
  });

  it.each(['192.0.3.1', '198.51.100.8', '2001:db9::5', '::ffff:203.0.113.1', '', 'localhost.example.com'])(
    'at %j is a stranger',
    (address) => {
      expect(rules.trusts(address)).toBe(false);
    },
  );
});

describe('a stranger', () => {
  it.each(['RCPT TO:<a@example.com>', 'rcpt to:<a@EXAMPLE.COM> NOTIFY=NEVER', 'RCPT TO:<Postmaster>'])(
    'may say %s',
    (line) => {
      expect(rules.takes(line)).toBe(true);
    },
  );

  it.each([
    'RCPT TO:<a@example.net>',
    'RCPT TO:<a@sub.example.com>',
    'RCPT TO:<a%example.net@example.com>',
    'RCPT TO:<example.net!a@example.com>',
    'RCPT TO:<"a@example.net"@example.com>',
    'RCPT TO:<@example.com:a@example.net>',
    'RCPT TO:<@example.net:a@example.com>',
    'RCPT TO:<>',
    'RCPT TO:<a>',
    'RCPT TO:a@example.net, <a@example.com>',
    'RCPT nonsense',
  ])('may not say %s', (line) => {
    expect(rules.takes(line)).toBe(false);
  });
});

describe('a network', () => {
  it.each(['192.0.2.7', '192.0.2.0/24', '2001:db8::/32', '0.0.0.0/0'])('may be %s', (text) => {
    expect(isNetwork(text)).toBe(true);
  });

  it.each(['', 'example.com', '192.0.2.0/33', '192.0.2.0/', '2001:db8::/129', '192.0.2.0/24/8', '192.0.2'])(
    'cannot be %j',
    (text) => {
      expect(isNetwork(text)).toBe(false);
    },
  );
});

/** Asserts about the certificate, the server and other names; and those that cannot hold, whatever is asked. */

import { describe, expect, it } from 'vitest';
import { playSession } from '../../../src/index.ts';
import { parseSession } from '../../../src/pure/sessions/index.ts';
import { runHere } from '../../support/run-inside.ts';

const OPEN = `S: 220 {{host}} ...
C: EHLO client.example.test
S: 250 ...
`;
const TLS = `${OPEN}C: STARTTLS
S: 220 ...
@tls
`;
const play = async (assert: string, before = TLS) => {
  const { expectations, problem } = await playSession({ text: `${before}${assert}\n` });
  expect(problem).toBeNull();
  return expectations.filter(({ ok }) => !ok).map(({ wanted, came }) => [wanted, came]);
};

describe('an assert', () => {
  it.each([
    '? cert.daysLeft >= 1',
    '? cert.names contains mail.example.test',
    '? cert.subject == mail.example.test',
    '? cert.issuer starts smtp-lab',
    '? cert.chain contains mail.example.test',
    '? cert.validTo matches /^\\d{4}-/',
    '? cert.fingerprint256 matches /^[0-9A-F:]{95}$/',
    '? server.address == 127.0.0.1',
    '? server.host == 127.0.0.1',
    '? server.port > 0',
    '? tls.authorized == true',
    '? host == {{host}}',
    '? host == mail.example.test "the host is the one of the certificate"',
  ])('holds: %s', async (assert) => {
    expect(await play(assert)).toEqual([]);
  });

  it.each([
    ['a piece of a name of the certificate', '? cert.names contains example.test'],
    ['days that are over', '? cert.daysLeft > 100000'],
    ['a list that has the name', '? cert.names not contains mail.example.test'],
    ['a number where a text came', '? host < 5'],
    ['no number, the other way round', '? host not < 5'],
    ['a name without a value', '? host != {{nobody}}'],
    ['itself', '? host != {{host}}'],
  ])('does not hold: %s', async (_, assert) => {
    expect(await play(assert)).toHaveLength(1);
  });

  it.each(['? cert.daysLeft > 0', '? cert.names not contains x', '? tls.protocol != TLSv1'])(
    'about TLS does not hold without TLS: %s',
    async (assert) => {
      expect(await play(assert, OPEN)).toHaveLength(1);
    },
  );

  it.each([
    '? host contains',
    '? host ==',
    '? host == one or two',
    '? roundTrips < many',
    '? host == "one',
    '? host == a{{b}}',
    '? host == one "own words" more',
  ])('is refused where it says less than it seems: %s', (assert) => {
    const { problems } = parseSession(`${OPEN}${assert}\n`, 'a.smtp');
    expect(problems.map(({ fault }) => fault.code)).toEqual(['bad-assert']);
  });
});

describe('what an order is told', () => {
  it('names the directive once', async () => {
    const { err } = await runHere(['replay', '--check', '-'], { input: '@wait 99999999m\nS: 220 x\n' });
    expect(err).toContain('Usage: @wait 2s (0ms … 1440m).');
  });

  it('names the largest number where one is too large', async () => {
    const { code, err } = await runHere(['replay', '--jobs', '99999999999', 'a.smtp']);
    expect([code, err]).toEqual([2, expect.stringContaining('from 1 to 999999999')]);
  });
});

/** Known replies are found in real ones, and no text of a server can make the search slow. */

import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import { PROVIDER_REPLIES } from '../../../src/pure/knowledge/provider-replies.ts';
import type { ProviderReplyFacts } from '../../../src/pure/knowledge/provider-replies.ts';
import { REPLY_CODES } from '../../../src/pure/knowledge/reply-codes.ts';

const ROWS: readonly (readonly [string, ProviderReplyFacts])[] = Object.entries(PROVIDER_REPLIES);

/** The ids of all known replies that fit. */
function found(code: number, text: string): readonly string[] {
  return ROWS.filter(([, row]) => row.code === code && new RegExp(row.pattern, 'i').test(text)).map(
    ([id]) => id,
  );
}

describe('known replies', () => {
  it.each([
    [554, '5.7.1 <bob@example.com>: Relay access denied', 'postfix-relay'],
    [450, '4.2.0 <bob@example.com>: Recipient address rejected: Greylisted', 'postfix-greylisted'],
    [
      550,
      '5.1.1 <bob@example.com>: Recipient address rejected: User unknown in local recipient table',
      'postfix-user-unknown',
    ],
    [
      554,
      '5.7.1 Service unavailable; Client host [192.0.2.7] blocked using dnsbl.example.test',
      'postfix-blocklist',
    ],
    [450, '4.7.25 Client host rejected: cannot find your hostname, [192.0.2.7]', 'postfix-reverse-dns'],
    [550, 'relay not permitted', 'exim-relay'],
    [550, 'Unrouteable address', 'exim-unrouteable'],
    [501, 'Syntactically invalid EHLO argument(s)', 'exim-ehlo-argument'],
    [535, '5.7.8 Username and Password not accepted. For more information, go to', 'gmail-bad-credentials'],
    [550, '5.1.1 The email account that you tried to reach does not exist.', 'gmail-no-user'],
    [
      535,
      '5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
      'exchange-online-smtp-auth-off',
    ],
    [550, 'spam message rejected. Please visit http://help.example.test', 'mailru-spam'],
    [550, 'invalid mailbox.  Local mailbox bob@example.com is unavailable: user not found', 'mailru-no-user'],
    [550, '5.7.1 No such user!', 'yandex-no-user'],
    [554, '5.7.1 [2] Message rejected under suspicion of SPAM; https://example.test', 'yandex-spam'],
    [
      550,
      '5.1.1 USER DOES NOT EXIST: The email account that you tried to reach does not exist',
      'gmail-no-user',
    ],
  ])('%i %s is %s', (code, text, id) => {
    expect(found(code, text)).toContain(id);
  });

  it('are not found in a reply of another kind', () => {
    expect(found(250, '2.1.5 Ok')).toEqual([]);
    expect(found(550, '5.1.1 No mailbox here by that name')).toEqual([]);
  });

  it('have codes of the register, and an enhanced code of the same class', () => {
    for (const [id, row] of ROWS) {
      expect(REPLY_CODES, id).toHaveProperty(String(row.code));
      if (row.enhanced !== null) {
        expect(row.enhanced, id).toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
        expect(row.enhanced[0], id).toBe(String(row.code)[0]);
      }
    }
  });

  it('have patterns that cannot run away: nothing is repeated without a bound, no group is repeated at all', () => {
    for (const [id, row] of ROWS) {
      const bare = row.pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
      expect(bare, id).not.toMatch(/[*+]|\{\d+,\}|\)\{/);
      expect(row.pattern.length, id).toBeGreaterThan(3);
    }
  });

  it.each([
    'x',
    'blocked by ',
    'Service unavailable; ',
    'invalid mailbox. Local mailbox ',
    "This user doesn't have a ",
  ])('are searched for in time in proportion to a hostile reply of many %j', (text) => {
    const search = (size: number): void => {
      for (const [, row] of ROWS) new RegExp(row.pattern, 'i').test(text.repeat(size));
    };
    expect(growth(search, 10)).toBeLessThan(LINEAR);
  });
});

/**
 * Refusals as administrators find them: the words of many servers, in the formats in which Postfix, Exim, sendmail, Exchange and
 * bounces write them down. Each must get the right codes, and the right cause and cure, whatever stands around it. All made up.
 */

import { describe, expect, it } from 'vitest';
import { explainReading } from '../../../src/pure/explain/index.ts';
import { readLogLine, readText } from '../../../src/pure/reading/index.ts';
import type { Reading } from '../../../src/pure/reading/index.ts';

interface Refusal {
  readonly said: string;
  /** Words of the cause and of the cure. */
  readonly cause: RegExp;
  readonly cure: RegExp;
}

const REFUSALS: readonly Refusal[] = [
  {
    said: '550 5.1.1 The email account that you tried to reach does not exist',
    cause: /no such mailbox/i,
    cure: /address/,
  },
  {
    said: '550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table',
    cause: /no such|table/i,
    cure: /./,
  },
  {
    said: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    cause: /no such|not exist|recipient/i,
    cure: /address/i,
  },
  {
    said: '554 5.7.1 <bob@example.net>: Relay access denied',
    cause: /sign|not (?:its|one|respons)|own/i,
    cure: /./,
  },
  { said: '550 5.7.1 Relaying denied', cause: /open relay/, cure: /Sign in/ },
  { said: '550 5.7.64 TenantAttribution; Relay Access Denied', cause: /connector/, cure: /connector/ },
  {
    said: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.example.org',
    cause: /blocklist/,
    cure: /removal|way out/,
  },
  {
    said: '550 5.7.26 This mail has been blocked because the sender is unauthenticated',
    cause: /proof|SPF|check/i,
    cure: /pass/,
  },
  {
    said: '550 5.7.0 SPF check failed: 192.0.2.1 is not permitted sender',
    cause: /SPF record/,
    cure: /SPF record/,
  },
  { said: '550 5.7.20 DKIM signature did not verify', cause: /signature/, cure: /selector/ },
  {
    said: '550 5.7.9 Rejected by the DMARC policy of example.com',
    cause: /From asks receivers/,
    cure: /SPF and DKIM/,
  },
  {
    said: '450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]',
    cause: /PTR|reverse/,
    cure: /PTR|reverse|provider/,
  },
  {
    said: '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
    cause: /EHLO/,
    cure: /mail\.example\.com/,
  },
  { said: '421 4.7.0 Try again later, closing connection', cause: /./, cure: /pause|minutes/ },
  {
    said: '450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted',
    cause: /greylist/i,
    cure: /minutes/,
  },
  {
    said: '451 4.7.1 Greylisting in action, please come back in 300 seconds',
    cause: /greylist/i,
    cure: /minutes/,
  },
  {
    said: '452 4.2.2 The email account that you tried to reach is over quota',
    cause: /storage/,
    cure: /days/,
  },
  { said: '552 5.2.2 Mailbox full, user has to delete something first', cause: /no room/, cure: /other way/ },
  {
    said: '552 5.3.4 Message size exceeds fixed limit',
    cause: /larger|limit/,
    cure: /link|smaller|parts|SIZE/,
  },
  { said: '550 5.4.1 Recipient address rejected: Access denied', cause: /no such address/, cure: /address/ },
  {
    said: '451 4.7.500 Server busy. Please try again later from [192.0.2.1]',
    cause: /slows down/,
    cure: /pauses/,
  },
  {
    said: '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP',
    cause: /new or trial/,
    cure: /support/,
  },
  { said: '554 5.4.14 Hop count exceeded - possible mail loop', cause: /loop/, cure: /MX/ },
  { said: '554 5.6.0 Message rejected: a virus was found in it', cause: /malware/, cure: /link/ },
  {
    said: '552 5.7.0 This message was blocked because of its file type',
    cause: /of this type/,
    cure: /link/,
  },
  { said: '554 5.7.1 Spam message rejected', cause: /filter|spam/i, cure: /SPF|links/ },
  { said: '451 4.3.0 <bob@example.net>: Temporary lookup failure', cause: /did not answer/, cure: /later/ },
  { said: '452 4.3.1 Insufficient system storage', cause: /disk/, cure: /space/ },
  { said: '550 5.2.1 The mailbox is disabled', cause: /switched off/, cure: /other way/ },
  {
    said: '553 5.7.1 <ann@example.com>: Sender address rejected: not owned by user bob',
    cause: /account|signed in/,
    cure: /owner|account/,
  },
  {
    said: '450 4.1.8 <ann@example.com>: Sender address rejected: Domain not found',
    cause: /domain/i,
    cure: /MX|real domain/,
  },
  {
    said: '421 4.7.28 Our system has detected an unusual rate of mail, rate limited',
    cause: /more mail than usual|too many/i,
    cure: /slow|wait|pause/i,
  },
  { said: '452 4.5.3 Too many recipients', cause: /recipients/, cure: /others|again/ },
];

/** How a refusal is written down; code and text apart where the format has them so. */
const FORMATS: Readonly<Record<string, (said: string) => string>> = {
  Postfix: (said) =>
    `Nov 25 10:11:12 mx postfix/smtp[4711]: 4F1A2B: to=<bob@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1.2, delays=0.1/0/1/0.1, dsn=${said.split(' ')[1]}, status=bounced (host mx.example.net[192.0.2.7] said: ${said} (in reply to RCPT TO command))`,
  Exim: (said) =>
    `2026-11-25 10:11:12 1xW3VT-0004Sl-1D ** bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: ${said}`,
  sendmail: (said) =>
    `Nov 25 10:11:12 mx sm-mta[4711]: 6AP3G4: to=<bob@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.7], dsn=${said.split(' ')[1]}, stat=Deferred: ${said}`,
  'a bounce': (said) =>
    `Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: ${said.split(' ')[1]}\nRemote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; ${said}`,
  Exchange: (said) =>
    `Diagnostic information for administrators:\nGenerating server: EX1.example.com\nbob@example.net\nRemote Server returned '${said}'`,
};

/** What is read from a text that is one line of a log, or a bounce. */
function readingsOf(text: string): readonly Reading[] {
  const line = text.includes('\n') ? null : readLogLine(text, 1);
  return line === null ? (readText(Buffer.from(text)).readings ?? []) : [line];
}

const LINES = Object.entries(FORMATS).flatMap(([format, write]) =>
  REFUSALS.map((refusal) => ({ format, text: write(refusal.said), ...refusal })),
);

describe('refusals in logs and bounces', () => {
  it('are a hundred and more', () => {
    expect(LINES.length).toBeGreaterThan(100);
  });

  it.each(LINES)('$format: $said', async ({ text, said, cause, cure }) => {
    const found = readingsOf(text);
    expect(found).toHaveLength(1);
    const [reading] = found;
    if (reading === undefined) return;
    const [code = '', enhanced = ''] = said.split(' ');
    expect({ code: String(reading.code), enhanced: reading.enhanced }).toEqual({ code, enhanced });
    expect(reading).toMatchObject({ recipient: 'bob@example.net', side: 'theirs-refused-us' });
    for (const lang of ['en', 'ru'] as const) {
      const answer = await explainReading(reading, { lang, showSecrets: false });
      expect(answer.title).toMatch(new RegExp(`^${code} ${enhanced}: \\S`));
      expect(answer.text).not.toBe('');
      expect(answer.next).not.toBe('');
      if (lang === 'ru') expect(`${answer.text}${answer.next}`).toMatch(/[а-я]/);
      else {
        expect(answer.text).toMatch(cause);
        expect(answer.next).toMatch(cure);
      }
    }
  });

  it('are told once each, though a bounce repeats them', () => {
    const said = '550 5.1.1 <bob@example.net>... User unknown';
    const text = `   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.net>\n<<< ${said}\n${said}\n`;
    expect(readingsOf(text)).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  explainArguments,
  explainTerm,
  findRefusals,
  findReply,
  judge,
  nearestNames,
} from '../../../src/pure/explain/index.ts';
import { explainReply } from '../../../src/pure/explain/index.ts';
import type { Answer } from '../../../src/pure/explain/index.ts';
import type { ReplyEvent } from '../../../src/pure/events/index.ts';
import { loadCore } from '../../../src/pure/knowledge/index.ts';
import { parseEnhancedCode } from '../../../src/pure/protocol/index.ts';

const options = { lang: 'en', showSecrets: false } as const;

async function kindOf(...args: readonly string[]): Promise<string | undefined> {
  const [first] = await explainArguments(args, options);
  return first?.answer?.kind;
}

async function answerTo(term: string): Promise<Answer> {
  const answer = await explainTerm(term, options);
  if (answer === null) throw new Error(`unknown: ${term}`);
  return answer;
}

describe('explain', () => {
  it.each([
    ['550', 'reply-code'],
    ['5.7.26', 'enhanced-code'],
    ['STARTTLS', 'command'],
    ['mail', 'command'],
    ['PIPELINING', 'keyword'],
    ['SCRAM-SHA-256', 'mechanism'],
    ['587', 'port'],
    ['599', 'reply-code'],
    ['VXNlcm5hbWU6', 'base64'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['greylisting', 'term'],
    ['open relay', 'term'],
  ])('takes %s for a %s', async (term, kind) => {
    expect(await kindOf(term)).toBe(kind);
  });

  it('joins arguments that are one reply or one command, and takes others one by one', async () => {
    expect(await kindOf('550', '5.1.1', 'User', 'unknown')).toBe('reply');
    expect(await kindOf('MAIL', 'FROM:<a@example.com>')).toBe('command');
    expect(await explainArguments(['SIZE', '550'], options)).toHaveLength(2);
  });

  it('puts a caret under a fault of a command line', async () => {
    const { findings } = await answerTo('MAIL FROM:<a@@b>');
    expect(findings[1]?.indexOf('^')).toBe('MAIL FROM:<a@'.length);
  });

  it('does not show a password that somebody pasted', async () => {
    const { text } = await answerTo(Buffer.from('\0ann\0swordfish').toString('base64'));
    expect(text).not.toContain('swordfish');
    const shown = await explainTerm(Buffer.from('\0ann\0swordfish').toString('base64'), {
      ...options,
      showSecrets: true,
    });
    expect(shown?.text).toContain('swordfish');
  });

  it('says of an unknown code what its digits say, and offers what is near to a misprint', async () => {
    expect((await answerTo('599')).title).toContain('599');
    expect(await nearestNames('STARTLS', 'en')).toEqual(['STARTTLS']);
    expect(await explainTerm('no-such-thing-at-all', options)).toBeNull();
  });

  it('reads a refusal of several lines as one text, without the codes that each line repeats', async () => {
    const lines = [
      '550-5.7.26 The message was not taken: its domain asks for',
      '550 5.7.26 DMARC, which failed.',
    ];
    expect(findReply(lines.join('\n'))?.text).toBe(
      'The message was not taken: its domain asks for DMARC, which failed.',
    );
    const core = await loadCore('en');
    const reply = {
      ...{ kind: 'reply', at: 0, to: 'letter', code: 452, class: 4, quirks: [] },
      ...{ enhanced: parseEnhancedCode('4.5.3'), lines: ['4.5.3 Too many', '4.5.3 recipients'] },
    } as unknown as ReplyEvent;
    expect(explainReply(reply, core)?.text).toMatch(/(?:as|so) many recipients/);
  });

  it('takes MAIL FROM and RCPT TO for the names of commands', async () => {
    for (const [args, title] of [
      [['MAIL', 'FROM'], 'MAIL'],
      [['MAIL FROM:'], 'MAIL'],
      [['rcpt', 'to'], 'RCPT'],
    ] as const) {
      const answers = await explainArguments(args, options);
      expect(answers, args.join(' ')).toHaveLength(1);
      expect(answers[0]?.answer).toMatchObject({ kind: 'command', term: title, findings: [] });
    }
  });

  it('never fails, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        await explainArguments([text], options);
        findRefusals(text);
      }),
      { numRuns: 150 },
    );
  });
});

/** Log lines in the formats of real programs; names and addresses are made up. */
const LOGS: readonly (readonly [string, number | null, string | null, string])[] = [
  [
    'postfix/smtp[1]: A1: to=<b@example.com>, relay=mx.example.com[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 <b@example.com>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command))',
    550,
    '5.1.1',
    'User unknown',
  ],
  [
    'postfix/smtp[1]: A2: to=<b@example.com>, relay=mx.example.com[192.0.2.1]:25, dsn=4.7.1, status=deferred (host mx.example.com[192.0.2.1] said: 450 4.7.1 <b@example.com>: Recipient address rejected: Greylisted (in reply to RCPT TO command))',
    450,
    '4.7.1',
    'Greylisted',
  ],
  [
    'postfix/smtpd[2]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 <x@example.net>: Relay access denied; from=<a@example.com>',
    554,
    '5.7.1',
    'Relay access denied',
  ],
  [
    '2026-11-25 10:00:00 1abcDE-000001-AB ** b@example.com R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<b@example.com>: 550 5.1.1 The email account does not exist',
    550,
    '5.1.1',
    'does not exist',
  ],
  [
    '2026-11-25 10:00:00 1abcDE-000001-AB == b@example.com R=dnslookup T=remote_smtp defer (-44): SMTP error from remote mail server after end of data: 451 4.3.0 Try again later',
    451,
    '4.3.0',
    'Try again later',
  ],
  [
    'sendmail[3]: 6AP3G4fp017066: to=<b@example.com>, delay=00:00:01, mailer=esmtp, dsn=5.1.1, stat=User unknown',
    null,
    '5.1.1',
    'User unknown',
  ],
  ['<<< 552 5.2.2 Mailbox full', 552, '5.2.2', 'Mailbox full'],
  [
    "Remote Server returned '550 5.7.520 Access denied, Your organization does not allow external forwarding.'",
    550,
    '5.7.520',
    'Access denied',
  ],
  ["Remote Server returned '554 5.4.14 Hop count exceeded - possible mail loop'", 554, '5.4.14', 'Hop count'],
  [
    'Diagnostic-Code: smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated.',
    550,
    '5.7.26',
    'unauthenticated',
  ],
  [
    'Diagnostic-Code: SMTP; 421 4.7.28 Our system has detected an unusual rate of mail',
    421,
    '4.7.28',
    'unusual rate',
  ],
  ['550 relay not permitted', 550, null, 'relay not permitted'],
  ['S: 250-mail.example.test', 250, null, 'mail.example.test'],
  ['535', 535, null, ''],
];

describe('a reply in a log', () => {
  it.each(LOGS)('is found in %s', (line, code, enhanced, text) => {
    const found = findReply(line);
    expect(found?.code).toBe(code);
    expect(found?.enhanced?.text ?? null).toBe(enhanced);
    expect(found?.text).toContain(text);
  });

  it('of several lines is one', () => {
    expect(findReply('550-5.7.1 first\n550-5.7.1 second\n550 5.7.1 third')?.text).toContain('third');
  });

  it('is found in a bounce, each refusal once', () => {
    const bounce =
      'Subject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host mx.example.com.\n\n<b@example.com>: host mx.example.net[192.0.2.1] said: 550 5.1.1\n    <b@example.com>: User unknown (in reply to RCPT TO command)\n\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <b@example.com>: User unknown\n';
    const codes = findRefusals(bounce).map(({ code, enhanced }) => [code, enhanced?.text]);
    expect(codes).toContainEqual([550, '5.1.1']);
    expect(codes.length).toBeLessThanOrEqual(2);
  });

  it('is explained by what is known of its words', async () => {
    const [relay] = await explainArguments(['554 5.7.1 <x@example.net>: Relay access denied'], options);
    expect(relay?.answer?.text).toMatch(/not its own|signed in/);
  });
});

describe('what does not fit together', () => {
  const findings = (text: string): readonly string[] => {
    const reply = findReply(text);
    return reply === null ? [] : judge(reply);
  };

  it('is pointed out, and what fits is not', () => {
    expect(findings('550 4.2.0 nothing')).toEqual(['classes-differ']);
    expect(findings('550 5.7.1 Greylisted, try again later')).toEqual(['permanent-says-later']);
    expect(findings('451 4.7.1 blocked using bl.example.test')).toEqual(['temporary-blocklist']);
    expect(findings('250 access denied')).toEqual(['success-with-refusal']);
    expect(findings('550 5.1.1 No such user')).toEqual([]);
    expect(findings('250 2.0.0 Ok')).toEqual([]);
  });
});

/** Texts as people had them, retold: what `explain` said wrongly of them once. Each stands for a kind; the number is that of the case. */

import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import { explainReading } from '../../../src/pure/explain/index.ts';
import { loadRefusals, PROVIDER_REPLIES } from '../../../src/pure/knowledge/index.ts';
import { causeOf, LogFollow, readLogLine, readText } from '../../../src/pure/reading/index.ts';
import type { Reading } from '../../../src/pure/reading/index.ts';

function all(text: string): readonly Reading[] {
  return readText(Buffer.from(text)).readings ?? [];
}

function one(text: string): Reading {
  const found = all(text);
  expect(found, text).toHaveLength(1);
  const [first] = found;
  if (first === undefined) throw new TypeError('nothing was read');
  return first;
}

const LINE = (message: string): string => `Jan 12 10:00:00 mx ${message}`;

describe('a bounce', () => {
  it('without a quoted reply gets no code out of other numbers [f-02]', () => {
    const found = one(
      'From: MAILER-DAEMON@mx.example.com\nSubject: failure notice\nReceived: from pc ([192.0.2.9]) by mx (TLS1.2 cipher AES 256 bits)\n\nSorry, the address bob@example.com does not exist.\n',
    );
    expect(found).toMatchObject({
      code: null,
      enhanced: null,
      recipient: 'bob@example.com',
      cause: 'unknown-user',
    });
  });

  it('is never explained by its own header [f-03]', () => {
    const found = one(
      'X-Virus-Scanned: by example\nReceived-SPF: fail\nFrom: MAILER-DAEMON@mx.example.com\n\nThe mailbox of bob is full.\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.2.2\n',
    );
    expect(found).toMatchObject({ cause: 'mailbox-full', enhanced: '5.2.2' });
  });

  it('or a reply of several lines is one answer [f-04]', () => {
    const found = one(
      '550-5.7.26 This mail is unauthenticated.\n550-5.7.26 DKIM = did not pass\n550-5.7.26 SPF [example.net] with ip: [192.0.2.5] = did not pass\n550 5.7.26 See the help page.\n',
    );
    expect(found).toMatchObject({ code: 550, enhanced: '5.7.26', lines: [1, 4] });
    expect(['spf-fails', 'dkim-fails', 'dmarc-policy']).toContain(found.cause);
  });

  it('tells each recipient apart, pasted without its header [f-05]', () => {
    const found = all(
      'A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@example.com\n    SMTP error from remote mail server after RCPT TO:<bob@example.com>:\n    550 5.1.1 <bob@example.com>: User unknown\n  eve@example.org\n    SMTP error from remote mail server after end of data:\n    552 5.2.2 mailbox full\n  dan@nowhere.example\n    Unrouteable address\n',
    );
    expect(found.map(({ recipient, cause, code }) => [recipient, cause, code])).toEqual([
      ['bob@example.com', 'unknown-user', 550],
      ['eve@example.org', 'mailbox-full', 552],
      ['dan@nowhere.example', 'no-route', null],
    ]);
  });

  it('tells a consequence from its cause, and nothing twice [f-24]', () => {
    const found = one(
      'From: MAILER-DAEMON@mx.example.com\nSubject: Returned mail\n\n   ----- The following addresses had permanent fatal errors -----\n<bob@example.com>\n    (reason: 550 5.1.1 User unknown)\n\n   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.com>\n<<< 550 5.1.1 User unknown\n550 5.1.1 <bob@example.com>... User unknown\n<<< 503 5.0.0 Need RCPT\n554 5.0.0 Service unavailable\n',
    );
    expect(found).toMatchObject({ code: 550, cause: 'unknown-user', recipient: 'bob@example.com' });
  });

  it('is decoded first [f-25]', () => {
    const body =
      'Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 550 5.2.2 Mailbox full\n';
    const head =
      'From: MAILER-DAEMON@mx.example.com\nSubject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ';
    const quoted = body.replace('550 5.2.2', '550 5.2.=\n2');
    for (const text of [
      `${head}quoted-printable\n\n${quoted}`,
      `${head}base64\n\n${Buffer.from(body).toString('base64')}\n`,
    ])
      expect(one(text)).toMatchObject({ code: 550, enhanced: '5.2.2', cause: 'mailbox-full' });
    const wide = readText(Buffer.from(body, 'utf16le')).readings;
    expect(wide?.[0]).toMatchObject({ recipient: 'bob@example.com', cause: 'mailbox-full' });
  });
});

describe('a refusal', () => {
  it.each([
    '450 4.1.2 <bob@nowhere.example>: Recipient address rejected: Domain not found',
    '550 5.1.2 Domain of recipient not found',
    '553 5.1.2 recipient domain does not exist',
    'status=bounced (Host or domain name not found. Name service error for name=nowhere.example type=MX: Host not found)',
  ])('for the domain of the recipient does not blame the sender: %s [f-06]', (text) => {
    expect(one(text).cause).toBe('recipient-domain');
  });

  it('in the log of the server that refused speaks to its administrator [f-07]', async () => {
    const found = one(
      LINE(
        'postfix/smtpd[77]: NOQUEUE: reject: RCPT from unknown[203.0.113.68]: 450 4.7.25 Client host rejected: cannot find your hostname, [203.0.113.68]; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<w>',
      ),
    );
    expect(found).toMatchObject({
      side: 'ours-refused-client',
      cause: 'reverse-dns',
      recipient: 'b@example.org',
    });
    const { next } = await explainReading(found, { lang: 'en', showSecrets: false });
    expect(next).toContain('let this client in');
    expect(next).not.toMatch(/Ask the owner/);
  });

  it.each(['Error: open resolver; https://example.net/x', 'Error: excessive queries'])(
    'by a list that cannot be asked accuses nobody: %s [f-08]',
    (why) => {
      expect(
        one(`554 5.7.1 Service unavailable; Client host [192.0.2.5] blocked using zen.example.net; ${why}`)
          .cause,
      ).toBe('list-broken');
    },
  );

  it('that names a list by the way is not about it [f-08]', () => {
    expect(one('550 5.1.1 user unknown; if you are not on a blocklist contact us').cause).toBe(
      'unknown-user',
    );
    expect(one('550 5.7.1 not listed in our allow list').cause).not.toBe('blocklist');
  });

  it('of Exchange is told by its words and its own codes [f-21]', () => {
    const track =
      '2026-01-12T10:00:01.000Z,192.0.2.5,EX1,198.51.100.7,mail.example.com,08DE;2026-01-12T10:00:00.000Z;0,Outbound,SMTP,FAIL,1,<a@example.net>,0000,eve@example.com,"[{LED=550 5.1.1 RESOLVER.ADR.RecipNotFound; not found};{MSG=};{FQDN=mail.example.com}]",1,1,,,Test,ann@example.net';
    expect(one(track)).toMatchObject({ code: 550, cause: 'unknown-user', recipient: 'eve@example.com' });
    for (const [text, cause] of [
      ['535 5.7.139 Authentication unsuccessful, the user credentials were incorrect', 'wrong-password'],
      ['535 5.7.139 Authentication unsuccessful, user is locked by your organization', 'wrong-password'],
      ['450 4.4.316 Connection refused', 'connection-refused'],
      ['550 5.7.520 Access denied, Your organization does not allow external forwarding.', 'refused-by-rule'],
      ['554 5.4.14 Hop count exceeded - possible mail loop', 'loop'],
      ['550 5.4.312 DNS query failed', 'lookup-failed'],
      ['550 5.1.351 Remote server returned unknown recipient or mailbox unavailable', 'unknown-user'],
      ['550 5.7.501 Access denied, spam abuse detected', 'spam'],
    ] as const)
      expect(one(text).cause, text).toBe(cause);
  });

  it.each([
    [
      '554 Message rejected: Email address is not verified. The following identities failed the check',
      'sender-not-owned',
      /sandbox/,
    ],
    [
      '535 Login Fail. Please enter your authorization code to login.',
      'wrong-password',
      /authorization code/,
    ],
    ['554 DT:SPM 163 smtp1,example', 'spam', /163/],
    [
      '535 5.7.8 Error: authentication failed: This user does not have access rights to this service',
      'wrong-password',
      /app password/,
    ],
    ['535 5.7.0 NEOBHODIM parol prilozheniya', 'wrong-password', /app password/],
  ] as const)('of a provider is told by its words: %s [f-26]', async (text, cause, words) => {
    const found = one(text);
    expect(found.cause).toBe(cause);
    const { text: says, next } = await explainReading(found, { lang: 'en', showSecrets: false });
    expect(`${says} ${next}`).toMatch(words);
  });
});

describe('a line without a code', () => {
  it.each([
    ['connect to mx.example.org[192.0.2.1]:25: Connection timed out', 'no-answer', 'never-connected'],
    ['SASL LOGIN authentication failed: UGFzc3dvcmQ6', 'wrong-password', 'ours-refused-client'],
    ['TLS library problem: error:1417A0C1:SSL routines::version too low', 'tls-failed', 'connection-broke'],
    ['status=expired, returned to sender', 'gave-up', 'theirs-refused-us'],
    ['lost connection after AUTH from unknown[192.0.2.3]', 'client-left', 'connection-broke'],
    ['rejected RCPT <bob@example.org>: relay not permitted', 'relaying', 'ours-refused-client'],
    ['Unrouteable address', 'no-route', 'never-connected'],
    [
      'a TLS session is required, but the server did not offer TLS support',
      'tls-not-offered',
      'theirs-refused-us',
    ],
    [
      'SMTP protocol synchronization error (input sent without waiting for greeting)',
      'spoke-too-early',
      'ours-refused-client',
    ],
    [
      'TLS error on connection from pc [192.0.2.1] (SSL_accept): unsupported protocol',
      'tls-failed',
      'connection-broke',
    ],
  ] as const)('%s is known [f-16]', (text, cause, side) => {
    expect(one(text)).toMatchObject({ cause, side, code: null });
  });

  it('tells timed out, refused and unreachable apart, and names port 25; after days it does not say wait [f-17]', async () => {
    const say = (why: string, delay: number): string =>
      LINE(
        `postfix/smtp[7]: 4F1A2B3C: to=<bob@example.com>, relay=none, delay=${delay}, delays=0/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.com[192.0.2.1]:25: ${why})`,
      );
    expect(one(say('Connection timed out', 30)).cause).toBe('no-answer');
    expect(one(say('Connection refused', 30)).cause).toBe('connection-refused');
    expect(one(say('No route to host', 30)).cause).toBe('host-unreachable');
    const old = one(say('Connection timed out', 309_063));
    expect(old.findings).toContain('waited-long');
    const { next } = await explainReading(old, { lang: 'en', showSecrets: false });
    expect(next).toContain('port 25');
  });

  it('of a letter without its reply says that it may arrive twice [f-17]', () => {
    const found = one(
      LINE(
        'postfix/smtp[7]: 4F1A2B3C: to=<bob@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=301, delays=0/0/0/0, dsn=4.4.2, status=deferred (conversation with mx.example.com[192.0.2.1] timed out while sending end of data -- message may be sent more than once)',
      ),
    );
    expect(found).toMatchObject({
      cause: 'connection-lost',
      retry: 'may-duplicate',
      findings: ['may-arrive-twice'],
    });
  });

  it('about TLS says which side has none [f-18]', () => {
    expect(
      one('status=deferred (TLS is required, but was not offered by host mx.example.org[192.0.2.1])').cause,
    ).toBe('tls-not-offered');
    expect(one('status=deferred (Server certificate not verified)').cause).toBe('certificate-not-trusted');
  });
});

describe('an error text', () => {
  it('has no code in ports, sizes of keys, HTTP statuses and times [f-19]', () => {
    expect(one('Unable to connect to ssl://mail.example.org:465 (Connection timed out)')).toMatchObject({
      code: null,
      cause: 'no-answer',
    });
    expect(one("Couldn't connect to host, port: mail.example.org, 587; timeout -1")).toMatchObject({
      code: null,
      cause: 'no-answer',
    });
    for (const text of [
      'verify=FAIL, cipher=ECDHE, bits=256/256',
      'time limit of 300 seconds exceeded',
      'HTTP 502 Bad Gateway',
      '"POST /mail" 500',
    ])
      expect(all(text), text).toEqual([]);
    expect(one('Mail server rejected: [550] No such user')).toMatchObject({
      code: 550,
      cause: 'unknown-user',
    });
  });

  it.each([
    ["(550, b'relay access denied')", 550, 'relaying'],
    ["(503, b'Error: need EHLO and AUTH first !')", 503, 'sign-in-first'],
    ['SMTP error (550): relay access denied', 550, 'relaying'],
    ['Error 550: no such user', 550, 'unknown-user'],
    ['{"code":550,"message":"no such user"}', 550, 'unknown-user'],
    ['curl: (67) Login denied', null, 'wrong-password'],
    ['Error: connect ECONNREFUSED 192.0.2.1:25', null, 'connection-refused'],
    ['Error: Greeting never received', null, 'connection-lost'],
    ['Error: self-signed certificate in certificate chain', null, 'certificate-not-trusted'],
    ['ssl3_get_record:wrong version number', null, 'tls-failed'],
    ['tls: first record does not look like a TLS handshake', null, 'tls-failed'],
    ['sun.security.validator.ValidatorException: PKIX path building failed', null, 'certificate-not-trusted'],
    ['dial tcp 192.0.2.1:25: i/o timeout', null, 'no-answer'],
    ['msmtp: server message: 535 5.7.8 Error: authentication failed', 535, 'wrong-password'],
    ['Net::SMTPAuthenticationError: 535 5.7.8 Username and Password not accepted', 535, 'wrong-password'],
    [
      'System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: 5.7.1 Unable to relay',
      null,
      'relaying',
    ],
    ['javax.mail.AuthenticationFailedException: 535 5.7.8 bad credentials', 535, 'wrong-password'],
  ] as const)('of a library is known: %s [f-20]', (text, code, cause) => {
    expect(one(text)).toMatchObject({ kind: 'error', code, cause });
  });

  it('about the name of a server does not speak of a recipient [f-20]', async () => {
    const found = one('socket.gaierror: [Errno -2] Name or service not known');
    const { title, text } = await explainReading(found, { lang: 'en', showSecrets: false });
    expect(`${title} ${text}`).toMatch(/name/);
    expect(`${title} ${text}`).not.toMatch(/recipient/);
  });
});

describe('a title', () => {
  it('is of the same row as its text: no known refusal stands under a registry title that it denies [f-22]', async () => {
    for (const lang of ['en', 'ru'] as const) {
      const { providers, causes } = await loadRefusals(lang);
      for (const [id, row] of Object.entries(PROVIDER_REPLIES)) {
        if (row.cause === null) continue;
        const reading = {
          ...one('550 5.1.1 x'),
          cause: row.cause,
          provider: id,
          sure: true,
          code: row.code,
          enhanced: row.enhanced,
        } as Reading;
        const answer = await explainReading(reading, { lang, showSecrets: false });
        expect(answer.title.endsWith(causes.get(row.cause)?.title ?? '?'), id).toBe(true);
        expect(answer.text).toBe(providers.get(id)?.cause);
      }
    }
  });
});

describe('the cause of a text', () => {
  it('is not read from the names of people, hosts and pages', () => {
    for (const text of [
      '<spam@example.com>: User unknown',
      '<virus@example.com>: User unknown',
      'User unknown, see https://dmarc.example.org/relay-denied',
    ])
      expect(causeOf({ code: 550, enhanced: '5.1.1', text })?.cause).toBe('unknown-user');
  });

  it.each([
    [501, '5.1.3', 'Invalid address', 'recipient-syntax'],
    [501, null, 'Invalid address', 'recipient-syntax'],
    [553, '5.1.3', 'invalid mailbox address.', 'recipient-syntax'],
    [501, '5.1.7', 'Invalid address', 'sender-syntax'],
    [550, '5.1.1', 'Invalid address', 'unknown-user'],
    [550, null, 'Invalid address', 'unknown-user'],
    [550, '5.1.3', 'User unknown', 'unknown-user'],
  ] as const)(
    'an address that is called invalid is what its codes say: %d %s %s',
    (code, enhanced, text, cause) => {
      expect(causeOf({ code, enhanced, text })?.cause).toBe(cause);
    },
  );
});

describe('a letter followed through logs', () => {
  const FIRST = [
    'Jan 12 10:00:00 a postfix/smtpd[7]: 4F1A2B3C: client=pc.example.net[192.0.2.9]',
    'Jan 12 10:00:01 a postfix/cleanup[8]: 4F1A2B3C: message-id=<x1@example.net>',
    'Jan 12 10:00:02 a postfix/smtp[9]: 4F1A2B3C: to=<bob@example.com>, relay=b.example.com[192.0.2.1]:25, delay=1, delays=0/0/0/0, dsn=2.0.0, status=sent (250 OK id=1rAbCd-0001Ab-2C)',
    'Jan 12 10:00:02 a postfix/smtp[9]: 5F1A2B3D: to=<eve@example.com>, relay=b.example.com[192.0.2.1]:25, delay=1, delays=0/0/0/0, dsn=2.0.0, status=sent (250 OK id=1rZZZZ-0001Ab-2C)',
  ];
  const SECOND = [
    '2026-01-12 10:00:02 1rAbCd-0001Ab-2C <= ann@example.net H=a.example.net [192.0.2.8] P=esmtp S=500 id=x1@example.net',
    '2026-01-12 10:00:03 1rAbCd-0001Ab-2C ** bob@example.com R=local T=lmtp: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 5.1.1 no such user',
    '2026-01-12 10:00:03 1rZZZZ-0001Ab-2C Completed',
  ];

  it.each(['4F1A2B3C', 'x1@example.net', '<x1@example.net>', '1rAbCd-0001Ab-2C'])(
    'by %s is one story across two programs',
    (what) => {
      const follow = new LogFollow(what);
      do {
        follow.beginRound();
        for (const line of [...FIRST, ...SECOND]) follow.learn(line);
      } while (follow.grown);
      const taken = [FIRST, SECOND].flatMap((lines, file) =>
        lines.flatMap((line, index) => follow.take(line, index + 1, file) ?? []),
      );
      const ids = new Set(taken.map(({ reading }) => reading.queueId));
      expect(ids.has('5F1A2B3D') || ids.has('1rZZZZ-0001Ab-2C')).toBe(false);
      expect(taken.map(({ reading }) => reading.cause)).toContain('unknown-user');
      if (what !== '1rAbCd-0001Ab-2C') expect(taken).toHaveLength(5);
      expect(follow.inOrder(taken).at(-1)?.reading.cause).toBe('unknown-user');
    },
  );
});

describe('reading', () => {
  it('takes hostile lines in time in proportion to them', () => {
    for (const piece of [
      '<a@',
      'host ',
      '550-',
      '(reason: ',
      ' said: ',
      '[',
      '=?a?b?',
      'H=x [1.1.1.1] ',
      'to=<',
      '"[{LED=',
    ]) {
      const line = (size: number) => `Jan 12 10:00:00 mx postfix/smtp[1]: 4F1A2B3C: ${piece.repeat(size)}`;
      expect(
        growth((size) => readLogLine(line(size), 1), 50),
        piece,
      ).toBeLessThan(LINEAR);
      expect(
        growth((size) => readText(Buffer.from(piece.repeat(size))), 100),
        piece,
      ).toBeLessThan(LINEAR);
    }
  });
});

describe('a line that holds a refusal', () => {
  const DELIVERY =
    'to=<bob@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=4.2.2, status=deferred (host mx.example.com[192.0.2.1] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))';

  it.each(['ABCDEF', '123456', 'DEADBEEF', 'BvKrTqXzHjNw', '4ZtBcGk1Rfz9Hq'])(
    'is read behind the queue id %s, be it letters alone',
    (id) => {
      expect(one(LINE(`postfix/smtp[123]: ${id}: ${DELIVERY}`))).toMatchObject({
        queueId: id,
        code: 452,
        enhanced: '4.2.2',
        cause: 'mailbox-full',
        recipient: 'bob@example.com',
      });
    },
  );

  it.each([
    `postfix/smtp[123]: [job 7] ${DELIVERY}`,
    "exim[12]: odd words: '550 5.1.1 No such user'",
    'sm-mta[12]: x: odd=1, stat=Deferred: 452 4.2.2 Mailbox full',
    'smtpd[12]: some odd words said: 550 5.1.1 No such user',
    'dovecot: lmtp(1): odd words: 552 5.2.2 Mailbox full',
  ])('in a layout that nobody knows is never called quiet: %s', (line) => {
    expect(one(LINE(line)).cause).not.toBe('none');
  });
});

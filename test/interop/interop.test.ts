/**
 * The same conversations with each real server that is installed: over each way in, with each mechanism, letters of every kind
 * compared with what lies in the mailbox, and the refusals that it can be made to give. The run prints the table.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import type { Ended } from '../support/run-cli.ts';
import {
  has,
  hasAiosmtpd,
  HOST,
  isRoot,
  PASSWORD,
  startAiosmtpd,
  startPostfix,
  startSmtpServer,
  USER,
} from './real-servers.ts';
import type { Place, RealServer } from './real-servers.ts';

const SERVERS = [
  { name: 'Postfix', installed: has('postfix') && has('dovecot') && isRoot, start: startPostfix },
  {
    name: 'aiosmtpd',
    installed: hasAiosmtpd(),
    start: startAiosmtpd,
  },
  { name: 'smtp-server (npm)', installed: true, start: startSmtpServer },
];

let folder = '';
const results = new Map<string, string[]>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(
    [
      'server: conversations that went as they should',
      ...[...results].map(([name, done]) => `  ${name}: ${done.length} (${done.join(', ')})`),
    ].join('\n'),
  );
  for (const { name, installed } of SERVERS)
    if (!installed) console.log(`  ${name}: not installed, or not root`);
});

/** Fields that a server would add where they are missing. */
const HEAD =
  'From: bob@example.test\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@client.example.com>\r\n';

/** Letters by what is hard about them, each with a subject of its own. */
const LETTERS: Readonly<Record<string, string | Buffer>> = {
  'plain text': 'A line.\r\nAnother.\r\n',
  'lines that begin with dots': '.\r\n..\r\n.hidden\r\na.b\r\n...\r\n',
  'bare LFs': 'one\n.\ntwo\nthree\n',
  'no end of its last line': 'one\r\n.two',
  '8-bit text': Buffer.from('Grüße, Привет\r\n.точка\r\n'),
  'a line of 998 octets': `${'x'.repeat(998)}\r\n`,
  'an empty body': '',
};

function expected(subject: string, body: string | Buffer): string {
  const text = Buffer.from(body).toString('latin1').replace(/\r?\n/g, '\n');
  return `Subject: ${subject}\n\n${text === '' || text.endsWith('\n') ? text : `${text}\n`}`;
}

describe.each(SERVERS.filter(({ installed }) => installed))('$name', ({ name, start }) => {
  let server: RealServer;
  let sent = 0;
  const passed = (what: string): void => {
    results.set(name, [...(results.get(name) ?? []), what]);
  };

  beforeAll(async () => {
    server = await start();
  }, 60_000);

  afterAll(async () => {
    await server.stop();
  });

  function sendTo(place: Place, ...args: readonly string[]): Promise<Ended> {
    return runCli([
      'send',
      ...[
        '--server',
        place.server,
        '--tls',
        place.tls,
        '--tls-ca',
        server.authority,
        '--tls-servername',
        HOST,
      ],
      ...['--from', 'bob@example.test', '--ehlo', 'client.example.test'],
      ...args,
    ]);
  }

  const as = (mechanism: string): readonly string[] => [
    ...['--auth', mechanism, '--user', USER, '--password', PASSWORD],
  ];

  /** What of a stored letter is ours: what stands from our subject on. */
  async function stored(subject: string): Promise<string | undefined> {
    const mark = `Subject: ${subject}`;
    const letters = await server.letters(sent);
    const letter = letters.find((text) => text.includes(mark));
    return letter?.slice(letter.indexOf(mark)).replace(/\r\n/g, '\n');
  }

  it('takes a letter over each of its ways in', async () => {
    const { relay, submission, implicit, lmtp } = server.places;
    for (const [way, place, args] of [
      ['STARTTLS', relay, []],
      ['STARTTLS and AUTH LOGIN', submission, as('LOGIN')],
      ['TLS from the start and AUTH PLAIN', implicit, as('PLAIN')],
      ['LMTP', lmtp, []],
    ] as const) {
      if (place === undefined) continue;
      sent++;
      const { code, out, err } = await sendTo(place, '--to', 'alice@example.test', ...args);
      expect({ way, code, said: code === 0 ? '' : out + err }).toEqual({ way, code: 0, said: '' });
      passed(way);
    }
    expect((await server.letters(sent)).length).toBe(sent);
  }, 60_000);

  it('takes each mechanism that it offers, and refuses a wrong password with each', async () => {
    const place = server.places.submission;
    if (place === undefined) return;
    for (const mechanism of server.mechanisms) {
      const right = await sendTo(
        place,
        '--to',
        'alice@example.test',
        '--stop-after',
        'auth',
        ...as(mechanism),
      );
      expect({ mechanism, code: right.code }).toEqual({ mechanism, code: 0 });
      const wrong = await sendTo(
        place,
        ...['--to', 'alice@example.test', '--stop-after', 'auth'],
        ...['--auth', mechanism, '--user', USER, '--password', 'not-it-at-all'],
      );
      expect({ mechanism, code: wrong.code }).toEqual({ mechanism, code: 7 });
      expect(wrong.out + wrong.err).not.toContain('not-it-at-all');
      passed(`AUTH ${mechanism}`);
    }
  }, 120_000);

  it('has in the mailbox what was given, byte for byte', async () => {
    const place = server.places.submission;
    if (place === undefined) return;
    for (const [what, body] of Object.entries(LETTERS)) {
      const subject = `interop ${what}`;
      const file = join(folder, 'letter.eml');
      writeFileSync(
        file,
        Buffer.concat([Buffer.from(`${HEAD}Subject: ${subject}\r\n\r\n`), Buffer.from(body)]),
      );
      sent++;
      const { code, out } = await sendTo(place, '--to', 'alice@example.test', '--eml', file, ...as('PLAIN'));
      expect({ what, code, said: code === 0 ? '' : out }).toEqual({ what, code: 0, said: '' });
      expect(await stored(subject), what).toBe(expected(subject, body));
      passed(what);
    }
  }, 120_000);

  it('has an attachment of 5 MB and a Cyrillic subject as they were', async () => {
    const place = server.places.submission;
    if (place === undefined) return;
    const { default: PostalMime } = await import('postal-mime');
    const content = Buffer.alloc(5_000_000, 'smtp-lab attachment\n.\n');
    const file = join(folder, 'large.bin');
    writeFileSync(file, content);
    sent++;
    const { code } = await sendTo(
      place,
      ...[
        '--to',
        'alice@example.test',
        '--subject',
        'Вложение',
        '--body',
        'Смотрите файл.',
        '--attach',
        file,
      ],
      ...as('PLAIN'),
    );
    expect(code).toBe(0);
    const letters = await server.letters(sent);
    const letter = letters.find((text) => text.length > 5_000_000) ?? '';
    const mail = await PostalMime.parse(Buffer.from(letter, 'latin1'));
    expect(mail.subject).toBe('Вложение');
    expect(mail.text?.trim()).toBe('Смотрите файл.');
    const [attached] = mail.attachments;
    const bytes = attached?.content;
    expect(bytes instanceof ArrayBuffer ? Buffer.from(bytes).equals(content) : bytes).toBe(true);
    passed('5 MB attachment');
  }, 60_000);

  it('takes a header in UTF-8 with SMTPUTF8', async () => {
    const place = server.places.submission;
    if (place === undefined || !server.smtpUtf8) return;
    const file = join(folder, 'utf8.eml');
    writeFileSync(file, 'Subject: interop Письмо\r\nFrom: Боб <bob@example.test>\r\n\r\nПривет\r\n');
    sent++;
    const { code, out } = await sendTo(place, '--to', 'alice@example.test', '--eml', file, ...as('PLAIN'));
    expect(code).toBe(0);
    expect(out).toMatch(/MAIL FROM:<bob@example\.test>.* SMTPUTF8/);
    const letters = await server.letters(sent);
    const mark = Buffer.from('Subject: interop Письмо').toString('latin1');
    expect(letters.some((letter) => letter.includes(mark))).toBe(true);
    passed('SMTPUTF8');
  }, 60_000);

  it('takes a letter by BDAT where it offers that', async () => {
    const place = server.places.submission;
    if (place === undefined || !server.chunking) return;
    const file = join(folder, 'bdat.eml');
    const body = '.\r\n..\r\n.x\r\n'.repeat(1000);
    writeFileSync(file, `${HEAD}Subject: interop BDAT\r\n\r\n${body}`);
    sent++;
    const { code, out } = await sendTo(
      place,
      ...['--to', 'alice@example.test', '--eml', file, '--chunking', '--show-data', '1'],
      ...as('PLAIN'),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/C: BDAT \d+ LAST/);
    expect(await stored('interop BDAT')).toBe(expected('interop BDAT', body));
    passed('BDAT');
  }, 60_000);

  it('refuses whom it does not know and where it does not go, and that is what is said', async () => {
    const place = server.places.relay;
    if (place === undefined) return;
    const unknown = await sendTo(place, '--to', 'nobody@example.test');
    expect(unknown.code).toBe(9);
    expect(unknown.out).toMatch(/550/);
    const elsewhere = await sendTo(place, '--to', 'someone@example.net');
    expect(elsewhere.code).toBe(9);
    expect(elsewhere.out).toMatch(/55\d/);
    sent++;
    const partly = await sendTo(place, '--to', 'alice@example.test,nobody@example.test');
    expect(partly.code).toBe(10);
    passed('refusals');
  }, 60_000);
});

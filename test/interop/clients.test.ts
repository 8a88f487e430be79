/**
 * Real clients deliver through the practice server: in clear, with STARTTLS, with TLS from the start, with each mechanism that they
 * have; what it received is what they were given, octet for octet, and a refusal is told as one. A client that is not installed
 * is skipped and named; with CI set it must be there. The run prints the counts.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { ReceivedMail } from '../../src/io/practice-server/index.ts';
import { CLIENTS } from './clients.ts';
import type { Ended, Errand, MailClient, Way } from './clients.ts';

const ACCOUNT = { user: 'student', password: 'practice', token: 'a-token-to-practise' };
const FROM = 'student@example.test';
const TO = 'teacher@example.test';

const HEADER = [
  `From: Student <${FROM}>`,
  `To: ${TO}`,
  'Date: Wed, 25 Nov 2026 10:00:00 +0000',
  'Message-ID: <1@client.example.test>',
  'Subject: A letter',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
].join('\r\n');

const letter = (body: string): Buffer => Buffer.from(`${HEADER}\r\n\r\n${body}`);

const LETTERS: Readonly<Record<string, string>> = {
  'lines that begin with dots': '.\r\n..\r\n.hidden\r\nplain\r\n\r\n...\r\n.\r\nend\r\n',
  '8-bit text': 'Grüße\r\n.Привет\r\n',
  '2 MB of lines': Array.from(
    { length: 40_000 },
    (_, at) => `${at % 5 === 0 ? '.' : ''}${'x'.repeat(at % 90)} ${at}\r\n`,
  ).join(''),
};

let folder = '';
const delivered = new Map<string, string[]>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  const counts = [...delivered].map(
    ([name, done]) => `  ${name.padEnd(12)}${String(done.length).padStart(3)}: ${done.join(', ')}`,
  );
  const all = [...delivered.values()].flat().length;
  console.log(
    ['', ...counts, `real clients: ${delivered.size}, conversations with the practice server: ${all}`].join(
      '\n',
    ),
  );
  for (const { name, missing } of CLIENTS)
    if (missing() !== null) console.log(`NOT TRIED: ${name} (${missing() ?? ''})`);
});

/** A letter that arrived; `whole` is all of it, wherever the server keeps it. */
type Arrived = ReceivedMail & { readonly whole: Buffer };

/** Starts a server and lets a client deliver to it. */
async function errand(
  client: MailClient,
  way: Way,
  details: Partial<Errand> = {},
): Promise<Ended & { readonly letters: readonly Arrived[]; readonly commands: readonly string[] }> {
  const commands: string[] = [];
  const started = await startPracticeServer({
    accounts: [ACCOUNT],
    tls: way === 'implicit' ? 'implicit' : 'starttls',
    onEvent: (event) => {
      if (event.kind === 'command') commands.push(event.line);
    },
  });
  const room = mkdtempSync(join(folder, 'errand-'));
  const authority = join(room, 'ca.pem');
  writeFileSync(authority, await started.authority());
  const account = { mechanism: null, user: ACCOUNT.user, secret: ACCOUNT.password };
  try {
    const { code, said } = await client.deliver({
      ...{ way, port: started.port, authority, ...account },
      ...{ from: FROM, to: TO, letter: letter('A line.\r\n'), folder: room },
      ...details,
    });
    const letters = started.received.map((mail) => ({
      ...mail,
      whole: mail.file === null ? Buffer.from(mail.content) : readFileSync(mail.file),
    }));
    return { code, said, letters, commands };
  } finally {
    await started.close();
  }
}

const secretFor = (mechanism: string): string =>
  mechanism === 'XOAUTH2' || mechanism === 'OAUTHBEARER' ? ACCOUNT.token : ACCOUNT.password;

/** What has to have arrived: the letter, or its body where the client makes the header. */
function expectArrived(client: MailClient, given: Buffer, arrived: Arrived | undefined): void {
  const whole = arrived?.whole ?? Buffer.alloc(0);
  const bodyOf = (octets: Buffer): Buffer => octets.subarray(octets.indexOf('\r\n\r\n') + 4);
  const [wanted, got] = client.ownHeader ? [bodyOf(given), bodyOf(whole)] : [given, whole];
  if (wanted.length > 100_000) expect(got.equals(wanted)).toBe(true);
  else expect(got.toString()).toBe(wanted.toString());
}

const here = CLIENTS.map((client) => ({
  client,
  name: client.name,
  absent: client.missing() !== null && process.env['CI'] === undefined,
}));

describe.concurrent.each(here)('$name at the practice server', ({ client, name, absent }) => {
  const tick = (what: string): void => void delivered.set(name, [...(delivered.get(name) ?? []), what]);

  it.skipIf(absent).each(['clear', 'starttls', 'implicit'] as const)('delivers, %s', async (way) => {
    const { code, said, letters } = await errand(client, way);
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({
      from: FROM,
      to: [TO],
      encrypted: way !== 'clear',
      greetedName: 'client.example.test',
    });
    expectArrived(client, letter('A line.\r\n'), letters[0]);
    tick(way);
  });

  it.skipIf(absent).each(client.mechanisms)(
    'signs in with %s, and is refused with a wrong password',
    async (mechanism) => {
      const right = await errand(client, 'starttls', { mechanism, secret: secretFor(mechanism) });
      expect({ code: right.code, said: right.code === 0 ? '' : right.said }).toEqual({ code: 0, said: '' });
      expect(right.commands.join('\n')).toMatch(new RegExp(`^AUTH ${mechanism}\\b`, 'im'));
      expect(right.letters[0]).toMatchObject({ identity: ACCOUNT.user, encrypted: true });
      expectArrived(client, letter('A line.\r\n'), right.letters[0]);
      const wrong = await errand(client, 'starttls', { mechanism, secret: 'not-it' });
      expect(wrong.code).not.toBe(0);
      expect(wrong.said).toMatch(/535|334 eyJ/);
      expect(wrong.letters).toEqual([]);
      tick(mechanism);
    },
  );

  it.skipIf(absent).each(Object.entries(LETTERS))('delivers %s octet for octet', async (what, body) => {
    const { code, said, letters } = await errand(client, 'starttls', { letter: letter(body) });
    expect({ code, said: code === 0 ? '' : said.slice(-2000) }).toEqual({ code: 0, said: '' });
    expectArrived(client, letter(body), letters[0]);
    tick(what);
  });

  it.skipIf(absent)('is refused a recipient that nobody is, and says so', async () => {
    const { code, said, letters } = await errand(client, 'clear', { to: 'nobody@example.test' });
    expect(code).not.toBe(0);
    expect(said).toContain('5.1.1 No such user');
    expect(letters).toEqual([]);
    tick('a refused recipient');
  });

  it.skipIf(absent)('does not deliver to a server whose certificate it has no reason to trust', async () => {
    const other = join(folder, 'other.pem');
    const { testCertificate } = await import('../support/lab-certificates.ts');
    writeFileSync(other, (await testCertificate(['localhost'])).authority);
    const { code, letters } = await errand(client, 'starttls', { authority: other });
    expect(code).not.toBe(0);
    expect(letters).toEqual([]);
    tick('a certificate refused');
  });
});

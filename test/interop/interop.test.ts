/**
 * The same table of conversations with each real server that is installed: every way in, every mechanism, letters of every kind
 * compared with what lies in the mailbox, every refusal and every mistake. What is not installed is left out and named;
 * with CI set it must be there. The run prints the table.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiosmtpd } from './aiosmtpd.ts';
import { dovecotLmtp, dovecotSubmission } from './dovecot.ts';
import { exim } from './exim.ts';
import { haraka } from './haraka.ts';
import { letters } from './letters.ts';
import { certificates, logins, transports } from './logins.ts';
import { mistakes } from './mistakes.ts';
import { opensmtpd } from './opensmtpd.ts';
import { postfix } from './postfix.ts';
import { refusals } from './refusals.ts';
import { sendmail } from './sendmail.ts';
import type { Running } from './server.ts';
import { smtpServer } from './smtp-server.ts';
import { smtpSink } from './smtp-sink.ts';
import { tableOf } from './table.ts';

const SERVERS = [
  ...[
    postfix,
    exim,
    sendmail,
    opensmtpd,
    haraka,
    dovecotSubmission,
    dovecotLmtp,
    aiosmtpd,
    smtpServer,
    smtpSink,
  ],
].map((server) => ({ server, name: server.name, missing: server.missing() }));

const TABLE = {
  'ways in': transports,
  certificates,
  logins,
  letters,
  refusals,
  mistakes,
};

const held = new Map<string, string>();
const started = new Map<string, PromiseSettledResult<Running>>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  const present = SERVERS.filter(({ missing }) => missing === null);
  const all = await Promise.allSettled(present.map(({ server }) => server.start()));
  for (const [at, result] of all.entries()) started.set(present[at]?.name ?? '', result);
});

afterAll(async () => {
  const running = [...started.values()].flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  await Promise.all(running.map(({ stop }) => stop()));
  rmSync(folder, { recursive: true });
  const present = SERVERS.filter(({ missing }) => missing === null).map(({ server }) => server);
  console.log(tableOf(TABLE, present, held));
  for (const { name, missing } of SERVERS)
    if (missing !== null)
      console.log(`NOT TRIED: ${name} (${missing}; test/interop/install-servers.sh installs it)`);
});

// At once, some of them: servers take their time.
describe.concurrent.each(SERVERS)('$name', ({ server, missing }) => {
  const fitting = Object.values(TABLE)
    .flat()
    .filter(({ fits }) => fits(server));
  // With CI set it must be there.
  const absent = missing !== null && process.env['CI'] === undefined;

  it.skipIf(absent).each(fitting)('$name', async (conversation) => {
    expect(missing).toBeNull();
    const start = started.get(server.name);
    if (start?.status !== 'fulfilled') throw start?.reason ?? new Error('it was not started');
    const key = `${server.name}: ${conversation.name}`;
    held.set(key, 'failed');
    await conversation.hold({ server, running: start.value, folder });
    held.set(key, 'held');
  });
});

it('has a row for each conversation', () => {
  const names = Object.values(TABLE).flatMap((rows) => rows.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

it.each(['real-servers.md', 'real-servers.ru.md'])(
  'has in %s how many conversations are held with each',
  (name) => {
    const text = readFileSync(new URL(`../../lessons/handbook/${name}`, import.meta.url), 'utf8');
    const rows = Object.values(TABLE).flat();
    expect(text).toContain(String(rows.length));
    for (const { server } of SERVERS) {
      const line = text.split('\n').find((row) => row.startsWith(`| ${server.name} `));
      expect(line).toMatch(new RegExp(`\\| ${rows.filter(({ fits }) => fits(server)).length} \\|$`));
    }
  },
);

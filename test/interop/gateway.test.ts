/**
 * The same table of conversations with each real server, through the gateway: every way in, every mechanism, letters of every kind compared
 * octet for octet with what lies in the mailbox, every refusal and every mistake. What is not installed is left out and named.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labAuthority, labCertificate } from '../../src/io/server/index.ts';
import { startGateway } from '../support/gateway.ts';
import type { RunningGateway } from '../support/gateway.ts';
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
import { HOST } from './server.ts';
import type { Place, Running } from './server.ts';
import { smtpServer } from './smtp-server.ts';
import { smtpSink } from './smtp-sink.ts';
import { tableOf } from './table.ts';

const ALL = [
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
];
const SERVERS = ALL.map((server) => ({ server, name: server.name, missing: server.missing() }));
const TABLE = { 'ways in': transports, certificates, logins, letters, refusals, mistakes };

const held = new Map<string, string>();
const started = new Map<string, PromiseSettledResult<Running>>();
const gateways: RunningGateway[] = [];
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  const present = SERVERS.filter(({ missing }) => missing === null);
  const all = await Promise.allSettled(present.map(({ server }) => server.start().then(throughGateways)));
  for (const [at, result] of all.entries()) started.set(present[at]?.name ?? '', result);
});

afterAll(async () => {
  await Promise.all(gateways.map((one) => one.stop()));
  const running = [...started.values()].flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  await Promise.all(running.map(({ stop }) => stop()));
  rmSync(folder, { recursive: true });
  const present = SERVERS.filter(({ missing }) => missing === null).map(({ server }) => server);
  console.log(tableOf(TABLE, present, held));
  for (const { name, missing } of SERVERS)
    if (missing !== null) console.log(`NOT TRIED: ${name} (${missing})`);
});

/** A gateway before each place of a server, with the same encryption on either side. */
async function throughGateways(running: Running): Promise<Running> {
  const authority = join(folder, 'lab.pem');
  writeFileSync(authority, labAuthority());
  const places: Record<string, Place> = {};
  for (const [name, place] of Object.entries(running.places))
    places[name] = await behind(place, name, running);
  return { ...running, places, authority };
}

const valueOf = (option: string, { args = [] }: Place): string | undefined =>
  args.includes(option) ? args[args.indexOf(option) + 1] : undefined;

async function behind(place: Place, name: string, running: Running): Promise<Place> {
  const port = Number(/:(\d+)$/.exec(place.server)?.[1]);
  const lmtp = name === 'lmtp';
  const one = await startGateway(
    port,
    { tls: place.tls, certificate: labCertificate(HOST) },
    {
      tls: place.tls,
      dialect: lmtp ? 'lmtp' : 'smtp',
      insecure: place.args?.includes('--insecure') === true,
      tlsOptions: {
        authorities: [readFileSync(running.authority, 'utf8')],
        servername: HOST,
        ...(valueOf('--tls-max', place) === '1.2' ? { maxVersion: 'TLSv1.2' as const } : {}),
        ...(valueOf('--tls-ciphers', place) === undefined
          ? {}
          : { ciphers: valueOf('--tls-ciphers', place) ?? '' }),
      },
    },
  );
  gateways.push(one);
  // What a server needs to be encrypted with at all is for the gateway's side.
  return { tls: place.tls, server: `${lmtp ? 'lmtp://' : ''}127.0.0.1:${one.port}` };
}

describe.concurrent.each(SERVERS)('$name', ({ server, missing }) => {
  const fitting = Object.values(TABLE)
    .flat()
    // That handshake is the gateway's own now, and does not fail.
    .filter(({ name, fits }) => fits(server) && name !== 'STARTTLS taken, handshake fails');
  it.skipIf(missing !== null).each(fitting)('$name', async (conversation) => {
    const start = started.get(server.name);
    if (start?.status !== 'fulfilled') throw start?.reason ?? new Error('it was not started');
    const key = `${server.name}: ${conversation.name}`;
    held.set(key, 'failed');
    await conversation.hold({ server, running: start.value, folder });
    held.set(key, 'held');
    expect(held.get(key)).toBe('held');
  });
});

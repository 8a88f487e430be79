/**
 * The conformance cases tried at each real mail server that is installed, all of them on loopback, and at our own. The run prints the
 * matrix: how many cases each holds and breaks, and which. `npm run conform` is this file, and writes what was found for `conform
 * --explain` and for the handbook.
 */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue, openSink, runCases } from '../../src/io/conform/index.ts';
import type { CaseOnDisk, CaseResult, RunPlan, Sink } from '../../src/io/conform/index.ts';
import { parseServer, planFor, startClock } from '../../src/io/plan/index.ts';
import type { ConversationPlan } from '../../src/io/plan/index.ts';
import { variablesFor } from '../../src/io/play/index.ts';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { tallyOf, VERDICTS } from '../../src/pure/conformance/index.ts';
import type { Verdict } from '../../src/pure/conformance/index.ts';
import { loadCore } from '../../src/pure/knowledge/index.ts';
import { PRACTICE_ACCOUNT } from '../../src/pure/practice/index.ts';
import { Secret } from '../../src/pure/protocol/index.ts';
import type { Credentials, Dialect } from '../../src/pure/protocol/index.ts';
import { CaseTranscript } from '../../src/pure/reports/index.ts';
import { patience } from '../support/patience.ts';
import { aiosmtpd } from './aiosmtpd.ts';
import { dovecotLmtp, dovecotSubmission } from './dovecot.ts';
import { exim } from './exim.ts';
import { haraka } from './haraka.ts';
import { opensmtpd } from './opensmtpd.ts';
import { postfix } from './postfix.ts';
import { sendmail } from './sendmail.ts';
import { DOMAIN, PASSWORD, RELAYED, SERVERS_FOLDER, USER } from './server.ts';
import type { Place, RealServer, Running } from './server.ts';
import { smtpServer } from './smtp-server.ts';

/** How each is asked for its version; the last number of what it prints is taken. */
const VERSIONS: Readonly<Record<string, string>> = {
  Postfix: 'postconf -d -h mail_version',
  Exim: `${SERVERS_FOLDER}/exim/usr/sbin/exim4 --version | head -n 1 | cut -d ' ' -f 3`,
  Sendmail: `${SERVERS_FOLDER}/sendmail/usr/libexec/sendmail/sendmail -d0.1 -bt < /dev/null | head -n 1`,
  OpenSMTPD: `${SERVERS_FOLDER}/opensmtpd/usr/sbin/smtpd -h 2>&1 | grep -o 'OpenSMTPD [^ ]*'`,
  Haraka: `node -p "require('${SERVERS_FOLDER}/haraka/node_modules/Haraka/package.json').version"`,
  'Dovecot submission': 'dovecot --version',
  'Dovecot LMTP': 'dovecot --version',
  aiosmtpd: "dpkg-query -W -f '${Version}' python3-aiosmtpd",
  'smtp-server': `node -p "require('smtp-server/package.json').version"`,
};

function versionOf(name: string): string {
  const command = VERSIONS[name];
  if (command === undefined) return '';
  const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  return /\d+(?:\.\d+)+(?:p\d+)?/.exec(stdout)?.[0] ?? '';
}

const SERVERS = [
  postfix,
  exim,
  sendmail,
  opensmtpd,
  haraka,
  dovecotSubmission,
  dovecotLmtp,
  aiosmtpd,
  smtpServer,
];
const present = SERVERS.map((server) => ({ server, name: server.name, missing: server.missing() }));

const names = [...SERVERS.map(({ name }) => name), 'smtp-lab serve', 'Postfix, sink', 'Exim, sink'];
const FINDINGS = join(import.meta.dirname, '../../lessons/conformance/servers.json');

const { cases } = await loadCatalogue();
const { keywords } = await loadCore('en');
const results = new Map<string, readonly CaseResult[]>();
const started = new Map<string, PromiseSettledResult<Running>>();

beforeAll(async () => {
  const there = present.filter(({ missing }) => missing === null);
  const all = await Promise.allSettled(there.map(({ server }) => server.start()));
  for (const [at, result] of all.entries()) started.set(there[at]?.name ?? '', result);
});

afterAll(async () => {
  const running = [...started.values()].flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  await Promise.all(running.map(({ stop }) => stop()));
  console.log(matrix());
  if (process.env['SMTP_LAB_CONFORM_WRITE'] !== undefined) writeFindings();
});

function placeOf({ places }: Running): Place {
  const place = places.clear ?? places.lmtp ?? places.submission ?? places.starttls;
  if (place === undefined) throw new Error('no place');
  return place;
}

async function tryAll(
  server: RealServer,
  running: Running,
  chosen: readonly CaseOnDisk[] = cases,
  rcpt = `alice@${DOMAIN}`,
  sink: Sink | null = null,
): Promise<readonly CaseResult[]> {
  const place = placeOf(running);
  const named = parseServer(place.server);
  if (!named.ok || named.value.place.kind !== 'tcp') throw new Error(place.server);
  const { host, port } = named.value.place;
  const [option, ciphers] = place.args ?? [];
  const tlsOptions = { authorities: [], ciphers: ciphers ?? '', maxVersion: 'TLSv1.2' as const };
  return tryAt(
    { server: { host, port: port ?? 0 }, ...(option === '--tls-ciphers' ? { tlsOptions } : {}) },
    named.value.dialect,
    { user: USER, password: new Secret(PASSWORD) },
    [rcpt, `nobody-here@${DOMAIN}`],
    sink === null ? server.name : `${server.name} sink`,
    chosen,
    sink,
  );
}

/** All cases of a dialect at a server; `addresses` are a mailbox and one that does not exist. */
async function tryAt(
  talking: Partial<ConversationPlan>,
  dialect: Dialect,
  credentials: Credentials,
  [rcpt, rcptBad]: readonly [string, string],
  name: string,
  chosen: readonly CaseOnDisk[] = cases,
  sink: Sink | null = null,
): Promise<readonly CaseResult[]> {
  const transcripts = new Map<string, CaseTranscript>();
  const plan: RunPlan = {
    talking: planFor({
      dialect,
      milliseconds: patience(6),
      finalMilliseconds: patience(15),
      insecure: true,
      allowPlaintextAuth: true,
      credentials,
      ...talking,
    }),
    rcpt,
    rcptBad,
    rcptForeign: 'someone@example.com',
    from: rcpt,
    letters: true,
    sink,
    variables: (file, values) => variablesFor(file, values, {}),
    run: randomBytes(4).toString('hex'),
    unregistered: (offered) =>
      offered.filter((keyword) => !keyword.startsWith('X') && keywords.get(keyword)?.registered !== true),
    jobs: 1,
    pause: 0,
    heard: ({ id }, event) => {
      const transcript = transcripts.get(id) ?? new CaseTranscript();
      transcripts.set(id, transcript);
      transcript.event(event);
    },
    tell: () => undefined,
    offered: () => undefined,
  };
  const fitting = chosen.filter(({ one }) => one.dialect === null || one.dialect === dialect);
  const all = await runCases(fitting, plan, { now: startClock() });
  const folder = process.env['SMTP_LAB_CONFORM_LOGS'];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const text = all.map(({ one, verdict, reason, milliseconds }) => {
      const head = `## ${verdict} ${one.level} ${one.id} ${Math.round(milliseconds)}`;
      const said = (transcripts.get(one.id)?.lines() ?? []).join('\n');
      return ['held', 'not-offered'].includes(verdict)
        ? head
        : `${head}\n${JSON.stringify(reason)}\n${said}\n`;
    });
    writeFileSync(join(folder, `${name.replaceAll(' ', '-')}.txt`), text.join('\n'));
  }
  return all;
}

describe.concurrent.each(present)('$name', ({ server, missing }) => {
  it.skipIf(missing !== null)('is tried, and each verdict has its reason', async () => {
    const start = started.get(server.name);
    if (start?.status !== 'fulfilled') throw start?.reason ?? new Error('it was not started');
    const tried = await tryAll(server, start.value);
    results.set(server.name, tried);
    expect(
      tried.filter(({ verdict, reason }) => verdict === 'broken' && reason.kind === 'as-wanted'),
    ).toEqual([]);
    expect(tried.filter(({ verdict }) => verdict === 'held').length).toBeGreaterThan(30);
  });
});

/** What was found, for those that tell it: the ids of cases by verdict, of each server. */
function writeFindings(): void {
  const servers = [...results]
    .filter(([name]) => !name.endsWith(', sink'))
    .sort(([a], [b]) => names.indexOf(a) - names.indexOf(b))
    .map(([name, others]) => {
      const relayed = results.get(`${name}, sink`) ?? [];
      const ids = new Set(relayed.map(({ one }) => one.id));
      const tried = [...others.filter(({ one }) => !ids.has(one.id)), ...relayed];
      const of = (verdict: Verdict): readonly string[] =>
        tried.filter((one) => one.verdict === verdict).map(({ one }) => one.id);
      const found = Object.fromEntries(VERDICTS.map((verdict) => [verdict, of(verdict)]));
      return { name, version: versionOf(name), ...found };
    });
  const text = JSON.stringify({ date: new Date().toISOString().slice(0, 10), servers }, null, 1);
  // A list on one line: what changes from run to run is then seen.
  writeFileSync(
    FINDINGS,
    `${text.replace(/\[\s+("[^\]]*")\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`)}\n`,
  );
}

describe('with a sink', () => {
  // Letters are handed on to us, and compared.
  it.each([postfix, exim].map((server) => [server.name, server, server.missing()] as const))(
    '%s relays letters as they are',
    async (name, server, missing) => {
      if (missing !== null) return;
      const sink = await openSink({
        host: '127.0.0.1',
        port: 0,
        dialect: 'smtp',
        milliseconds: 10_000,
        settles: 700,
      });
      const running = await server.start(sink.port);
      try {
        const withSink = cases.filter(({ one }) => one.needs.includes('sink'));
        const tried = await tryAll(server, running, withSink, `alice@${RELAYED}`, sink);
        results.set(`${name}, sink`, tried);
        expect(tried.filter(({ verdict }) => verdict === 'held').length).toBeGreaterThan(8);
      } finally {
        await running.stop();
        await sink.close();
      }
    },
  );
});

describe('smtp-lab serve', () => {
  it('holds every MUST that it offers', async () => {
    const server = await startPracticeServer({});
    try {
      const tried = await tryAt(
        { server: { host: server.host, port: server.port } },
        'smtp',
        { user: PRACTICE_ACCOUNT.user, password: new Secret(PRACTICE_ACCOUNT.password) },
        ['teacher@example.test', 'nobody@example.test'],
        'smtp-lab-serve',
      );
      results.set('smtp-lab serve', tried);
      const broken = tried.filter(({ one, verdict }) => verdict === 'broken' && one.level === 'MUST');
      expect(broken.map(({ one }) => one.id)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

function matrix(): string {
  const lines = ['', `${''.padEnd(22)}${VERDICTS.map((verdict) => verdict.padStart(13)).join('')}  seconds`];
  for (const name of names) {
    const tried = results.get(name);
    if (tried === undefined) continue;
    const rows = tried.map(({ one, verdict }) => ({ level: one.level, verdict }));
    const tally = tallyOf(rows);
    for (const level of ['MUST', 'SHOULD'] as const) {
      const counts = VERDICTS.map((verdict) => String(tally[level][verdict]).padStart(13)).join('');
      const seconds =
        level === 'MUST' ? (tried.reduce((sum, one) => sum + one.milliseconds, 0) / 1000).toFixed(1) : '';
      lines.push(`${(level === 'MUST' ? name : '').padEnd(15)}${level.padEnd(7)}${counts}  ${seconds}`);
    }
    for (const verdict of ['broken', 'cannot-tell'] as const) {
      const ids = tried
        .filter((one) => one.verdict === verdict)
        .map(({ one }) => `${one.id}${one.level === 'MUST' ? '' : '*'}`);
      if (ids.length > 0) lines.push(`  ${verdict}: ${ids.join(' ')}`);
    }
  }
  return lines.join('\n');
}

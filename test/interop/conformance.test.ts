/**
 * The conformance cases tried at each real mail server that is installed, all of them on loopback. The run prints the matrix: how many
 * clauses each holds and breaks, and which. `npm run conform` is this file.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue, runCases } from '../../src/io/conform/index.ts';
import type { CaseResult, RunPlan } from '../../src/io/conform/index.ts';
import { parseServer, planFor, startClock } from '../../src/io/plan/index.ts';
import { variablesFor } from '../../src/io/play/index.ts';
import { tallyOf, VERDICTS } from '../../src/pure/conformance/index.ts';
import { loadCore } from '../../src/pure/knowledge/index.ts';
import { Secret } from '../../src/pure/protocol/index.ts';
import { CaseTranscript } from '../../src/pure/reports/index.ts';
import { patience } from '../support/patience.ts';
import { aiosmtpd } from './aiosmtpd.ts';
import { dovecotLmtp, dovecotSubmission } from './dovecot.ts';
import { exim } from './exim.ts';
import { haraka } from './haraka.ts';
import { opensmtpd } from './opensmtpd.ts';
import { postfix } from './postfix.ts';
import { sendmail } from './sendmail.ts';
import { DOMAIN, PASSWORD, USER } from './server.ts';
import type { Place, RealServer, Running } from './server.ts';
import { smtpServer } from './smtp-server.ts';

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
});

function placeOf({ places }: Running): Place {
  const place = places.clear ?? places.lmtp ?? places.submission ?? places.starttls;
  if (place === undefined) throw new Error('no place');
  return place;
}

async function tryAll(server: RealServer, running: Running): Promise<readonly CaseResult[]> {
  const place = placeOf(running);
  const named = parseServer(place.server);
  if (!named.ok || named.value.place.kind !== 'tcp') throw new Error(place.server);
  const { host, port } = named.value.place;
  const dialect = named.value.dialect;
  const transcripts = new Map<string, CaseTranscript>();
  const plan: RunPlan = {
    talking: planFor({
      server: { host, port: port ?? 0 },
      dialect,
      milliseconds: patience(6),
      finalMilliseconds: patience(15),
      insecure: true,
      allowPlaintextAuth: true,
      credentials: { user: USER, password: new Secret(PASSWORD) },
      ...(place.args?.[0] === '--tls-ciphers'
        ? { tlsOptions: { authorities: [], ciphers: place.args[1] ?? '', maxVersion: 'TLSv1.2' as const } }
        : {}),
    }),
    rcpt: `alice@${DOMAIN}`,
    rcptBad: `nobody-here@${DOMAIN}`,
    rcptForeign: 'someone@example.com',
    from: `bob@${DOMAIN}`,
    letters: true,
    sink: null,
    variables: (file, values) => variablesFor(file, values, {}),
    run: 'interop',
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
  const fitting = cases.filter(({ one }) => one.dialect === null || one.dialect === dialect);
  const all = await runCases(fitting, plan, { now: startClock() });
  const folder = process.env['SMTP_LAB_CONFORM_LOGS'];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const text = all.map(({ one, verdict, reason, milliseconds }) =>
      ['held', 'not-offered'].includes(verdict)
        ? `## ${verdict} ${one.id} ${Math.round(milliseconds)}`
        : `## ${verdict} ${one.level} ${one.id} ${Math.round(milliseconds)}\n${JSON.stringify(reason)}\n${(transcripts.get(one.id)?.lines() ?? []).join('\n')}\n`,
    );
    writeFileSync(`${folder}/${server.name.replaceAll(' ', '-')}.txt`, text.join('\n'));
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

function matrix(): string {
  const lines = ['', `${''.padEnd(22)}${VERDICTS.map((verdict) => verdict.padStart(13)).join('')}  seconds`];
  for (const { name } of present) {
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

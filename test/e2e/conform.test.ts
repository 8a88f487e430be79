/** `smtp-lab conform` as a program: the list, a case explained, a run with its exit codes, JSON, reports, what is never sent. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import { runHere } from '../support/run-inside.ts';
import { startRelay } from '../conformance/relay.ts';

/** A port that is free at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

let folder = '';
let server: PracticeServer;
let at = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  server = await startPracticeServer();
  at = `${server.host}:${server.port}`;
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const conform = (...args: readonly string[]) => runHere(['conform', ...args]);
/** The objects that a run prints. */
const objects = (out: string): readonly Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('the catalogue', () => {
  it('is listed by clause, whole or in part, as lines and as JSON', async () => {
    const { code, out } = await conform('--list');
    expect(code).toBe(0);
    expect(out).toMatch(/^RFC 5321 §[\d.]+$/m);
    expect(out).toMatch(/^ {2}rset-forgets-sender +MUST +RSET forgets the sender$/m);
    const [cases = 0, clauses = 0] = (/(\d+) cases, (\d+) clauses\.$/m.exec(out) ?? []).slice(1).map(Number);
    expect(cases).toBeGreaterThanOrEqual(150);
    expect(clauses).toBeGreaterThanOrEqual(180);
    const part = await conform('--list', '--only', 'rset', '--only', '3207-4.2', '--json');
    const rows = objects(part.out);
    expect(rows.length).toBeGreaterThan(8);
    expect(
      rows.every(({ id, clauses: of }) => String(id).startsWith('rset') || String(of).includes('3207-4.2')),
    ).toBe(true);
    expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'side', 'level', 'clauses', 'needs', 'title']);
  });

  it('has a level to choose by', async () => {
    const { out } = await conform('--list', '--level', 'must', '--json');
    expect(new Set(objects(out).map(({ level }) => level))).toEqual(new Set(['MUST']));
  });

  it('explains a case in both languages: clauses, reason, what real servers do, the case itself', async () => {
    const english = await conform('--explain', 'end-of-data-lf-dot-lf');
    expect(english.out).toContain('RFC 5321 §4.1.1.4');
    expect(english.out).toMatch(/^ {2}broken: .*Postfix/m);
    expect(english.out).toContain('@quiet 250ms');
    const russian = await conform('--explain', 'end-of-data-lf-dot-lf', '--lang', 'ru');
    expect(russian.out).toContain('LF . LF не завершает письмо');
    expect(russian.out).toMatch(/^ {2}нарушено: /m);
  });

  it('says what is near where there is no such case, and takes levels of explanation as ever', async () => {
    const wrong = await conform('--explain', 'rset-forgets-sendr');
    expect(wrong.code).toBe(2);
    expect(wrong.err.replace(/\s+/g, ' ')).toContain('Did you mean "rset-forgets-sender"?');
    expect((await conform('--list', '--only', 'rset', '--explain', 'brief')).code).toBe(0);
    expect((await conform('--only', 'nothing-like-it')).code).toBe(2);
  });
});

describe('a run', () => {
  it('without a server tries the practice server, which holds what it is asked', async () => {
    const { code, out } = await conform('--only', 'rset');
    expect(code).toBe(0);
    expect(out).toContain('practice server inside the program');
    expect(out).toMatch(/^held {9}MUST {4}RSET forgets the sender$/m);
    expect(out).toMatch(/^No MUST was found broken\. Done in [\d.]+ s\.$/m);
  });

  it('runs nothing that needs what was not given, and says what to give', async () => {
    const { out } = await conform('--server', at, '--tls', 'off', '--only', 'rset-forgets');
    expect(out).toMatch(/^Not run: 1 case\.$/m);
    expect(out).toContain('--rcpt ADDRESS');
  });

  it('has exit code 15 for a broken MUST, and for a SHOULD with --strict', async () => {
    const should = ['--scenario', 'no-extensions', '--only', 'size-offered'];
    expect((await conform(...should)).code).toBe(0);
    const strict = await conform(...should, '--strict');
    expect(strict.code).toBe(15);
    expect(strict.out).toContain('1 SHOULD broken.');
    const must = await conform('--scenario', 'helo-only', '--only', 'ehlo-understood');
    expect(must.code).toBe(15);
    expect(must.out).toMatch(/broken .*ehlo-understood/);
    expect(must.out).toContain('wanted 250, came 500');
    expect((await conform('--scenario', 'helo-only', '--only', 'ehlo-understood', '--quiet')).out).toBe('');
  });

  it('has the usual codes where the server is not there', async () => {
    const { code, err } = await conform('--server', '127.0.0.1:1', '--only', 'rset');
    expect(code).toBe(3);
    expect(err).not.toMatch(/^ +at /m);
  });

  it('prints an object for each case, and a summary', async () => {
    const { out } = await conform('--only', 'rset', '--json');
    const rows = objects(out);
    const summary = rows.at(-1);
    expect(rows[0]).toMatchObject({ type: 'case', verdict: 'held', why: '', line: null });
    expect(summary).toMatchObject({ type: 'summary', cases: rows.length - 1 });
    expect(summary?.['tally']).toMatchObject({ MUST: { broken: 0 } });
  });

  it('sends no letter with --no-letters, and with letters none but to the mailbox', async () => {
    const about = [
      '--server',
      at,
      '--tls',
      'off',
      '--rcpt',
      'teacher@example.test',
      '--rcpt-foreign',
      'x@example.com',
    ];
    const before = server.received.length;
    const without = await conform(...about, '--only', 'letter', '--only', 'relaying', '--no-letters');
    expect(without.code).toBe(0);
    expect(without.out).toContain('--no-letters was given');
    expect(server.received.length).toBe(before);
    await conform(...about, '--only', 'letter', '--only', 'relaying');
    const came = server.received.slice(before);
    expect(came.length).toBeGreaterThan(2);
    expect(new Set(came.flatMap(({ to }) => to))).toEqual(new Set(['teacher@example.test']));
  });

  it('names the case in EHLO', async () => {
    const heard: string[] = [];
    const watched = await startPracticeServer({
      onEvent: (event) => {
        if (event.kind === 'command') heard.push(event.line);
      },
    });
    try {
      await conform('--server', `${watched.host}:${watched.port}`, '--tls', 'off', '--only', 'rset-answered');
      expect(heard).toContain('EHLO rset-answered.conform.test');
    } finally {
      await watched.close();
    }
  });

  it('tells only where two servers differ', async () => {
    const other = await startPracticeServer({ scenario: 'no-extensions' });
    try {
      const only = ['--only', 'size-offered', '--only', 'rset-answered', '--tls', 'off'];
      const there = `${other.host}:${other.port}`;
      const { out, code } = await conform('--server', at, '--against', there, ...only);
      expect(code).toBe(0);
      expect(out).toContain('size-offered');
      expect(out).not.toContain('rset-answered');
      expect(out).toContain('1 of 2 cases differ.');
      const same = await conform('--server', at, '--against', at, ...only);
      expect(same.out).toContain('The two servers do the same in all 2 cases.');
    } finally {
      await other.close();
    }
  });

  it('compares letters with what comes to the sink', async () => {
    const port = await freePort();
    const relay = await startRelay(port);
    try {
      const { host, port: before } = relay.server;
      const where = ['--server', `${host}:${before}`, '--tls', 'off', '--sink', `127.0.0.1:${port}`];
      const only = ['--rcpt', 'teacher@example.test', '--only', 'letter-arrives', '--only', 'dots-are'];
      const { code, out } = await conform(...where, ...only, '--json');
      expect(objects(out).map(({ verdict }) => verdict)).toEqual(['held', 'held', undefined]);
      expect(code).toBe(0);
    } finally {
      await relay.close();
    }
  });

  it('says that nothing came to the sink, which is no verdict', async () => {
    const sink = ['--sink', '127.0.0.1:0', '--only', 'long-line-arrives', '--patience', '1'];
    const { code, out, err } = await conform(...sink);
    expect(code).toBe(0);
    expect(out).toMatch(/^cannot tell {2}MUST {4}long-line-arrives/m);
    expect(err).toMatch(/^--sink 127\.0\.0\.1:\d+$/m);
  });

  it('shows what a server says with its control characters made visible, in every report', async () => {
    const file = join(folder, 'hostile.html');
    const run = ['--scenario', 'hostile-text', '--only', 'ehlo-understood', '--report', `html=${file}`];
    const { out } = await conform(...run);
    const page = readFileSync(file, 'utf8');
    for (const text of [out, page]) expect(text).not.toMatch(/[\u001b\u0007\u202e\u009b]/);
    expect(out).toContain('\\x1b[2J');
  });

  it('has no option that would do nothing', async () => {
    for (const option of [
      ['--log', 'x.log'],
      ['--hex'],
      ['--show-chain'],
      ['--save-chain', 'x.pem'],
      ['--record', 'x'],
    ])
      expect(await conform('--server', at, '--only', 'rset', ...option)).toMatchObject({ code: 2 });
  });

  it('says no more than was tested', async () => {
    const { out } = await conform('--server', at, '--only', 'end-of-data', '--no-letters');
    expect(out).toContain('No MUST was tested.');
    expect(out).not.toContain('No MUST was found broken');
  });

  it('runs no case at a mailbox that is refused, and says so', async () => {
    const { out, err, code } = await conform(
      '--server',
      at,
      '--rcpt',
      'nobody-here@example.test',
      '--only',
      'vrfy-keeps',
    );
    expect([code, err]).toEqual([0, expect.stringMatching(/refuses the address of --rcpt \(550 /)]);
    expect(out).toContain('No MUST was tested.');
  });

  it('gives with a case the command that tries it at the own server', async () => {
    const { out } = await conform('--explain', 'vrfy-keeps-transaction');
    expect(out).toMatch(/conform --server HOST:PORT --rcpt ADDRESS --only vrfy-keeps-transaction$/m);
  });

  it('has a table that fits 80 columns, in Russian too', async () => {
    const { out } = await conform('--server', at, '--only', 'rset', '--lang', 'ru');
    const table = out.slice(out.indexOf('уровень'));
    for (const line of table.split('\n').slice(0, 7)) expect(line.length).toBeLessThanOrEqual(80);
    expect(table).toMatch(/^соблюдено +\d+ +\d+ +\d+$/m);
  });

  it('ends at an interruption, and leaves the rest', async () => {
    let stopped = false;
    const { code, out } = await runHere(['conform', '--no-letters'], {
      watch: (text, stop) => {
        if (stopped || !text.includes('held')) return;
        stopped = true;
        stop('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(out).toContain('The run was interrupted.');
  });

  it('refuses addresses and sinks that are none before anything is sent', async () => {
    for (const args of [
      ['--rcpt', 'nobody'],
      ['--rcpt-bad', 'a b@example.test'],
      ['--sink', 'here'],
      ['--report', 'pdf=x'],
    ]) {
      const { code, err } = await conform('--server', at, ...args);
      expect([args[0], code]).toEqual([args[0], 2]);
      expect(err).toContain(args[0]);
    }
  });
});

describe('--explain full', () => {
  it('shows what was said where something is broken', async () => {
    const run = ['--scenario', 'no-extensions', '--only', 'size-offered'];
    expect((await conform(...run, '--explain', 'full')).out).toContain('\n    C: EHLO size-offered');
    expect((await conform(...run)).out).not.toContain('    C: EHLO');
  });
});

describe('reports', () => {
  it('are written in every kind, and never over a file that is something else', async () => {
    const file = (name: string): string => join(folder, name);
    const kinds = ['junit', 'tap', 'json', 'md', 'html'];
    const report = kinds.map((kind) => `${kind}=${file(kind)}`).join(',');
    const { code } = await conform(
      '--scenario',
      'no-extensions',
      '--only',
      'size',
      '--only',
      'helo',
      '--report',
      report,
    );
    expect(code).toBe(0);
    const text = (kind: string): string => readFileSync(file(kind), 'utf8');
    expect(text('junit')).toContain('<testsuite name="smtp-lab conform" tests="');
    expect(text('junit')).toContain('<skipped message="not-offered');
    expect(text('tap')).toMatch(/^TAP version 13\n1\.\.\d+\n/);
    expect(JSON.parse(text('json'))).toMatchObject({ conformance: { summary: { SHOULD: { broken: 1 } } } });
    expect(text('md')).toContain('| RFC 5321 §4.5.3.1.7 | size-offered | SHOULD | broken |');
    expect(text('md')).toContain('## size-offered\n\nSIZE is offered\n\n    S: 220 ');
    expect(text('html')).toContain('<a href="#size-offered" class="v-broken"');
    expect(text('html')).toContain(`default-src 'none'`);
    // Its own is written over; another file is not.
    expect((await conform('--only', 'helo', '--report', `md=${file('md')}`)).code).toBe(0);
    const lost = await conform('--only', 'helo', '--report', `md=${file('json')}`);
    expect(lost.code).toBe(2);
    expect(existsSync(file('json'))).toBe(true);
  });

  it('has a failure for a MUST, and for a SHOULD only where it is strict', async () => {
    const path = join(folder, 'strict.xml');
    const run = ['--scenario', 'no-extensions', '--only', 'size-offered', '--report', `junit=${path}`];
    await conform(...run);
    expect(readFileSync(path, 'utf8')).toContain('failures="0"');
    await conform(...run, '--strict');
    expect(readFileSync(path, 'utf8')).toContain('<failure message="wanted hello.keywords contains SIZE');
  });
});

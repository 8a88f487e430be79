/**
 * Captures that tcpdump makes on loopback while this program talks with its practice server, as Ethernet and as Linux cooked (v1 and
 * v2), in pcap and, by editcap, in pcapng. What is read from them is what tshark reads, and what was said.
 */

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaptureFold, lettersOf } from '../../src/pure/reading/index.ts';
import type { CaptureDocument } from '../../src/pure/reading/index.ts';
import { PROGRAM, runCli } from '../support/run-cli.ts';
import { freePorts, missing } from './server.ts';

const WAYS = {
  ethernet: ['-i', 'lo'],
  nanoseconds: ['-i', 'lo', '--time-stamp-precision=nano'],
  cooked: ['-i', 'any', '-y', 'LINUX_SLL'],
  cooked2: ['-i', 'any', '-y', 'LINUX_SLL2'],
} as const;

const absent = missing(['tcpdump']) !== null || process.getuid?.() !== 0;
const noOracle = missing(['tshark', 'editcap']) !== null;

let folder = '';
let port = 0;
const file = (name: string): string => join(folder, name);
const started: ChildProcess[] = [];

function start(command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, { stdio: 'ignore', env: { PATH: process.env['PATH'] } });
  started.push(child);
  return child;
}

function ended(child: ChildProcess): Promise<unknown> {
  return child.exitCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
}

/** Until it is so, within ten seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries += 1) await sleep(100);
}

function sizeOf(name: string): number {
  return statSync(file(name), { throwIfNoEntry: false })?.size ?? 0;
}

beforeAll(async () => {
  if (absent) return;
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  writeFileSync(file('blob'), Buffer.alloc(60_000, 7));
  ({ port = 0 } = await freePorts('port'));
  const server = start(process.execPath, [PROGRAM, 'serve', '--port', String(port)]);
  const captures = Object.entries(WAYS).map(([name, how]) =>
    start('tcpdump', [
      ...how,
      ...['-Z', 'root', '-s', '0', '-B', '16384', '-U', '--immediate-mode', '-w', file(`${name}.pcap`)],
      ...['tcp', 'port', String(port)],
    ]),
  );
  // The head of the file is there when it listens.
  await until(() => Object.keys(WAYS).every((name) => sizeOf(`${name}.pcap`) > 0));
  await sleep(500);
  const common = [
    'send',
    '-s',
    `127.0.0.1:${String(port)}`,
    '--from',
    'ann@example.org',
    '--attach',
    file('blob'),
  ];
  await runCli([...common, '--tls', 'off', '--to', 'student@example.test', '--to', 'eve@example.com']);
  await runCli([...common, '--tls', 'starttls', '--insecure', '--to', 'student@example.test']);
  const before = (): number => Object.keys(WAYS).reduce((sum, name) => sum + sizeOf(`${name}.pcap`), 0);
  for (let size = -1; size !== before(); await sleep(700)) size = before();
  for (const one of [...captures, server]) one.kill('SIGINT');
  await Promise.all([...captures, server].map(ended));
});

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  if (folder !== '') rmSync(folder, { recursive: true });
});

function read(path: string): CaptureDocument {
  const fold = new CaptureFold();
  fold.push(readFileSync(path));
  return fold.finish();
}

/** Verbs and codes, in order, of what was not encrypted. */
function spoken(capture: CaptureDocument): readonly string[] {
  return capture.conversations.flatMap(({ pieces }) =>
    pieces
      .flatMap(({ turns }) => turns)
      .flatMap(({ kind, text }) =>
        kind === 'client'
          ? [text.slice(0, 4).toUpperCase()]
          : kind === 'server' && text[3] !== '-'
            ? [text.slice(0, 3)]
            : [],
      ),
  );
}

describe.skipIf(absent)('captures of tcpdump', () => {
  it.each(Object.keys(WAYS))(
    '%s: both conversations, the letter, what was refused, version and name of TLS',
    (way) => {
      const capture = read(file(`${way}.pcap`));
      expect(capture).toMatchObject({ streams: 2, damage: null, beyond: 0, dropped: 0 });
      const [plain, encrypted] = capture.conversations;
      expect(plain).toMatchObject({ server: `127.0.0.1:${String(port)}`, only: null });
      expect(lettersOf(plain?.pieces ?? [])).toMatchObject([
        { sender: 'ann@example.org', recipients: ['student@example.test'], outcome: 'accepted' },
      ]);
      expect(encrypted?.pieces.at(-1)?.tls).toMatchObject({ version: 'TLS 1.3' });
      expect(spoken(capture)).toEqual([
        ...['220', 'EHLO', '250', 'MAIL', 'RCPT', 'RCPT', 'DATA', '250', '250', '550', '354'],
        ...['250', 'QUIT', '221', '220', 'EHLO', '250', 'STAR', '220'],
      ]);
    },
  );

  it('are judged with a table, and nobody is accused', async () => {
    const { code, out } = await runCli([
      'replay',
      '--judge',
      file('cooked2.pcap'),
      '--timing',
      '--lang',
      'en',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('Where the time went');
    expect(out).toContain('it is not known whether a letter was sent');
    expect(out).toMatch(/accepted +550\n.* TLS +encrypted\n/);
  });
});

describe.skipIf(absent || noOracle)('beside tshark', () => {
  const tshark = (path: string, ...args: readonly string[]): readonly string[] =>
    execFileSync('tshark', ['-r', path, '-d', `tcp.port==${String(port)},smtp`, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\n')
      .filter((line) => line.trim() !== '');

  it.each(Object.keys(WAYS))('%s has the same commands and codes, in pcapng too', (way) => {
    const path = file(`${way}.pcap`);
    const fields = ['-T', 'fields', '-e', 'smtp.req.command', '-e', 'smtp.response.code'];
    const theirs = tshark(path, '-Y', 'smtp.req.command or smtp.response.code', ...fields)
      .flatMap((line) => line.split(/[\t,]/))
      .filter((word) => word !== '')
      .map((word) => word.toUpperCase());
    expect(spoken(read(path))).toEqual(theirs);
    execFileSync('editcap', ['-F', 'pcapng', path, file(`${way}.pcapng`)]);
    const [pcap, pcapng] = [read(path), read(file(`${way}.pcapng`))];
    expect(spoken(pcapng)).toEqual(theirs);
    const times = (capture: CaptureDocument): readonly number[] =>
      capture.conversations.flatMap(({ pieces }) =>
        pieces.flatMap(({ turns }) => turns.map(({ after }) => after)),
      );
    const others = times(pcapng);
    for (const [at, after] of times(pcap).entries()) expect(others[at]).toBeCloseTo(after, 2);
  });

  it('has the same name and version of TLS', () => {
    const path = file('ethernet.pcap');
    const [name] = tshark(
      path,
      ...['-Y', 'tls.handshake.type == 1', '-T', 'fields', '-e', 'tls.handshake.extensions_server_name'],
    );
    const tls = read(path).conversations.at(-1)?.pieces.at(-1)?.tls;
    expect(tls?.name ?? '').toBe(name ?? '');
    const [version] = tshark(
      path,
      ...[
        '-Y',
        'tls.handshake.type == 2',
        '-T',
        'fields',
        '-e',
        'tls.handshake.extensions.supported_version',
      ],
    );
    expect({ version: tls?.version, theirs: version }).toEqual({ version: 'TLS 1.3', theirs: '0x0304' });
  });
});

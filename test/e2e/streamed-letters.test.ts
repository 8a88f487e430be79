/** Letters as they stream: memory that does not grow with them, and files that change, shrink, grow or vanish on the way. */

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM, runCli } from '../support/run-cli.ts';

const HEAD = 'From: a@example.com\nTo: b@example.com\nSubject: streamed\n\n';
const LINE = '.a line that begins with a dot, of about seventy octets, more or less\n';
/** As a server gets a line of it: a dot more, and CR LF. */
const LINE_ON_THE_WIRE = LINE.length + 2;

let folder = '';
const closers: (() => void)[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Sink {
  readonly port: number;
  /** Octets since DATA, the end not counted. */
  readonly taken: () => number;
  /** Whether the end of a letter came. */
  readonly ended: () => boolean;
  /** Resolves when `octets` have come; the server reads no more until `goOn`. */
  readonly stopAt: (octets: number) => Promise<void>;
  readonly goOn: () => void;
}

/** A server that keeps nothing of a letter but how long it is. */
async function openSink(): Promise<Sink> {
  let inLetter = false;
  let taken = 0;
  let ended = false;
  let tail = '';
  let stopAt = Infinity;
  let reached: () => void = () => undefined;
  let client: Socket | null = null;
  const server = createServer((socket) => {
    client = socket;
    closers.push(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.write('220 mail.example.test\r\n');
    socket.on('data', (chunk) => {
      if (inLetter) {
        taken += chunk.length;
        tail = (tail + chunk.subarray(-5).toString('latin1')).slice(-5);
        if (taken >= stopAt) {
          socket.pause();
          reached();
        }
        if (tail !== '\r\n.\r\n') return;
        ended = true;
        inLetter = false;
        socket.write('250 taken\r\n');
        return;
      }
      const verb = chunk.toString('latin1').slice(0, 4).toUpperCase();
      inLetter = verb === 'DATA';
      socket.write(inLetter ? '354 go on\r\n' : '250 OK\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return {
    port: (server.address() as AddressInfo).port,
    taken: () => taken - 3,
    ended: () => ended,
    stopAt: (octets) => {
      stopAt = octets;
      return new Promise((resolve) => {
        reached = resolve;
      });
    },
    goOn: () => {
      stopAt = Infinity;
      client?.resume();
    },
  };
}

function send(port: number, ...rest: readonly string[]): readonly string[] {
  const envelope = ['--from', 'a@example.com', '--to', 'b@example.com'];
  return ['send', '--server', `127.0.0.1:${port}`, '--tls', 'off', ...envelope, ...rest];
}

/** Sends what comes from a pipe; the peak of its memory in MiB. */
async function peakOf(lines: number): Promise<{ readonly peak: number; readonly taken: number }> {
  const sink = await openSink();
  const child = spawn(process.execPath, [PROGRAM, ...send(sink.port, '--eml', '-')], {
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    if (!existsSync(`/proc/${child.pid}/status`)) return;
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
  }, 20);
  const block = LINE.repeat(2000);
  const pieces = function* (): Iterable<string> {
    yield HEAD;
    for (let done = 0; done < lines; done += 2000) yield block;
  };
  Readable.from(pieces()).pipe(child.stdin);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  expect(code).toBe(0);
  return { peak, taken: sink.taken() };
}

describe('a letter from a pipe', () => {
  it('takes no more memory where it is ten times as long, and arrives whole', async () => {
    const short = await peakOf(200_000);
    const long = await peakOf(2_000_000);
    const head = HEAD.length + HEAD.split('\n').length - 1;
    expect(short.taken).toBe(head + 200_000 * LINE_ON_THE_WIRE);
    expect(long.taken).toBe(head + 2_000_000 * LINE_ON_THE_WIRE);
    console.log(
      `peak of memory: ${short.peak.toFixed(0)} MiB for 14 MB, ${long.peak.toFixed(0)} MiB for 140 MB`,
    );
    if (existsSync('/proc/self/status')) expect(long.peak - short.peak).toBeLessThan(30);
  });

  it('may come out of a named pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const sink = await openSink();
    const writer = spawn('sh', ['-c', `printf '%s' "$TEXT" > '${pipe}'`], {
      env: { PATH: process.env['PATH'], TEXT: `${HEAD}hello\n` },
    });
    expect(await runCli(send(sink.port, '--eml', pipe))).toMatchObject({ code: 0 });
    writer.kill();
    expect(sink.taken()).toBe(HEAD.length + 4 + 'hello\r\n'.length);
  });
});

describe('a file that is not what it was', () => {
  const BIG = `${HEAD}${LINE.repeat(400_000)}`;

  it.each([
    ['shrinks', (file: string) => truncateSync(file, 20_000_000)],
    ['grows', (file: string) => appendFileSync(file, 'more\n')],
    [
      'is written anew, as long as it was',
      (file: string) => writeFileSync(file, BIG.replaceAll('dot', 'DOT')),
    ],
    [
      'has another in its place',
      (file: string) => {
        writeFileSync(`${file}.new`, BIG);
        renameSync(`${file}.new`, file);
      },
    ],
    ['vanishes', (file: string) => rmSync(file)],
  ])('%s while it is sent: its end is never sent, and the failure says so', async (_, change) => {
    const file = join(folder, 'letter.eml');
    writeFileSync(file, BIG);
    const sink = await openSink();
    const reached = sink.stopAt(1_000_000);
    const running = runCli(send(sink.port, '--eml', file, '--json'));
    await reached;
    change(file);
    sink.goOn();
    const { code, out } = await running;
    expect(sink.ended()).toBe(false);
    expect(code).toBe(2);
    const result: unknown = JSON.parse(out.trim().split('\n').at(-1) ?? '');
    expect(result).toMatchObject({ type: 'result', problem: 'letter-unreadable' });
    expect(out).not.toContain('"outcome":"accepted"');
  });

  it.each([
    ['is a folder', (file: string) => mkdirSync(file)],
    ['is not there', () => undefined],
    ['is empty', (file: string) => writeFileSync(file, '')],
  ])('%s: nothing is sent at all', async (_, make) => {
    const file = join(mkdtempSync(join(folder, 'place-')), 'letter.eml');
    make(file);
    const sink = await openSink();
    const { code, err } = await runCli(send(sink.port, '--eml', file));
    expect(code).toBe(2);
    expect(err).toContain('letter.eml');
    expect(sink.taken()).toBeLessThan(0);
  });
});

describe('a recording that cannot be written', () => {
  it.each([
    ['a folder that is not there', 'nowhere/x.smtp', 'ENOENT'],
    ['a folder in its place', '.', 'EISDIR'],
  ])('%s: it is said before anything is sent', async (_, name, reason) => {
    const sink = await openSink();
    const { code, err, out } = await runCli(send(sink.port, '--record', join(folder, name)));
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`--record: [a-z ]+ \\(${reason}\\)\\.`));
    expect(err).toContain('Nothing was sent.');
    expect(out).toBe('');
    expect(sink.taken()).toBeLessThan(0);
  });

  it('behind a delivery says that the delivery stands', async () => {
    const place = mkdtempSync(join(folder, 'gone-'));
    const sink = await openSink();
    const reached = sink.stopAt(1);
    const running = runCli(send(sink.port, '--record', join(place, 'x.smtp')));
    await reached;
    rmSync(place, { recursive: true });
    writeFileSync(place, 'no folder any more');
    sink.goOn();
    const { code, err, out } = await running;
    expect(out).toContain('Accepted for b@example.com');
    expect(err.replace(/\s+/g, ' ')).toContain('The result shown is correct');
    expect(err).not.toContain('Nothing was sent');
    expect(code).toBe(0);
  });
});

/**
 * The user ends it: at any moment, from a pipe, a pipe that stays open, behind a proxy, in a handshake. The code is that of the signal, it
 * comes at once, and what is said of the letters is true. And the other way round: the server hangs up first.
 */

import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { PROGRAM, runCli } from '../support/run-cli.ts';
import { scriptedServer } from '../support/scripted-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-interruption-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Over {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program with a standard input that stays open, and sends it signals once `ready` stands in what it said, or has happened. */
function interrupted(
  args: readonly string[],
  ready: string | Promise<unknown>,
  signals: readonly NodeJS.Signals[],
  input = '',
): Promise<Over> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env['PATH'], LANG: 'C', SMTP_LAB_HOME: folder },
    });
    let [out, err] = ['', ''];
    let asked = false;
    const ask = (): void => {
      if (asked) return;
      asked = true;
      for (const [at, signal] of signals.entries()) setTimeout(() => child.kill(signal), at * 50);
    };
    const look = (): void => {
      if (typeof ready === 'string' && (out + err).includes(ready)) ask();
    };
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      look();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      look();
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(input);
    if (typeof ready !== 'string') void ready.then(ask);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

interface Mute {
  readonly port: number;
  /** Resolves with the next connection. */
  readonly visited: () => Promise<unknown>;
  readonly close: () => void;
}

/** A server that takes a connection and says nothing. */
async function mute(): Promise<Mute> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('close', () => {
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    visited: () => once(server, 'connection'),
    close: () => server.close(),
  };
}

/** For a moment: a promise, and what keeps it. */
function moment(): { readonly come: Promise<unknown>; readonly is: () => void } {
  let is = (): void => undefined;
  const come = new Promise<void>((resolve) => {
    is = resolve;
  });
  return { come, is: () => is() };
}

const codes = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

describe.each(codes)('%s', (signal, code) => {
  it('ends connect and learn that read from a pipe which stays open', async () => {
    const connect = await interrupted(['connect'], '220', [signal]);
    expect(connect.code).toBe(code);
    const learn = await interrupted(['learn', 'greeting'], '220', [signal]);
    expect(learn.code).toBe(code);
  });

  it.each([['--attach'], ['--body-file'], ['--html-file']])(
    'is heard where %s is a named pipe to which nobody writes',
    async (option) => {
      const [password, silent] = [join(folder, `password-${code}`), join(folder, `silent-${code}`)];
      for (const pipe of [password, silent]) {
        rmSync(pipe, { force: true });
        execFileSync('mkfifo', [pipe]);
      }
      // That the first pipe is read says that the second one comes next.
      const reading = writeFile(password, 'secret-word\n');
      const args = ['send', '--user', 'ann', '--password-file', password, option, silent, '--json'];
      expect((await interrupted(args, reading, [signal])).code).toBe(code);
    },
  );

  it('is heard by a proxy and a handshake that hang, and by a name that is looked up', async () => {
    const silent = await mute();
    const to = ['--from', 'a@example.com', '--to', 'b@example.com', '--body', 'x', '--json'];
    for (const args of [
      ['send', '--server', 'mail.example:25', '--proxy', `socks5://127.0.0.1:${silent.port}`],
      ['send', '--server', 'mail.example:25', '--proxy', `http://127.0.0.1:${silent.port}`],
      ['send', '--server', `127.0.0.1:${silent.port}`, '--tls', 'implicit'],
      ['send', '--server', `127.0.0.1:${silent.port}`],
    ]) {
      // Nobody answers: whatever ends it but the signal has another code.
      const over = await interrupted([...args, ...to], silent.visited(), [signal]);
      expect(over.code, args.join(' ')).toBe(code);
      expect(over.out.trim().split('\n').at(-1)).toContain('"outcome":"not-sent"');
    }
    silent.close();
  });

  it('tells the truth about many letters: those that were not tried are no failures', async () => {
    let [taken, letters] = [0, Infinity];
    const several = moment();
    const server = await scriptedServer('220 x\r\n', {
      EHLO: '250 x\r\n',
      MAIL: '250 ok\r\n',
      RCPT: '250 ok\r\n',
      DATA: '354 go\r\n',
      '.': (socket) => {
        taken++;
        if (taken > letters + 5) several.is();
        setTimeout(() => socket.write('250 ok\r\n'), 5);
      },
      QUIT: '221 bye\r\n',
    });
    const args = [
      'send',
      '--server',
      `127.0.0.1:${server.port}`,
      '--tls',
      'off',
      '--count',
      '5000',
      '--json',
    ];
    const to = ['--from', 'a@example.com', '--to', 'b@example.com', '--body', 'x'];
    const over = await interrupted([...args, ...to], '"type":"message"', [signal]);
    const result = JSON.parse(over.out.trim().split('\n').at(-1) ?? '') as {
      outcome: string;
      exitCode: number;
      totals: { accepted: number; failed: number; notTried: number };
    };
    expect([over.code, result.exitCode]).toEqual([code, code]);
    const { accepted, failed, notTried } = result.totals;
    expect(accepted + failed + notTried).toBe(5000);
    expect([accepted > 0, failed <= 1, notTried > 0]).toEqual([true, true, true]);
    expect(['partial', 'unknown']).toContain(result.outcome);
    letters = taken;
    const quiet = await interrupted([...args.slice(0, -1), ...to, '--quiet'], several.come, [signal]);
    expect(quiet.code).toBe(code);
    expect(quiet.err).toMatch(/5,?000 letters: \d+ accepted, \d+ not, \d+ not tried/);
    await server.close();
  });
});

describe('an interruption', () => {
  it('behind the dot says that nobody knows, and three of them still leave a result', async () => {
    const dots = [moment(), moment()] as const;
    let dot = 0;
    const server = await scriptedServer('220 x\r\n', {
      EHLO: '250 x\r\n',
      MAIL: '250 ok\r\n',
      RCPT: '250 ok\r\n',
      DATA: '354 go\r\n',
      '.': () => dots[dot++]?.is(),
    });
    const to = ['--from', 'a@example.com', '--to', 'b@example.com', '--body', 'x', '--tls', 'off'];
    const args = ['send', '--server', `127.0.0.1:${server.port}`, ...to];
    const plain = await interrupted(args, dots[0].come, ['SIGINT']);
    expect([plain.code, plain.out.includes('thrown away')]).toEqual([130, false]);
    expect(plain.out).toContain('deliver it twice');
    const json = await interrupted([...args, '--json'], dots[1].come, ['SIGINT', 'SIGINT', 'SIGINT']);
    expect(json.code).toBe(130);
    expect(json.out.trim().split('\n').at(-1)).toContain('"outcome":"unknown"');
    await server.close();
  });
});

describe('a piped connect', () => {
  it.each([
    ['explain'],
    ['replay', '--check', '-'],
    ['send', '-s', '192.0.2.1', '-f', 'a@x.example', '-t', 'b@x.example', '--user', 'a', '--password-stdin'],
  ])('ends %s %s, which reads a pipe that stays open', async (...args) => {
    const begun = new Promise((resolve) => setTimeout(resolve, 1500));
    const began = performance.now();
    const over = await interrupted(args, begun, ['SIGTERM']);
    expect(over.code).toBe(143);
    expect(performance.now() - began).toBeLessThan(9000);
  });

  it('is over with 12 where the server hangs up first, though the pipe says nothing', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 x\r\n');
      socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await interrupted(['connect', place], '', [])).code).toBe(12);
    server.close();
  });
});

describe('files', () => {
  it('that are none are written to, and stay what they are', async () => {
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const reader = spawn('cat', [fifo]);
    let read = '';
    reader.stdout.on('data', (chunk: Buffer) => (read += chunk.toString()));
    const closed = new Promise((resolve) => reader.on('close', resolve));
    const sent = await runCli(['send', '--record', fifo, '--quiet']);
    await closed;
    expect([sent.code, sent.err]).toEqual([0, '']);
    expect(read).toContain('C: EHLO');
    expect(execFileSync('stat', ['-c', '%F', fifo]).toString().trim()).toBe('fifo');
    const nowhere = await runCli(['send', '--record', '/dev/null', '--quiet']);
    expect([nowhere.code, execFileSync('stat', ['-c', '%F', '/dev/null']).toString().trim()]).toEqual([
      ...[0, 'character special file'],
    ]);
    const out = await runCli(['send', '--record', '/dev/stdout', '--quiet']);
    expect(out.out).toContain('C: EHLO');
  });

  it('on a full disk change nothing about a delivery', async () => {
    const recorded = await runCli(['send', '--record', '/dev/full', '--quiet']);
    expect([recorded.code, recorded.err]).toEqual([0, expect.stringContaining('/dev/full (ENOSPC)')]);
    const shell = (line: string): { readonly code: number; readonly err: string } => {
      const child = `${process.execPath} ${PROGRAM} ${line}; echo "code $?" >&2`;
      const err = execFileSync('sh', ['-c', `(${child}) 2>&1 >/dev/full`], {
        env: { PATH: process.env['PATH'] },
      });
      return { code: Number(/code (\d+)/.exec(err.toString())?.[1] ?? NaN), err: err.toString() };
    };
    const sent = shell('send --count 3');
    expect(sent.code).toBe(0);
    expect(sent.err).toContain('Cannot write to standard output (ENOSPC)');
    expect(sent.err).not.toContain('bug in smtp-lab');
    const session = join(folder, 'full-disk.smtp');
    writeFileSync(session, 'S: 220 ...\nC: QUIT\nS: 221 ...\n');
    expect(shell(`replay ${session} --practice`).code).toBe(0);
    expect(shell(`replay ${session} --practice --json`).code).toBe(0);
    expect(shell(`replay --check ${session}`).code).toBe(0);
    const piped = shell('connect <<END\nEHLO client.example.test\nQUIT\nEND\ntrue');
    expect(piped.err).toContain('The run continues');
    // What is only to be read is not had.
    for (const line of [
      'explain 550',
      `replay ${session}`,
      `replay --redact ${session}`,
      'send --dry-run',
      'tour',
    ]) {
      const read = shell(line);
      expect([line, read.code]).toEqual([line, 2]);
      expect(read.err).toContain('the output is incomplete');
    }
  });

  it('that links lead out of the folder of a session file are not read', async () => {
    const inside = join(folder, 'inside');
    execFileSync('mkdir', ['-p', inside]);
    writeFileSync(join(folder, 'outside.smtp'), 'S: 220 x\n');
    symlinkSync(join(folder, 'outside.smtp'), join(inside, 'link.smtp'));
    symlinkSync('/etc/passwd', join(inside, 'letter.eml'));
    execFileSync('mkfifo', [join(inside, 'fifo.eml')]);
    writeFileSync(join(inside, 'a.smtp'), '@include link.smtp\n');
    const included = await runCli(['replay', '--check', join(inside, 'a.smtp')]);
    expect([included.code, included.err.includes('link.smtp')]).toEqual([2, true]);
    for (const name of ['letter.eml', 'fifo.eml']) {
      writeFileSync(join(inside, 'b.smtp'), `S: 220\nC: DATA\nS: 354\nC< ${name}\nS: 250\n`);
      const played = await runCli(['replay', join(inside, 'b.smtp'), '--practice']);
      expect([played.code, played.out.includes('root:')], name).toEqual([2, false]);
    }
  });
});

describe('what goes on by itself', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at %s: a pause of a session file, long before it is over', async (signal, exitCode) => {
    const file = join(folder, `pause-${signal}.smtp`);
    writeFileSync(file, 'S: 220 ...\nC: EHLO a.example.test\nS: 250 ...\n@wait 600s\nC: QUIT\nS: 221 ...\n');
    const { code, err } = await interrupted(['replay', '--practice', file], '250 HELP', [signal]);
    expect({ code, err }).toMatchObject({ code: exitCode });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at %s: the proof of lessons, before the last of them', async (signal, exitCode) => {
    const { code, out } = await interrupted(['learn', 'check'], 'whole-letter', [signal]);
    expect(code).toBe(exitCode);
    expect(out).not.toContain('own-provider');
  });
});

describe.skipIf(process.platform === 'win32')('a letter from a pipe', () => {
  it.each(['SIGHUP', 'SIGINT', 'SIGTERM'] as const)(
    'leaves no file behind where %s ends the program',
    async (signal) => {
      const temporary = mkdtempSync(join(folder, 'temporary-'));
      const child = spawn(process.execPath, [PROGRAM, 'send', '--eml', '-', '--to', 'student@example.test'], {
        env: { PATH: process.env['PATH'], SMTP_LAB_HOME: folder, TMPDIR: temporary },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      const over = once(child, 'exit');
      child.stdin.on('error', () => undefined);
      child.stdin.write(`Subject: x\n\n${'It is not over yet.\n'.repeat(100_000)}`);
      await vi.waitFor(() => expect(readdirSync(temporary)).toHaveLength(1), { timeout: 60_000 });
      child.kill(signal);
      const [code, by] = await over;
      expect([code, by]).toEqual(
        { SIGHUP: [null, signal], SIGINT: [130, null], SIGTERM: [143, null] }[signal],
      );
      expect(readdirSync(temporary)).toEqual([]);
    },
  );
});

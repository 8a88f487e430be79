/** What is named that could pass unseen: line ends, options given twice, the PROXY header, a recording that cannot be written. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import { runHere } from '../support/run-inside.ts';

let folder = '';
const closers: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'named-'));
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = (line: string) => string;

/** A server that answers each line, after a header of the PROXY protocol where it takes one. */
async function lines(greeting: string, answer: Answer, takesHeader = false): Promise<number> {
  const server = createServer((socket) => {
    closers.push(() => socket.destroy());
    let held = '';
    let header = takesHeader;
    socket.on('error', () => undefined);
    if (!takesHeader) socket.write(greeting);
    socket.on('data', (chunk: Buffer) => {
      held += chunk.toString('latin1');
      for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
        const line = held.slice(0, end).replace(/\r$/, '');
        held = held.slice(end + 1);
        if (header) socket.write(greeting);
        else socket.write(answer(line));
        header = false;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const smtp: Answer = (line) =>
  /^(?:EHLO|MAIL|RCPT|NOOP)/.test(line)
    ? '250 ok\r\n'
    : line === 'QUIT'
      ? '221 bye\r\n'
      : line === 'DATA'
        ? '354 go\r\n'
        : line === '.'
          ? '250 queued as Q1\r\n'
          : line === ''
            ? ''
            : '500 what\r\n';
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
const STOP = ['--stop-after', 'ehlo'];

describe('the PROXY header', () => {
  const header = (port: number, version = '1'): readonly string[] => [
    ...['send', '-s', `127.0.0.1:${port}`, ...STOP],
    ...['--proxy-protocol', version, '--proxy-source', '192.0.2.1:1234'],
  ];

  it('is shown where it is taken, and is no command of a recording', async () => {
    const port = await lines('220 mx\r\n', smtp, true);
    const file = join(folder, 'r.smtp');
    const { code, out } = await runInside([...header(port), '--record', file]);
    expect(code).toBe(0);
    expect(out).toContain(`C: PROXY TCP4 192.0.2.1 127.0.0.1 1234 ${port}`);
    expect(readFileSync(file, 'utf8')).not.toContain('PROXY');
    expect(readFileSync(file, 'utf8')).toContain('C: EHLO');
  });

  it.each(['1', '2'])('version %s is required where it is named: 14 with the answer', async (version) => {
    const port = await lines('220 mx\r\n', smtp);
    const { code, out } = await runInside(header(port, version));
    expect(code).toBe(14);
    expect(oneLine(out)).toContain(`answered the PROXY header, version ${version}, with 500, "what"`);
  });

  it('is found out too where the answer to it comes with that of EHLO', async () => {
    let first = '';
    const port = await lines('220 mx\r\n', (line) => {
      if (line.startsWith('PROXY')) first = '500 what\r\n';
      else return first + smtp(line);
      return '';
    });
    const { code } = await runInside(header(port));
    expect(code).toBe(14);
  });

  it('ends connect as well', async () => {
    const port = await lines('220 mx\r\n', smtp);
    const args = ['connect', `127.0.0.1:${port}`, '--proxy-protocol', '1'];
    expect((await runInside(args, 'EHLO x\nQUIT\n')).code).toBe(14);
  });
});

describe('an option that holds one value', () => {
  it('given twice has the last one, and says so without the value', async () => {
    const port = await lines('220 mx\r\n', smtp);
    const args = [
      'send',
      '-s',
      `127.0.0.1:${port}`,
      ...STOP,
      '--ehlo',
      'one.example',
      '--ehlo',
      'two.example',
    ];
    const { out, err } = await runInside(args);
    expect(out).toContain('C: EHLO two.example');
    expect(err).toBe('--ehlo was given more than once; the last one is used.\n');
    const both = ['-s', '127.0.0.1:1', '-s', '127.0.0.1:2', '-f', 'a@example.com', '-t', 'b@example.com'];
    expect((await runInside(['send', ...both, '--dry-run'])).err).toBe('');
    const secrets = [...args, '--user', 'ann', '--password', 'hunter2-a', '--password', 'hunter2-b'];
    expect((await runInside(secrets)).err).not.toContain('hunter2');
    expect((await runInside([...args, '-q'])).err).toBe('');
  });

  it('is not told of where an option may be given several times, or holds nothing', async () => {
    const { err } = await runInside([
      ...['send', '--dry-run', '--dry-run', '-t', 'a@example.com', '-t', 'b@example.com'],
      ...['--header', 'X-A: 1', '--header', 'X-B: 2'],
    ]);
    expect(err).toBe('');
  });
});

describe('a bare LF', () => {
  it('of a reply is named once, recorded, and played the same', async () => {
    const port = await lines('220 mx\n', (line) =>
      line.startsWith('EHLO') ? '250-mx\n250-SIZE 100\r\n250 HELP\n' : smtp(line),
    );
    const file = join(folder, 'r.smtp');
    const { out } = await runInside(
      ['connect', `127.0.0.1:${port}`, '--record', file],
      'EHLO x\nNOOP\nQUIT\n',
    );
    expect(out.match(/ends in LF alone/g)).toHaveLength(1);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(
      'S| "220 mx\\n"\nC: EHLO x\nS| "250-mx\\n"\nS| "250-SIZE 100\\r\\n"\nS| "250 HELP\\n"\n',
    );
    expect((await runInside(['replay', file, '-s', `127.0.0.1:${port}`])).code).toBe(0);
    let played = '';
    const serving = runHere(['serve', '--script', file, '--port', '0', '--once'], {
      env: { LANG: 'C' },
      watch: (told) => {
        const served = /127\.0\.0\.1:(\d+)/.exec(told)?.[1];
        if (served === undefined || played !== '') return;
        played = ' ';
        const socket = connect(Number(served), '127.0.0.1');
        socket.on('data', (chunk: Buffer) => {
          played += chunk.toString('latin1');
          if (played.endsWith('220 mx\n')) socket.write('EHLO x\r\n');
          else if (played.endsWith('HELP\n')) socket.write('NOOP\r\n');
          else if (played.endsWith('250 ok\r\n')) socket.write('QUIT\r\n');
        });
        socket.on('error', () => undefined);
      },
    });
    expect((await serving).code).toBe(0);
    expect(played).toContain('220 mx\n250-mx\n250-SIZE 100\r\n250 HELP\n250 ok\r\n');
  });

  it('of a command is named where a session file sends it', async () => {
    const file = join(folder, 'lf.smtp');
    writeFileSync(file, 'S: 220 ...\nC| "EHLO x\\n"\nS: 250 ...\n');
    const { out } = await runInside(['replay', '--practice', file]);
    expect(oneLine(out)).toContain('This command has a line that ends in LF alone');
  });
});

describe('octets with a variable that holds a secret', () => {
  it.each([
    ['a line', 'C| "XPASS {{password}}\\r\\n"', 'C: XPASS {{password}}'],
    ['a filter', 'C| "XPASS {{password|upper}} x\\r\\n"', 'C: XPASS {{password|upper}} x'],
  ])('are recorded so that they can be played again: %s', async (name, line, wanted) => {
    const file = join(folder, `${name}.smtp`);
    const recording = join(folder, `${name} again.smtp`);
    const password = join(folder, 'password');
    writeFileSync(password, 'open+sesame9x');
    writeFileSync(file, `S: 220 ...\nC: EHLO x\nS: 250 ...\n${line}\nS: 500 ...\nC: QUIT\nS: 221 ...\n`);
    const given = ['--practice', '--password-file', password];
    expect((await runInside(['replay', file, ...given, '--record', recording])).code).toBe(0);
    const text = readFileSync(recording, 'utf8');
    expect(text).toContain(wanted);
    expect(text.toLowerCase()).not.toContain('sesame');
    expect((await runInside(['replay', recording, ...given])).code).toBe(0);
  });
});

describe('a recording that cannot be written', () => {
  it('is told, and what became of the run stays as it was', async () => {
    const file = join(folder, 'x.smtp');
    writeFileSync(file, 'S: 220 ...\nC: EHLO x\nS: 250 ...\nC: QUIT\nS: 221 ...\n');
    const { code, err } = await runInside(['replay', '--practice', file, '--record', '/dev/full']);
    expect(code).toBe(0);
    expect(err).toContain('/dev/full');
    writeFileSync(file, 'S: 220 ...\nC: EHLO x\nS: 550 ...\n');
    expect((await runInside(['replay', '--practice', file, '--record', '/dev/full'])).code).toBe(15);
  });
});

describe('the outcome', () => {
  const told = (args: readonly string[], errIsTerminal: boolean) =>
    runHere(['send', ...args], { env: { LANG: 'C', COLUMNS: '200' }, errIsTerminal });

  it('is one line on a terminal beside results that go elsewhere', async () => {
    const done = await told([], true);
    expect(done.code).toBe(0);
    expect(done.err).toMatch(/Accepted for teacher@example\.test, as LAB1\.\n$/);
    expect(done.out).toMatch(/Accepted for teacher@example\.test, as LAB1\.\n$/);
    const refused = await told(['--scenario', 'all-refused'], true);
    expect(refused.code).not.toBe(0);
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    expect(refused.err).toContain('teacher@example.test');
    const short = await told(['--transcript', 'never'], true);
    expect(short.err).toMatch(/as LAB1\.\n$/);
    expect((await told(['--json'], true)).err).toBe('');
  });

  it('is told once where both are files, and once with --quiet', async () => {
    expect((await told([], false)).err).toBe('');
    const { out, err } = await told(['-q', '--scenario', 'all-refused'], true);
    expect(out).toBe('');
    expect(err.match(/\(exit \d+\)/g)).toHaveLength(1);
  });
});

describe('input that ends inside a letter', () => {
  const begun = 'EHLO x\nMAIL FROM:<a@example.com>\nRCPT TO:<teacher@example.test>\n';

  it.each([
    ['DATA\nabc\n', 'The input ended before the lone dot.'],
    ['BDAT 20 LAST\nabc\n', 'The input ended before the chunk was complete.'],
  ])('is named: %j', async (letter, told) => {
    const { code, out, err } = await runInside(['connect'], begun + letter);
    expect(code).toBe(12);
    expect(oneLine(out + err)).toContain(told);
    expect(out).not.toContain('BDAT 20');
  });

  it('is not told where the letter is whole', async () => {
    const { code, out } = await runInside(['connect'], `${begun}BDAT 5 LAST\nabc\nQUIT\n`);
    expect(code).toBe(0);
    expect(out).not.toContain('The input ended');
  });
});

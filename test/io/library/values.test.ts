/**
 * No value becomes a command: every option of every public function, and of the command line, with line ends and NUL in it, against a
 * server that answers yes to everything. Whatever comes of it, the server never reads a command that nobody meant.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { optionsOf } from '../../support/option-names.ts';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';
import { Conversation, connect, playSession, sendLetter } from '../../../src/index.ts';
import type { ServerOptions } from '../../../src/index.ts';
import { LabError } from '../../../src/pure/problems/index.ts';
import { Secret } from '../../../src/pure/protocol/index.ts';

const MARK = 'SMUGGLED';
const TIMEOUT = 5000;

let server: ScriptedServer;
/** What follows a 354 is a letter, and no command. */
let inLetter = false;

beforeEach(async () => {
  inLetter = false;
  server = await scriptedServer('220 mx.example.com\r\n', {
    EHLO: '250-mx.example.com\r\n250-AUTH PLAIN LOGIN XOAUTH2 ANONYMOUS EXTERNAL\r\n250-DSN\r\n250-XCLIENT NAME\r\n250 SIZE\r\n',
    HELO: '250 ok\r\n',
    LHLO: '250 ok\r\n',
    AUTH: '235 ok\r\n',
    XCLIENT: '220 mx\r\n',
    MAIL: '250 ok\r\n',
    RCPT: '250 ok\r\n',
    RSET: '250 ok\r\n',
    NOOP: '250 ok\r\n',
    VRFY: '252 perhaps\r\n',
    DATA: (socket) => {
      if (inLetter) return;
      inLetter = true;
      socket.write('354 go\r\n');
    },
    '.': (socket) => {
      inLetter = false;
      socket.write('250 ok\r\n');
    },
    QUIT: '221 bye\r\n',
  });
});

afterEach(() => server.close());

/** A value that would bring a command of its own. */
const hostile = fc
  .tuple(
    fc.stringMatching(/^[a-z@.]{0,8}$/),
    fc.constantFrom('\r\n', '\n', '\r', '\0', '\r\n\r\n', '\n.\r\n'),
  )
  .map(([start, end]) => `${start}${end}${MARK} <x@example.com>\r\n`);

/** Lines that the server read as commands. */
function commands(): readonly string[] {
  const found: string[] = [];
  let letter = false;
  for (const line of server.lines) {
    if (!letter) found.push(line);
    if (line === 'DATA') letter = true;
    else if (line === '.') letter = false;
  }
  return found;
}

function expectNothingSmuggled(): void {
  const smuggled = commands().filter((line) => new RegExp(`[\\0\\r\\n]|^${MARK}`).test(line));
  expect(smuggled).toEqual([]);
}

/** Only an error with a code is a proper refusal. */
async function attempt(work: () => Promise<unknown>): Promise<LabError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
}

const local = (): ServerOptions => ({ server: `127.0.0.1:${server.port}`, tls: 'off', timeout: TIMEOUT });

const TEXTS = ['server', 'servername', 'ehlo', 'user', 'password', 'token'] as const;

describe('the library', () => {
  it.each(TEXTS)('connect refuses a line end in %s by its name', async (option) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const account = option === 'password' || option === 'token' ? { user: 'ann' } : {};
        const error = await attempt(() => connect({ ...local(), ...account, [option]: value }));
        expect(error).toMatchObject({ code: 'forbidden-characters', detail: { option } });
        expectNothingSmuggled();
      }),
      { numRuns: 20 },
    );
  });

  it.each(['from', 'to', 'letter', ...TEXTS])('sendLetter lets nothing out of %s', async (option) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const options = {
          ...local(),
          from: 'a@example.com',
          to: 'b@example.com',
          letter: 'Subject: x\r\n\r\nx',
        };
        const error = await attempt(() => sendLetter({ ...options, [option]: value }));
        if (option !== 'letter') expect(error).toBeInstanceOf(LabError);
        expectNothingSmuggled();
      }),
      { numRuns: 20 },
    );
  });

  it('playSession sends no value of a variable as a command', async () => {
    const text = 'S: 220 ...\nC: EHLO {{x}}\nS: 250 ...\nC: VRFY {{x}}\nS: 252 ...\n';
    await fc.assert(
      fc.asyncProperty(hostile, async (x) => {
        const played = await playSession({ text }, { ...local(), vars: { x } });
        expect(played.passed).toBe(false);
        expect(played.problem).toMatchObject({ code: 'forbidden-characters' });
        expectNothingSmuggled();
      }),
      { numRuns: 20 },
    );
  });

  it('a conversation refuses a command that holds another, in whatever part, and goes on', async () => {
    const { conversation, close } = await connect(local());
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const NOOP = { verb: 'NOOP', line: 'NOOP' };
        const tries = [
          () => conversation.command({ verb: 'MAIL', line: `MAIL ${value}` }),
          () => conversation.command({ verb: value, line: value }),
          () => conversation.command({ verb: 'AUTH', line: 'AUTH PLAIN x', secret: new Secret(value) }),
          () => conversation.group([NOOP, { verb: 'VRFY', line: value }, NOOP]),
          () => conversation.answer(value, { secret: false }),
          () => conversation.answer(value, { secret: true }),
          () => conversation.linesAsTheyAre([NOOP, { verb: 'VRFY', line: value }]),
        ];
        const before = server.lines.length;
        for (const one of tries) expect(await attempt(one)).toMatchObject({ code: 'forbidden-characters' });
        // Nothing of a group that is refused was sent.
        expect(server.lines).toHaveLength(before);
        expect(conversation.state.pending.length).toBe(0);
        expect((await conversation.command(NOOP)).code).toBe(250);
      }),
      { numRuns: 20 },
    );
    expectNothingSmuggled();
    await close();
    expect(Conversation).toBeDefined();
  });
});

describe('the command line', () => {
  it.each(['send', 'connect'])('%s lets no value of an option become a command', async (command) => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-values-'));
    const options = await optionsOf(command);
    expect(options.length).toBeGreaterThan(20);
    for (const option of options) {
      for (const end of ['\r\n', '\n', '\0']) {
        const base = ['--server', `127.0.0.1:${server.port}`, '--tls', 'off', '--timeout', '2', '--quiet'];
        const envelope = command === 'send' ? ['--from', 'a@example.com', '--to', 'b@example.com'] : [];
        const argv = [command, ...base, ...envelope, option, `${folder}/a${end}${MARK} x\r\n`];
        const { code, err } = await runInside(argv, 'EHLO x\nQUIT\n');
        expect(err, option).not.toMatch(/a fault of|\n {4}at /);
        expect(code, option).not.toBe(1);
      }
    }
    rmSync(folder, { recursive: true });
    expectNothingSmuggled();
  });
});

/** Options that commands share: what their values may be, where a plan comes from, and files that are looked at before anything is said. */

import { InvalidArgumentError } from 'commander';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCommand } from '../../../src/cli/command-line.ts';
import { fileOfConnection } from '../../../src/cli/options/connection-recordings.ts';
import {
  addConnectionOptions,
  checkWritable,
  ConnectionRecordings,
  contentOf,
  readMechanisms,
  readConversationPlan,
  refuseControls,
  several,
  valueParsers,
  writeOut,
} from '../../../src/cli/options/index.ts';
import type { ReadPlan } from '../../../src/cli/options/index.ts';
import { cliContext } from '../../support/cli-context.ts';
import type { TestContext } from '../../support/cli-context.ts';
import { openScreen } from '../../support/screen.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the value of an option', () => {
  const parse = valueParsers('en');

  it.each([
    ['seconds', ['1', '0.5', '1000000'], ['0', '-1', '1e3', '', ' 1', '1000001', 'x', '.5']],
    ['port', ['1', '25', '65535'], ['0', '65536', '-1', '25x', '', '123456']],
    ['freePort', ['0', '65535'], ['65536', '-1', '']],
    ['count', ['1', '999999999'], ['0', '-1', '1.5', '', '1234567890']],
    ['factor', ['0.1', '4'], ['0', '-4', 'fast', '']],
  ] as const)('%s is a number in its range', (kind, good, bad) => {
    for (const value of good) expect(parse[kind](value)).toBe(Number(value));
    for (const value of bad) expect(() => parse[kind](value), value).toThrow(InvalidArgumentError);
  });

  it('is an IP address where one is wanted, and complains in the language of the reader', () => {
    expect(parse.address('::1')).toBe('::1');
    expect(parse.address('192.0.2.1')).toBe('192.0.2.1');
    for (const value of ['example.test', '1.2.3', '', '[::1]'])
      expect(() => valueParsers('ru').address(value)).toThrow(/[а-я]/);
  });

  it('adds up where an option may be given several times', () => {
    expect(several('b', several('a', undefined))).toEqual(['a', 'b']);
  });

  it('may hold no control character, which is named by its code', () => {
    refuseControls('--ehlo', 'client.example.test');
    refuseControls('--ehlo', undefined);
    for (const [value, found] of [
      ['x\r\nRSET', 'U+000D'],
      ['x\nRSET', 'U+000A'],
      ['a\0b', 'U+0000'],
    ] as const)
      expect(() => refuseControls('--ehlo', value)).toThrow(
        expect.objectContaining({ code: 'forbidden-characters', detail: { option: '--ehlo', found } }),
      );
  });

  it('of --auth is a list of mechanisms, in any case; auto is none in particular', () => {
    expect(readMechanisms('plain, scram-sha-256', 'en')).toEqual(['PLAIN', 'SCRAM-SHA-256']);
    for (const auto of [undefined, 'auto', 'AUTO', 'plain,auto'])
      expect(readMechanisms(auto, 'en')).toEqual([]);
    expect(() => readMechanisms('plain,nonsense', 'en')).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('a file that an option names', () => {
  it('is read whole, or told with its option and the reason of the system', async () => {
    writeFileSync(join(folder, 'there'), 'x\0y');
    expect((await contentOf('--eml', join(folder, 'there'))).toString()).toBe('x\0y');
    await expect(contentOf('--eml', join(folder, 'none'))).rejects.toMatchObject({
      code: 'file-unreadable',
      detail: { option: '--eml', file: join(folder, 'none'), reason: 'ENOENT' },
    });
  });

  it('can be written, or is refused before anything is done', async () => {
    await checkWritable('--record', '-');
    await checkWritable('--record', join(folder, 'new'));
    mkdirSync(join(folder, 'place'));
    for (const [file, reason] of [
      [join(folder, 'place'), 'EISDIR'],
      [join(folder, 'none', 'x'), 'ENOENT'],
    ] as const)
      await expect(checkWritable('--record', file)).rejects.toMatchObject({
        code: 'file-unwritable',
        detail: { option: '--record', file, reason, after: false },
      });
  });

  it('is standard output where it is called -, and else written whole; what fails comes after the work', async () => {
    const context = cliContext();
    await writeOut('--report', '-', 'to the screen', context);
    expect(context.out.text()).toBe('to the screen');
    await writeOut('--report', join(folder, 'report'), 'to a file', context);
    expect(readFileSync(join(folder, 'report'), 'utf8')).toBe('to a file');
    await expect(writeOut('--report', folder, '', context)).rejects.toMatchObject({
      detail: { after: true },
    });
  });
});

describe('recordings of a server', () => {
  it.each([
    ['session.smtp', 1, 'session.smtp'],
    ['session.smtp', 3, 'session-3.smtp'],
    ['place.d/session', 2, 'place.d/session-2'],
    ['a.b.smtp', 2, 'a.b-2.smtp'],
  ])('%s of connection %i is %s', (file, connection, name) => {
    expect(fileOfConnection(file, connection)).toBe(name);
  });

  const connected = (recordings: ConnectionRecordings, connection: number, text: string): void => {
    recordings.event(connection, {
      ...{ kind: 'connect', at: 0, host: 'mail.example.test', port: 25, address: '192.0.2.1' },
      ...{ family: 4, practice: false, proxy: null },
    });
    recordings.event(connection, {
      ...{
        kind: 'reply',
        at: 1,
        code: 220,
        class: 2,
        enhanced: null,
        lines: [text],
        to: 'greeting',
      },
      took: 1,
    } as never);
  };

  it('are a file each, sealed, and told of', async () => {
    const context = cliContext();
    context.guard('s3cret-word');
    const file = join(folder, 'talk.smtp');
    const recordings = await ConnectionRecordings.open(file, 'serve', context);
    connected(recordings, 1, 's3cret-word.example.test');
    connected(recordings, 2, 'two');
    recordings.over(1);
    await recordings.finish();
    expect(readFileSync(file, 'utf8')).toContain('S: 220 <hidden>.example.test');
    expect(readFileSync(join(folder, 'talk-2.smtp'), 'utf8')).toContain('two');
    expect(context.err.text()).toContain('talk-2.smtp');
  });

  it('tell at the end of one that could not be written', async () => {
    const place = join(folder, 'place');
    mkdirSync(place);
    const recordings = await ConnectionRecordings.open(join(place, 'x.smtp'), 'serve', cliContext());
    rmSync(place, { recursive: true });
    writeFileSync(place, 'no folder any more');
    connected(recordings, 1, 'one');
    await expect(recordings.finish()).rejects.toMatchObject({ code: 'file-unwritable' });
  });

  it('are none where none are wanted', async () => {
    const recordings = await ConnectionRecordings.open(undefined, 'serve', cliContext());
    connected(recordings, 1, 'one');
    await recordings.finish();
    expect(cliContext().err.text()).toBe('');
  });
});

describe('the plan of a conversation', () => {
  async function planOf(argv: readonly string[], context: TestContext = cliContext()): Promise<ReadPlan> {
    const command = addConnectionOptions(
      newCommand('send', 'Sends.', { lang: 'en', program: 'smtp-lab', out: openScreen() }),
      'en',
    );
    command.parse([...argv], { from: 'user' });
    return readConversationPlan(command, { ...context, env: { SMTP_LAB_HOME: folder, ...context.env } }, {
      serverFromOutside: true,
    } as never);
  }

  it('is the practice server, with usual times and encryption where it is offered, if nothing is said', async () => {
    const { plan, remarks } = await planOf([]);
    expect(plan).toMatchObject({
      server: null,
      dialect: 'smtp',
      credentials: null,
      mechanisms: [],
      allowPlaintextAuth: false,
      insecure: false,
      milliseconds: 30_000,
      finalMilliseconds: 600_000,
      maxMilliseconds: null,
    });
    expect(remarks).toEqual([]);
  });

  it('takes what the options say', async () => {
    const { plan } = await planOf([
      ...['--server', 'mail.example.test:2525', '--lmtp', '--timeout', '7', '--max-time', '9'],
      ...[
        '--ehlo',
        'client.example.test',
        '--auth',
        'login',
        '--user',
        'ann',
        '--password',
        'x',
        '--insecure',
      ],
    ]);
    expect(plan).toMatchObject({
      server: { host: 'mail.example.test', port: 2525 },
      dialect: 'lmtp',
      ehlo: 'client.example.test',
      mechanisms: ['LOGIN'],
      insecure: true,
      milliseconds: 7000,
      // Who names one time for replies means the last one too.
      finalMilliseconds: 7000,
      maxMilliseconds: 9000,
    });
  });

  it('takes from the environment what no option says', async () => {
    const context = cliContext({
      env: { SMTP_LAB_SERVER: 'env.example.test', SMTP_LAB_EHLO: 'env.example.net' },
    });
    expect((await planOf([], context)).plan).toMatchObject({
      server: { host: 'env.example.test' },
      ehlo: 'env.example.net',
    });
    expect((await planOf(['--server', 'own.example.test'], context)).plan).toMatchObject({
      server: { host: 'own.example.test' },
      ehlo: 'env.example.net',
    });
  });

  it('reads a password out of its file without the line end of an editor, and remarks on one that was typed', async () => {
    const file = join(folder, 'password');
    writeFileSync(file, 's3cret word \r\n');
    const read = await planOf(['--server', 'mail.example.test', '--user', 'ann', '--password-file', file]);
    expect(read.plan.credentials).toMatchObject({ user: 'ann' });
    expect(read.plan.credentials?.password?.reveal()).toBe('s3cret word ');
    expect(JSON.stringify(read.plan)).not.toContain('s3cret');
    expect(read.remarks).toEqual([]);
    const typed = await planOf(['--server', 'mail.example.test', '--user', 'ann', '--password', 'x']);
    expect(typed.remarks).toMatchObject([{ code: 'password-on-command-line' }]);
  });

  it.each([
    [['--ehlo', 'two words'], 'usage'],
    [['--ehlo', 'x\nRSET'], 'forbidden-characters'],
    [['--server', 'mail.example.test', '--user', 'ann'], 'no-password'],
    [['--server', 'smtp://ann:secret@mail.example.test'], 'password-in-url'],
    [['--auth', 'nonsense', '--user', 'ann', '--password', 'x'], 'usage'],
    [['--tls-ca', '/nowhere/at/all'], 'file-unreadable'],
  ])('is refused for %j', async (argv, code) => {
    await expect(planOf(argv)).rejects.toMatchObject({ code });
  });
});

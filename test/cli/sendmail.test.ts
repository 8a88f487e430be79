/** `smtp-lab sendmail`: called as cron, PHP and git call sendmail, what arrives, what is said, and the exit code. */

import { hostname } from 'node:os';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { untilDot } from '../../src/io/letters/index.ts';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { scenarioOf } from '../../src/pure/practice/index.ts';
import type { ScenarioName } from '../../src/pure/practice/index.ts';
import { decodeText } from '../../src/pure/protocol/index.ts';
import { runHere } from '../support/run-inside.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A practice server that keeps what it heard. */
async function listening(scenario: ScenarioName = 'default') {
  const heard: string[] = [];
  let letter = '';
  const server = await startPracticeServer({
    scenario: scenarioOf(scenario),
    onEvent: (event) => {
      if (event.kind === 'command') heard.push(event.line);
      if (event.kind === 'letter') letter += decodeText(event.wire);
    },
  });
  closers.push(() => server.close());
  return { env: { SMTP_LAB_SERVER: `127.0.0.1:${server.port}`, USER: 'ann' }, heard, letter: () => letter };
}

const HEADER = 'From: Ann <student@example.test>\nTo: teacher@example.test\nSubject: x\n';
const WHOLE = `${HEADER}Date: Tue, 1 Dec 2026 10:00:00 +0000\nMessage-ID: <1@example.test>\n\nText.\n`;

describe('a letter on standard input', () => {
  it.each([
    ['PHP', ['-t', '-i']],
    ['cron', ['-FCronDaemon', '-i', '-B8BITMIME', '-oem', 'teacher@example.test']],
    ['git', ['-i', '-f', 'student@example.test', 'teacher@example.test']],
    ['mail', ['-oi', '-f', 'student@example.test', '-t']],
    ['joined', ['-tioi', '-fstudent@example.test']],
    ['a list', ['-bm', '--', 'teacher@example.test']],
  ])('goes out as %s hands it over, without a word', async (_, args) => {
    const { env, heard, letter } = await listening();
    const { code, out, err } = await runHere(['sendmail', ...args], { env, input: WHOLE });
    expect([code, out, err]).toEqual([0, '', '']);
    expect(heard.join('\n')).toMatch(/MAIL FROM:<student@example\.test>.*\nRCPT TO:<teacher@example\.test>/);
    expect(letter()).toBe(`${WHOLE.replaceAll('\n', '\r\n')}.\r\n`);
  });

  it('gets the fields that it lacks, which is said with -v', async () => {
    const { env, letter } = await listening();
    const args = ['-v', '-t', '-i', '-F', 'Cron Daemon', '-f', 'student@example.test'];
    const input = 'To: teacher@example.test\nBcc: teacher@example.test\nSubject: x\n\nText.\n';
    const { code, out } = await runHere(['sendmail', ...args], { env, input });
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('were added: From, Date, Message-ID.');
    expect(letter()).toMatch(
      /^From: Cron Daemon <student@example\.test>\r\nDate: .*\r\nMessage-ID: <\S+>\r\nTo: teacher@example\.test\r\nSubject: x\r\n\r\nText\.\r\n\.\r\n$/,
    );
  });

  it('needs no header', async () => {
    const { env, letter } = await listening();
    const { code } = await runHere(['sendmail', '-i', 'teacher@example.test'], {
      env,
      input: 'It is late.\n',
    });
    expect(code).toBe(0);
    expect(letter()).toMatch(
      /^From: ann@\S+\r\nDate: .*\r\nMessage-ID: <\S+>\r\n\r\nIt is late\.\r\n\.\r\n$/,
    );
  });

  it('ends at a line of one dot, unless -i says otherwise', async () => {
    const input = `${WHOLE}..two\n.\nmore\n`;
    for (const [args, kept] of [
      [['-t'], false],
      [['-ti'], true],
    ] as const) {
      const { env, letter } = await listening();
      expect((await runHere(['sendmail', ...args], { env, input })).code).toBe(0);
      expect(letter().includes('more')).toBe(kept);
      expect(letter()).toContain('\r\n...two\r\n');
    }
  });

  it('goes to a mailbox of this machine where a name has no domain', async () => {
    const { env, heard } = await listening();
    const { code } = await runHere(['sendmail', '-i', 'root'], { env, input: WHOLE });
    expect(heard).toContain(`RCPT TO:<root@${hostname()}>`);
    expect(code).toBe(67);
  });
});

describe('the dot', () => {
  const TEXTS = [
    '.\n',
    'a\n.\nb',
    'a\r\n.\r\nb',
    'a\n..\n.b\n.',
    'a\n.\r',
    'a.\n',
    '',
    '.a\n.\n',
    'a\n.\rb\n',
  ];
  const expected = ['', 'a\n', 'a\r\n', 'a\n..\n.b\n', 'a\n', 'a.\n', '', '.a\n', 'a\n.\rb\n'];

  it.each(TEXTS.map((text, at) => [text, expected[at] ?? ''] as const))(
    'of %j leaves %j, in whatever pieces it comes',
    async (text, left) => {
      for (let size = 1; size <= Math.max(1, text.length); size++) {
        const source = new PassThrough();
        for (let at = 0; at < text.length; at += size) source.write(text.slice(at, at + size));
        source.end();
        let came = '';
        for await (const piece of untilDot(source)) came += String(piece);
        expect(came).toBe(left);
      }
    },
  );
});

describe('the exit code', () => {
  it.each([
    ['no server', ['a@example.com'], {}, 78],
    ['no recipient', ['--server', '127.0.0.1:1'], {}, 64],
    ['no such option', ['--no-such', 'a@example.com'], {}, 64],
    ['no such language', ['--lang', 'xx', 'a@example.com'], {}, 64],
    ['a queue', ['-bp'], {}, 64],
    ['a run of the queue', ['-q15m'], {}, 64],
    ['SMTP on standard input', ['-bs'], {}, 64],
    ['an option without its value', ['-f'], {}, 64],
    ['a file of recipients', ['--server', '127.0.0.1:1', '@/etc/passwd'], {}, 64],
    ['nobody there', ['--server', '127.0.0.1:1', 'a@example.com'], {}, 75],
  ])('of %s is that of sysexits.h', async (_, args, env, wanted) => {
    const { code, out, err } = await runHere(['sendmail', ...args], { env, input: WHOLE });
    expect([code, out]).toEqual([wanted, '']);
    expect(err).not.toBe('');
  });

  it.each([
    ['full-disk', 75],
    ['greylisting', 75],
    ['all-refused', 67],
    ['content-refusal', 65],
    ['reply-lost', 69],
  ] as const)('of %s is %d, which the text says too', async (scenario, wanted) => {
    const { env } = await listening(scenario);
    const args = ['sendmail', '-t', '-i', '--timeout', '2', '--final-timeout', '2'];
    const { code, err } = await runHere(args, { env, input: WHOLE });
    expect(code).toBe(wanted);
    expect(err).toContain(`(exit ${wanted})`);
  });

  it('of one that was taken for some is no reason to send it again', async () => {
    const { env } = await listening('few-recipients');
    const many = Array.from({ length: 9 }, (_, at) => `teacher${at === 0 ? '' : `+${at}`}@example.test`);
    const { code } = await runHere(['sendmail', '-i', ...many], { env, input: WHOLE });
    expect(code).not.toBe(75);
    expect(code).not.toBe(0);
  });
});

describe('what has no effect', () => {
  it('is said with -v', async () => {
    const { env } = await listening();
    const { out } = await runHere(['sendmail', '-v', '-i', '-odb', '-oem', '-m', 'teacher@example.test'], {
      env,
      input: WHOLE,
    });
    expect(out.replace(/\s+/g, ' ')).toContain('-odb -oem -m');
  });
});

it('a server from the environment is that of send too', async () => {
  const { env, heard } = await listening();
  const { code } = await runHere(['send', '-f', 'student@example.test', '-t', 'teacher@example.test'], {
    env,
  });
  expect(code).toBe(0);
  expect(heard).toContain('QUIT');
});

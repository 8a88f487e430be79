/** Letters as an administrator makes them: recipients from a file, several on one connection, templates, pictures, odd files. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/cli/options/rows.ts';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer, ReceivedMail } from '../../src/io/practice-server/index.ts';
import { runInside } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';

let folder = '';
let server: PracticeServer;
let received: ReceivedMail[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-letters-'));
  received = [];
  server = await startPracticeServer({ onReceived: (mail) => received.push(mail) });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const send = (argv: readonly string[], input = '') =>
  runInside(
    ['send', '-s', `localhost:${server.port}`, '--insecure', '-f', 'student@example.test', ...argv],
    input,
  );
const textOf = (mail: ReceivedMail | undefined): string => Buffer.from(mail?.content ?? []).toString();

describe('--to @FILE', () => {
  it('takes an address or a list a line, without blanks and comments', async () => {
    const file = write(
      'list',
      '\uFEFF# staff\nteacher@example.test\r\n\nBob <student@example.test>, postmaster@example.test\n',
    );
    const { code, err } = await send(['-t', `@${file}`]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(received[0]?.to).toEqual([
      'teacher@example.test',
      'student@example.test',
      'postmaster@example.test',
    ]);
  });

  it('names the option and the file where it cannot be read', async () => {
    const { code, err } = await send(['-t', `@${join(folder, 'none')}`]);
    expect(code).toBe(2);
    expect(err).toMatch(/--to: no such file/);
  });
});

describe('several --eml', () => {
  it('go over one connection, each as it stands, and the exit code is that of the first that failed', async () => {
    const one = write('1.eml', 'Subject: one\r\n\r\nfirst\r\n');
    const two = write('2.eml', 'Subject: two\r\n\r\nsecond\r\n');
    const { code, out } = await send(['-t', 'teacher@example.test', '--eml', one, '--eml', two, '--json']);
    expect(code).toBe(0);
    expect(received.map(textOf).map((text) => /Subject: (\w+)/.exec(text)?.[1])).toEqual(['one', 'two']);
    expect(out.match(/"type":"connect"/g)).toHaveLength(1);
    expect(out).toContain('"letters":2');
  });
});

describe('a template', () => {
  it('makes a letter of each row, to whom the row names', async () => {
    const data = write(
      'rows.csv',
      'mail,name\nteacher@example.test,"Ann ""A"" Lee"\nstudent@example.test,Bob\n',
    );
    const argv = [
      '--data',
      data,
      '-t',
      '{{mail}}',
      '--subject',
      'Letter {{n}} for {{name}}',
      '--body',
      'Dear {{ name }}, {{uuid}}',
    ];
    const { code, err } = await send(argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(received.map(({ to }) => to)).toEqual([['teacher@example.test'], ['student@example.test']]);
    const [one = '', two = ''] = received.map(textOf);
    expect(one).toContain('Letter 1 for Ann "A" Lee');
    expect(two).toContain('Dear Bob, ');
    expect(/Bob, (\S+)/.exec(two)?.[1]).not.toBe(/Lee, (\S+)/.exec(one)?.[1]);
    expect(/Message-ID: (.*)/i.exec(one)?.[1]).not.toBe(/Message-ID: (.*)/i.exec(two)?.[1]);
  });

  it('is filled only where that is asked for', async () => {
    await send(['-t', 'teacher@example.test', '--subject', 'a {{n}}']);
    expect(textOf(received[0])).toContain('Subject: a {{n}}');
    await send(['-t', 'teacher@example.test', '--subject', 'a {{n}}', '--template', '--count', '2']);
    expect(
      received
        .slice(1)
        .map(textOf)
        .map((text) => /Subject: (.*)/.exec(text)?.[1]?.trim()),
    ).toEqual(['a 1', 'a 2']);
  });

  it.each([
    ['a gap that nothing fills', 'mail\na@example.test\n', '{{who}}', 'Known: mail, n, now, uuid'],
    ['no row', 'mail\n', 'x', 'no row'],
    [
      'a line break in a value',
      'mail,name\na@example.test,"x\r\nBcc: eve@example.test"\n',
      '{{name}}',
      '--subject',
    ],
    ['an address that is none', 'mail\nnobody at all\n', 'x', '--to'],
  ])('with %s is refused before anything is connected to', async (_, csv, subject, why) => {
    const { code, err, out } = await send([
      '--data',
      write('r.csv', csv),
      '-t',
      '{{mail}}',
      '--subject',
      subject,
      '--json',
    ]);
    expect(code).toBe(2);
    expect(err + out).toContain(why);
    expect(received).toEqual([]);
  });

  it('reads CSV as spreadsheets write it', () => {
    const rows = rowsOf('\uFEFFa,b\r\n"1\r\n2",\r\n\r\n3\r\n');
    expect(rows.map((row) => [...row])).toEqual([
      [
        ['a', '1\r\n2'],
        ['b', ''],
      ],
      [
        ['a', '3'],
        ['b', ''],
      ],
    ]);
  });
});

describe('attachments', () => {
  it('have a type and a name, come from standard input, and stand in the HTML', async () => {
    const html = write('p.html', '<img src="cid:logo.png">');
    const logo = write('x.bin', 'PNG');
    const argv = [
      '-t',
      'teacher@example.test',
      '--html-file',
      html,
      '--inline',
      `${logo};type=image/png;name=logo.png`,
    ];
    const { code, err } = await send([...argv, '--attach', '-;name=report.csv;type=text/csv'], 'a,b\n');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const text = textOf(received[0]);
    expect(text).toContain('Content-ID: <logo.png>');
    expect(text).toMatch(/multipart\/related/);
    expect(text).toMatch(/Content-Type: text\/csv; name=report.csv/);
    expect(text).toContain(Buffer.from('a,b\n').toString('base64'));
  });

  it.each([[['--attach', '-']], [['--attach', 'x;type=odd']], [['--inline', 'x;name=a b.png']]])(
    '%s is refused',
    async (argv) => {
      expect((await send(['-t', 'teacher@example.test', ...argv])).code).toBe(2);
    },
  );
});

describe('a ready letter', () => {
  it.each([
    ['a byte order mark', '\uFEFFSubject: x\r\n\r\nhi\r\n', 'Subject: x\r\n\r\nhi\r\n', 'byte order mark'],
    [
      'the From line of a mailbox',
      'From a@b.example Mon Jan  1 00:00:00 2026\nSubject: x\n\nhi\n',
      'Subject: x\r\n\r\nhi\r\n',
      'mailbox file',
    ],
    [
      'a header and no body',
      'Subject: x\r\nFrom: a@example.test\r\n',
      'Subject: x\r\nFrom: a@example.test\r\n',
      '',
    ],
  ])('with %s is a letter, and its size is that of what is sent', async (_, file, wire, said) => {
    const { code, out } = await send(['-t', 'teacher@example.test', '--eml', write('x.eml', file)]);
    expect(code).toBe(0);
    expect(textOf(received[0]).endsWith(wire)).toBe(true);
    expect(out).toContain(said);
    expect(out).toContain(`SIZE=${wire.length}`);
  });

  it('that begins with neither is refused', async () => {
    const { code, err } = await send([
      '-t',
      'teacher@example.test',
      '--eml',
      write('x.eml', 'hello there\n'),
    ]);
    expect(code).toBe(2);
    // The advice goes together with what was typed.
    expect(err).toMatch(/without --eml:\s+--body-file /);
  });
});

it('--raw-envelope sends what is no address, and never a line break', async () => {
  const odd = await scriptedServer('220 mx\r\n', {
    EHLO: '250 mx\r\n',
    MAIL: '250 ok\r\n',
    RCPT: '554 no relaying\r\n',
    QUIT: '221 bye\r\n',
  });
  const argv = [
    'send',
    '-s',
    `127.0.0.1:${odd.port}`,
    '--tls',
    'off',
    '-f',
    'a!b@x',
    '-t',
    '@hop:user@x',
    '-t',
    'a@b@c',
    '-t',
    '"a"@x',
  ];
  const { code } = await runInside([...argv, '--raw-envelope']);
  expect(code).toBe(9);
  expect(odd.lines.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
    'MAIL FROM:<a!b@x>',
    'RCPT TO:<@hop:user@x>',
    'RCPT TO:<a@b@c>',
    'RCPT TO:<"a"@x>',
  ]);
  expect((await runInside([...argv, '-t', 'a\r\nDATA', '--raw-envelope'])).code).toBe(2);
  await odd.close();
});

/** `smtp-lab replay` on what other programs printed: read, judged, repaired, cleaned. */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { runHere } from '../support/run-inside.ts';

const SECRET = 's3cret-word';
const TRANSCRIPT = [
  '<-  220 mx.example.com ESMTP',
  ' -> EHLO client.example.com',
  '<-  250-mx.example.com',
  '<-  250 AUTH LOGIN',
  ' -> AUTH LOGIN',
  '<-  334 VXNlcm5hbWU6',
  ` -> ${Buffer.from('ann').toString('base64')}`,
  '<-  334 UGFzc3dvcmQ6',
  ` -> ${Buffer.from(SECRET).toString('base64')}`,
  `<-  235 welcome, ${SECRET}`,
  ' -> MAIL FROM: <ann@example.com>',
  '<** 550 5.7.1 denied \u001b[31m, try again later',
  ' -> QUIT',
  '<-  221 bye',
  '',
].join('\n');

let folder = '';
let transcript = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  transcript = join(folder, 'swaks.txt');
  writeFileSync(transcript, TRANSCRIPT);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const FORMS = [SECRET, Buffer.from(SECRET).toString('base64')];

describe('a transcript of another program', () => {
  it('is judged: each line explained, each broken rule named with its side, no secret shown [case-020]', async () => {
    const { code, out, err } = await runHere(['replay', '--judge', transcript]);
    expect({ code, err }).toEqual({ code: 15, err: '' });
    expect(out).toContain('C: <hidden>');
    expect(out).toContain('swaks.txt:11: client');
    expect(out).toContain('there is a space after the colon');
    expect(out).toContain('The client broke 1 rule, the server none; 2 warnings.');
    for (const form of FORMS) expect(out).not.toContain(form);
    expect(out).not.toContain('\u001b');
    const russian = await runHere(['replay', '--judge', '-', '--lang', 'ru'], { input: TRANSCRIPT });
    expect(russian.code).toBe(15);
    expect(russian.out).toContain('Нарушений у клиента: 1, у сервера: 0; предупреждений: 2.');
  });

  it('is judged as JSON, faults and the summary last', async () => {
    const { out } = await runHere(['replay', '--judge', transcript, '--json']);
    const events = out
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(events.find(({ type, code }) => type === 'fault' && code === 'lenient')).toMatchObject({
      ...{ line: 11, side: 'client', severity: 'error', rule: 'RFC 5321 §4.1.2' },
    });
    expect(events.at(-1)).toMatchObject({ type: 'summary', failed: 1 });
    for (const form of FORMS) expect(out).not.toContain(form);
  });

  it('is held against a session file, and a difference has its place in it', async () => {
    const wanted = join(folder, 'wanted.smtp');
    const lines = [
      ...['S: 220 ...', 'C: EHLO {{*}}', 'S: 250 ...', 'C: AUTH LOGIN', 'S: 334 ...', 'C: {{*}}'],
      ...['S: 334 ...', 'C: {{*}}', 'S: 235 ...', 'C: {{*}}', 'S: 550 ...', 'C: QUIT', 'S: 2xx', ''],
    ];
    writeFileSync(wanted, lines.join('\n'));
    const right = await runHere(['replay', '--judge', transcript, '--against', wanted]);
    expect(right.out).toContain('Everything matched');
    writeFileSync(wanted, lines.join('\n').replace('S: 550', 'S: 250'));
    const wrong = await runHere(['replay', '--judge', transcript, '--against', wanted]);
    expect(wrong.code).toBe(15);
    expect(wrong.out).toContain('wanted.smtp:11:');
    for (const form of FORMS) expect(wrong.out).not.toContain(form);
  });

  it('is repaired into a session file that can be checked, each guess above its line', async () => {
    const text = 'S: 220-hi\nC: MAIL FROM:<a@example.com>\n      RET=HDRS\nS: 250 ok\nC: QUIT\n';
    const { code, out } = await runHere(['replay', '--repair', '--from', 'rfc', '-'], { input: text });
    expect(code).toBe(0);
    expect(out).toBe(
      [
        '# T001: This reply of code 220 never ends: its last line still has a hyphen.',
        'S: 220 hi',
        '# T004: Joined with the line before it (parameter): RET=HDRS',
        'C: MAIL FROM:<a@example.com> RET=HDRS',
        'S: 250 ok',
        '# T003: QUIT has no reply here.',
        'C: QUIT',
        '',
      ].join('\n'),
    );
    expect((await runHere(['replay', '--check', '-'], { input: out })).code).toBe(0);
  });

  it('is cleaned of secrets, and checked for what is left', async () => {
    expect((await runHere(['replay', '--redact', '--check', '--from', 'auto', transcript])).code).toBe(15);
    const { code, out, err } = await runHere(['replay', '--redact', '--from', 'auto', transcript]);
    expect({ code, err }).toEqual({ code: 0, err: '1 place cleaned.\n' });
    for (const form of FORMS) expect(out).not.toContain(form);
    const again = await runHere(['replay', '--redact', '--check', '-'], { input: out });
    expect(again).toMatchObject({ code: 0, out: '-: nothing looks like a secret.\n' });
  });

  it('wants to know which conversation where there are several, and whether it may be another notation', async () => {
    const two = 'S: 220 a\nC: QUIT\nS: 221 b\n\nText.\n\nS: 220 c\nC: QUIT\nS: 221 d\n';
    const both = await runHere(['replay', '--repair', '-'], { input: two });
    expect(both.code).toBe(2);
    expect(both.err).toContain('--conversation');
    const second = await runHere(['replay', '--repair', '--conversation', '2', '-'], { input: two });
    expect(second.out).toContain('S: 220 c');
    const native = await runHere(['replay', '--check', transcript]);
    expect(native.code).toBe(2);
    expect(native.err).toContain('--from auto');
  });

  it.each([
    [['--against', 'x'], '--judge'],
    [['--anonymize', 'x'], '--redact'],
    [['--judge', 'x', '--repair'], '--repair'],
    [['--judge', 'x', 'y'], 'y'],
  ])('is refused what makes no sense: %j', async (args, word) => {
    const { code, err } = await runHere(['replay', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(word);
  });
});

function has(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

describe('what real programs print', () => {
  async function printed(program: string, args: (port: number) => readonly string[]): Promise<string> {
    const server = await startPracticeServer({ accounts: [{ user: 'ann', password: SECRET }] });
    try {
      const child = spawn(program, [...args(server.port)], { stdio: ['pipe', 'pipe', 'pipe'] });
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stdin.end('Subject: x\r\n\r\n.dot\r\n');
      await new Promise((resolve) => child.on('close', resolve));
      return out;
    } finally {
      await server.close();
    }
  }

  const RUNS: readonly (readonly [string, string, (port: number) => readonly string[]])[] = [
    [
      'curl -v',
      'curl',
      (port) => [
        ...['-sv', '--ssl-reqd', '-k', `smtp://127.0.0.1:${port}/client.example.com`],
        ...['--user', `ann:${SECRET}`, '--mail-from', 'a@example.com', '--mail-rcpt', 'teacher@example.test'],
        ...['-T', '-'],
      ],
    ],
    ...['LOGIN', 'PLAIN'].map(
      (mechanism) =>
        [
          `swaks with AUTH ${mechanism}`,
          'swaks',
          (port: number) => [
            ...['--server', `127.0.0.1:${port}`, '-tls', '-a', mechanism, '-au', 'ann', '-ap', SECRET],
            ...['-f', 'a@example.com', '-t', 'teacher@example.test'],
          ],
        ] as const,
    ),
  ];

  it.each(RUNS.filter(([, program]) => has(program)))(
    'is read and judged through STARTTLS and AUTH: %s',
    async (_, program, args) => {
      const input = await printed(program, args);
      const { code, out } = await runHere(['replay', '--judge', '-'], { input });
      expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
      expect(out).toContain('now the connection is encrypted');
      expect(out).toContain('C: RCPT TO:<teacher@example.test>');
      expect(out).toContain('<hidden>');
      for (const form of [...FORMS, Buffer.from(`\0ann\0${SECRET}`).toString('base64')])
        expect(out).not.toContain(form);
    },
  );
});

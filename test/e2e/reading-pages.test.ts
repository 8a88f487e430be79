/** What the README and the handbook show of texts explained is what the program says of them. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/house.ts';
import { runCli } from '../support/run-cli.ts';

const BOUNCE = `From: Mail Delivery System <MAILER-DAEMON@mail.example.net>
Subject: Undelivered Mail Returned to Sender

This is the mail system at host mail.example.net.

<bob@example.com>: host mx.example.com[192.0.2.1] said: 552 5.2.2
    <bob@example.com>: Mailbox full (in reply to RCPT TO command)
`;

function blocksOf(path: string): readonly string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/^```\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each([
  ['en', 'README.md', 'lessons/handbook/reading.md'],
  ['ru', 'README.ru.md', 'lessons/handbook/reading.ru.md'],
])('in %s', (lang, readme, page) => {
  const said = async (...args: readonly string[]): Promise<string> =>
    (await runCli([...args, '--lang', lang], { cwd: folder })).out.trimEnd();

  it('the bounce in the README', async () => {
    writeFileSync(join(folder, 'bounce.eml'), BOUNCE);
    const shown = blocksOf(readme).find((block) => block.startsWith('bob@example.com')) ?? '';
    const out = (await said('explain', '--file', 'bounce.eml')).split('\n');
    expect(shown).not.toBe('');
    for (const line of shown.trimEnd().split('\n')) expect(out).toContain(line);
  });

  it('the log, the way of a letter and the debug screen in the handbook', async () => {
    const [log = '', explained = '', followed = '', screen = '', judged = ''] = blocksOf(page);
    writeFileSync(join(folder, 'mail.log'), log);
    writeFileSync(join(folder, 'swaks.txt'), screen);
    expect(await said('explain', '--file', 'mail.log')).toBe(explained.trimEnd());
    expect(await said('explain', '--follow', '4F1A2B01', 'mail.log')).toBe(followed.trimEnd());
    expect(await said('replay', '--judge', 'swaks.txt')).toBe(judged.trimEnd());
  });

  it('the command that a dialogue is sent on to', async () => {
    writeFileSync(join(folder, 'swaks.txt'), blocksOf(page)[3] ?? '');
    const { err } = await runCli(['explain', '--file', 'swaks.txt', '--lang', lang], { cwd: folder });
    const words = /smtp-lab (replay --judge) \S+\s*$/.exec(err)?.[1]?.split(' ') ?? [];
    expect(words).not.toEqual([]);
    const { code } = await runCli([...words, 'swaks.txt'], { cwd: folder });
    expect(code).toBe(0);
  });
});

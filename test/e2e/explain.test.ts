import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHere } from '../support/run-inside.ts';

async function run(
  args: readonly string[],
  input = '',
): Promise<{ status: number; stdout: string; stderr: string }> {
  const { code, out, err } = await runHere(['explain', ...args], { input });
  return { status: code, stdout: out, stderr: err };
}

describe('smtp-lab explain', () => {
  it('answers a code, an enhanced code, a keyword and a port', async () => {
    const { status, stdout } = await run(['SIZE', '250', '5.7.26', '587']);
    expect(status).toBe(0);
    for (const term of ['250: ', '5.7.26: ', 'SIZE: ', '587: ']) expect(stdout).toContain(term);
  });

  it('explains what is in a file whose name was given', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'smtp-lab-test-')), 'bounce');
    writeFileSync(
      file,
      'Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n',
    );
    for (const args of [[file], ['--file', file]]) {
      const { status, stdout } = await run([...args, '--lang', 'en']);
      expect(status).toBe(0);
      expect(stdout).toContain('bob@example.com');
      expect(stdout).toContain('552 5.2.2: The mailbox is full');
    }
    expect((await run(['no-such-word', '--lang', 'en'])).status).toBe(2);
  });

  it('gives one JSON object a term, with the fields of the contract', async () => {
    const { stdout } = await run(['--json', '550', 'greylisting']);
    const objects = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(objects).toHaveLength(2);
    for (const object of objects) {
      expect(Object.keys(object as object)).toEqual(['term', 'kind', 'title', 'text', 'next', 'source']);
    }
  });

  it('speaks Russian, and says more when asked for all', async () => {
    const brief = (await run(['--lang', 'ru', '550'])).stdout;
    const full = (await run(['--lang', 'ru', '--explain', 'full', '550'])).stdout;
    expect(brief).toMatch(/[а-я]/);
    expect(full.length).toBeGreaterThan(brief.length);
    expect(full).toContain('RFC 5321');
  });

  it('finds the refusals in a log from standard input', async () => {
    const log =
      'Jan 12 10:00:00 mx sshd[7]: ok\nJan 12 10:00:01 mx postfix/smtp[7]: 4F1A2B: host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown\nJan 12 10:00:02 mx postfix/smtp[7]: 4F2A2B: host mx.example.com[192.0.2.1] said: 450 4.2.0 Greylisted\n';
    const { status, stdout } = await run([], log);
    expect(status).toBe(0);
    expect(stdout).toContain('550 5.1.1: ');
    expect(stdout).toContain('450 4.2.0: ');
  });

  it('offers what is near to a misprint, and exits 2', async () => {
    const { status, stdout, stderr } = await run(['STARTLS']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('STARTTLS');
  });

  it('lists kinds and entries, and searches', async () => {
    expect((await run(['--list'])).stdout).toContain('mechanism');
    expect((await run(['--list', 'port'])).stdout).toContain('587');
    expect((await run(['--search', 'greylist'])).stdout.toLowerCase()).toContain('greylist');
  });

  it('shows no control characters of what was pasted', async () => {
    const { stdout, stderr } = await run(['550 \u001b[2Jevil']);
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it.each([
    'PLAIN',
    'LOGIN',
    'CRAM-MD5',
    'SCRAM-SHA-1',
    'SCRAM-SHA-256',
    'XOAUTH2',
    'OAUTHBEARER',
    'EXTERNAL',
    'ANONYMOUS',
  ])('takes a sign-in with %s apart, and the server is convinced', async (mechanism) => {
    const { code, out } = await runHere(['explain', '--sasl', mechanism]);
    expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
    expect(out).toContain(`C: AUTH ${mechanism}`);
    expect(out).toContain('S: 235');
    expect(out).toContain('The server accepts the proof.');
  });

  it('never shows a password of the user in it [case-020]', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lab-')), 'password');
    writeFileSync(file, 's3cret-word\n');
    const { code, out } = await runHere([
      ...['explain', '--sasl', 'LOGIN', '--user', 'ann'],
      ...['--password-file', file],
    ]);
    expect(code).toBe(0);
    expect(out).toContain('<hidden>');
    for (const form of ['s3cret-word', Buffer.from('s3cret-word').toString('base64')])
      expect(out).not.toContain(form);
  });

  it('holds a recorded exchange against a password, and never shows it [case-020]', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-'));
    const file = join(folder, 'password');
    const exchange =
      'S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\nC: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\n';
    const args = ['explain', '--sasl', 'CRAM-MD5', '--exchange', '-', '--password-file', file];
    writeFileSync(file, 'tanstaaftanstaaf\n');
    const right = await runHere(args, { input: exchange });
    expect(right).toMatchObject({ code: 0, err: '' });
    expect(right.out).toContain('both sides knew this password');
    expect(right.out).not.toContain('tanstaaf');
    writeFileSync(file, 'another\n');
    const wrong = await runHere([...args, '--lang', 'ru'], { input: exchange });
    expect(wrong.code).toBe(7);
    expect(wrong.out).toContain('Не сходится');
    const other = await runHere(['explain', '--sasl', 'PLAIN', '--exchange', '-', '--password-file', file]);
    expect(other.code).toBe(2);
  });

  it('reads a whole reply to EHLO, keyword by keyword', async () => {
    const { out } = await runHere([
      'explain',
      '250-mail.example.com\n250-SIZE 1000\n250-X-ODD\n250 STARTTLS',
    ]);
    expect(out).toContain('What mail.example.com offers');
    expect(out).toMatch(/SIZE 1000: .*X-ODD: unknown keyword.*STARTTLS: /s);
  });
});

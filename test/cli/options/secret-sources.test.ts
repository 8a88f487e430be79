/** Secrets from programs and from .netrc: they sign in, they are shown nowhere, and what goes wrong is said before anything is connected to. */

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryOf } from '../../../src/cli/options/netrc.ts';
import { wordsOf } from '../../../src/cli/options/secret-command.ts';
import { PRACTICE_ACCOUNT } from '../../../src/pure/practice/index.ts';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { runInside } from '../../support/run-inside.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-secret-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const STUDENT = ['send', '--user', 'student', '--json'];

describe('--password-command', () => {
  it('signs in with the first line that it prints, which is shown nowhere', async () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'wonderland-7\nurl: https://example.com\n');
    const { code, out, err } = await runInside([...STUDENT, '--password-command', `cat '${secret}'`]);
    // Not the password of the practice server: it was sent, and refused.
    expect(code).toBe(7);
    expect(out).toContain('"code":535');
    expect(out + err).not.toContain('wonderland-7');
    const good = await runInside([...STUDENT, '--password-command', `printf ${PRACTICE_ACCOUNT.password}`]);
    expect(good.code).toBe(0);
  });

  it('needs no shell, and gets none', async () => {
    const file = join(folder, 'made');
    await runInside([...STUDENT, '--password-command', `echo practice; touch ${file}`]);
    expect(() => chmodSync(file, 0o600)).toThrow('ENOENT');
    expect(wordsOf(`a 'b c' "d \\" e" f\\ g ''`)).toEqual(['a', 'b c', 'd " e', 'f g', '']);
    expect(wordsOf(`a 'b`)).toBeNull();
  });

  it.each([
    ['no-such-program-here', 'ENOENT'],
    ["sh -c 'echo broken >&2; exit 3'", 'exit 3'],
    ['x'.repeat(200_000), 'failed'],
    ['true', 'printed no secret'],
    ["cat 'x", 'quotation mark'],
  ])('%s is a usage error: nothing is connected to', async (command, why) => {
    const { code, out, err } = await runInside([...STUDENT, '--password-command', command]);
    expect(code).toBe(2);
    expect(err).toContain(why);
    expect(err.includes('sh: broken')).toBe(command.includes('broken'));
    expect(out).not.toContain('"type":"connect"');
  });

  it('may stand in a profile', async () => {
    writeFileSync(
      join(folder, 'config.yaml'),
      'mail:\n  user: student\n  password-command: printf practice\n',
    );
    const { code } = await runInside(['send', '--profile', 'mail'], '', { SMTP_LAB_HOME: folder });
    expect(code).toBe(0);
  });
});

describe('--token-command', () => {
  it('is asked once more where the token is refused, and once only', async () => {
    const mark = join(folder, 'mark');
    const renewing = `sh -c 'if [ -e ${mark} ]; then echo ${PRACTICE_ACCOUNT.token}; else touch ${mark}; echo old; fi'`;
    const argv = [...STUDENT, '--auth', 'xoauth2', '--token-command'];
    const { code, out } = await runInside([...argv, renewing]);
    expect(code).toBe(0);
    expect(out).toContain('"code":"token-renewed"');
    const stale = await runInside([...argv, 'echo old']);
    expect(stale.code).toBe(7);
    expect(stale.out).not.toContain('token-renewed');
    const other = await runInside([...argv, "sh -c 'date +%N'"]);
    expect(other.code).toBe(7);
    expect(other.out.match(/"verb":"AUTH"/g)).toHaveLength(4);
  });
});

describe('--netrc', () => {
  it('finds the entry of a host, of a user, and the default', () => {
    const text = `machine a.example login ann password "w o\\"rd" # mine
macdef init
  machine b.example login evil password trap

machine b.example
  login bob account x password two
machine b.example login eve password three
default login anon password four`;
    expect(entryOf(text, 'A.example', null)).toEqual({ user: 'ann', password: 'w o"rd' });
    expect(entryOf(text, 'b.example', null)).toEqual({ user: 'bob', password: 'two' });
    expect(entryOf(text, 'b.example', 'eve')).toEqual({ user: 'eve', password: 'three' });
    expect(entryOf(text, 'c.example', null)).toEqual({ user: 'anon', password: 'four' });
    expect(entryOf('machine a.example login ann', 'a.example', null)).toBeNull();
  });

  it('signs in, and says where the file can be read by others', async () => {
    const server = await startPracticeServer({});
    const file = join(folder, '.netrc');
    writeFileSync(file, 'machine localhost login student password practice\n', { mode: 0o600 });
    const argv = ['send', '-s', `localhost:${server.port}`, '--insecure', '-f', 'student@example.test'];
    const run = (...more: string[]) =>
      runInside([...argv, '-t', 'teacher@example.test', ...more], '', { HOME: folder });
    try {
      const good = await run('--netrc');
      expect(good).toMatchObject({ code: 0, err: '' });
      expect(good.out).toContain('235');
      chmodSync(file, 0o644);
      expect((await run('--netrc-file', file)).out).toContain('Other users of this machine can read');
      expect(await run('--netrc', '--user', 'nobody')).toMatchObject({ code: 2 });
    } finally {
      await server.close();
    }
  });
});

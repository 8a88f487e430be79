/** `smtp-lab replay`, `--record` and `serve --script` as programs. */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { PROGRAM } from '../support/run-cli.ts';
import { runHere } from '../support/run-inside.ts';
import { eventually } from '../support/patience.ts';

const SESSIONS = 'lessons/sessions';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Whether a program is installed. */
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

const SHORT =
  'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\nC: MAIL FROM:<student@example.test>\nS: 250 ...\nC: QUIT\nS: 221 ...\n';

describe('smtp-lab replay', () => {
  it('says which values a file lacks, and how each kind of them is given', async () => {
    const path = file(
      'lacks.smtp',
      'S: 220 ...\nC: EHLO {{name}}\nS: 250 ...\n@auth CRAM-MD5 user password\n',
    );
    const { code, err } = await runHere(['replay', '--server', '127.0.0.1:9', path]);
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toContain(`${path} has no value for: name, user, password.`);
    expect(err).toContain('--password-file');
    expect(err).toContain('--vars-file');
  });

  it('signs in to the practice server with its own account where none is given', async () => {
    const path = `${SESSIONS}/starttls-and-auth-login.smtp`;
    expect(await runHere(['replay', '--practice', path])).toMatchObject({ code: 0 });
    const wrong = ['--user', 'student', '--password', 'another-word'];
    expect(await runHere(['replay', '--practice', path, ...wrong])).toMatchObject({ code: 15 });
  });

  it('refuses a device that never ends, unread', async () => {
    const { code, err } = await runHere(['replay', '--check', '/dev/zero']);
    expect(code).toBe(2);
    expect(err).toContain('it is a device, not a file');
  });

  it('shows a file as a film, with notes, in both languages, and connects to nothing', async () => {
    const { code, out } = await runHere(['replay', `${SESSIONS}/starttls-and-auth-login.smtp`]);
    expect(code).toBe(0);
    expect(out).toContain('C: MAIL FROM:<{{from}}>');
    expect(out).toContain('envelope: where bounces go');
    const russian = await runHere(['replay', `${SESSIONS}/relay-is-closed.smtp`, '--lang', 'ru']);
    expect(russian.out).toContain('конверт');
  });

  it('plays every session file that ships against itself, and those for servers against the practice server', async () => {
    const both = await runHere(['replay', '--both', SESSIONS, '--var', 'password=practice']);
    expect(both).toMatchObject({ code: 0 });
    const account = ['--user', 'student', '--password', 'practice'];
    const practice = await runHere(['replay', '--practice', SESSIONS, '--grep', 'health', ...account]);
    expect({ code: practice.code, out: practice.out }).toMatchObject({ code: 0 });
    expect(practice.out).toMatch(/^3 files: 3 passed, 0 failed/m);
    const greylisting = ['--practice', '--scenario', 'greylisting', `${SESSIONS}/greylisting.smtp`];
    expect(await runHere(['replay', ...greylisting])).toMatchObject({ code: 0 });
    for (const scenario of ['open-relay', 'no-extensions']) {
      const health = ['--practice', '--scenario', scenario, SESSIONS, '--grep', 'health'];
      expect(await runHere(['replay', ...health, ...account])).toMatchObject({ code: 15 });
    }
  });

  it('says what happened and what to try where a file cannot be played to its end', async () => {
    const path = file('short.smtp', SHORT);
    const nobody = ['--server', '127.0.0.1:1', '--tls', 'off'];
    for (const more of [[], ['--quiet'], ['--json']]) {
      const { code, err } = await runHere(['replay', path, ...nobody, ...more]);
      expect(code).toBe(3);
      expect(err).toMatch(/Connection refused[^]*Means[^]*Try/);
    }
    const russian = await runHere(['replay', path, ...nobody, '--lang', 'ru']);
    expect(russian.err).toMatch(/[а-я][^]*127\.0\.0\.1/i);
    const asJson = await runHere(['replay', path, ...nobody, '--json']);
    expect(asJson.out).toContain('"problem":"connection-refused"');
    const suite = await runHere(['replay', path, file('other.smtp', SHORT), ...nobody]);
    expect(suite.code).toBe(3);
    expect(suite.out).toMatch(/FAIL {2}\S*short\.smtp\n {2}Connection refused/);
  });

  it('exits 15 at a difference, with its place and both texts', async () => {
    const path = file('differs.smtp', SHORT.replace('S: 250 ...\nC: QUIT', 'S: 550 no\nC: QUIT'));
    const { code, out } = await runHere(['replay', '--practice', path]);
    expect(code).toBe(15);
    expect(out).toContain(`${path}:5:1`);
    expect(out).toMatch(/expected +550 no\n +\^+\n +got +250 2\.1\.0/);
  });

  it('hears the replies of a group to their end where one differs, and ends without a goodbye inside a letter', async () => {
    const group = file(
      'group.smtp',
      `${SHORT.replace(/C: MAIL[^]*$/, '')}C: MAIL FROM:<student@example.test>\nC: RCPT TO:<teacher@example.test>\nC: DATA\nS: 250 ...\nS: 251 ...\nS: 354 ...\nC: .\nS: 250 ...\n`,
    );
    const { code, out } = await runHere(['replay', '--practice', group, '--lang', 'en']);
    expect(code).toBe(15);
    expect(out).toMatch(/^S: 354 /m);
    expect(out).not.toContain('Nobody asked for this reply');
    // Behind a 354 it would be a line of the letter, and nobody would answer it.
    expect(out).not.toMatch(/^C: QUIT/m);
  });

  it('points at the characters that differ, and at no more', async () => {
    const path = file(
      'differs.smtp',
      SHORT.replace('S: 250 ...\nC: QUIT', 'S: 251 2.1.0 Sender ok\nC: QUIT'),
    );
    const { out } = await runHere(['replay', '--practice', path, '--lang', 'en']);
    expect(out).toContain(
      '  expected  251 2.1.0 Sender ok\n              ^\n  got       250 2.1.0 Sender ok\n              ^\n',
    );
  });

  it('tells what is wrong with a file, and plays none of it', async () => {
    const { code, err } = await runHere([
      'replay',
      '--practice',
      file('bad.smtp', 'S: 220 x\n@wiat 3s\nC: QUIT\n'),
    ]);
    expect(code).toBe(2);
    expect(err).toContain(':2:1: error: Unknown directive @wiat. Did you mean @wait?');
    expect((await runHere(['replay', '--check', SESSIONS])).code).toBe(0);
  });

  it('asks for variables before anything is sent', async () => {
    const { code, err } = await runHere([
      'replay',
      '--practice',
      file('var.smtp', 'S: 220 ...\nC: EHLO {{who}}\nS: 250 ...\n'),
    ]);
    expect(code).toBe(2);
    expect(err).toContain('who');
  });

  it('runs 200 files in parallel against one server, with a report of each kind', async () => {
    const suite = mkdtempSync(join(folder, 'suite-'));
    for (let at = 0; at < 200; at++) writeFileSync(join(suite, `${String(at).padStart(3, '0')}.smtp`), SHORT);
    writeFileSync(
      join(suite, '200-fails.smtp'),
      SHORT.replace('S: 250 ...\nC: QUIT', 'S: 550 <no> & "never"\nC: QUIT'),
    );
    const server = await startPracticeServer();
    try {
      const reports = ['junit', 'tap', 'json', 'md'].flatMap((kind) => [
        '--report',
        `${kind}=${join(folder, `report.${kind}`)}`,
      ]);
      const { code, out } = await runHere([
        'replay',
        suite,
        '--server',
        `127.0.0.1:${server.port}`,
        '--tls',
        'off',
        ...reports,
      ]);
      expect(code).toBe(15);
      expect(out).toContain('201 files: 200 passed, 1 failed');
      console.log(out.trim().split('\n').at(-1));
    } finally {
      await server.close();
    }
    const junit = readFileSync(join(folder, 'report.junit'), 'utf8');
    expect(junit).toContain('<testsuites name="smtp-lab" tests="201" failures="1"');
    expect(junit.match(/<testcase /g)).toHaveLength(201);
    if (has('xmllint')) {
      const schema = ['--noout', '--schema', 'test/fixtures/junit.xsd', join(folder, 'report.junit')];
      const { status, stderr } = spawnSync('xmllint', schema, { encoding: 'utf8' });
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    }
    expect(readFileSync(join(folder, 'report.tap'), 'utf8')).toMatch(/^TAP version 13\n1\.\.201\n/);
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({
      passed: 200,
      failed: 1,
    });
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('200 passed, 1 failed');
  });

  it.each(['junit', 'tap', 'json', 'md', 'html'])(
    'writes a report as %s over an older one, and over nothing else',
    async (kind) => {
      const path = file('reported.smtp', SHORT);
      const report = join(folder, `own.${kind}`);
      const args = ['replay', '--practice', path, '--report', `${kind}=${report}`, '-q'];
      for (let time = 0; time < 2; time++) expect(await runHere(args)).toMatchObject({ code: 0 });
      writeFileSync(report, 'My notes.\n');
      const { code, err } = await runHere(args);
      expect(code).toBe(2);
      expect(err).toContain('Nothing was overwritten.');
      expect(readFileSync(report, 'utf8')).toBe('My notes.\n');
    },
  );

  it('writes what came into the file where that is wanted, and leaves what still fits', async () => {
    const text = SHORT.replace('S: 221 ...', 'S: 250 ...').replace(
      'S: 250 ...\nC: MAIL',
      'S: 250-x ...\nS: 250 NEVER\nC: MAIL',
    );
    const path = file('update.smtp', text);
    const { code, out } = await runHere(['replay', '--practice', path, '--update']);
    expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
    const updated = readFileSync(path, 'utf8');
    expect(updated).toContain('S: 220 ...\n');
    expect(updated).toContain('S: 221 ...\n');
    expect(updated).toContain('S: 250-STARTTLS\n');
    expect((await runHere(['replay', '--practice', path])).code).toBe(0);
  });

  it('gives expectations and a summary as JSON', async () => {
    const { out } = await runHere(['replay', '--practice', file('json.smtp', SHORT), '--json']);
    const events = out
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(events.filter(({ type }) => type === 'expectation')).toHaveLength(4);
    expect(events.at(-1)).toMatchObject({ type: 'summary', files: 1, passed: 1, failed: 0, expectations: 4 });
  });
});

describe('--record', () => {
  it.each(['LOGIN', 'PLAIN', 'CRAM-MD5', 'SCRAM-SHA-256'])(
    'writes a conversation with %s that can be played again, and holds no secret [case-020]',
    async (mechanism) => {
      const path = join(folder, `recorded-${mechanism}.smtp`);
      const secret = 's3cret-word';
      const server = await startPracticeServer({ accounts: [{ user: 'ann', password: secret }] });
      try {
        const place = [
          '--server',
          `127.0.0.1:${server.port}`,
          '--insecure',
          '--user',
          'ann',
          '--password',
          secret,
        ];
        const sent = await runHere([
          'send',
          ...[
            ...place,
            '--auth',
            mechanism,
            '--from',
            'ann@example.test',
            '--to',
            'teacher@example.test',
            '--record',
            path,
          ],
          ...['--no-pipelining', '--body', '.dot'],
        ]);
        expect(sent.code).toBe(0);
        const text = readFileSync(path, 'utf8');
        for (const form of [
          secret,
          Buffer.from(secret).toString('base64'),
          Buffer.from(`\0ann\0${secret}`).toString('base64'),
        ]) {
          expect(text).not.toContain(form);
        }
        expect(statSync(path).mode & 0o077).toBe(0);
        const again = await runHere(['replay', path, ...place]);
        expect({ code: again.code, out: again.code === 0 ? '' : again.out }).toEqual({ code: 0, out: '' });
        const changed = file('changed.smtp', text.replace('teacher@', 'nobody@'));
        expect((await runHere(['replay', changed, ...place])).code).toBe(15);
      } finally {
        await server.close();
      }
    },
  );

  it('goes to standard output where that is wanted, alone with --quiet', async () => {
    const { code, out, err } = await runHere(['send', '-q', '--record', '-']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^---\ntitle: [^]*\nC: QUIT\nS: 221 /);
    expect(existsSync('-')).toBe(false);
    const again = file('from-stdout.smtp', out);
    expect(await runHere(['replay', '--practice', again, '-q'])).toMatchObject({ code: 0 });
  });

  it('is there for a conversation by hand too, and as :save', async () => {
    const path = join(folder, 'by-hand.smtp');
    const saved = join(folder, 'saved.smtp');
    const lines = ['EHLO x', `:save ${saved}`, 'QUIT', ''];
    expect((await runHere(['connect', '--record', path], { input: lines.join('\n') })).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('C: QUIT');
    expect(readFileSync(saved, 'utf8')).toContain('C: EHLO x');
    expect((await runHere(['replay', '--check', path, saved])).code).toBe(0);
  });
});

describe('serve --script', () => {
  async function scripted(script: string, client: (port: number) => readonly [string, readonly string[]]) {
    const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--script', script]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const port = await eventually('its address', () => /127\.0\.0\.1:(\d+)/.exec(out)?.[1]);
    const [program, args] = client(Number(port));
    const run = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    run.stdin.end('Subject: x\r\n\r\nhello\r\n');
    await new Promise((resolve) => run.on('close', resolve));
    return { code: await ended, out };
  }

  const SERVER = `S: 220 mail.example.test ESMTP
C: EHLO {{*}}
S: 250-mail.example.test
S: 250 SIZE 1000000
C: MAIL FROM:<a@example.test>{{*}}
S: 250 2.1.0 Ok
C: RCPT TO:<b@example.test>
S: 250 2.1.5 Ok
C: DATA
S: 354 Go
C: {{*}}
S: 250 2.0.0 Queued
C: QUIT
S: 221 2.0.0 Bye
`;

  it.skipIf(!has('curl'))('is what curl takes for a server', async () => {
    const { code, out } = await scripted(file('curl.smtp', SERVER), (port) => [
      'curl',
      [
        '-s',
        `smtp://127.0.0.1:${port}/client.example.test`,
        '--mail-from',
        'a@example.test',
        '--mail-rcpt',
        'b@example.test',
        '-T',
        '-',
      ],
    ]);
    expect({ code, out: code === 0 ? '' : out }).toEqual({ code: 0, out: '' });
  });

  it.skipIf(!has('swaks'))('is what swaks takes for a server, and tells where it strayed', async () => {
    const swaks = (port: number): readonly [string, readonly string[]] => [
      'swaks',
      ['--server', `127.0.0.1:${port}`, '--from', 'a@example.test', '--to', 'b@example.test', '--body', 'x'],
    ];
    const { code } = await scripted(file('swaks.smtp', SERVER), swaks);
    expect(code).toBe(0);
    const strayed = await scripted(file('other.smtp', SERVER.replace('<b@', '<c@')), swaks);
    expect(strayed.code).toBe(15);
    expect(strayed.out).toMatch(
      /other\.smtp:7:1, after .*\n {2}expected {2}RCPT TO:<c@example\.test>\n +\^+\n {2}got {7}RCPT TO:<b@example\.test>/,
    );
  });
});

describe('reports and recordings', () => {
  it('records each of several connections by itself, and none where there was none', async () => {
    const record = join(folder, 'pool.smtp');
    const second = join(folder, 'pool-2.smtp');
    const sent = await runHere(['send', '--count', '4', '--connections', '2', '--record', record, '-q']);
    expect(sent.code).toBe(0);
    expect(await runHere(['replay', '--practice', record, second])).toMatchObject({ code: 0 });
    const nobody = join(folder, 'nobody.smtp');
    const address = ['--from', 'student@example.test', '--to', 'teacher@example.test'];
    await runHere(['send', '--server', '127.0.0.1:9', ...address, '--record', nobody]);
    expect(existsSync(nobody)).toBe(false);
  });

  it.each([
    ['DATA', []],
    ['BDAT, in several chunks', ['--chunking']],
  ])('records a letter that was sent by %s, and sends it again octet for octet', async (_, more) => {
    const letter = file(
      'marks.eml',
      `Subject: marks\r\n\r\n${'é€ line {{x}} ...\r\n.dots\r\n'.repeat(20_000)}`,
    );
    const record = join(folder, 'marks.smtp');
    const sent = await runHere(['send', '--eml', letter, '--record', record, '--show-data', '1', ...more]);
    expect(sent.code).toBe(0);
    // What is shown goes in the order in which it went: a chunk behind its command.
    if (more.length > 0) expect(sent.out).toMatch(/C: BDAT \d+\n.*C: Subject: marks[^]*BDAT \d+ LAST/);
    const server = await startPracticeServer();
    try {
      const at = ['--server', `127.0.0.1:${server.port}`, '--insecure'];
      expect(await runHere(['replay', record, ...at, '-q'])).toMatchObject({ code: 0 });
      const [mail] = server.received;
      expect(readFileSync(mail?.file ?? '').equals(readFileSync(letter))).toBe(true);
    } finally {
      await server.close();
    }
    expect(await runHere(['replay', '--both', record, '-q'])).toMatchObject({ code: 0 });
  });

  it('takes a list of reports, with a comma in a name', async () => {
    const files = ['r,1.json', 'r.md', 'r.tap'].map((name) => join(folder, name));
    const [json = '', md = '', tap = ''] = files;
    const list = `json=${json},md=${md},tap=${tap}`;
    expect(await runHere(['replay', '--practice', file('list.smtp', SHORT), '--report', list])).toMatchObject(
      {
        code: 0,
      },
    );
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ failed: 0 });
    for (const path of [md, tap]) expect(readFileSync(path, 'utf8')).toContain('list.smtp');
    const bad = await runHere(['replay', SESSIONS, '--report', `json=${json},pdf=x`]);
    expect(bad.code).toBe(2);
    expect(bad.err).toContain('--report');
  });

  it('writes a report to standard output, where nothing else is with --quiet', async () => {
    const path = file('to-stdout.smtp', SHORT);
    const { code, out } = await runHere(['replay', '--practice', path, '-q', '--report', 'junit=-']);
    expect(code).toBe(0);
    expect(out).toMatch(/^<\?xml [^]*<\/testsuites>\n$/);
    expect(existsSync('-')).toBe(false);
  });

  it('writes pages in both languages, of a film and of what was played, for their owner alone', async () => {
    const session = `${SESSIONS}/relay-is-closed.smtp`;
    const film = join(folder, 'film.html');
    expect((await runHere(['replay', session, '--report', `html=${film}`])).code).toBe(0);
    expect(readFileSync(film, 'utf8')).toContain('RCPT TO:&lt;{{to}}&gt;');
    const page = join(folder, 'page.html');
    const ended = await runHere([
      'replay',
      session,
      '--practice',
      '--report',
      `html=${page}`,
      '--lang',
      'ru',
      '--timing',
    ]);
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/На что ушло время[^]*приветствие/);
    expect(readFileSync(page, 'utf8')).toContain('✓ пройдено');
    expect(statSync(page).mode & 0o777).toBe(0o600);
  });

  it('keeps a secret that the server echoes out of the screen, the recording and every report, with --show-secrets too', async () => {
    const secret = 'correct horse battery';
    const encoded = Buffer.from(secret).toString('base64');
    const server = file(
      'echo.smtp',
      `S: 220 mail.example.test\nC: EHLO {{*}}\nS: 250-mail.example.test\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: {{*}}\nS: 334 UGFzc3dvcmQ6\nC: {{*}}\nS: 535 5.7.8 not ${secret} nor ${encoded}\nC: QUIT\nS: 221 bye\n`,
    );
    const client = file(
      'client.smtp',
      'S: 220 ...\nC: EHLO client.example.test\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 ...\nC: {{"student"|base64}}\nS: 334 ...\nC: {{password|base64}}\nS: 235 ...\nC: QUIT\nS: 221 ...\n',
    );
    const kinds = ['junit', 'tap', 'json', 'md', 'html'];
    const files = kinds.map((kind) => join(folder, `secret.${kind}`));
    const record = join(folder, 'secret.smtp');
    for (const more of [[], ['--json'], ['--show-secrets']]) {
      const child = spawn(process.execPath, [
        PROGRAM,
        'serve',
        '--script',
        server,
        '--port',
        '0',
        '--json',
        '--host',
        '127.0.0.1',
      ]);
      const port = await new Promise<number>((resolve) => {
        child.stdout.on('data', (chunk: Buffer) => {
          const found = /"port":(\d+)/.exec(chunk.toString())?.[1];
          if (found !== undefined) resolve(Number(found));
        });
      });
      const reports = kinds.flatMap((kind, at) => ['--report', `${kind}=${files[at] ?? ''}`]);
      const { code, out, err } = await runHere(
        [
          'replay',
          client,
          '--server',
          `127.0.0.1:${port}`,
          '--tls',
          'off',
          '--record',
          record,
          ...reports,
          ...more,
        ],
        { env: { SMTP_LAB_VAR_password: secret } },
      );
      child.kill();
      expect(code).toBe(15);
      const screen = more.includes('--show-secrets') ? [] : [out, err];
      const texts = [
        ...screen,
        readFileSync(record, 'utf8'),
        ...files.map((path) => readFileSync(path, 'utf8')),
      ];
      for (const text of texts) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(encoded);
        expect(text).not.toContain(Buffer.from(secret).toString('hex'));
      }
      expect(readFileSync(record, 'utf8')).toContain('C: {{password|base64}}');
    }
  });

  it('records or times one file, not a suite', async () => {
    const { code, err } = await runHere([
      'replay',
      SESSIONS,
      '--practice',
      '--record',
      join(folder, 'x.smtp'),
    ]);
    expect(code).toBe(2);
    expect(err).toContain('--record');
  });

  it('plays 200 files at once against one server, with a JUnit report that an XML reader takes', async () => {
    const suite = mkdtempSync(join(folder, 'suite-'));
    for (let at = 0; at < 200; at++) writeFileSync(join(suite, `${String(at).padStart(3, '0')}.smtp`), SHORT);
    const server = await startPracticeServer({});
    const junit = join(folder, 'junit.xml');
    const { code, out } = await runHere([
      'replay',
      suite,
      '--server',
      `127.0.0.1:${server.port}`,
      '--report',
      `junit=${junit}`,
    ]);
    await server.close();
    expect({ code, last: out.trim().split('\n').at(-1) }).toMatchObject({ code: 0 });
    expect(out).toMatch(/200 files: 200 passed, 0 failed, 800 expectations/);
    const read = spawnSync('python3', [
      '-c',
      'import sys,xml.etree.ElementTree as e;r=e.parse(sys.argv[1]).getroot();print(r.tag,r[0].tag,len(r[0].findall("testcase")),r[0].get("tests"),r[0].get("failures"))',
      junit,
    ]);
    if (read.error === undefined)
      expect(read.stdout.toString().trim()).toBe('testsuites testsuite 200 200 0');
    expect(readFileSync(junit, 'utf8').match(/<testcase /g)).toHaveLength(200);
  });
});

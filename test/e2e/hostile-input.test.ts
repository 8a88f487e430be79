/**
 * Hostile input from the user's side: options, arguments, files, variables. Whatever comes of it, it is words and an exit code of the
 * table: never a stack trace, never a raw control character, never a line of its own on the wire. Hostile texts at options are
 * tried in `test/slow`.
 */

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/commands/names.ts';
import { expectWords, NASTY } from '../support/hostile-options.ts';
import { runHere, runInside } from '../support/run-inside.ts';

const SESSION = fileURLToPath(new URL('../../lessons/sessions/relay-is-closed.smtp', import.meta.url));
const HOME = process.cwd();

let folder = '';
let tried = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  // What is written under a hostile name, such as a recording, is written here.
  process.chdir(folder);
});

afterAll(() => {
  console.log(`hostile inputs tried: ${tried}`);
  process.chdir(HOME);
  rmSync(folder, { recursive: true, force: true });
});

describe('every command', () => {
  it('takes hostile arguments in words', async () => {
    for (const command of COMMAND_NAMES) {
      if (command === 'serve' || command === 'tour' || command === 'connect') continue;
      for (const [name, text] of Object.entries(NASTY)) {
        expectWords(await runInside([command, text], ''), `${command} ${name}`);
        tried++;
      }
    }
  });
});

describe('files', () => {
  const file = (name: string, text: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const deep = '['.repeat(20_000);
  const laughs = `a: &a ["x","x","x","x","x","x","x","x","x"]\n${[...'bcdefghij']
    .map((name, at, all) => {
      const before = at === 0 ? 'a' : all[at - 1];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
    })
    .join('\n')}\n`;

  it.each([
    ['a session file of deep YAML', ['replay', '--check'], `---\nvars: ${deep}\n---\nS: 220 x\n`],
    ['a session file of laughing YAML', ['replay', '--check'], `---\n${laughs}---\nS: 220 x\n`],
    [
      'bulk without end',
      ['replay', '--practice'],
      'S: 220 ...\nC: {{repeat 999999999999 "x"}}\nS: 500 ...\n',
    ],
    [
      'a pattern that would run for ever',
      ['replay', '--practice'],
      'S: 220 ~ /^(a+)+$/\nC: QUIT\nS: 221 ...\n',
    ],
    ['a million holes', ['replay', '--check'], `S: 220 ${'{{'.repeat(500_000)}\n`],
    [
      'octets that are no text',
      ['replay', '--check'],
      Uint8Array.from({ length: 4096 }, (_, at) => (at * 7) % 256),
    ],
    [
      'a transcript of rubbish',
      ['replay', '--judge'],
      Uint8Array.from({ length: 65_536 }, (_, at) => (at * 131) % 256),
    ],
    ['variables of laughing YAML', ['replay', '--practice', SESSION, '--vars-file'], laughs],
    ['a certificate that is none', ['send', '--tls-ca'], 'hello'],
    ['a letter of one line of 10 MB', ['send', '--eml'], `Subject: x\r\n\r\n${'y'.repeat(10_000_000)}\r\n`],
    ['a letter of NULs', ['send', '--eml'], new Uint8Array(100_000)],
    ['a header of 10 MB', ['send', '--eml'], `Subject: ${'y'.repeat(10_000_000)}\r\n\r\nx\r\n`],
  ] as const)('%s is told in words', async (name, args, content) => {
    const said = await runHere([...args, file('hostile.bin', content)]);
    tried++;
    expectWords({ ...said, code: said.code ?? -1 }, name);
  });

  it('that include themselves, or what lies outside, are told so', async () => {
    const one = file('one.smtp', 'S: 220 ...\n@include two.smtp\n');
    file('two.smtp', '@include one.smtp\n');
    const loop = await runInside(['replay', '--check', one]);
    expect(loop.code).toBe(2);
    const outside = await runInside([
      'replay',
      '--check',
      file('out.smtp', 'S: 220 ...\n@include ../../etc/passwd\n'),
    ]);
    expect(outside.code).toBe(2);
    expectWords(outside, 'outside');
  });

  it('that cannot be read are named: none there, a folder, no right, a link in a circle', async () => {
    const circle = join(folder, 'circle');
    symlinkSync(circle, circle);
    const closed = file('closed.eml', 'Subject: x\r\n\r\nx\r\n');
    chmodSync(closed, 0o000);
    for (const path of [join(folder, 'none'), folder, circle]) {
      const said = await runInside(['send', '--eml', path]);
      expect({ path, code: said.code }).toEqual({ path, code: 2 });
      expectWords(said, path);
    }
  });
});

describe('the folder where state is kept', () => {
  it.each([
    ['is a file', (home: string) => writeFileSync(home, 'x')],
    ['cannot be written', (home: string) => mkdirSync(home, { mode: 0o500 })],
    ['is a link to nowhere', (home: string) => symlinkSync(join(folder, 'nowhere', 'at', 'all'), home)],
    [
      'holds rubbish',
      (home: string) => {
        mkdirSync(home);
        for (const name of ['config.yaml', 'progress.json', 'history.json', 'history'])
          writeFileSync(join(home, name), '\u0000{[\u001b');
      },
    ],
  ] as const)('%s: the program does its work all the same', async (name, make) => {
    const home = mkdtempSync(join(folder, 'home-')) + '-x';
    make(home);
    const env = { SMTP_LAB_HOME: home };
    for (const args of [['learn', 'whole-letter'], ['send'], ['learn', '--status'], ['connect']]) {
      const said = await runHere(args, { env, input: 'EHLO pupil.example.test\nQUIT\n' });
      tried++;
      expectWords({ ...said, code: said.code ?? -1 }, `${name}: ${args.join(' ')}`);
    }
  });

  it('is not led out of itself by a link in the place of a file', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'mine');
    for (const name of ['progress.json', 'history.json']) symlinkSync(victim, join(home, name));
    await runHere(['learn', 'whole-letter'], {
      env: { SMTP_LAB_HOME: home },
      input: 'EHLO pupil.example.test\n',
    });
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});

describe('variables of the environment', () => {
  it.each([
    'SMTP_LAB_SERVER',
    'SMTP_LAB_LANG',
    'SMTP_LAB_TLS',
    'SMTP_LAB_EHLO',
    'SMTP_LAB_TIMEOUT',
    'SMTP_LAB_PASSWORD',
    'SMTP_LAB_HOME',
    'LANG',
    'NO_COLOR',
    'COLUMNS',
  ])('%s may hold anything', async (name) => {
    // Node 20 itself crashes at its start where LANG begins with a word of a dozen letters.
    for (const text of ['x\r\nRSET', '\u001b]0;owned\u0007', 'x'.repeat(name === 'LANG' ? 2 : 5000)]) {
      const said = await runHere(['send'], { env: { [name]: text } });
      tried++;
      expectWords({ ...said, code: said.code ?? -1 }, name);
    }
  });
});

/** What a user gets from the registry: the packed program in an empty folder, without network and without our packages. */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/house.ts';
import { runNode } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-pack-'));
const empty = join(folder, 'empty');
const installed = join(empty, 'node_modules/smtp-lab');
const offline = {
  ...process.env,
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};
let packed: readonly string[] = [];

beforeAll(() => {
  // Not by the script of `npm pack` itself, which would make the clone ready first.
  execFileSync(process.execPath, ['bin/build.mjs', '--types'], { cwd: ROOT, stdio: 'pipe' });
  const told = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [pack] = JSON.parse(told) as [{ filename: string; files: { path: string }[] }];
  packed = pack.files.map(({ path }) => path);
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{ "name": "empty", "private": true }\n');
  execFileSync('npm', ['install', join(folder, pack.filename)], { cwd: empty, env: offline, stdio: 'pipe' });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the package', () => {
  it('holds what runs, and nothing of how it is made', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'bin/smtp-lab.js',
        'dist/THIRD-PARTY-LICENSES.txt',
        'bin/package.json',
        'dist/main.cjs',
        'dist/index.cjs',
        'dist/index.d.cts',
      ]),
    );
    expect(packed.filter((path) => /^(?:src|test|\.ci)\/|\.(?:new|mjs)$/.test(path))).toEqual([]);
  });

  it.each([
    ...['README.md', 'README.ru.md', 'lessons/README.md', 'lessons/sessions/README.md'],
    ...['lessons/handbook/README.md', 'lessons/handbook/library.md', 'lessons/handbook/library.ru.md'],
  ])('has what its %s links to', (path) => {
    const text = readFileSync(join(installed, path), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(installed, dirname(path), link)))).toEqual([]);
  });

  it('needs no other package, and brings the licences of what is inside it', () => {
    const facts = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(facts['dependencies']).toBeUndefined();
    const licences = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['chalk', 'commander', 'yaml']) expect(licences).toContain(`\n${name} `);
  });

  it('runs in an empty folder without network', async () => {
    const program = join(empty, 'node_modules/.bin/smtp-lab');
    expect(existsSync(program)).toBe(true);
    const { code, out, err } = await runNode([program, 'tour'], { cwd: empty });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('\nS: 221 ');
  });

  it('is a library too', async () => {
    const script = join(empty, 'use.mjs');
    writeFileSync(
      script,
      `import { Conversation, exitCodeOf, startPracticeServer } from 'smtp-lab';
       const server = await startPracticeServer();
       const kinds = [];
       const conversation = await Conversation.open(
         { host: server.host, port: server.port },
         { sink: ({ kind }) => kinds.push(kind), now: () => performance.now(), practice: true, milliseconds: 5000, finalMilliseconds: 5000 },
       );
       const greeting = await conversation.greeting();
       await conversation.quit();
       await server.close();
       console.log(greeting.code, kinds.join(' '), exitCodeOf('no-reply'));`,
    );
    expect(await runNode([script], { cwd: empty })).toMatchObject({
      code: 0,
      out: '220 connect reply command reply close 12\n',
      err: '',
    });
  });

  it('runs the examples of its documents as they stand', async () => {
    const exampleOf = (...[document, translated]: readonly [string, string]): string => {
      const example = /```js\n([^]*?)```/.exec(readFileSync(join(ROOT, document), 'utf8'))?.[1] ?? '';
      expect(readFileSync(join(ROOT, translated), 'utf8')).toContain(example);
      return example;
    };
    const first = exampleOf('README.md', 'README.ru.md');
    const second = exampleOf('lessons/handbook/library.md', 'lessons/handbook/library.ru.md');
    const script = join(installed, 'example.mjs');
    writeFileSync(script, `${first}console.log(outcome, exitCode, passed, expectations.length);`);
    const one = await runNode([script], { cwd: installed });
    expect(one).toMatchObject({ code: 0, err: '' });
    expect(one.out).toMatch(/^\[ 'teacher@example.test' \]\naccepted 0 true \d+\n$/);
    writeFileSync(
      script,
      `${second}console.log(code, failure.message, [happened, means].every(Boolean), tries.length > 0);`,
    );
    const two = await runNode([script], { cwd: installed });
    expect(two).toMatchObject({ code: 0, err: '' });
    expect(two.out).toMatch(/^450 connection refused: localhost:1 \(.*\) true true\n$/);
  });

  it('is had by `require` as well, with its lessons', async () => {
    const script = join(empty, 'use.cjs');
    writeFileSync(
      script,
      `const { playSession, startPracticeServer } = require('smtp-lab');
       const file = require.resolve('smtp-lab/lessons/sessions/relay-is-closed.smtp');
       startPracticeServer({ scenario: [{ on: 'QUIT', reply: '221 2.0.0 So long' }] }).then(async (server) => {
         const { passed } = await playSession({ file }, { server: server.host + ':' + server.port });
         console.log(passed);
         await server.close();
       });`,
    );
    expect(await runNode([script], { cwd: empty })).toMatchObject({ code: 0, out: 'true\n', err: '' });
  });

  it('has types that a strict consumer can use, from either kind of module, with nothing skipped', () => {
    const text = `import { connect, matchers, playSession, ReplyReader, toNdjson, UsageError } from 'smtp-lab';
       import type { BriefRule, LabEvent, Reply } from 'smtp-lab';
       const kinds = (events: readonly LabEvent[]): readonly string[] => events.map((event) => event.kind);
       const codes = (reply: Reply): number => reply.code;
       const rules: readonly BriefRule[] = [{ on: 'RCPT', to: 'busy@*', reply: '450 4.2.0 Busy', times: 2 }];
       const busy = async (): Promise<boolean> => {
         const { conversation, close } = await connect({ scenario: rules });
         const reply: Reply = await conversation.send('MAIL FROM:<a@example.test>');
         await close();
         return reply.class === 2 && matchers.toPass(await playSession({ text: 'S: 220' })).pass;
       };
       // @ts-expect-error: an event is no number
       const wrong: LabEvent = 1;
       // @ts-expect-error: a rule has an occasion
       const none: BriefRule = { reply: '250 ok' };
       export { busy, codes, kinds, none, ReplyReader, toNdjson, UsageError, wrong };`;
    for (const name of ['use.mts', 'use.cts']) writeFileSync(join(empty, name), text);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const target = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022'];
    const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
    const done = spawnSync(process.execPath, [tsc, ...flags, ...target, ...types, 'use.mts', 'use.cts'], {
      cwd: empty,
      encoding: 'utf8',
    });
    expect(done).toMatchObject({ status: 0, stdout: '' });
  });
});

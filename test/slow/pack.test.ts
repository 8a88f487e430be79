/** What a user gets from the registry: the packed program in an empty folder, without network and without our packages. */

import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsSchema } from '../../src/pure/events/schema.ts';
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

/** What package.json of a folder says. */
function factsOf(root: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
}

/** The packages that the source imports, by their names. */
function importedPackages(): readonly string[] {
  const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [
      ...readFileSync(join(ROOT, 'src', path), 'utf8').matchAll(
        /^(?!import type|export type).*(?:\bfrom |\bimport\()'(?!\.|node:|smtp-lab')((?:@[\w-]+\/)?[\w-]+)(?:\/[\w/-]+)?'/gm,
      ),
    ])
    .map(([, name = '']) => name);
  return [...new Set(names)].sort();
}

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
        'dist/built',
        'dist/index.cjs',
        'dist/index.d.cts',
        'dist/smtp-lab.1',
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

  it('says what it is: words to find it by, a licence, and places that are reserved until it has one', () => {
    expect(factsOf(installed)).toMatchObject({
      keywords: expect.arrayContaining(['smtp', 'mail', 'cli', 'testing', 'learning']) as unknown,
      license: 'MIT',
      // No public place of the project is known: these lead nowhere on purpose, and have to be set before it is published.
      repository: { type: 'git', url: 'git+https://example.org/smtp-lab.git' },
      bugs: { url: 'https://example.org/smtp-lab/issues' },
    });
  });

  it('needs no other package, and brings the licence of each that is inside it', () => {
    expect(factsOf(installed)).not.toHaveProperty('dependencies');
    const text = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const notices = text.split(`\n${'-'.repeat(72)}\n\n`).map((notice) => {
      const [, name = '', version = '', license = ''] = /^(\S+) (\S+) \((.+)\)\n/.exec(notice) ?? [];
      return { name, version, license, words: notice.split(/\s+/).length };
    });
    // What the lock file says of the packages that the source imports, and of all that these need.
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, { version?: string; license?: string; dependencies?: object }>>;
    };
    const known = new Set<string>();
    const follow = (name: string, from: string): void => {
      const path = packages[`${from}/node_modules/${name}`.replace(/^\//, '')];
      if (path === undefined)
        return from === ''
          ? undefined
          : follow(name, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''));
      const row = `${name} ${path.version} (${path.license})`;
      if (known.has(row)) return;
      known.add(row);
      for (const needed of Object.keys(path.dependencies ?? {}))
        follow(needed, `${from}/node_modules/${name}`.replace(/^\//, ''));
    };
    const imported = importedPackages();
    expect(imported.length).toBeGreaterThan(10);
    for (const name of imported) follow(name, '');
    for (const { name, version, license } of notices)
      expect(known).toContain(`${name} ${version} (${license})`);
    expect(notices.map(({ name }) => name)).toEqual(expect.arrayContaining([...imported]));
    expect(notices.filter(({ words }) => words < 60)).toEqual([]);
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

  it('has the schema of what --json prints, from either kind of module', async () => {
    const script = join(empty, 'schema.mjs');
    writeFileSync(
      script,
      `import { createRequire } from 'node:module';
       const schema = createRequire(import.meta.url)('smtp-lab/schemas/events.json');
       const { default: same } = await import('smtp-lab/schemas/events.json', { with: { type: 'json' } });
       console.log(JSON.stringify([schema, same]));`,
    );
    const { code, out } = await runNode([script], { cwd: empty });
    expect({ code, schemas: JSON.parse(out) as unknown }).toEqual({
      code: 0,
      schemas: [eventsSchema(), eventsSchema()],
    });
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

/**
 * What is advised can be typed: every command that a problem advises is put behind the options that were given, and the program's own
 * parser takes it. A dry run says whether it does; nothing is connected to.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExplainer } from '../../src/cli/explainer.ts';
import { readArguments } from '../../src/cli/command-line.ts';
import { define as defineConnect } from '../../src/cli/commands/connect.ts';
import { define as defineReplay } from '../../src/cli/commands/replay.ts';
import { define } from '../../src/cli/commands/send.ts';
import { readConversationPlan } from '../../src/cli/options/index.ts';
import { LabError } from '../../src/pure/problems/index.ts';
import type { Problem } from '../../src/pure/problems/index.ts';
import { testCertificate } from '../support/lab-certificates.ts';
import { PROBLEM_EXAMPLES } from '../support/problem-examples.ts';
import type { Command } from 'commander';
import { cliContext } from '../support/cli-context.ts';
import { runInside } from '../support/run-inside.ts';

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-advice-'));
  const { cert, key } = await testCertificate(['mail.example.com']);
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  writeFileSync(join(folder, 'secret'), 'wonderland\n');
  writeFileSync(join(folder, 'letter.eml'), 'Subject: x\r\n\r\nhi\r\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ENVELOPE = ['-f', 'a@example.com', '-t', 'b@example.com'];

/** Ways to stand: what was typed when the problem came. */
const STANDS: readonly (readonly string[])[] = [
  ['-s', 'mail.example.com'],
  ['-s', 'mail.example.com:2525', '-4', '--rfc-timeouts'],
  ['-s', 'smtps://mail.example.com', '-6'],
  ['-s', 'mail.example.com', '--tls', 'starttls', '--timeout', '5', '--drop-after', 'mail'],
  ['-s', 'mail.example.com', '--helo', '--proxy', 'socks5://127.0.0.1:1080'],
  ['-s', 'mail.example.com', '--tls-cert', 'FILE', '--tls-key', 'FILE'],
  ['-s', 'mail.example.com', '--user', 'ann', '--token-file', 'FILE', '--auth', 'xoauth2'],
  ['-s', 'mail.example.com', '--eml', 'x.eml'],
  ['--mx'],
  ['--mx', '--dns', '127.0.0.1:53', '--bind', '127.0.0.1'],
  ['-s', 'mail.example.com', '--user', 'ann', '--password', 'wonderland', '--auth', 'plain'],
  ['-s', 'mail.example.com', '--tls-min', '1.0', '--tls-max', '1.1', '--tls-ciphers', 'DEFAULT@SECLEVEL=0'],
];

/** What a person puts in for the words in capitals. */
function filled(command: string): readonly string[] {
  return command.split(' ').map((word, at, all) => {
    const before = all[at - 1] ?? '';
    if (word === 'FILE' || word === 'NEWFILE') {
      if (before === '--tls-key') return join(folder, 'key.pem');
      return join(folder, before.includes('password') || before.includes('token') ? 'secret' : 'cert.pem');
    }
    if (word === 'NAME' || word === 'HOST') return before === '--user' ? 'ann' : 'mail.example.com';
    if (word === 'recorded.smtp') return join(folder, word);
    return word === 'x.eml' ? join(folder, 'secret') : word;
  });
}

/** The command line with the attempt in it: what it names again is replaced, what it says to leave out is gone. */
function applied(stand: readonly string[], { what, command }: { what: string; command?: string }) {
  const SHORT: Record<string, string> = { '-s': '--server', '-4': '--ipv4', '-6': '--ipv6' };
  const options: string[][] = [];
  for (const word of stand) {
    if (word.startsWith('-')) options.push([SHORT[word] ?? word]);
    else if (word === 'x.eml') options.at(-1)?.push(join(folder, 'letter.eml'));
    else if (word === 'FILE') options.at(-1)?.push(...filled(`${options.at(-1)?.[0]} FILE`).slice(1));
    else options.at(-1)?.push(word);
  }
  const leave = /^leave (.*) out$/.exec(command ?? '')?.[1]?.split(' and ');
  const without = [...(/, without (.*)$/.exec(what)?.[1] ?? '').matchAll(/--[\w-]+/g)].map(([name]) => name);
  const added = leave === undefined ? filled(command ?? '') : [];
  const again = added.filter((word) => word.startsWith('--'));
  const gone = [...(leave ?? []), ...without, ...again];
  return [...options.filter(([name]) => !gone.includes(name ?? '')).flat(), ...added];
}

/** What a text tells to type: commands of ours, and options with their values; words to be filled in are of either language. */
function typedIn(text: string): readonly string[] {
  const capitals = text.replace(/(?<![\p{L}\d_.-])\p{Lu}{2,}(?![\p{L}\d_.])/gu, 'WORD');
  const commands = capitals.match(/smtp-lab [a-z]+/g) ?? [];
  const options =
    capitals.match(/(?<![\w-])--?[a-z46][\w-]*(?: (?:[\w.:/[\]@-]*\d[\w.:/[\]@-]*|WORD))?/g) ?? [];
  return [...commands, ...options.filter((one) => /^--|^-[46]$/.test(one))].sort();
}

/** A problem of an option comes only where that was given. */
function canCome(problem: Problem, stand: readonly string[]): boolean {
  if (problem.code === 'tls-settings') return stand.includes('--tls-cert');
  if (problem.code === 'no-password' || /^auth-|^no-common|^server-not/.test(problem.code)) {
    const token = 'mechanism' in problem.detail && problem.detail.mechanism === 'XOAUTH2';
    return stand.includes('--user') && stand.includes('--token-file') === token;
  }
  return true;
}

const problems = Object.entries(PROBLEM_EXAMPLES).flatMap(([code, details]) =>
  details.map((detail) => ({ code, detail }) as Problem),
);

/** Commands that have no dry run: what they make of the options is a plan, and nothing is connected to for that. */
const TALKING: readonly (readonly [
  string,
  typeof defineConnect,
  readonly string[],
  readonly (readonly string[])[],
])[] = [
  ['connect', defineConnect, [], STANDS],
  ['connect', defineConnect, [], [['mail.example.com'], ['smtps://mail.example.com', '--tls-min', '1.0']]],
  ['replay', defineReplay, ['x.smtp'], STANDS],
];

/** Stands with the options that a command has. */
function standsOf(command: Command, stands: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const known = command.options.flatMap(({ long, short }) => [long, short]);
  return stands.filter((stand) => stand.every((word) => !word.startsWith('-') || known.includes(word)));
}

describe('advice of a command that talks by hand or from a file', () => {
  const setting = { lang: 'en', program: 'smtp-lab', out: { line: () => undefined } as never } as const;
  const rows = TALKING.flatMap(([name, definition, files, stands]) =>
    standsOf(definition(setting), stands).map(
      (stand) => [`${name} ${stand.join(' ')}`, definition, files, stand] as const,
    ),
  );

  it.each(rows)('after %s can be typed', async (line, definition, files, stand) => {
    const [first = ''] = stand;
    const positional = first.startsWith('-') ? [] : [first];
    const options = stand.slice(positional.length);
    const command = definition(setting);
    readArguments(command, [...positional, ...options, ...files], { lang: 'en' });
    const explainer = await openExplainer(command, setting, { host: 'mail.example.com', port: 25 });
    const wrong: string[] = [];
    const tried = new Set<string>();
    for (const problem of problems) {
      if (!canCome(problem, stand)) continue;
      for (const attempt of explainer.advice(problem).tries) {
        const text = attempt.command ?? '';
        if (!text.startsWith('-') && !text.startsWith('leave ')) continue;
        const argv = applied(options, attempt);
        const typed = argv.join(' ');
        if (tried.has(typed)) continue;
        tried.add(typed);
        try {
          const again = definition(setting);
          const replaced = / without (?:.* )?[^-\s]\S*$/.test(attempt.what) && positional.length > 0;
          const servers = replaced ? [] : positional;
          readArguments(again, [...servers, ...argv, ...files], { lang: 'en' });
          const [server] = definition === defineConnect ? again.args : [];
          if (server !== undefined && again.getOptionValue('server') !== undefined)
            throw new Error('two servers');
          const stdin = new PassThrough();
          stdin.end('wonderland\n');
          await readConversationPlan(
            again,
            cliContext({
              env: { SMTP_LAB_PASSWORD: 'wonderland' },
              stdin: stdin as unknown as NodeJS.ReadStream,
            }),
            {
              serverFromOutside: true,
              ...(server === undefined ? {} : { server }),
            },
          );
        } catch (error) {
          wrong.push(
            `${problem.code}: ${typed}: ${JSON.stringify(error instanceof LabError ? error.detail : String(error))}`,
          );
        }
      }
    }
    expect(wrong, line).toEqual([]);
    expect(tried.size).toBeGreaterThan(10);
  });
});

describe('advice', () => {
  it.each(STANDS.map((stand) => [stand.join(' '), stand] as const))(
    'after %s can be typed',
    async (_, stand) => {
      const command = define({ lang: 'en', program: 'smtp-lab', out: { line: () => undefined } as never });
      readArguments(command, [...stand, ...ENVELOPE], { lang: 'en' });
      const explainer = await openExplainer(
        command,
        { lang: 'en', program: 'smtp-lab' },
        { host: 'mail.example.com', port: 25 },
      );
      const tried = new Set<string>();
      const wrong: string[] = [];
      let seen = 0;
      for (const problem of problems) {
        if (!canCome(problem, stand)) continue;
        for (const attempt of explainer.advice(problem).tries) {
          const text = attempt.command ?? '';
          if (!text.startsWith('-') && !text.startsWith('leave ')) continue;
          seen++;
          const argv = applied(stand, attempt);
          const line = argv.join(' ');
          if (tried.has(line)) continue;
          tried.add(line);
          const { code, err } = await runInside(['send', ...argv, ...ENVELOPE, '--dry-run', '-q'], '', {
            SMTP_LAB_PASSWORD: 'wonderland',
          });
          if (code === 2) wrong.push(`${problem.code}: ${line}\n${err}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(seen).toBeGreaterThan(40);
    },
  );

  it.each(STANDS.map((stand) => [stand.join(' '), stand] as const))(
    'after %s is the same in both languages',
    async (_, stand) => {
      const explainers = await Promise.all(
        (['en', 'ru'] as const).map(async (lang) => {
          const command = define({ lang, program: 'smtp-lab', out: { line: () => undefined } as never });
          readArguments(command, [...stand, ...ENVELOPE], { lang });
          return openExplainer(
            command,
            { lang, program: 'smtp-lab' },
            { host: 'mail.example.com', port: 25 },
          );
        }),
      );
      const different = problems.flatMap((problem) => {
        const [english, russian] = explainers.map((explainer) => {
          const { tries, closing } = explainer.advice(problem);
          return {
            tries: tries.map(({ what, command }) => typedIn(`${what} ${command ?? ''}`)).sort(),
            closing: typedIn(closing.join(' ')),
          };
        });
        return JSON.stringify(english) === JSON.stringify(russian)
          ? []
          : [{ code: problem.code, detail: problem.detail, english, russian }];
      });
      expect(different).toEqual([]);
    },
  );
});

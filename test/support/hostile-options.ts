/**
 * Every option of every command with texts that would smuggle a line, drive the terminal or exhaust a parser. Driven by the
 * commands' own definitions, so that a new option cannot be forgotten.
 */

import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/commands/names.ts';
import { findCommand } from '../../src/cli/commands/registry.ts';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { runInside } from './run-inside.ts';
import type { Said } from './run-inside.ts';

/** What a text of somebody may be. The last ones become CR and LF where their upper octet is dropped. */
export const NASTY: Readonly<Record<string, string>> = {
  'CR LF and a command': 'x\r\nRSET',
  'a bare LF': 'x\nRSET',
  'a bare CR': 'x\rRSET',
  'an escape sequence': 'x\u001b]52;c;aGFja2Vk\u0007',
  'C1 controls': 'x\u009b31m\u0085y',
  'letters that lose an octet': 'x\u010d\u010aRSET',
  'a line separator': 'x\u2028RSET',
  'a right-to-left override': 'x\u202egnp.exe',
  'a lone surrogate': 'x\ud800y',
  nothing: '',
  'a long text': 'x'.repeat(100_000),
};

const CODES: readonly number[] = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** Those of `sendmail`, from sysexits.h; 70 would be a fault of ours. */
const SYSEXITS: readonly number[] = [0, 64, 65, 67, 69, 75, 76, 77, 78];

/** Control characters that reach a terminal, but for the ends of lines. */
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Options that would wait for somebody, leave this machine, or run what is given. */
const NOT_TRIED: Readonly<Record<string, readonly string[]>> = {
  serve: ['--port', '--idle-exit'],
};
/** Hosts are looked up: only texts that cannot be one are tried. */
const HOSTS: readonly string[] = ['--server', '--proxy', '--dns', '--bind', '--proxy-source'];
const NO_HOST: readonly string[] = [
  'CR LF and a command',
  'a bare LF',
  'a bare CR',
  'an escape sequence',
  'C1 controls',
  'nothing',
];

interface Trial {
  readonly command: string;
  readonly flag: string;
}

/** Each option that takes a value. */
async function trials(): Promise<readonly Trial[]> {
  const found: Trial[] = [];
  for (const command of COMMAND_NAMES) {
    const module = await findCommand(command)?.();
    const definition = module?.define?.({
      lang: 'en',
      program: 'smtp-lab',
      out: { columns: 80, isTerminal: false, line: () => undefined, write: () => undefined },
    });
    for (const { long, required } of definition?.options ?? [])
      if (required && typeof long === 'string' && !(NOT_TRIED[command] ?? []).includes(long))
        found.push({ command, flag: long });
  }
  return found;
}

/** Whatever comes of it is words and an exit code of the table: no stack trace, no raw control character. */
export function expectWords({ code, out, err }: Said, what: string): void {
  const said = out + err;
  expect({
    what,
    code: (what.startsWith('sendmail ') ? SYSEXITS : CODES).includes(code),
    stack: /^ {4}at /m.test(said),
    raw: RAW.exec(said)?.[0],
  }).toEqual({
    what,
    code: true,
    stack: false,
    raw: undefined,
  });
}

const SESSION = fileURLToPath(new URL('../../lessons/sessions/relay-is-closed.smtp', import.meta.url));

/** What lets a command end soon where the text is taken. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  replay: [SESSION, '--both'],
  serve: ['--list-scenarios'],
  conform: ['--only', 'helo-understood'],
};

/** Tries texts (names of `NASTY`) at every option; how many trials, and which lines of theirs came to the server as commands. */
export async function tryOptions(
  texts: readonly string[],
): Promise<{ readonly tried: number; readonly smuggled: readonly string[] }> {
  const lines: string[] = [];
  const server = await startPracticeServer({
    onEvent: (event) => {
      if (event.kind === 'command') lines.push(event.line);
    },
  });
  let tried = 0;
  try {
    const all = await trials();
    expect(all.length).toBeGreaterThan(80);
    const place = ['--server', `127.0.0.1:${server.port}`, '--insecure', '--timeout', '2'];
    for (const { command, flag } of all) {
      for (const name of texts) {
        if (HOSTS.includes(flag) && !NO_HOST.includes(name)) continue;
        const envelope = ['--from', 'a@example.test', '--to', 'teacher@example.test', '--body', 'x'];
        const talks = command === 'send' ? [...place, ...envelope] : command === 'connect' ? place : [];
        const rest = ALONE[command] ?? [];
        const said = await runInside([command, ...rest, ...talks, flag, NASTY[name] ?? ''], 'QUIT\n');
        tried++;
        expectWords(said, `${command} ${flag} ${name}`);
      }
    }
  } finally {
    await server.close();
  }
  return { tried, smuggled: lines.filter((line) => line.startsWith('RSET')) };
}

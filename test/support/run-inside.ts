/**
 * Runs a command line of the program in this process, with outputs that are kept: what a test does that is not about the process
 * itself. The built program is run by `run-cli.ts`.
 */

import { PassThrough } from 'node:stream';
import { answer, secretGates } from '../../src/cli/answer.ts';
import { gather, openOutput } from '../../src/cli/output.ts';
import type { TextStream } from '../../src/cli/output.ts';
import { readSettings } from '../../src/cli/settings.ts';
import { patience } from './patience.ts';
import { holdAgainstSchema } from './schema.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface InsideOptions {
  /** The whole environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder to be in meanwhile. It is that of the process: not for tests that run beside one another. */
  readonly cwd?: string;
  /** What standard input holds, which is no terminal. */
  readonly input?: string | Uint8Array;
  /** Whether standard error is a terminal; standard output never is. */
  readonly errIsTerminal?: boolean;
  /** Called when output comes, with all of it so far; `stop` is what a signal does. */
  readonly watch?: (out: string, stop: (signal: 'SIGINT' | 'SIGTERM') => void) => void;
}

/** Runs `smtp-lab ARGS` to its end, as `runInside` does; the shape of `runCli`, so that one can take the place of the other. */
export async function runHere(args: readonly string[], options: InsideOptions = {}): Promise<Said> {
  const { env = {}, cwd, input = '', watch, errIsTerminal = false } = options;
  const stop = new AbortController();
  const out = kept(
    watch === undefined
      ? null
      : (text) => {
          watch(text, (signal) => stop.abort(signal));
        },
  );
  const err = kept(null, errIsTerminal);
  const gathered = gather(out);
  const { filter, ...gates } = secretGates();
  const stdin = new PassThrough();
  stdin.end(input);
  const before = process.cwd();
  if (cwd !== undefined) process.chdir(cwd);
  let hangs: NodeJS.Timeout | null = null;
  try {
    const shell = {
      argv: args,
      env,
      program: 'npx smtp-lab',
      out: openOutput(gathered, filter, fail),
      err: openOutput(err, filter, fail),
      ...gates,
      signal: stop.signal,
      acts: () => undefined,
      stdin: () => stdin as unknown as NodeJS.ReadStream,
      stdinIsTerminal: false,
      cwd: process.cwd(),
    };
    const late = new Promise<never>((_, reject) => {
      hangs = setTimeout(() => reject(new Error(`hangs: ${args.join(' ')}\n${out.text()}`)), patience(300));
    });
    const code = await Promise.race([answer(shell, readSettings(args, env)), late]);
    gathered.flush();
    holdAgainstSchema(args, out.text());
    return { code, out: out.text(), err: err.text() };
  } finally {
    if (hangs !== null) clearTimeout(hangs);
    if (cwd !== undefined) process.chdir(before);
  }
}

/** Runs `smtp-lab ARGS` to its end; `input` is its standard input, which is no terminal. */
export function runInside(
  argv: readonly string[],
  input: string | Uint8Array = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  return runHere(argv, { input, env: { LANG: 'C', ...env } });
}

function fail(error: Error): void {
  throw error;
}

function kept(
  watch: ((text: string) => void) | null,
  isTTY = false,
): TextStream & { readonly text: () => string } {
  const pieces: string[] = [];
  const text = (): string => pieces.join('');
  return {
    isTTY,
    write: (piece) => {
      pieces.push(piece);
      watch?.(text());
      return true;
    },
    on: () => undefined,
    text,
  };
}

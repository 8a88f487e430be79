/** Runs the built program as a child process. `npm test` has built it; by hand, `npm run build` first. */

import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { patience } from './patience.ts';
import { holdAgainstSchema } from './schema.ts';

export const PROGRAM = fileURLToPath(new URL('../../bin/smtp-lab.js', import.meta.url));

export interface Ended {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** The whole environment but for PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What standard input holds; it is closed behind it. */
  readonly input?: string | Uint8Array;
  /** Closes the pipe of standard output at its first octet, as `head` does. */
  readonly closeOutput?: boolean;
  /** Called when output comes, with all of it so far. */
  readonly watch?: (out: string, child: ChildProcessWithoutNullStreams) => void;
}

/** Runs `smtp-lab ARGS` to its end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return runNode([PROGRAM, ...args], options).then((ended) => {
    holdAgainstSchema(args, ended.out);
    return ended;
  });
}

/** Runs a script with this Node. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { env = {}, cwd, input = '', closeOutput = false, watch } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'], ...env },
      ...(cwd === undefined ? {} : { cwd }),
      timeout: patience(300),
      killSignal: 'SIGKILL',
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      out += chunk;
      if (closeOutput) child.stdout.destroy();
      watch?.(out, child);
    });
    child.stderr.on('data', (chunk: string) => (err += chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, out, err });
    });
  });
}

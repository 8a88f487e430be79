/**
 * Runs a command of the program in this process, with outputs that are kept: what a test uses that holds hundreds of
 * conversations. The built program itself is run by `run-cli.ts`.
 */

import { PassThrough } from 'node:stream';
import { findCommand } from '../../src/cli/commands/registry.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { tellFailure } from '../../src/cli/thrown.ts';
import { openOutput } from '../../src/cli/output.ts';
import { readSettings } from '../../src/cli/settings.ts';
import { createRedactor } from '../../src/pure/events/index.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `smtp-lab ARGS` to its end; `input` is its standard input, which is no terminal. */
export async function runInside(
  argv: readonly string[],
  input: string | Uint8Array = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const [out, err] = [keptOutput(), keptOutput()];
  const redactor = createRedactor();
  const name = argv[0] ?? '';
  const load = findCommand(name);
  if (load === null) throw new Error(`no such command: ${name}`);
  const module = await load();
  const output = openOutput(out, redactor.redactProse, fail);
  const definition = module.define?.({ lang: 'en', program: 'smtp-lab', out: output });
  const withValue = new Set(
    (definition?.options ?? []).filter(({ required }) => required).map(({ long }) => long),
  );
  const settings = readSettings(argv, { LANG: 'C' }, (flag) => withValue.has(flag));
  const stdin = new PassThrough();
  stdin.end(input);
  const context: CliContext = {
    lang: settings.lang,
    explain: settings.explain,
    json: settings.json,
    quiet: settings.quiet,
    color: false,
    out: output,
    err: openOutput(err, redactor.redactProse, fail),
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdinIsTerminal: false,
    env: { LANG: 'C', ...env },
    cwd: process.cwd(),
    program: 'smtp-lab',
    signal: new AbortController().signal,
    guard: (secret) => redactor.add(secret),
    guardInFiles: () => undefined,
    hide: redactor.redact,
    sealed: redactor.redact,
    sealedProse: redactor.redactProse,
  };
  let code: number;
  try {
    code = await module.run(settings.args, context);
  } catch (error) {
    code = await tellFailure(error, { context, command: name, definition, version: '0.0.0' });
  }
  return { code, out: out.text(), err: err.text() };
}

function fail(error: Error): void {
  throw error;
}

function keptOutput(): { write: (text: string) => boolean; on: () => void; text: () => string } {
  let kept = '';
  return {
    write: (text) => {
      kept += text;
      return true;
    },
    on: () => undefined,
    text: () => kept,
  };
}

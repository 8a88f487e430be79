/** What a command is given, for tests of its parts: screens that remember, no terminal, secrets handed over kept in a list. */

import { PassThrough } from 'node:stream';
import type { CliContext } from '../../src/cli/context.ts';
import { findCommand } from '../../src/cli/commands/registry.ts';
import { openScreen } from './screen.ts';
import type { Screen } from './screen.ts';

export interface TestContext extends CliContext {
  readonly out: Screen;
  readonly err: Screen;
  /** Secrets that neither screen nor file may show, and those that only files may not. */
  readonly guarded: { readonly everywhere: string[]; readonly inFiles: string[] };
}

export function cliContext(changes: Partial<Omit<CliContext, 'out' | 'err'>> = {}): TestContext {
  const guarded = { everywhere: [] as string[], inFiles: [] as string[] };
  const hidden = (text: string): string =>
    [...guarded.everywhere, ...guarded.inFiles].reduce(
      (all, secret) => all.replaceAll(secret, '<hidden>'),
      text,
    );
  return {
    lang: 'en',
    explain: 'brief',
    json: false,
    quiet: false,
    color: false,
    out: openScreen(80, false),
    err: openScreen(80, false),
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    stdinIsTerminal: false,
    env: {},
    cwd: process.cwd(),
    program: 'smtp-lab',
    signal: new AbortController().signal,
    acts: () => undefined,
    guard: (secret) => guarded.everywhere.push(secret),
    guardInFiles: (secret) => guarded.inFiles.push(secret),
    hide: hidden,
    sealed: hidden,
    sealedProse: hidden,
    findCommand,
    guarded,
    ...changes,
  };
}

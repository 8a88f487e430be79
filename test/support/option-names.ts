/** The options of a command that take a value, for tests that try each of them. */

import { findCommand } from '../../src/cli/commands/registry.ts';
import { openOutput } from '../../src/cli/output.ts';
import { PassThrough } from 'node:stream';

/** Their long names, in the order of the help. */
export async function optionsOf(command: string): Promise<readonly string[]> {
  const module = await findCommand(command)?.();
  const out = openOutput(
    Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream,
    (text) => text,
    () => undefined,
  );
  const definition = module?.define?.({ lang: 'en', program: 'smtp-lab', out });
  return (definition?.options ?? []).flatMap(({ long, required }) => (required && long ? [long] : []));
}

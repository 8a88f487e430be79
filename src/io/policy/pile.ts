/** Letters that lie in files, one each: in folders and maildirs, with all that is below them. Names that begin with a dot are left out. */

import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addressIn, cameFrom } from '../../pure/policy/index.ts';
import { readForRules } from '../letters/index.ts';
import type { PolicyFacts, LetterOctets } from './letter-facts.ts';

const BEGINNING = 262_144;

export interface LyingLetter {
  readonly file: string;
  readonly octets: LetterOctets;
}

/** Rejects with the system's error where something cannot be read. */
export async function* lettersIn(path: string): AsyncGenerator<LyingLetter> {
  const facts = await stat(path);
  if (facts.isDirectory()) {
    const names = await readdir(path);
    // What is being written is not there yet.
    for (const name of names.sort())
      if (!name.startsWith('.') && name !== 'tmp') yield* lettersIn(join(path, name));
    return;
  }
  if (!facts.isFile()) return;
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(BEGINNING, facts.size));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const beginning = buffer.subarray(0, bytesRead);
    const whole = facts.size <= bytesRead;
    yield {
      file: path,
      octets: { bytes: facts.size, beginning, content: () => (whole ? [beginning] : createReadStream(path)) },
    };
  } finally {
    await handle.close();
  }
}

/** What its own fields say of where it came from. */
export async function factsOf({ beginning }: LetterOctets): Promise<PolicyFacts> {
  const { fields } = await readForRules(beginning);
  const all = (name: string): readonly string[] =>
    fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
  const { address, greetedName } = cameFrom(all('received'));
  const [sender = ''] = [...all('return-path'), ...all('from')];
  const to = all('to')
    .map(addressIn)
    .filter((one) => one !== '');
  return { address, greetedName, from: addressIn(sender), to, signedIn: false };
}

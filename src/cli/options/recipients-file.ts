/** `--to @FILE`: recipients from a file, one or a comma list a line; what begins with `#`, and what is blank, is none. */

import { contentOf } from './input.ts';

/** The values of an option with those of the files that it names in place of them. */
export async function withFiles(option: string, values: readonly string[]): Promise<readonly string[]> {
  const all: string[] = [];
  for (const value of values) {
    // An address cannot begin with `@`, but for a source route, which has a colon.
    if (!value.startsWith('@') || /^@[^:]*:/.test(value)) {
      all.push(value);
      continue;
    }
    const text = (await contentOf(option, value.slice(1))).toString().replace(/^\uFEFF/, '');
    const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    all.push(...lines.filter((line) => line !== '' && !line.startsWith('#')));
  }
  return all;
}

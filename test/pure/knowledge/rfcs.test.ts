/** Every RFC that the source or a lesson speaks of has a row in the register. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RFCS } from '../../../src/pure/knowledge/rfcs.ts';
import { ROOT } from '../../support/house.ts';

/** Text files below a folder that speak of RFCs. */
function texts(folder: string): readonly string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|md|smtp|yaml)$/.test(name))
    .map((name) => join(folder, name));
}

describe('the register of RFCs', () => {
  it('has each RFC that is spoken of in the source or in a lesson', () => {
    const strangers = new Set<string>();
    for (const file of [...texts('src'), ...texts('lessons')]) {
      for (const [, number] of readFileSync(join(ROOT, file), 'utf8').matchAll(/\bRFC (\d{3,5})\b/g)) {
        if (number !== undefined && !Object.hasOwn(RFCS, number)) strangers.add(`RFC ${number} in ${file}`);
      }
    }
    expect([...strangers]).toEqual([]);
  });
});

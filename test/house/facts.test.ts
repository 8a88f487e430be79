/** Each fact of the protocol and of the contract stands in one table: nothing else repeats it. */

import { describe, expect, it } from 'vitest';
import { sourceFiles, sourceText } from '../support/house.ts';

interface Fact {
  readonly fact: string;
  /** What repeats it. */
  readonly sign: RegExp;
  /** Where it has its table, and who may name single ones. */
  readonly homes: readonly string[];
}

/** Words of people and about the protocol may name anything. */
const WORDS = /^pure\/(?:knowledge|phrases)\//;

const FACTS: readonly Fact[] = [
  {
    fact: 'an exit code',
    sign: /\b(?:130|143)\b|const [A-Z_]+ = 15;|exitCode: 1[2-5]\b|\bexit\(\d/,
    homes: ['pure/problems/exit-codes.ts'],
  },
];

function codeOf(file: string): string {
  return sourceText(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

describe('facts', () => {
  it.each(FACTS)('$fact is read from its table', ({ sign, homes }) => {
    const repeating = sourceFiles.filter(
      (file) => !WORDS.test(file) && !homes.includes(file) && sign.test(codeOf(file)),
    );
    expect(repeating).toEqual([]);
  });
});

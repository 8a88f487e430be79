/** Every code of the registers is raised by something: a promise that nothing keeps is no promise. */

import { describe, expect, it } from 'vitest';
import { sourceFiles, sourceText } from '../support/house.ts';

const REGISTERS = {
  'pure/events/remarks.ts': 'remarks',
  'pure/problems/codes.ts': 'problems',
  'pure/problems/conduct-codes.ts': 'faults of conduct',
  'pure/problems/session-codes.ts': 'faults of session files and transcripts',
} as const;

/** They say what a code means, and raise none. */
const TELLING =
  /^pure\/(?:phrases|knowledge|problems|explain\/describe-problem)|^pure\/events\/remarks|usage-error\.ts$/;

const raising = sourceFiles
  .filter((file) => !TELLING.test(file))
  .map(sourceText)
  .join('\n');

describe.each(Object.entries(REGISTERS))('%s', (file, what) => {
  const codes = [...sourceText(file).matchAll(/^ {2}readonly (?:'([a-z0-9-]+)'|([a-zA-Z0-9]+)):/gm)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((code) => !['host', 'port', 'found', 'suggestion'].includes(code));

  it(`has ${what}`, () => {
    expect(codes.length).toBeGreaterThan(10);
  });

  it.each(codes)('%s is raised', (code) => {
    expect(raising).toMatch(new RegExp(`['"\`]${code}['"\`]`));
  });
});

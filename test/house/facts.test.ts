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
  {
    fact: 'what is known of a verb',
    sign: /(?:'(?:EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|RSET|NOOP|QUIT|VRFY|EXPN|HELP|ETRN|TURN|ATRN|BURL)',\s*){4}/,
    // The likeliest to be meant come first in one; in the other, what is surely no secret.
    homes: ['pure/protocol/verbs.ts', 'pure/protocol/session.ts', 'pure/protocol/sign-in-words.ts'],
  },
  {
    fact: 'what is known of a parameter',
    sign: /\b(?:BODY|RET|ENVID|NOTIFY|ORCPT)\b'?: '?(?:8BITMIME|DSN)/,
    homes: ['pure/protocol/parameters.ts'],
  },
  {
    fact: 'what is known of a mechanism',
    sign: /-PLUS'\)|SCRAM-\$\{|'(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|EXTERNAL|ANONYMOUS)',\s*'[A-Z]|startsWith\('SCRAM|sha\d+' : '|sha1: 20|=== '(?:OAUTHBEARER|EXTERNAL|ANONYMOUS)'/,
    // What the practice server offers is a choice, and seen on the screen.
    homes: [
      'pure/protocol/auth/mechanisms.ts',
      'pure/protocol/auth/crypto-port.ts',
      'pure/practice/scenarios/default.ts',
    ],
  },
  {
    fact: 'a port',
    sign: /\b(?:465|587|2525)\b(?!_)/,
    homes: ['pure/protocol/ports.ts'],
  },
];

function codeOf(file: string): string {
  return sourceText(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/ .*$/gm, '');
}

describe('facts', () => {
  it.each(FACTS)('$fact is read from its table', ({ sign, homes }) => {
    const repeating = sourceFiles.filter(
      (file) => !WORDS.test(file) && !homes.includes(file) && sign.test(codeOf(file)),
    );
    expect(repeating).toEqual([]);
  });
});

/** Rules that make a server misbehave, in English. */

import type { RuleFault } from '../practice/index.ts';
import type { RuleWords } from './rules.ts';

const EXAMPLE = 'Such as: RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later';

function faultEn(fault: RuleFault, certificates: readonly string[]): string {
  switch (fault.code) {
    case 'not-a-rule':
      return `A rule is WHEN [COUNT] = WHAT, with a blank on either side of the equals sign. ${EXAMPLE}`;
    case 'no-deed':
      return 'The rule does not say what to do: a reply, delay, drop, reset, cut, hide or certificate.';
    case 'too-many-deeds':
      return 'A rule does one thing; a delay may come before it.';
    case 'too-many-counts':
      return 'A rule has one of first (times), from and every; chance may be there as well.';
    case 'bad-when':
      return `"${fault.text}" is not an event. Allowed: connect, dot, letter > 1MB, *, or a command such as RCPT TO:<busy@*>.`;
    case 'bad-count':
      return `"${fault.text}" is not a count. Allowed: [first 2], [from 3], [every 5], [chance 10%].`;
    case 'bad-deed':
      return `"${fault.text}" is nothing that a rule can do. Allowed: a reply such as 450 4.2.0 Later, delay 5s, drop, reset, cut 100, hide STARTTLS, certificate expired.`;
    case 'unknown-key':
      return `A rule has no key "${fault.text}".`;
    case 'bad-value':
      return fault.key === 'certificate'
        ? `${fault.key} cannot be ${fault.text}. Allowed: ${certificates.join(', ')}.`
        : `${fault.key} cannot be ${fault.text}.`;
    case 'misplaced':
      return `"${fault.key}" cannot be used with ${fault.on}: ${placesEn(fault.key)}`;
  }
}

function placesEn(key: string): string {
  switch (key) {
    case 'over':
      return 'only a letter has a size.';
    case 'hide':
      return 'keywords are in the reply to EHLO.';
    case 'certificate':
      return 'a certificate is shown after STARTTLS.';
    default:
      return 'an address is in MAIL and RCPT.';
  }
}

export const rulesEn: RuleWords = {
  group: 'Faults:',
  rule: "a fault, as 'RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later'; repeatable",
  rules: 'faults from a file (YAML), a list of such lines or of rows',
  seed: 'the same text makes [chance 10%] act at the same times',
  fault: faultEn,
  inFile: (at, said) => (at === 0 ? said : `Rule ${at}: ${said}`),
  notYaml: (reason) => `This is not YAML: ${reason}`,
};

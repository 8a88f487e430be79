/** Whether an assert of a session file holds for a value. */

import { compilePattern } from '../../pure/sessions/index.ts';
import type { AssertLine, RegexPort } from '../../pure/sessions/index.ts';

/** Compares as text; `<` and its kin as numbers. */
export function holds(
  value: string,
  { operator, value: wanted, pattern }: AssertLine,
  regex: RegexPort | null,
): boolean {
  switch (operator) {
    case 'matches':
      return pattern !== null && (compilePattern(regex, pattern)?.find(value) ?? null) !== null;
    case '==':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case 'contains':
      return value.includes(wanted);
    case 'starts':
      return value.startsWith(wanted);
    case 'ends':
      return value.endsWith(wanted);
    case '<':
      return Number(value) < Number(wanted);
    case '<=':
      return Number(value) <= Number(wanted);
    case '>':
      return Number(value) > Number(wanted);
    case '>=':
      return Number(value) >= Number(wanted);
  }
}

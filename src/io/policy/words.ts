/** The words of a letter, as training and judging both take them. */

import { wordsOf } from '../../pure/policy/index.ts';
import { readForRules } from '../letters/index.ts';

export async function wordsIn(beginning: Uint8Array): Promise<readonly string[]> {
  const { fields, text } = await readForRules(beginning);
  const subject = fields.find(({ name }) => name.toLowerCase() === 'subject')?.decoded ?? '';
  return wordsOf(subject, text);
}

/** Rules about what stands in a letter: patterns of RE2, whose time the length of the letter bounds, over fields and text. */

import type { ContentRule, Point } from '../../pure/policy/index.ts';
import { readForRules } from '../letters/index.ts';

export interface ContentMatcher {
  readonly rule: ContentRule;
  readonly matches: (text: string) => boolean;
}

/** Rejects with a `RangeError` where a pattern is none; its message is the name of the rule. */
export async function openContent(rules: readonly ContentRule[]): Promise<readonly ContentMatcher[]> {
  if (rules.length === 0) return [];
  const { RE2JS } = await import('re2js');
  return rules.map((rule) => {
    try {
      const pattern = RE2JS.compile(rule.match, RE2JS.CASE_INSENSITIVE);
      return { rule, matches: (text) => pattern.matcher(text).find() };
    } catch (error) {
      throw new RangeError(rule.name, { cause: error });
    }
  });
}

/** The points of a letter, by its beginning. */
export async function judgeContent(
  matchers: readonly ContentMatcher[],
  beginning: Uint8Array,
): Promise<readonly Point[]> {
  const { fields, text } = await readForRules(beginning);
  return matchers.map(({ rule: { name, header, points }, matches }): Point => {
    const found =
      header === undefined
        ? matches(text)
        : fields.some(
            (field) =>
              field.name.toLowerCase() === header.toLowerCase() &&
              (matches(field.value) || matches(field.decoded)),
          );
    return found
      ? { rule: 'content', name, points, what: 'content-found', detail: header ?? '' }
      : { rule: 'content', name, points: 0, what: 'content-not-found', detail: header ?? '' };
  });
}

/** Columns as ours and as the package of the prompts count them, over many texts. */

import stringWidth from 'string-width';
import { widthOf } from '../../src/cli/terminal/columns.ts';

/** Those of both that differ, as `code points: ours, theirs`. */
export function differing(texts: Iterable<string>): readonly string[] {
  const found: string[] = [];
  for (const text of texts) {
    const [ours, theirs] = [widthOf(text), stringWidth(text)];
    if (ours !== theirs)
      found.push(`${[...text].map((one) => one.codePointAt(0)?.toString(16)).join(' ')}: ${ours}, ${theirs}`);
  }
  return found;
}

export function* codePoints(from: number, to: number, behind = ''): Generator<string> {
  for (let each = from; each <= to; each++) yield String.fromCodePoint(each) + behind;
}

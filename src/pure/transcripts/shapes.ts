/**
 * The shape of what programs print in front of a line: what varies from line to line (times, numbers, ids, levels) is taken for a
 * class, all else stands for itself. Two lines of one speaker have one shape, whatever the program is.
 */

const TOKEN = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;
const LEVEL = /^(?:debug|info|trace|notice|warn|warning|error|fine|finer|finest|verbose)$/i;
const CALENDAR =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM|UTC|GMT|CET|CEST)$/;

/** What joins numbers to one value: times, dates, addresses, ports. */
const JOINT = /^[.:,/+-]$/;

/** Pieces of a pattern. `{1,80}`: a hostile line costs no more than a bounded amount. */
const VALUE = String.raw`[\w.:,/+-]{1,80}?`;
const WORD = String.raw`[\p{L}\p{N}_]{1,80}`;
const SPACE = String.raw`\s{1,40}`;

/** As much of a line as is looked at for what stands in front. */
export const MOST_PREFIX = 400;

/** Between the pieces of a shape. */
const CUT = '\u0001';

/** The shape: pieces of a pattern. Equal shapes are equal texts. */
export function shapeOf(prefix: string): string {
  const tokens = prefix.match(TOKEN) ?? [];
  const out: string[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = out.at(-1);
    if (/^\s/.test(token)) {
      out.push(at === tokens.length - 1 ? trailing(token) : SPACE);
    } else if (/\p{N}/u.test(token) && /^\w+$/.test(token)) {
      // 10:00:00.123 is one value, whether or not it has a fraction.
      if (before === VALUE) continue;
      const joint = out.at(-2) === VALUE && JOINT.test(tokens[at - 1] ?? '');
      if (joint) out.pop();
      else out.push(VALUE);
    } else if (LEVEL.test(token) || CALENDAR.test(token) || isRandom(token)) {
      out.push(WORD);
    } else if (at === tokens.length - 1 && /['"]/.test(token)) {
      // Python and its like take the quote that the text has not.
      out.push(`['"]`);
    } else {
      out.push(token.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
    }
  }
  return out.join(CUT);
}

/** White space before the text: programs that trim their lines leave it out where the text is empty. */
function trailing(space: string): string {
  return space.includes('\t') ? String.raw`[ \t]{0,4}` : ` {0,${Math.min(space.length, 40)}}`;
}

/** Ids without a digit, such as `[zDwbGlYkJRU]`: capitals in the middle, more than names of programs have. */
function isRandom(token: string): boolean {
  return token.length >= 8 && (token.match(/[a-z][A-Z]/g)?.length ?? 0) >= 3;
}

const compiled = new Map<string, RegExp>();

/** The pattern of a shape, at the beginning of a line. */
export function patternOf(shape: string): RegExp {
  const known = compiled.get(shape);
  if (known !== undefined) return known;
  if (compiled.size > 1000) compiled.clear();
  const made = new RegExp(`^${shape.replaceAll(CUT, '')}`, 'u');
  compiled.set(shape, made);
  return made;
}

/** The same, but a value at its end is not taken in half. */
export function wholePatternOf(shape: string): RegExp {
  const isValue = shape.endsWith(VALUE) || shape.endsWith(WORD);
  return isValue ? new RegExp(`${patternOf(shape).source}(?=\\s|$)`, 'u') : patternOf(shape);
}

/** What two shapes have in common from their beginning: what a program prints in front of all its lines. */
export function commonShape(one: string, other: string): string {
  const [first, second] = [one.split(CUT), other.split(CUT)];
  let end = 0;
  while (end < first.length && first[end] === second[end]) end++;
  return first.slice(0, end).join(CUT);
}

/** The last pieces of a shape: the mark itself, without what stands in front of all lines. */
export function markOf(shape: string, context: string): string {
  return shape.slice(context.length).replaceAll(CUT, '');
}

/**
 * Enhanced status codes, `class.subject.detail` at the start of a reply's text.
 * Follows RFC 2034 §4 (where they stand) and RFC 3463 §2 (their grammar).
 */

/** One enhanced status code. `text` is as the server wrote it, such as `5.7.1`. */
export interface EnhancedCode {
  readonly class: 2 | 4 | 5;
  readonly subject: number;
  readonly detail: number;
  readonly text: string;
}

const SHAPE = /^([245])\.(\d{1,3})\.(\d{1,3})(?= |$)/;

/** The enhanced code at the start of a reply's text; null where there is none. */
export function parseEnhancedCode(text: string): EnhancedCode | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [all, first, subject, detail] = match;
  const digit = Number(first);
  if (digit !== 2 && digit !== 4 && digit !== 5) return null;
  return { class: digit, subject: Number(subject), detail: Number(detail), text: all };
}

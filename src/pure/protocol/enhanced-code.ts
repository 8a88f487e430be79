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

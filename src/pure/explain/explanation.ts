/**
 * The shapes of an explanation. Words come from `phrases` and `knowledge`; nothing here prints.
 */

/** An answer to "what does this mean": the JSON contract's `explanation`. `next` is '' where nothing is to be done. */
export interface Explanation {
  readonly title: string;
  readonly text: string;
  readonly next: string;
}

/** Explanation of a reply where it stands in a conversation. */
export interface ReplyExplanation extends Explanation {
  /** At most about 40 columns, for the margin beside the line; '' where the line speaks for itself. */
  readonly side: string;
  /** What is odd about it: code and enhanced code contradict, the text means something else, a class that cannot be. */
  readonly findings: readonly string[];
  /** Where it is defined, such as `RFC 5321 §4.2.3`. */
  readonly source: string;
}

/** A failure in three plain parts (and the headline over them). Lines are unwrapped; `try` may hold a command to type. */
export interface Advice {
  readonly headline: string;
  readonly happened: readonly string[];
  readonly means: readonly string[];
  readonly tries: readonly { readonly what: string; readonly command?: string }[];
  /** A closing remark, such as "Unchanged, it will be refused again." */
  readonly closing: readonly string[];
}

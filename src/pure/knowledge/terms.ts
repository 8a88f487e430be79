/**
 * Words of the trade, keyed by a short English id. Their names in a language stand with its words.
 */

/** One term. */
export interface TermFacts {
  /** Ids of terms to read next. */
  readonly see: readonly string[];
  readonly source: string;
}

export const TERMS = {} as const satisfies Readonly<Record<string, TermFacts>>;

export type TermId = keyof typeof TERMS;

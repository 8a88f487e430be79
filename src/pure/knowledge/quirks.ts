/**
 * The register of leniencies: what breaks the letter of a standard and is understood all the same. Code that lets one pass
 * carries a comment `QUIRK(name)` and reports the name.
 */

/** One leniency. */
export interface QuirkFacts {
  readonly of: 'reply' | 'command' | 'capabilities';
  /** The rule that is bent. */
  readonly source: string;
}

export const QUIRKS = {} as const satisfies Readonly<Record<string, QuirkFacts>>;

export type QuirkId = keyof typeof QUIRKS;

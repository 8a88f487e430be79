/**
 * Enhanced status codes, keyed as the registry writes them: classes (`5.X.X`), subjects (`X.7.X`) and details (`X.7.1`, the
 * first digit of a real code in place of the X). Follows RFC 3463 (their structure), RFC 5248 (the registry) and the RFC of
 * each. Codes of vendors that are no part of the registry are marked.
 */

/** One enhanced status code, or the class or subject of many. */
export interface EnhancedCodeFacts {
  readonly code: string;
  readonly kind: 'class' | 'subject' | 'detail';
  readonly status: 'registered' | 'deprecated' | 'vendor';
  /** Whose code it is where no registry has it; null for a registered one. */
  readonly vendor: string | null;
  /** First digits it is met with; empty for classes and subjects. */
  readonly classes: readonly number[];
  /** Reply codes that the registry pairs it with; `any`, `4XX` and `5XX` as the registry has them. */
  readonly basicCodes: readonly string[];
  readonly source: string;
}

export const ENHANCED_CODES = {} as const satisfies Readonly<Record<string, EnhancedCodeFacts>>;

export type EnhancedCodeId = keyof typeof ENHANCED_CODES;

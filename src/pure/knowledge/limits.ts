/**
 * Numbers that the standards fix: sizes, counts, times to wait. Follows RFC 5321 §4.5.3 and §4.5.4, and the RFC of each extension.
 */

/** One limit. Times are in seconds. */
export interface LimitFacts {
  readonly kind: 'size' | 'count' | 'timeout' | 'retry' | 'value';
  /** null where the limit is no number. */
  readonly value: number | null;
  readonly unit: 'octets' | 'characters' | 'digits' | 'seconds' | 'times' | 'code';
  /** Whether the value is the most that is allowed, the least that must be possible, or exactly what there is. */
  readonly bound: 'maximum' | 'minimum' | 'exact';
  readonly source: string;
}

export const LIMITS = {} as const satisfies Readonly<Record<string, LimitFacts>>;

export type LimitId = keyof typeof LIMITS;

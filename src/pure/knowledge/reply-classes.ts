/**
 * What the first and the second digit of a reply code say. Follows RFC 5321 §4.2.1. Keyed by the pattern (`4yz`, `x5z`).
 */

/** One digit with a meaning: the first one (`class`) or the second one (`group`). */
export interface ReplyClassFacts {
  /** `5yz` for a class, `x5z` for a group. */
  readonly pattern: string;
  readonly kind: 'class' | 'group';
  readonly digit: number;
  readonly source: string;
}

export const REPLY_CLASSES = {
  '1yz': { pattern: '1yz', kind: 'class', digit: 1, source: 'RFC 5321 §4.2.1; RFC 821 appendix E' },
  '2yz': { pattern: '2yz', kind: 'class', digit: 2, source: 'RFC 5321 §4.2.1' },
  '3yz': { pattern: '3yz', kind: 'class', digit: 3, source: 'RFC 5321 §4.2.1' },
  '4yz': { pattern: '4yz', kind: 'class', digit: 4, source: 'RFC 5321 §4.2.1, §4.5.4' },
  '5yz': { pattern: '5yz', kind: 'class', digit: 5, source: 'RFC 5321 §4.2.1' },
  x0z: { pattern: 'x0z', kind: 'group', digit: 0, source: 'RFC 5321 §4.2.1' },
  x1z: { pattern: 'x1z', kind: 'group', digit: 1, source: 'RFC 5321 §4.2.1' },
  x2z: { pattern: 'x2z', kind: 'group', digit: 2, source: 'RFC 5321 §4.2.1' },
  x3z: { pattern: 'x3z', kind: 'group', digit: 3, source: 'RFC 5321 §4.2.1' },
  x4z: { pattern: 'x4z', kind: 'group', digit: 4, source: 'RFC 5321 §4.2.1' },
  x5z: { pattern: 'x5z', kind: 'group', digit: 5, source: 'RFC 5321 §4.2.1' },
} as const satisfies Readonly<Record<string, ReplyClassFacts>>;

export type ReplyClassId = keyof typeof REPLY_CLASSES;

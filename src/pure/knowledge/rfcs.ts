/**
 * The RFCs that this program and its lessons speak of: status, and what took their place.
 */

/** One RFC. */
export interface RfcFacts {
  readonly status:
    | 'internet-standard'
    | 'draft-standard'
    | 'proposed-standard'
    | 'best-practice'
    | 'informational'
    | 'experimental'
    | 'historic';
  /** What took its place; empty where it is current. */
  readonly obsoletedBy: readonly number[];
}

export const RFCS = {
  5321: { status: 'draft-standard', obsoletedBy: [] },
} as const satisfies Readonly<Record<number, RfcFacts>>;

export type RfcNumber = keyof typeof RFCS;

/**
 * The same code means different things to different commands: 220 greets, and it also starts a TLS handshake. One row for each pair
 * worth telling apart, keyed by `PLACE CODE`, such as `MAIL 550`. Places beside the verbs: `greeting` (the first line of a
 * server), `letter` (the reply to the end of a letter, after the dot or BDAT LAST), `unasked` (nothing was asked).
 * HELO and LHLO are looked up as EHLO where they have no row of their own, BDAT as DATA.
 */

/** One reply code where it stands. */
export interface InPlaceFacts {
  readonly place: string;
  readonly code: number;
  readonly source: string;
}

export const IN_PLACE = {} as const satisfies Readonly<Record<string, InPlaceFacts>>;

export type InPlaceId = keyof typeof IN_PLACE;

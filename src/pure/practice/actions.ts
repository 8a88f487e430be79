/** What the mind tells its body to do: the whole of what a server on a socket must be able to. */

import type { BadCertificate } from '../sessions/index.ts';

/** A letter that was accepted, and for whom. */
export interface Acceptance {
  readonly from: string;
  readonly to: readonly string[];
}

export interface AcceptedLetter extends Acceptance {
  readonly queueId: string;
  /** Parameters of MAIL, as written. */
  readonly mailParameters: readonly string[];
  /** Parameters of each recipient's RCPT, in the order of `to`. */
  readonly rcptParameters: readonly (readonly string[])[];
  readonly via: 'DATA' | 'BDAT';
}

/** What the server does next, in order. */
export type Action =
  /** `lines` are the texts behind the code. `recipient` is whom it is about, where it is about one. */
  | {
      readonly kind: 'reply';
      readonly code: number;
      readonly lines: readonly string[];
      readonly recipient?: string;
    }
  /** Octets as they stand. */
  | { readonly kind: 'raw'; readonly octets: Uint8Array }
  /** The next octets are the letter, up to the lone dot. */
  | { readonly kind: 'read-letter' }
  /** The next `size` octets are a chunk of the letter. */
  | { readonly kind: 'read-chunk'; readonly size: number; readonly last: boolean }
  /** The letter is taken: whoever wants it gets it. */
  | { readonly kind: 'accept'; readonly letter: AcceptedLetter }
  | { readonly kind: 'start-tls' }
  /** The certificate of the next handshake has this fault. */
  | { readonly kind: 'certificate'; readonly certificate: BadCertificate }
  /** Nothing is read or written for so long. */
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** Of what follows only so many octets are written; then the line goes dead. */
  | { readonly kind: 'cut'; readonly octets: number }
  /** What follows is written an octet at a time; 0 for as usual. */
  | { readonly kind: 'pace'; readonly milliseconds: number }
  /** Continuation lines of a reply, again and again, as long as somebody reads. */
  | { readonly kind: 'endless'; readonly code: number; readonly line: string }
  /** Says that no more comes, in an orderly way. */
  | { readonly kind: 'close' }
  /** Hangs up at once. */
  | { readonly kind: 'drop'; readonly reset: boolean };

/** What a policy is told of a letter: its octets, and where it comes from. */

/** The octets of a letter, as often as they are wanted. */
export interface LetterOctets {
  readonly bytes: number;
  /** The first of them, in memory. */
  readonly beginning: Uint8Array;
  readonly content: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface PolicyFacts {
  /** Null where nothing says so: then nobody is asked about it. */
  readonly address: string | null;
  readonly greetedName: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly signedIn: boolean;
}

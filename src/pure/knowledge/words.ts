/**
 * The shapes of the words that a language gives to the tables. Facts stand once, in `<table>.ts`; words twice, in
 * `en/<table>.ts` and `ru/<table>.ts`, as a record over the ids of the facts, so that a gap does not compile.
 */

/** The languages that the tables speak. */
export type Tongue = 'en' | 'ru';

/** `title` is three to six words, `text` one to three sentences; `next` is '' where nothing is to be done. */
export interface Words {
  readonly title: string;
  readonly text: string;
  readonly next: string;
}

/** `side` is at most 34 columns, for the margin beside a line of a transcript. */
export interface SideWords extends Words {
  readonly side: string;
}

/** `next` is for the sender, `nextAdmin` for those who run the server that said it; '' where there is nothing to do. */
export interface ReplyWords extends SideWords {
  readonly nextAdmin: string;
}

/** `also` are other names of the same thing, and abbreviations, in any case. */
export interface TermWords extends Words {
  readonly also: readonly string[];
}

/** Why a known reply comes, and what helps. */
export interface ProviderWords {
  readonly cause: string;
  readonly cure: string;
}

/** A cause: what it means, and what to do about it for each of the two who may read of it; '' where there is nothing to do. */
export interface CauseWords {
  readonly title: string;
  readonly text: string;
  /** For the one whose mail was refused or lost, and the administrators on that side. */
  readonly next: string;
  /** For the one who runs the server that refused, or that failed itself. */
  readonly own: string;
}

/**
 * The register of what can be wrong with the conduct of a conversation: each stable code with the shape of its data. Words stand in
 * `phrases/dialogues.en.ts` and `phrases/dialogues.ru.ts`; which rule is broken is known by those who judge.
 */

export interface ConductDetails {
  // of the client
  readonly 'out-of-order': { readonly verb: string; readonly phase: string };
  readonly 'unknown-command': { readonly verb: string };
  readonly syntax: { readonly verb: string; readonly wanted: string; readonly offset: number };
  /** What is let pass, by the name of the leniency. */
  readonly lenient: { readonly verb: string; readonly quirk: string };
  readonly 'not-offered': { readonly keyword: string; readonly what: string };
  readonly 'pipelining-not-offered': { readonly verb: string };
  readonly 'group-goes-on': { readonly verb: string };
  readonly 'password-in-clear': { readonly mechanism: string };
  readonly 'line-too-long': { readonly octets: number; readonly max: number };
  readonly 'no-quit': Readonly<Record<never, never>>;

  // of the server
  readonly 'impossible-reply': { readonly verb: string; readonly reply: number };
  readonly 'unasked-reply': { readonly reply: number };
  readonly 'wrong-yes': { readonly verb: string; readonly reply: number; readonly wanted: number };
  readonly 'starttls-inside-tls': Readonly<Record<never, never>>;
  readonly 'enhanced-missing': { readonly reply: number };
  /** By the name of the contradiction. */
  readonly 'reply-contradicts': { readonly finding: string };
}

export type ConductCode = keyof ConductDetails;

/** Code and data, without a place. */
export type ConductFault = {
  readonly [K in ConductCode]: { readonly code: K; readonly detail: ConductDetails[K] };
}[ConductCode];

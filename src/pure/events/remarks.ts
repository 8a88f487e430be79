/**
 * The register of remarks: each stable code of a `warning` or `note` event with the shape of its data. Whoever adds a
 * code adds its words to `phrases/remarks.en.ts` and `phrases/remarks.ru.ts`, or nothing compiles.
 */

import type { Problem } from '../problems/index.ts';

/** What is odd about a sign-in, told without showing it. */
export type SignInOddity =
  | 'password-ends-in-line-feed'
  | 'password-has-blanks'
  | 'password-is-utf-8'
  | 'password-is-latin-1'
  | 'name-ends-in-line-feed'
  | 'not-base64'
  | 'base64-has-line-break'
  | 'line-ends-in-lf'
  | 'same-wrong-one-again';

export interface RemarkDetails {
  readonly 'dry-run': Record<never, never>;
  // what was chosen
  readonly 'size-declared': { readonly bytes: number };
  readonly 'body-8bitmime': Record<never, never>;
  readonly 'smtputf8-used': { readonly because: string };
  readonly 'pipelining-used': { readonly commands: number };
  readonly 'chunking-used': Record<never, never>;
  /** A limit of the server's (RFC 9422): the rest waits for another transaction or connection. */
  readonly 'limit-obeyed': { readonly limit: 'MAILMAX' | 'RCPTMAX' | 'RCPTDOMAINMAX'; readonly max: number };
  readonly 'domain-to-ascii': { readonly from: string; readonly to: string };
  readonly 'mechanism-chosen': { readonly mechanism: string; readonly offered: string };
  readonly 'mechanism-fallback': { readonly from: string; readonly to: string; readonly code: number };
  // what was changed in the letter
  readonly 'line-ends-repaired': { readonly count: number; readonly first: number };
  /** `--raw-data`. */
  readonly 'raw-data': Record<never, never>;
  readonly 'last-line-closed': Record<never, never>;
  readonly 'bcc-removed': { readonly fields: number };
  /** Fields that the letter lacked; `fields` are their names. */
  readonly 'fields-added': { readonly fields: string };
  /** Options of another program that mean nothing here. */
  readonly 'options-unused': { readonly options: string };
  /** What stood in front of the header: a byte order mark, the `From ` line of a mailbox. */
  readonly 'front-removed': { readonly what: 'mark' | 'mbox-line' | 'both' };
  readonly 'long-lines': { readonly count: number; readonly first: number; readonly octets: number };
  readonly 'no-header-block': Record<never, never>;
  readonly 'nul-octets': { readonly count: number; readonly first: number };
  /** Octets in the header that are neither ASCII nor UTF-8. */
  readonly 'header-not-utf8': { readonly line: number };
  /** Offered it was not asked for, by the sender's wish. */
  readonly 'utf8-header-not-offered': { readonly offered: boolean };
  // TLS and passwords
  readonly 'tls-not-offered': { readonly host: string };
  /** A keyword of EHLO that something on the way has written over. */
  readonly 'keyword-masked': { readonly keyword: string };
  readonly 'tls-refused': { readonly code: number };
  readonly 'certificate-unverified': { readonly check: string; readonly wanted: string };
  readonly insecure: { readonly check: string };
  readonly 'password-on-command-line': Record<never, never>;
  readonly 'plaintext-auth': { readonly host: string; readonly loopback: boolean };
  readonly 'tls-keys-logged': { readonly file: string };
  readonly 'token-renewed': Record<never, never>;
  readonly 'netrc-readable': { readonly file: string };
  readonly 'secrets-shown': Record<never, never>;
  readonly 'practice-password': { readonly user: string };
  readonly 'starttls-inside-tls': Record<never, never>;
  readonly 'data-after-starttls': { readonly octets: number };
  // what the server did
  readonly 'unasked-reply': { readonly code: number; readonly text: string };
  /** A line that ended in LF without CR; told of the first. */
  readonly 'bare-line-end': { readonly of: 'command' | 'reply' };
  readonly 'quit-not-answered': Record<never, never>;
  readonly 'quit-refused': { readonly code: number };
  readonly 'late-letter-refusal': { readonly code: number };
  /** A mail server of a domain could not be used; `because` is the code of the problem. */
  readonly 'next-mail-server': { readonly host: string; readonly because: string; readonly next: string };
  /** A letter that was refused for now waits for its next try. */
  readonly 'tried-again': { readonly tries: number; readonly seconds: number; readonly recipients: number };
  /** The time of the run has no room for another try. */
  readonly 'tries-ended': { readonly tries: number; readonly seconds: number };
  readonly 'helo-fallback': { readonly code: number };
  readonly 'dsn-not-offered': { readonly option: string };
  readonly 'extension-not-offered': { readonly option: string; readonly keyword: string };
  /** A line of the standard error of a program that stands for the server. */
  readonly 'program-said': { readonly text: string };
  readonly 'implicit-tls-port': { readonly port: number };
  // what a gateway did between its client and the server
  /** The server could not be reached, or was lost: the problem, whose headline is said. */
  readonly 'server-leg-failed': { readonly problem: Problem };
  readonly 'letter-fate-unknown': Record<never, never>;
  readonly 'client-not-told': { readonly code: number };
  /** Keywords of EHLO that the client sees otherwise than the server said them. */
  readonly 'keywords-changed': { readonly hidden: string; readonly added: string };
  readonly 'sign-in-odd': { readonly what: SignInOddity };
  readonly 'sign-in-not-passed': { readonly leg: 'client' | 'server' };
  readonly 'binding-breaks': { readonly mechanism: string };
  readonly 'line-end-passed-as-crlf': Record<never, never>;
  /** Bare LF and bare CR of a letter that went on as CRLF. */
  readonly 'letter-line-ends-made-crlf': { readonly count: number };
  /** Fields of a letter that look like those of the gateway. */
  readonly 'own-fields-removed': { readonly count: number };
  readonly greylisted: {
    readonly what: 'put-off' | 'came-back' | 'excepted';
    readonly seconds: number;
    readonly from: string;
  };
  readonly 'rule-acts': { readonly rule: string };
  readonly 'line-not-passed': { readonly because: 'too-long' | 'control-characters' | 'http' };
  readonly 'relay-refused': { readonly recipient: string; readonly address: string };
}

export type RemarkCode = keyof RemarkDetails;

/** A remark as a value. */
export type Remark = {
  readonly [K in RemarkCode]: { readonly code: K; readonly detail: RemarkDetails[K] };
}[RemarkCode];

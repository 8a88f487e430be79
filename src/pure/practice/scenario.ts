/**
 * How a practice server behaves, as data: its name, what it offers, who may sign in, which mailboxes it has. The built-in
 * ones live in `scenarios.ts`; the mind in `mind.ts` does what they say.
 */

/** What the server says to a recipient. */
export interface Mailbox {
  readonly address: string;
  readonly code: number;
  /** Enhanced code and text, without the reply code. */
  readonly text: string;
}

export interface Account {
  readonly user: string;
  /** SECURITY: made up and public; a practice password is no secret. */
  readonly password: string;
}

export interface Scenario {
  readonly name: string;
  readonly hostname: string;
  readonly banner: string;
  /** EHLO lines in clear, and inside TLS. */
  readonly offersInClear: readonly string[];
  readonly offersInTls: readonly string[];
  readonly accounts: readonly Account[];
  /** Domains that this server keeps mailboxes for. */
  readonly domains: readonly string[];
  readonly mailboxes: readonly Mailbox[];
  /** Largest letter in octets. */
  readonly maxSize: number;
}

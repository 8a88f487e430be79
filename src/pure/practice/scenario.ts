/**
 * How a practice server behaves, as data: its name, what it offers, who may sign in, which mailboxes it has, and rules that
 * make it misbehave. The built-in ones are in `scenarios/`, rules in a few words in `brief-rules.ts`; the mind
 * (`mind.ts`) does what they say.
 */

import type { BadCertificate } from '../sessions/index.ts';
import type { Dialect, Phase } from '../protocol/index.ts';
import type { GivenReply, ReplyId } from './replies.ts';

export interface ScenarioMailbox {
  /** In lower case; `*@domain` stands for the whole domain. */
  readonly address: string;
  /** Enhanced code and text, without the reply code. */
  readonly text: string;
  readonly code: number;
  /** What the letter gets after its end, where that is another answer than yes. */
  readonly letter?: GivenReply;
  /** Who reads it, for VRFY. */
  readonly owner?: string;
}

export interface Account {
  readonly user: string;
  /** SECURITY: made up and public; a practice password is not a secret. */
  readonly password: string;
  /** For XOAUTH2 and OAUTHBEARER; nobody can sign in with a token where there is none. */
  readonly token?: string;
}

/** What a rule waits for: a verb, `connect`, `letter` (its end), `chunk` (a whole BDAT), `answer` (in a sign-in), `*`. */
export type Trigger = string;

/** What a rule does, in order. `usual` stands for what the server would do without the rule. */
export type Deed =
  | { readonly kind: 'usual' }
  | { readonly kind: 'reply'; readonly reply: GivenReply }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** Octets as they stand, of the text's UTF-8. */
  | { readonly kind: 'raw'; readonly text: string }
  /** The usual, of which only so many octets get out before the line goes dead. */
  | { readonly kind: 'part'; readonly octets: number }
  /** The usual, an octet at a time. */
  | { readonly kind: 'trickle'; readonly milliseconds: number }
  /** Continuation lines that never end. */
  | { readonly kind: 'endless'; readonly reply: GivenReply }
  /** The usual reply to EHLO without the lines of these keywords. */
  | { readonly kind: 'hide'; readonly keywords: readonly string[] }
  /** The usual, with a certificate that has this fault. */
  | { readonly kind: 'certificate'; readonly certificate: BadCertificate }
  | { readonly kind: 'close' }
  /** Hangs up without a word; `reset` as an abort of TCP. */
  | { readonly kind: 'drop'; readonly reset: boolean }
  /** Starts TLS, whatever was said before. */
  | { readonly kind: 'tls' }
  /** Never answers again, and keeps the line open. */
  | { readonly kind: 'silence' };

export interface Rule {
  readonly on: Trigger;
  /** What follows the verb, in any case; `*` stands for any text. */
  readonly match: string | null;
  /** Which of its occasions, counted from 1. */
  readonly first: number;
  readonly last: number;
  /** Of these only each so many; 1 for all. */
  readonly every: number;
  /** Only where the letter has more octets than these; null for any. */
  readonly over: number | null;
  /** It acts for so many milliseconds from its first occasion on, by the server's clock; 0 for as long as it counts. */
  readonly wait: number;
  /** What they are counted over: this connection, all of them, or each text that matched by itself over all of them. */
  readonly count: 'connection' | 'server' | 'text';
  readonly phase: Phase | null;
  readonly encrypted: boolean | null;
  readonly signedIn: boolean | null;
  /** How likely it is to act, 0 to 1; decided by the seed. */
  readonly chance: number;
  readonly deeds: readonly Deed[];
}

export interface Scenario {
  readonly name: string;
  readonly dialect: Dialect;
  readonly hostname: string;
  /** The greeting's lines behind the code. */
  readonly banner: string;
  /** EHLO lines unencrypted, and inside TLS. */
  readonly offersInClear: readonly string[];
  readonly offersInTls: readonly string[];
  /** How TLS begins, unless who starts the server says otherwise. */
  readonly tls: 'starttls' | 'implicit' | 'off';
  readonly certificate: 'good' | BadCertificate;
  readonly accounts: readonly Account[];
  /** Domains that this server keeps mailboxes for. */
  readonly domains: readonly string[];
  readonly mailboxes: readonly ScenarioMailbox[];
  /** Mailing lists, for EXPN and RCPT. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Who may send to other domains. */
  readonly relay: 'nobody' | 'signed-in' | 'anyone';
  /** What must be before MAIL is taken. */
  readonly requires: 'nothing' | 'tls' | 'auth';
  /** Whether VRFY and EXPN tell who there is. */
  readonly tells: boolean;
  /** Commands that are answered 502. */
  readonly disabled: readonly string[];
  /** Largest letter in octets. */
  readonly maxSize: number;
  readonly maxRecipients: number;
  /** Faults in a row after which the server disconnects. */
  readonly maxFaults: number;
  /** Refuses whoever speaks before it is their turn. */
  readonly strictTurns: boolean;
  /** How it names the letters it has taken: LAB1, LAB2 …, or as Postfix does. */
  readonly queueIds: 'count' | 'hex';
  /** Its own wording of replies, code and all. */
  readonly replies: Readonly<Partial<Record<ReplyId, GivenReply>>>;
  readonly rules: readonly Rule[];
}

/**
 * What happened, in order: the one source of everything that is shown, saved, checked or reported. An event holds facts;
 * its words are made by `explain`. `at` is milliseconds since the start of the run. Texts from a server are raw here
 * (octets that are not UTF-8 as `\xNN`): whoever prints them makes control characters visible.
 */

import type { PolicyVerdict } from '../policy/index.ts';
import type { Problem } from '../problems/index.ts';
import type { Capabilities, EnhancedCode, Phase, ReplyClass, ReplyQuirk, Secret } from '../protocol/index.ts';
import type { Remark } from './remarks.ts';

/** A certificate of a chain. */
export interface ChainLink {
  readonly subject: string;
  readonly issuer: string;
  readonly altNames: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  /** Whole days until then; below 0 where it is over. */
  readonly daysLeft: number;
  /** Such as `RSA 2048` or `EC prime256v1`. */
  readonly key: string;
  readonly fingerprint256: string;
  /** The hash of its public key, as `--tls-pin` has it. */
  readonly pin: string;
  /** The certificate itself, for a file. */
  readonly pem: string;
}

/** Facts of a peer's certificate. Dates are ISO 8601; `altNames` as `DNS:mail.example.test`, `IP:127.0.0.1`. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint256: string;
  readonly altNames: readonly string[];
  /** The subjects of the certificates above it, its issuer's first, as far as the server sent them or we have them. */
  readonly issuers: readonly string[];
  /** Each certificate of the chain, the server's first, where that was asked for. */
  readonly chain?: readonly ChainLink[];
}

interface Happening {
  readonly at: number;
  /** Which connection of several (`--connections`, `serve`); absent where there is one. */
  readonly connection?: number;
  /** Which of two conversations that belong together (`gateway`): with the client, or with the server behind. */
  readonly leg?: Leg;
}

export type Leg = 'client' | 'server';

/** A name was looked up, or a mail exchanger chosen. */
export interface LookupEvent extends Happening {
  readonly kind: 'lookup';
  readonly name: string;
  readonly record: 'address' | 'mx';
  /** Addresses, or `10 mx.example.test` a record. Empty where there are none. */
  readonly answers: readonly string[];
  readonly error: string | null;
  /** Milliseconds that it took. */
  readonly elapsed?: number;
}

export interface ConnectEvent extends Happening {
  readonly kind: 'connect';
  readonly host: string;
  readonly port: number | null;
  readonly address: string;
  readonly family: 4 | 6 | 'unix' | 'pipe';
  readonly practice: boolean;
  /** The proxy gone through, without a password; null for none. */
  readonly proxy: string | null;
  /** Milliseconds that it took, the lookup of the name not counted. */
  readonly elapsed?: number;
}

export interface TlsEvent extends Happening {
  readonly kind: 'tls';
  readonly protocol: string;
  readonly cipher: string;
  readonly servername: string | null;
  readonly authorized: boolean;
  /** Node's code of the failed check, such as `ERR_TLS_CERT_ALTNAME_INVALID`; null where it verified. */
  readonly error: string | null;
  readonly certificate: CertificateFacts | null;
  readonly mode: 'starttls' | 'implicit';
  /** How the keys were agreed on, such as `X25519`; '' where Node does not tell. */
  readonly keyExchange?: string;
  /** Octets of a stapled OCSP response; 0 for none. Only where it was asked for. */
  readonly ocspOctets?: number;
}

export interface CommandEvent extends Happening {
  readonly kind: 'command';
  readonly verb: string;
  /** Without CRLF, secrets as `<hidden>`. */
  readonly line: string;
  readonly hidden: boolean;
  /** The clear line where `hidden`, for `--show-secrets` alone. */
  readonly secret?: Secret;
  /** The line as a session file writes it, where it differs from `line` (`{{password|base64}}`). */
  readonly template?: string;
  /** Base64 that may be shown, decoded: an answer of AUTH LOGIN with a user name. */
  readonly decoded?: string;
  /** Octets written, line end included. */
  readonly bytes: number;
  /** True where this line left in one write with the line before it (a pipelined group). */
  readonly grouped: boolean;
}

export interface ReplyEvent extends Happening {
  readonly kind: 'reply';
  /** The verb answered; `greeting` for the first; null where nothing was asked. */
  readonly to: string | null;
  /** The command line answered, secrets hidden; null for the greeting and what nobody asked for. */
  readonly command: string | null;
  readonly code: number;
  readonly class: ReplyClass;
  readonly enhanced: EnhancedCode | null;
  readonly lines: readonly string[];
  /** The octets of each line's text, where one of them is not UTF-8: a recording plays them again. */
  readonly octets?: readonly Uint8Array[];
  /** Each line with its end, where one of them ends in LF alone. */
  readonly raw?: readonly Uint8Array[];
  /** The recipient this reply is about: to RCPT, and each reply to the end of a letter in LMTP. */
  readonly recipient?: string;
  /** The phase before this reply was taken in. */
  readonly phase: Phase;
  /** Milliseconds from the command (or the end of the letter) to the whole reply. */
  readonly elapsed: number;
  /** A 334's challenge decoded from base64, control characters still raw; null where it is not base64; absent elsewhere. */
  readonly challenge?: string | null;
  readonly quirks: readonly ReplyQuirk[];
  readonly encrypted: boolean;
}

/** What came from the server is not a reply, or too long for one. */
export interface MalformedEvent extends Happening {
  readonly kind: 'malformed';
  readonly to: string | null;
  readonly rule: string;
  /** A bounded piece of what came, as text. */
  readonly text: string;
  readonly offset: number;
}

export interface CapabilitiesEvent extends Happening {
  readonly kind: 'capabilities';
  readonly capabilities: Capabilities;
  readonly layer: 'clear' | 'tls';
  readonly authenticated: boolean;
}

/** A piece of the letter as it went over the wire (dots stuffed), not necessarily at a line border. Folds must stay bounded. */
export interface LetterEvent extends Happening {
  readonly kind: 'letter';
  readonly wire: Uint8Array;
}

/** The letter is over: counts, and which bytes were changed on the way. */
export interface DataEvent extends Happening {
  readonly kind: 'data';
  /** Octets of the letter with CRLF line ends, before dots are stuffed, without the final dot. */
  readonly bytes: number;
  readonly lines: number;
  readonly stuffed: number;
  /** Bare LF and bare CR turned into CRLF. */
  readonly repaired: number;
  /** True where a last line end was added. */
  readonly closed: boolean;
  readonly via: 'DATA' | 'BDAT';
}

/** Something worth a warning that is not a failure; see `remarks.ts` for the codes. */
export type WarningEvent = Happening & { readonly kind: 'warning' } & Remark;

/** A choice or a change that is named on the screen: SIZE declared, Bcc removed, Date added …; see `remarks.ts`. */
export type NoteEvent = Happening & { readonly kind: 'note' } & Remark;

export interface CloseEvent extends Happening {
  readonly kind: 'close';
  readonly by: 'client' | 'server';
  readonly clean: boolean;
}

/** One letter of several is over (`--count`). */
export interface MessageEvent extends Happening {
  readonly kind: 'message';
  readonly index: number;
  readonly outcome: Outcome;
  readonly queueId: string | null;
}

/** What the points of a letter came to, and where it is kept where it was kept back. */
export interface VerdictEvent extends Happening, PolicyVerdict {
  readonly kind: 'verdict';
  readonly kept: string | null;
}

export type Outcome = 'accepted' | 'partial' | 'rejected' | 'not-sent' | 'unknown' | 'stopped';

/** The stages of `--stop-after`, and what follows them. */
export type Stage =
  'connect' | 'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message' | 'quit';

export interface RejectedRecipient {
  readonly address: string;
  /** 0 where no reply decided it. */
  readonly code: number;
  readonly enhanced: string | null;
  readonly text: string;
  readonly retryable: boolean;
  /** What went wrong instead, where no reply decided it. */
  readonly problem?: Problem;
  /** The server that decided it, where several were spoken to. */
  readonly host?: string;
}

/** The truth about the run. */
export interface ResultEvent extends Happening {
  readonly kind: 'result';
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly stage: Stage;
  readonly accepted: readonly string[];
  readonly rejected: readonly RejectedRecipient[];
  /** Recipients whose fate nobody knows (LMTP, or a lost end of the letter). */
  readonly unknown: readonly string[];
  readonly queueId: string | null;
  readonly retryable: boolean;
  /** The server that was spoken to last; absent or null where none was reached. */
  readonly host?: string | null;
  /** What failed, as a problem of the register with its data; null where nothing did. */
  readonly problem: Problem | null;
  /** Totals, with `--count`. */
  readonly totals?: {
    readonly letters: number;
    readonly accepted: number;
    /** Tried, and not accepted. */
    readonly failed: number;
    /** Never tried: the run was over before. */
    readonly notTried: number;
    readonly milliseconds: number;
  };
}

export type LabEvent =
  | LookupEvent
  | ConnectEvent
  | TlsEvent
  | CommandEvent
  | ReplyEvent
  | MalformedEvent
  | CapabilitiesEvent
  | LetterEvent
  | DataEvent
  | WarningEvent
  | NoteEvent
  | CloseEvent
  | MessageEvent
  | VerdictEvent
  | ResultEvent;

/** An event before its time is added. */
export type Untimed<E extends LabEvent = LabEvent> = E extends LabEvent ? Omit<E, 'at'> : never;

/** A value while it is put together: all that it always has first, what it may have after. Spreads in its middle are felt at each event. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Where events go. Called in order; must not throw. */
export type EventSink = (event: LabEvent) => void;

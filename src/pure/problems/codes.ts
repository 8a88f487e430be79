/**
 * The register of problems: each stable kebab-case code with the shape of its data. Whoever adds a code adds its words
 * to `phrases/problems.en.ts` and `phrases/problems.ru.ts`, or nothing compiles. Facts only, never a secret.
 */

/** Where on the way to the server something failed. */
export type WireStage = 'lookup' | 'connect' | 'proxy' | 'tls' | 'read' | 'write';

/** Why a proxy made no connection. */
export type ProxyFault =
  // the proxy itself was not reached
  | 'name-not-found'
  | 'connection-refused'
  | 'connect-timeout'
  | 'unreachable'
  // another kind of server is there
  | 'socks4'
  | 'speaks-http'
  | 'speaks-socks'
  | 'not-a-proxy'
  // its login
  | 'login-required'
  | 'login-refused'
  | 'login-not-taken'
  // what it said of the mail server, or did
  | 'forbidden'
  | 'no-method'
  | 'address-kind'
  | 'target-unreachable'
  | 'target-refused'
  | 'target-timeout'
  | 'closed'
  | 'timeout'
  | 'general';

interface NamedServer {
  readonly host: string;
  readonly port: number | null;
}

/** `letter` is which of several (`--count`), the first being 1; absent where there is one. */
export interface ProblemDetails {
  // usage: exit code 2
  readonly usage: { readonly option: string; readonly reason: string };
  readonly 'bad-address': {
    readonly option: string;
    readonly value: string;
    readonly offset: number;
    readonly wanted: string;
  };
  /** By no way of writing it: a label over 63 octets, a name over 253, or what IDNA does not allow. */
  readonly 'bad-host-name': { readonly option: string; readonly value: string };
  readonly 'forbidden-characters': { readonly option: string; readonly found: string };
  readonly 'file-unreadable': { readonly option: string; readonly file: string; readonly reason: string };
  /** A file that would have been overwritten, and that the program did not write. */
  readonly 'file-not-ours': { readonly option: string; readonly file: string };
  /** `after`: the conversation was over by then. */
  readonly 'file-unwritable': {
    readonly option: string;
    readonly file: string;
    readonly reason: string;
    readonly after: boolean;
  };
  /** Our own side of TLS; by the name of what is wrong with the option. */
  readonly 'tls-settings': {
    readonly option: string;
    readonly reason:
      | 'no-certificate'
      | 'no-key'
      | 'locked'
      | 'without-key'
      | 'without-certificate'
      | 'mismatch'
      | 'no-cipher'
      | 'min-above-max'
      | 'below-usual';
  };
  readonly 'password-in-url': { readonly option: string };
  readonly 'no-password': { readonly user: string };
  readonly 'stage-not-reached': { readonly stage: string };
  readonly 'not-a-letter': { readonly file: string };
  readonly 'too-large-for-server': { readonly size: number; readonly limit: number };
  /** Octets above 127, and a server that did not say that it takes them. */
  readonly 'needs-8bitmime': Readonly<Record<never, never>>;
  readonly 'needs-smtputf8': { readonly address: string };

  // the way to the server: exit code 3
  /** `family`: the name has addresses, and none of the family that was asked for. */
  readonly 'name-not-found': NamedServer & { readonly family?: 4 | 6 };
  /** `resolver`: the one that was named, in place of the system's. */
  readonly 'name-lookup-failed': NamedServer & { readonly reason: string; readonly resolver?: string };
  readonly 'connection-refused': NamedServer & { readonly address: string };
  readonly 'connect-timeout': NamedServer & { readonly address: string; readonly seconds: number };
  /** `bind`, `localPort`: what was asked for at this end, where that is what the system refused. */
  readonly 'network-unreachable': NamedServer & {
    readonly address: string;
    readonly reason: string;
    readonly bind?: string;
    readonly localPort?: number;
  };
  readonly 'proxy-failed': {
    readonly proxy: string;
    readonly reason: ProxyFault;
    /** What it answered, where that is text; what the system said, where it was not reached. */
    readonly said: string;
    /** The mail server that was asked for. */
    readonly host: string;
    readonly port: number;
    /** What we had for its login: nothing, a name alone, or a name and a password. */
    readonly login: 'none' | 'name' | 'both';
  };
  readonly 'program-failed': { readonly command: string; readonly reason: string };
  readonly 'null-mx': { readonly domain: string };
  readonly 'no-mail-servers': { readonly domain: string };
  /** Every mail server of the domain was tried, in this order; `because` is the code of its problem. */
  readonly 'mail-servers-unreachable': {
    readonly domain: string;
    readonly tried: readonly { readonly host: string; readonly because: string }[];
  };

  // a server of ours cannot begin: exit code 2
  readonly 'cannot-listen': NamedServer & { readonly reason: string };

  // TLS: exit code 6
  readonly 'starttls-not-offered': NamedServer;
  readonly 'starttls-refused': NamedServer & { readonly code: number; readonly text: string };
  /** `late`: an alert that came when the handshake was over; what was said by then was said. */
  readonly 'tls-failed': NamedServer & {
    readonly reason: string;
    readonly mode: 'starttls' | 'implicit';
    readonly late?: true;
  };
  readonly 'plain-text-to-tls': NamedServer & { readonly greeting: string };
  readonly certificate: NamedServer & {
    /** Node's code of the failed check. */
    readonly check: string;
    readonly wanted: string;
    readonly names: readonly string[];
    readonly issuer: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly mode: 'starttls' | 'implicit';
    /** The hash of its key, where the key was looked at. */
    readonly pin?: string;
  };
  readonly 'data-after-starttls': NamedServer;
  readonly 'requiretls-not-to-be-had': { readonly encrypted: boolean; readonly verified: boolean };

  // signing in: exit code 7
  readonly 'auth-needs-tls': NamedServer & { readonly starttlsOffered: boolean };
  /** A session file chose the port that its secrets would go to. */
  readonly 'port-of-file': { readonly file: string; readonly port: number };
  /** `helo`: the server was greeted with HELO, whose reply names no extensions. */
  readonly 'auth-not-offered': NamedServer & { readonly tls: boolean; readonly helo: boolean };
  readonly 'no-common-mechanism': { readonly offered: readonly string[]; readonly wanted: readonly string[] };
  readonly 'auth-rejected': {
    readonly mechanism: string;
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
  };
  readonly 'auth-cancelled': { readonly mechanism: string; readonly reason: string };
  readonly 'server-not-proven': { readonly mechanism: string; readonly reason: string };

  // the server says no: 4, 5, 8, 9, 10, 11
  readonly 'greeting-refused': {
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
  };
  readonly 'hello-refused': {
    readonly verb: string;
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
  };
  readonly 'sender-refused': {
    readonly address: string;
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
    readonly letter?: number;
  };
  readonly 'recipients-refused': {
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
    readonly count: number;
    readonly address: string;
    readonly letter?: number;
    readonly mixed?: { readonly temporary: number; readonly permanent: number };
  };
  readonly 'some-recipients-refused': {
    readonly accepted: number;
    readonly refused: number;
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
    readonly address: string;
    readonly mixed?: { readonly temporary: number; readonly permanent: number };
  };
  readonly 'message-refused': {
    readonly step: 'DATA' | 'BDAT' | 'message';
    readonly code: number;
    readonly enhanced: string | null;
    readonly text: string;
    readonly mixed?: { readonly temporary: number; readonly permanent: number };
  };

  // the connection breaks: 12, 13
  /** `partial`: a greeting that has begun and has no end. */
  readonly 'no-greeting': NamedServer & { readonly seconds: number; readonly partial?: string };
  readonly 'no-reply': { readonly to: string; readonly seconds: number };
  readonly 'connection-lost': {
    readonly to: string;
    readonly how: 'closed' | 'reset' | 'tls-truncated';
    readonly partial: string;
  };
  readonly 'server-closing': { readonly code: number; readonly text: string };
  readonly 'upload-stalled': { readonly sent: number; readonly seconds: number };
  readonly 'max-time': { readonly seconds: number; readonly to: string };
  readonly 'outcome-unknown': { readonly how: string; readonly recipients: readonly string[] };
  readonly 'letter-unreadable': { readonly file: string; readonly reason: string; readonly sent: number };

  // the server breaks the protocol: 14
  readonly 'not-smtp': NamedServer & {
    readonly looksLike: 'http' | 'ssh' | 'ftp' | 'imap' | 'pop3' | 'tls' | 'unknown';
    readonly text: string;
  };
  readonly 'malformed-reply': {
    readonly to: string;
    readonly rule: string;
    readonly text: string;
    readonly offset: number;
  };
  readonly 'reply-too-long': { readonly to: string; readonly limit: string; readonly max: number };
  /** What was asked for by name, and what the server does not do. */
  /** What the server answered to the header; 0 where it hung up. */
  readonly 'proxy-header-refused': {
    readonly version: 1 | 2;
    readonly code: number;
    readonly text: string;
  };
  readonly 'extension-required': { readonly option: string; readonly keyword: string };
  readonly 'impossible-reply': { readonly to: string; readonly code: number; readonly text: string };
  readonly 'unasked-reply': { readonly code: number; readonly text: string };

  // 15, 130, 1
  readonly mismatch: { readonly file: string; readonly line: number };
  /** A session file was played that checks nothing: it would have passed whatever came. */
  readonly 'nothing-expected': { readonly file: string };
  /** `unknown`: the end of a letter was sent, and its reply did not come. */
  readonly interrupted: { readonly signal: string; readonly unknown: boolean };
  readonly internal: { readonly message: string };
}

export type ProblemCode = keyof ProblemDetails;

/** A problem as a value: what travels in events and results. */
export type Problem = {
  readonly [K in ProblemCode]: { readonly code: K; readonly detail: ProblemDetails[K] };
}[ProblemCode];

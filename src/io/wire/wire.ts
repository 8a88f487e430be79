/**
 * A wire: a stream of octets in both directions that may become TLS in the middle. A socket, a Unix socket, a program's
 * standard input and output, a connection through a proxy, and a pair in memory for tests are all wires. Here stand the
 * contract and what a wire is opened with; `open.ts` opens one, `stream-wire.ts` is one.
 */

import type { CertificateFacts, Untimed } from '../../pure/events/index.ts';

/** Where to connect. Without a kind it is TCP. */
export type WireTarget =
  | { readonly kind?: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }
  /** A program, run by the shell, that speaks SMTP on its standard input and output. */
  | { readonly kind: 'pipe'; readonly command: string };

/** The other side as problems and events name it: the path or the command stands for the host where there is none. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | null;
}

/** A proxy to go through. `url` is how it may be shown: without a password. */
export interface ProxyTarget {
  readonly kind: 'socks5' | 'http';
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: { reveal: () => string };
  readonly url: string;
}

/** The header of the PROXY protocol: who we say that the client is. Without a source it is this end of the connection. */
export interface ProxyHeader {
  readonly version: 1 | 2;
  readonly source?: { readonly address: string; readonly port: number };
}

export interface WireOptions {
  /** For the lookup, the proxy and the connection together. */
  readonly milliseconds: number;
  /** 0, the default, takes whatever answers first. */
  readonly family?: 0 | 4 | 6;
  /** The local address to connect from. */
  readonly bind?: string;
  readonly localPort?: number;
  /** Resolves names in place of the system; undefined for one that is left to it. Rejects with an error that has a code of Node's `dns`. */
  readonly resolve?: (
    name: string,
  ) => Promise<readonly { readonly address: string; readonly family: number }[]> | undefined;
  /** What is asked by `resolve`, for problems to name. */
  readonly resolver?: string;
  readonly proxy?: ProxyTarget;
  readonly proxyHeader?: ProxyHeader;
  /** Marks the connection in the log as one to the built-in server. */
  readonly practice?: boolean;
  /** Gives up at once when it is aborted. */
  readonly signal?: AbortSignal;
  /** Told of the lookup, of the connection, and of what a program says on its standard error. */
  readonly tell?: (event: Untimed) => void;
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** As in Node's `tls`. PEM texts. */
export interface TlsOptions {
  /** The name that is asked for and checked; null where there is none (a Unix socket, a pipe): then no name is checked. */
  readonly servername: string | null;
  /** Authorities to trust; the system's where there are none. */
  readonly authorities: readonly string[];
  /** An authority of this very process, PEM, to trust in place of all others: see `anchor.ts`. */
  readonly anchor?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
  readonly ciphers?: string;
  /** The name that is asked for, where it is not the one that is checked. */
  readonly sni?: string;
  /** Hashes of public keys, `sha256//…`, of which the server's has to be one. */
  readonly pins?: readonly string[];
  /** Told of each secret of the connection, in the format of NSS, for programs that decrypt captures. */
  readonly keylog?: (line: Uint8Array) => void;
  /** Whether the whole chain and a stapled OCSP response are wanted. */
  readonly details?: boolean;
  readonly milliseconds: number;
}

export type TlsStart = 'starttls' | 'implicit';

/** How a handshake ended. `error` is Node's code of the failed check where the certificate did not verify. */
export interface TlsFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly servername: string | null;
  readonly authorized: boolean;
  readonly error: string | null;
  readonly certificate: CertificateFacts | null;
  readonly keyExchange: string;
  readonly ocspOctets?: number;
  /** `tls-exporter` keying material for SCRAM -PLUS (RFC 9266); null before TLS 1.3. */
  readonly channelBinding: Uint8Array | null;
}

/** What a wire tells its one listener. After `end` or `error` nothing more comes. */
export interface WireListener {
  readonly data: (chunk: Uint8Array) => void;
  /** The other side said that it sends no more. `clean` is false where TLS ended without close_notify. */
  readonly end: (clean: boolean) => void;
  readonly error: (error: Error) => void;
}

export interface Wire {
  /** Replaces the listener; octets (and an end) that came before there was one are kept and delivered at once. */
  readonly listen: (listener: WireListener) => void;
  /**
   * Hands octets over for writing. Resolves when the system took them (backpressure); rejects where the wire is gone.
   * One call is one write on the socket.
   */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Octets handed over and not yet taken by the kernel, to notice an upload that does not move. */
  readonly pendingBytes: () => number;
  readonly encrypted: boolean;
  /** The address of this end as the peer sees the family: for an address literal in EHLO. Null for Unix sockets and pipes. */
  readonly localAddress: string | null;
  /** Starts TLS. Rejects with `tls-failed` or `plain-text-to-tls`; a certificate that does not verify is only told. */
  readonly startTls: (peer: Endpoint, options: TlsOptions, mode: TlsStart) => Promise<TlsFacts>;
  /** Says that this side sends no more, in an orderly way. */
  readonly end: () => void;
  /** Hangs up at once. `reset` sends RST where the system can. */
  readonly destroy: (reset?: boolean) => void;
}

/** How problems and events name a target. */
export function endpointOf(target: WireTarget): Endpoint {
  switch (target.kind) {
    case 'unix':
      return { host: target.path, port: null };
    case 'pipe':
      return { host: target.command, port: null };
    default:
      return { host: target.host, port: target.port };
  }
}

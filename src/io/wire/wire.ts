/**
 * A wire: a stream of octets in both directions that may become TLS in the middle. A socket, a Unix socket, a program's
 * standard input and output, a connection through a proxy, and a pair in memory for tests are all wires.
 */

import type { CertificateFacts } from '../../pure/events/index.ts';

/** How a handshake ended. `error` is Node's code of the failed check where the certificate did not verify. */
export interface TlsFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly servername: string | null;
  readonly authorized: boolean;
  readonly error: string | null;
  readonly certificate: CertificateFacts | null;
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
  /** Replaces the listener; octets that came before there was one are kept and delivered at once. */
  readonly listen: (listener: WireListener) => void;
  /**
   * Hands octets over for writing. Resolves when the wire can take more (backpressure); rejects where it is gone.
   * One call is one write on the socket.
   */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Octets handed over and not yet taken by the kernel, to notice an upload that does not move. */
  readonly pendingBytes: () => number;
  readonly encrypted: boolean;
  /** The address of this end as the peer sees the family: for an address literal in EHLO. Null for Unix sockets and pipes. */
  readonly localAddress: string | null;
  /** Says that this side sends no more, in an orderly way. */
  readonly end: () => void;
  /** Hangs up at once. `reset` sends RST where the system can. */
  readonly destroy: (reset?: boolean) => void;
}

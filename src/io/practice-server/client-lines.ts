/**
 * The command lines of one client: a line ends at CRLF alone (RFC 5321 §2.3.8), however its octets are cut. One that waits after a
 * bare LF, as a client does that knows no other line end, is noticed, so that it need not wait for a reply that never comes.
 */

import { AUTH_LINE_OCTETS, findOctet, LineReader } from '../../pure/protocol/index.ts';

/**
 * How long nothing may come after an LF without CR: longer than one that tries whether a server takes it for a line end waits
 * (`:violate bare-lf`, 3 s), since a reply before is a yes.
 */
const WAITING_MILLISECONDS = 5000;

export class ClientLines {
  readonly #waits: (octets: Uint8Array) => void;
  #reader = newReader();
  #timer: NodeJS.Timeout | undefined;

  /** `waits` is given what came, which is forgotten: what comes next is a new line. */
  constructor(waits: (octets: Uint8Array) => void) {
    this.#waits = waits;
  }

  /** One line of what came, and what stands behind it. */
  pushOne(chunk: Uint8Array): ReturnType<LineReader['pushOne']> {
    clearTimeout(this.#timer);
    return this.#reader.pushOne(chunk);
  }

  /** Nothing more is here for now. */
  pause(): void {
    clearTimeout(this.#timer);
    if (!this.#reader.endsInBareLf) return;
    this.#timer = setTimeout(() => {
      const octets = this.#reader.takePending();
      // Nothing is left of a line that was too long, which was told.
      if (octets.length > 0) this.#waits(octets);
    }, WAITING_MILLISECONDS);
  }

  /** Forgets what came: inside TLS all begins again, and after the end there is nothing. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#reader = newReader();
  }
}

function newReader(): LineReader {
  return new LineReader(AUTH_LINE_OCTETS, findOctet, 'crlf');
}

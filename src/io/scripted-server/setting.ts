/** What a scripted server is told, and what it tells: the settings of `server.ts`. */

import type { Expectation, FileLine, RegexPort, Side, Variables } from '../../pure/sessions/index.ts';
import type { Observer } from '../server/index.ts';

export interface ScriptSetting {
  readonly regex: RegexPort | null;
  readonly variables: Variables;
  /** The name in the certificate. */
  readonly hostname: string;
  /** What the tokens are made from that stand where a capture is sent. */
  readonly seed: string;
  /** TLS from the first octet, whatever the file says of it. */
  readonly implicitTls?: boolean;
  /** Whom a directive means that names nobody; the server, unless both sides are played. */
  readonly player?: Side;
  /** Reads the letter that a line names, a piece at a time. Throws a `LabError` where that cannot be done. */
  readonly readFile: (line: FileLine) => AsyncIterable<Uint8Array>;
  /** What strays is told as it came, with its secrets: nobody but who serves sees it. */
  readonly showSecrets?: boolean;
  readonly told: (expectation: Expectation) => void;
  /** For each connection of the file, from 1. */
  readonly observer: (connection: number) => Observer;
}

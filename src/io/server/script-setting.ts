/** What a scripted server is told, and what it tells: the settings of `script-server.ts`. */

import type { RegexPort, Side, Span, Variables } from '../../pure/sessions/index.ts';

/** One thing that a client said, held against the file. */
export interface ScriptExpectation {
  readonly file: string;
  readonly span: Span;
  readonly ok: boolean;
  readonly wanted: string;
  /** As it may be shown. */
  readonly came: string;
}

/** What went over the wire, without its line end and as it may be shown. */
export interface SaidLine {
  readonly side: Side;
  readonly line: string;
  /** What a session file has in place of a line that holds a secret; '' for the line itself. */
  readonly template: string;
}

export interface ScriptSetting {
  readonly regex: RegexPort | null;
  readonly variables: Variables;
  /** The name in the certificate. */
  readonly hostname: string;
  /** Whom a directive means that names nobody; the server, unless both sides are played. */
  readonly player?: Side;
  readonly told: (expectation: ScriptExpectation) => void;
  readonly said: (line: SaidLine) => void;
}

/** What came of one expectation of a session file, whoever played it and at whatever: a client, a server of ours, a transcript. */

import type { Span } from './ast.ts';
import type { CameReply } from './match.ts';

export interface Expectation {
  readonly file: string;
  /** Its place in the file; in the transcript where the file has no more. */
  readonly span: Span;
  readonly ok: boolean;
  readonly wanted: string;
  /** As it may be shown, like what was sent before it. */
  readonly came: string;
  readonly after: string;
  /** The reply that came; absent where it was about something else. */
  readonly reply?: CameReply;
}

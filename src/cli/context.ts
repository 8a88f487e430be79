/**
 * What every command is given: the language, the amount of explanation, and the only doors to the outside. Made once by
 * `main.ts` from argv, the environment and the streams; commands and the terminal read nothing else.
 */

import type { Lang } from '../pure/phrases/lang.ts';

/** A stream to the person. Texts are made safe (controls visible, secrets hidden) before they come here. */
export interface Output {
  /** Writes as it is. A closed pipe is quiet. */
  readonly write: (text: string) => void;
  /** Writes a line. */
  readonly line: (text?: string) => void;
  readonly isTerminal: boolean;
  /** Columns to lay out for: the terminal's, at least 40; 80 where it is none. */
  readonly columns: number;
}

export type ExplainLevel = 'none' | 'brief' | 'full';

export interface CliContext {
  readonly lang: Lang;
  readonly explain: ExplainLevel;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  /** Results. */
  readonly out: Output;
  /** Progress and diagnostics. */
  readonly err: Output;
  readonly stdin: NodeJS.ReadStream;
  readonly stdinIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** How the user calls us: `smtp-lab`, or `npx smtp-lab` in a clone. */
  readonly program: string;
  /** Aborted by SIGINT (reason 'SIGINT') and SIGTERM (reason 'SIGTERM'). */
  readonly signal: AbortSignal;
  /** Hands a secret to the output filter: from then on none of its derived forms leaves by `out` or `err`. */
  readonly guard: (secret: string) => void;
}

/**
 * A command's module: `smtp-lab NAME` loads it alone. `run` gets the arguments behind the name and resolves to the exit
 * code. Usage errors are thrown as `UsageError`; `main.ts` words them.
 */
export interface CommandModule {
  readonly run: (args: readonly string[], context: CliContext) => Promise<number>;
}

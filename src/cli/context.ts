/**
 * What every command is given: the language, the amount of explanation, and the only doors to the outside. Made once by
 * `main.ts` from argv, the environment and the streams; commands and the terminal read nothing else.
 */

import type { Command } from 'commander';
import type { Lang } from '../pure/phrases/lang.ts';

/** A stream to the person. Texts are made safe (controls visible, secrets hidden) before they come here. */
export interface Output {
  /** Writes as it is, but for guarded secrets. A closed pipe is quiet. */
  readonly write: (text: string) => void;
  /** Writes a line. */
  readonly line: (text?: string) => void;
  readonly isTerminal: boolean;
  /** Columns to lay out for: the terminal's, at least 40; 80 where it is none. Follows a resized window. */
  readonly columns: number;
}

export type ExplainLevel = 'none' | 'brief' | 'full';

export interface CliContext {
  readonly lang: Lang;
  readonly explain: ExplainLevel;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether results may be coloured; diagnostics are, where this is true and `err` is a terminal too. */
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
  /**
   * Says that from here on something is done whose outcome the exit code tells: that it could not be shown (a full disk) changes
   * nothing of that. Where nothing is done, what is printed is the whole result.
   */
  readonly acts: () => void;
  /**
   * Hands a secret to the output filter: from then on none of its derived forms leaves by `out` or `err`. Not to be called
   * for what `--show-secrets` is to show.
   */
  readonly guard: (secret: string) => void;
  /** Hands over a secret that is shown on the screen because the user asked for it, and still goes into no file. */
  readonly guardInFiles: (secret: string) => void;
  /** Data for the screen, before it comes into a sentence: every secret that was handed over is hidden, words too. */
  readonly hide: (text: string) => string;
  /** A text for a file (recording, report): every secret that was handed over is hidden, in each of its forms. */
  readonly sealed: (text: string) => string;
  /** A page with sentences of the program in it, for a file: as `sealed`, but for secrets that are words. */
  readonly sealedProse: (text: string) => string;
  /** How to load a command by its name, for one that tells of the others; null where there is none. */
  readonly findCommand: (name: string) => (() => Promise<CommandModule>) | null;
}

/** What the definition of a command is made for: it is needed for help and completion, where nothing runs. */
export type CommandSetting = Pick<CliContext, 'lang' | 'program' | 'out'>;

/**
 * A command's module: `smtp-lab NAME` loads it alone. `run` gets the arguments behind the name and resolves to the exit
 * code. Usage errors are thrown as `UsageError`; `error-report.ts` words them. `define` gives its commander definition, made with
 * `newCommand` (`command-line.ts`): from it come the help, the completion, and which options take a value. `suggest` gives
 * words for its arguments that completion is to know beside their choices, such as the ids of lessons.
 */
export interface CommandModule {
  readonly define?: (setting: CommandSetting) => Command;
  readonly suggest?: () => Promise<readonly string[]>;
  readonly run: (args: readonly string[], context: CliContext) => Promise<number>;
  /** The exit code of a wrong usage, where it is not that of the other commands. */
  readonly usageCode?: number;
}

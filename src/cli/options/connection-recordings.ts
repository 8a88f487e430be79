/**
 * `--record FILE` of a server: a session file for each connection. The first goes to FILE, the second to `FILE-2`, and so on, the number
 * before the ending of the name. SECURITY: what is written comes from the log, which hides what it holds of secrets.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { Recorder } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { checkWritable, STANDARD_OUTPUT, writeOut } from './output-files.ts';

const TODAY = (): string => new Date().toISOString().slice(0, 10);

/** `session.smtp` of the third connection is `session-3.smtp`. */
export function fileOfConnection(file: string, connection: number): string {
  return connection === 1 ? file : file.replace(/(?=\.[^./\\]+$)|$/, `-${connection}`);
}

export class ConnectionRecordings {
  readonly #file: string | undefined;
  readonly #command: string;
  readonly #context: CliContext;
  readonly #open = new Map<number, Recorder>();
  readonly #writing = new Set<Promise<void>>();
  #failure: unknown = null;

  private constructor(file: string | undefined, command: string, context: CliContext) {
    this.#file = file;
    this.#command = command;
    this.#context = context;
  }

  /**
   * `file` undefined records nothing; `command` is what is recorded. Rejects with a `UsageError` where the first file could not be
   * written in the end.
   */
  static async open(
    file: string | undefined,
    command: string,
    context: CliContext,
  ): Promise<ConnectionRecordings> {
    if (file !== undefined) await checkWritable('--record', file);
    return new ConnectionRecordings(file, command, context);
  }

  event(connection: number, event: LabEvent): void {
    this.#of(connection)?.event(event);
  }

  /** Hears one conversation after the other, each of which begins with its connection. */
  conversations(): (event: LabEvent) => void {
    let connection = 0;
    return (event) => {
      if (event.kind === 'connect') {
        this.over(connection);
        connection++;
      }
      // What comes before it belongs to no conversation.
      if (connection > 0) this.event(connection, event);
    };
  }

  /** A connection is over: its file is written, and nothing of it kept. */
  over(connection: number): void {
    const recorder = this.#open.get(connection);
    this.#open.delete(connection);
    if (recorder === undefined) return;
    const writing = this.#write(connection, recorder.text())
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  /** Writes what is still open. Rejects with a `UsageError` where a file could not be written. */
  async finish(): Promise<void> {
    for (const connection of this.#open.keys()) this.over(connection);
    await Promise.all(this.#writing);
    if (this.#failure !== null) throw this.#failure;
  }

  #of(connection: number): Recorder | null {
    if (this.#file === undefined) return null;
    const known = this.#open.get(connection);
    if (known !== undefined) return known;
    const recorder = new Recorder(
      `smtp-lab ${this.#command}, ${TODAY()}${connection === 1 ? '' : `, connection ${connection}`}`,
    );
    this.#open.set(connection, recorder);
    return recorder;
  }

  async #write(connection: number, text: string): Promise<void> {
    const { context, file = '' } = { context: this.#context, file: this.#file };
    const place = file === STANDARD_OUTPUT ? file : fileOfConnection(file, connection);
    await writeOut('--record', place, context.sealed(text), context);
    if (place !== STANDARD_OUTPUT && !context.json && !context.quiet)
      context.err.line(makeVisible(sessionWords[context.lang].recorded(place)));
  }
}

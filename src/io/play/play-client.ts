/**
 * A session file played as the client, over as many connections as it has: each is opened when the play comes to its first line. What was
 * gathered on one is said before another one goes on, so that the order of the file is the order on the wire.
 */

import { RunVariables, walk } from '../../pure/sessions/index.ts';
import type { Expectation, Program, SessionFile, Span } from '../../pure/sessions/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { PlayPart, Stray } from './play-part.ts';
import type { PlayNotes } from './play-part.ts';
import type { PlaySetting } from './play-setting.ts';

/** How a play went. `problem` is what ended it before its time. */
interface Played {
  readonly expectations: readonly Expectation[];
  readonly problem: Problem | null;
  /** Where it was then; null for nowhere. */
  readonly at: Span | null;
}

/** Plays a file to its end, or to where it cannot go on; `program` is the file compiled. */
export async function playClient(file: SessionFile, program: Program, setting: PlaySetting): Promise<Played> {
  const play = new ClientPlay(file, setting);
  const { expectations } = play.notes;
  try {
    await play.run(program);
    return { expectations, problem: null, at: null };
  } catch (error) {
    if (error instanceof Stray) return { expectations, problem: null, at: null };
    if (error instanceof LabError) return { expectations, problem: error.problem, at: play.at };
    throw error;
  }
}

class ClientPlay {
  readonly notes: PlayNotes;
  /** The place of what is being done. */
  at: Span | null = null;
  readonly #file: SessionFile;
  readonly #setting: PlaySetting;
  readonly #parts = new Map<number, PlayPart>();

  constructor(file: SessionFile, setting: PlaySetting) {
    this.#file = file;
    this.#setting = setting;
    this.notes = { expectations: [], names: new RunVariables(setting.variables, setting.captures) };
  }

  async run({ steps }: Program): Promise<void> {
    let current: PlayPart | null = null;
    for (const step of walk(steps, (connection) => this.#parts.get(connection)?.code ?? null)) {
      this.at = step.span;
      this.notes.names.bind(step.values);
      const part: PlayPart | undefined = this.#parts.get(step.connection);
      if (current !== null && part !== current) await current.pause();
      current = part ?? (await this.#open(step.connection));
      await current.take(step);
    }
    for (const part of this.#parts.values()) {
      await part.pause();
      part.end();
    }
  }

  async #open(connection: number): Promise<PlayPart> {
    const { open, ...rest } = this.#setting;
    const part = new PlayPart(this.#file, { ...rest, ...(await open(connection)) }, this.notes);
    this.#parts.set(connection, part);
    return part;
  }
}

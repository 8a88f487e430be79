/**
 * `--record FILE`: the conversation's log written as a session file when it is over. SECURITY: the recorder writes what the log shows,
 * and the log hides secrets where they are made; `--show-secrets` has no part in it.
 */

import { writeReport } from '../../io/lab/index.ts';
import type { EventSink } from '../../pure/events/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { Recorder } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { checkWritable, reasonOf, unwritable } from './output-files.ts';

export interface Recording {
  /** Hears an event and hands it on. */
  readonly sink: EventSink;
  /** Writes the file, whole. Throws a `UsageError` where it cannot be written. */
  readonly finish: () => Promise<void>;
}

/** A recording into `file`; undefined records nothing. Throws a `UsageError` where the file could not be written in the end. */
export async function openRecording(
  file: string | undefined,
  sink: EventSink,
  context: CliContext,
): Promise<Recording> {
  if (file === undefined) return { sink, finish: () => Promise.resolve() };
  await checkWritable('--record', file);
  const recorder = new Recorder(`smtp-lab, ${new Date().toISOString().slice(0, 10)}`);
  return {
    sink: (event) => {
      recorder.event(event);
      sink(event);
    },
    finish: async () => {
      try {
        await writeReport(file, context.sealed(recorder.text()));
      } catch (error) {
        throw unwritable('--record', file, reasonOf(error), true);
      }
      if (!context.json && !context.quiet)
        context.err.line(makeVisible(sessionWords[context.lang].recorded(file)));
    },
  };
}

/**
 * `--record FILE` of a client: the conversation's log written as a session file when all is over; where there are several conversations,
 * at the same time or one after the other, each has a file of its own. SECURITY: the recorder writes what the log shows, and the log
 * hides secrets where they are made; `--show-secrets` has no part in it.
 */

import type { EventSink } from '../../pure/events/index.ts';
import type { CliContext } from '../context.ts';
import { ConnectionRecordings } from './connection-recordings.ts';
import { toldWhereUnwritten } from './output-files.ts';

export interface Recording {
  /** Hears an event and hands it on. */
  readonly sink: EventSink;
  /** Writes what there is, whole. What became of the run does not change with it: what cannot be written is only told. */
  readonly finishAfter: () => Promise<void>;
}

/** A recording of a command into `file`; undefined records nothing. Throws a `UsageError` where the file could not be written in the end. */
export async function openRecording(
  file: string | undefined,
  command: string,
  sink: EventSink,
  context: CliContext,
): Promise<Recording> {
  if (file === undefined) return { sink, finishAfter: () => Promise.resolve() };
  const recordings = await ConnectionRecordings.open(file, command, context);
  /** The file of what goes on over each connection. */
  const files = new Map<number, number>();
  let count = 0;
  return {
    sink: (event) => {
      const { connection = 0, kind } = event;
      const begins =
        kind === 'connect' || (!files.has(connection) && (kind === 'command' || kind === 'reply'));
      if (begins) files.set(connection, ++count);
      const number = files.get(connection);
      if (number !== undefined) recordings.event(number, event);
      sink(event);
    },
    finishAfter: async () => {
      await toldWhereUnwritten(context, () => recordings.finish());
    },
  };
}

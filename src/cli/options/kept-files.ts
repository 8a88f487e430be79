/** The files that keep something of a conversation: a recording, a log, the chain of certificates. Each hears every event. */

import type { EventSink } from '../../pure/events/index.ts';
import type { CliContext } from '../context.ts';
import { openChainFile } from './chain-file.ts';
import { openLogFile } from './log-file.ts';
import type { LogSetting } from './log-file.ts';
import { openRecording } from './recording.ts';

/** What the options name. */
export interface KeptFiles {
  readonly record?: string | undefined;
  readonly log?: string | undefined;
  readonly saveChain?: string | undefined;
}

/** Opens what is named. `finishAfter` is for when all is over: what cannot be written then changes no exit code of a delivery. */
export async function openKeptFiles(
  { record, log, saveChain }: KeptFiles,
  sink: EventSink,
  setting: LogSetting,
  context: CliContext,
): Promise<{ readonly sink: EventSink; readonly finishAfter: () => Promise<void> }> {
  const logged = await openLogFile(log, sink, setting, context);
  const chain = openChainFile(saveChain, logged, context);
  const recording = await openRecording(record, setting.command, chain.sink, context);
  return {
    sink: recording.sink,
    finishAfter: async () => {
      await recording.finishAfter();
      await chain.finish();
    },
  };
}

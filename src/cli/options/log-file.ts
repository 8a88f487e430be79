/**
 * `--log FILE`: the transcript once more, in a file that grows from run to run, each conversation under its date and time; as JSON where
 * the name of the file says so. SECURITY: readable for its owner alone, and never with a secret in it, whatever the screen shows.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import { openSync, writeSync } from 'node:fs';
import type { EventSink } from '../../pure/events/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext, Output } from '../context.ts';
import { createEventView } from '../terminal/index.ts';
import type { TranscriptOptions } from '../terminal/index.ts';
import { unwritable } from './output-files.ts';
import { reasonOf } from '../../pure/problems/index.ts';

/** Wide enough for any line: in a file nothing is broken. */
const COLUMNS = 1000;

export interface LogSetting extends Pick<TranscriptOptions, 'showData' | 'hex'> {
  /** The command whose conversation it is. */
  readonly command: string;
  /** An explainer of its own, since one remembers what it has said. */
  readonly explainer: () => Promise<Explainer>;
}

/** A sink that writes what it hears into the file of `--log`, and hands it on. Throws a `UsageError` where that cannot be written. */
export async function openLogFile(
  file: string | undefined,
  sink: EventSink,
  setting: LogSetting,
  context: CliContext,
): Promise<EventSink> {
  if (file === undefined) return sink;
  const out = outputTo(file, context);
  const json = /\.(?:nd)?json$/i.test(file);
  const { showData, hex } = setting;
  const view = createEventView({
    context: { ...context, out, err: out, json, quiet: false, color: false },
    explainer: await setting.explainer(),
    recorded: true,
    ...(showData === undefined ? {} : { showData }),
    ...(hex === undefined ? {} : { hex }),
  });
  let began = false;
  return (event) => {
    if (!json && (!began || event.kind === 'connect')) {
      if (event.kind !== 'connect' || began) out.line();
      out.line(`=== ${new Date().toISOString()} smtp-lab ${setting.command}`);
      began = true;
    }
    view.event(event);
    sink(event);
  };
}

/** An output at the end of a file. What cannot be written in the middle of a run is told once, and changes nothing else. */
function outputTo(file: string, context: CliContext): Output {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'a', 0o600);
  } catch (error) {
    throw unwritable('--log', file, reasonOf(error), false);
  }
  let failed = false;
  const write = (text: string): void => {
    if (failed) return;
    try {
      writeSync(descriptor, context.sealed(text));
    } catch (error) {
      failed = true;
      context.err.line(makeVisible(sessionWords[context.lang].notLogged(file, reasonOf(error))));
    }
  };
  return {
    write,
    line: (text = '') => {
      write(`${text}\n`);
    },
    isTerminal: false,
    columns: COLUMNS,
  };
}

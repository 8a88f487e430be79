/**
 * A sign of life while a server lets us wait. Only on a terminal, only after a while, on standard error, and gone before any
 * line is written. Loads ora when it is first needed.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import { transcriptWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { createTheme } from './theme.ts';

/** Most replies come sooner, and want no sign. */
const PATIENCE_MILLISECONDS = 300;

const FRAMES: readonly string[] = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const FRAME_MILLISECONDS = 80;

export interface Waiting {
  /** To be told of each event before it is shown. */
  readonly event: (event: LabEvent) => void;
  /** Takes the sign away; to be called before anything else is printed, and at the end. */
  readonly stop: () => void;
}

interface Spinner {
  text: string;
  readonly start: () => unknown;
  readonly stop: () => unknown;
}

const SILENT: Waiting = { event: () => undefined, stop: () => undefined };

/** A sign of life for a conversation; silent where it would be in the way. */
export function createWaiting(
  context: Pick<CliContext, 'lang' | 'out' | 'err' | 'json' | 'quiet' | 'color'>,
): Waiting {
  if (!context.err.isTerminal || !context.out.isTerminal || context.json || context.quiet) return SILENT;
  // A terminal of no width (under `script`, say): ora would move the cursor up for ever.
  if (!process.stderr.columns) return SILENT;
  const words = transcriptWords[context.lang];
  let spinner: Spinner | null = null;
  let timer: NodeJS.Timeout | null = null;
  let round = 0;

  const stop = (): void => {
    round++;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    spinner?.stop();
    spinner = null;
  };

  const start = (text: (seconds: number) => string): void => {
    stop();
    const mine = round;
    const started = performance.now();
    const said = (): string => text(Math.floor((performance.now() - started) / 1000));
    const tick = (): void => {
      if (spinner !== null) spinner.text = said();
      timer = setTimeout(tick, 1000);
      timer.unref();
    };
    const show = async (): Promise<void> => {
      const { default: ora } = await import('ora');
      if (mine !== round) return;
      const { server } = createTheme(context.color);
      const frames = FRAMES.map((frame) => server(frame));
      const sign = { interval: FRAME_MILLISECONDS, frames };
      // The colour is ours: ora would ask the environment, and not the user's options.
      spinner = ora({
        text: said(),
        spinner: sign,
        color: false,
        stream: process.stderr,
        discardStdin: false,
      });
      spinner.start();
      tick();
    };
    timer = setTimeout(() => void show(), PATIENCE_MILLISECONDS);
    timer.unref();
  };

  return {
    stop,
    event: (event) => {
      switch (event.kind) {
        case 'lookup':
          return start((seconds) => words.connecting(seconds));
        case 'connect':
          return start((seconds) => words.waiting('greeting', seconds));
        case 'command':
          return start((seconds) => words.waiting(event.verb, seconds));
        case 'data':
          return start((seconds) => words.waiting(event.via, seconds));
        default:
          return stop();
      }
    },
  };
}

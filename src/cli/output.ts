/**
 * The streams to the person, as `Output`: lines, columns, and the filter through which everything goes. A pipe that its
 * reader has closed is quiet: what is going on (a delivery, say) goes on without it.
 */

import type { Output } from './context.ts';

/** As wide as help and prose are laid out at the least, however narrow the window. */
const LEAST_COLUMNS = 40;
const DEFAULT_COLUMNS = 80;

/** What is needed of `process.stdout` and `process.stderr`. */
export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => boolean;
  readonly on: (event: 'error', listener: (error: NodeJS.ErrnoException) => void) => unknown;
}

/** A stream that takes what comes at one time in one piece. */
export interface GatheredStream extends TextStream {
  /** Hands on what was gathered. */
  readonly flush: () => void;
}

/** As much is gathered at the most, in UTF-16 units. */
const MOST_GATHERED = 16_384;

/** What comes so soon after a write, in milliseconds, waits for the rest of this time: nobody reads so fast. */
const PAUSE_MILLISECONDS = 20;

/** Does work in so many milliseconds; 0: as soon as what goes on now is done. */
type Later = (work: () => void, milliseconds: number) => unknown;

const soon: Later = (work, milliseconds) =>
  milliseconds > 0 ? setTimeout(work, milliseconds).unref() : setImmediate(work);

/** A write for each line costs more than everything else of a long transcript; for files and pipes, where nobody watches. */
export function gather(
  stream: TextStream,
  later: Later = soon,
  now = () => process.uptime() * 1000,
): GatheredStream {
  let pending = '';
  let planned = false;
  let written = -Infinity;
  const flush = (): void => {
    planned = false;
    if (pending === '') return;
    const text = pending;
    pending = '';
    written = now();
    stream.write(text);
  };
  return {
    isTTY: stream.isTTY === true,
    on: (event, listener) => stream.on(event, listener),
    flush,
    write: (text) => {
      pending += text;
      if (pending.length >= MOST_GATHERED) flush();
      else if (!planned) {
        planned = true;
        later(flush, Math.max(0, written + PAUSE_MILLISECONDS - now()));
      }
      return true;
    },
  };
}

/** An output on a stream; `filter` hides what must not be shown. Errors of the stream but a closed pipe go to `failed`. */
export function openOutput(
  stream: TextStream,
  filter: (text: string) => string,
  failed: (error: Error) => void,
): Output {
  let closed = false;
  stream.on('error', (error) => {
    closed = true;
    if (error.code !== 'EPIPE' && error.code !== 'EIO') failed(error);
  });
  const write = (text: string): void => {
    if (closed) return;
    let shown: string;
    try {
      shown = filter(text);
    } catch {
      // SECURITY: what could not be searched for secrets is not shown, and no more is said of why.
      return;
    }
    stream.write(shown);
  };
  return {
    write,
    line: (text = '') => {
      write(`${text}\n`);
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      const width = stream.isTTY === true ? (stream.columns ?? 0) : 0;
      return width === 0 ? DEFAULT_COLUMNS : Math.max(LEAST_COLUMNS, width);
    },
  };
}

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
    if (!closed) stream.write(filter(text));
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

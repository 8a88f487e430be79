/** Lines from a pipe: CRLF or LF, the last with or without an end, a byte-order mark left out. One at a time, as they are wanted. */

import { createInterface } from 'node:readline';

const isOver = (stop: AbortSignal | undefined): boolean => stop?.aborted === true;

/** The lines of a stream, in order; none any more once `stop` is aborted, though the pipe may stay open for ever. */
export async function* linesOfPipe(
  input: NodeJS.ReadableStream & { destroy?: () => unknown },
  stop?: AbortSignal,
): AsyncIterable<string> {
  let first = true;
  if (isOver(stop)) return;
  const lines = createInterface({ input, crlfDelay: Infinity });
  const end = (): void => {
    lines.close();
    // A process that keeps the other end open must not keep us from ending.
    input.destroy?.();
  };
  stop?.addEventListener('abort', end);
  try {
    for await (const line of lines) {
      if (isOver(stop)) return;
      yield first ? line.replace(/^\ufeff/, '') : line;
      first = false;
    }
  } finally {
    stop?.removeEventListener('abort', end);
  }
}

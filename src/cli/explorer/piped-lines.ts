/** Lines from a pipe: CRLF or LF, the last with or without an end, a byte-order mark left out. One at a time, as they are wanted. */

import { createInterface } from 'node:readline';

/** The lines of a stream, in order. */
export async function* linesOfPipe(input: NodeJS.ReadableStream): AsyncIterable<string> {
  let first = true;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    yield first ? line.replace(/^\ufeff/, '') : line;
    first = false;
  }
}

/**
 * The three streams of the process, as the program needs them. What goes to a file or a pipe is written at once by descriptor: a
 * stream of Node would add about 10 % to a one-line command; the order of what is written is the same.
 */

import { fstatSync, writeSync } from 'node:fs';
import type { TextStream } from './output.ts';

/** The number of `/dev/null` on Linux: device 1, 3. */
const NULL_DEVICE = 0x103;

/** Whether a person is at the other end of 0 (standard input), 1 (output) or 2 (error). */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const facts = fstatSync(descriptor);
    const isNull = process.platform === 'linux' && facts.rdev === NULL_DEVICE;
    if (!facts.isCharacterDevice() || isNull) return false;
    // Loaded where it is needed: it brings all of the network with it.
    return process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    // It is closed.
    return false;
  }
}

/** Standard output (1) or error (2). */
export function openTextStream(descriptor: 1 | 2): TextStream {
  const open = (): NodeJS.WriteStream => (descriptor === 1 ? process.stdout : process.stderr);
  if (isTerminal(descriptor) || process.platform === 'win32') return open();
  const listeners: ((error: NodeJS.ErrnoException) => void)[] = [];
  let stream: NodeJS.WriteStream | null = null;
  return {
    isTTY: false,
    on: (event, listener) => {
      listeners.push(listener);
      return stream?.on(event, listener);
    },
    write: (text) => {
      if (stream !== null) return stream.write(text);
      let octets = Buffer.from(text);
      try {
        while (octets.length > 0) octets = octets.subarray(writeSync(descriptor, octets));
        return true;
      } catch (error) {
        if (!isSystemError(error)) throw error;
        if (error.code !== 'EAGAIN') {
          for (const listener of listeners) listener(error);
          return false;
        }
        // Somebody made the pipe one that does not wait; Node's stream waits for it.
        stream = open();
        for (const listener of listeners) stream.on('error', listener);
        return stream.write(octets);
      }
    },
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

/**
 * Where a text comes from: standard input, or a file by its name. A log goes through line by line, however long it is; anything else is
 * read whole, up to a bound.
 */

import { createReadStream } from 'node:fs';
import type { Answer } from '../../pure/explain/index.ts';
import { isCapture, isLogText } from '../../pure/reading/index.ts';
import { exitCodeOfSignal } from '../../pure/problems/index.ts';
import type { CliContext } from '../context.ts';
import { checkInput, unreadable } from '../options/index.ts';
import { CaptureReport } from './capture.ts';
import { LogReport } from './log.ts';
import { explainAsTerm, explainText, MOST_OCTETS } from './text.ts';

/** As much as is had before the kind of a text is judged. */
const FIRST = 65_536;
const LF = 10;

/** Explains a file, or standard input for `-`; the exit code. `print` shows a term's answer. */
export async function explainSource(
  name: string,
  context: CliContext,
  print: (answer: Answer) => void,
): Promise<number> {
  if (name !== '-') await checkInput('--file', name);
  const stream: AsyncIterable<unknown> & { readonly destroy: () => unknown } =
    name === '-' ? context.stdin : createReadStream(name, { highWaterMark: 262_144 });
  const held: Uint8Array[] = [];
  let size = 0;
  let log: LogReport | null = null;
  let capture: CaptureReport | null = null;
  let rest: Buffer = Buffer.alloc(0);
  const feed = (chunk: Buffer): void => {
    const whole = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = whole.lastIndexOf(LF);
    // A line without an end is not kept for ever.
    if (end === -1 && whole.length < 1_048_576) {
      rest = whole;
      return;
    }
    const cut = end === -1 ? whole.length : end + 1;
    log?.take(whole.toString('utf8', 0, cut));
    rest = Buffer.from(whole.subarray(cut));
  };
  // A pipe may stay open for ever.
  const stop = (): void => void stream.destroy();
  context.signal.addEventListener('abort', stop);
  if (context.signal.aborted) stop();
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      if (capture !== null) {
        capture.push(chunk);
        continue;
      }
      if (log !== null) {
        feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        continue;
      }
      if (size <= MOST_OCTETS) held.push(chunk);
      size += chunk.length;
      if (size >= 4 && size - chunk.length < 4 && isCapture(Buffer.concat(held))) {
        capture = new CaptureReport();
        for (const piece of held.splice(0)) capture.push(piece);
        continue;
      }
      if (size >= FIRST && size - chunk.length < FIRST) {
        const first = Buffer.concat(held);
        if (isLogText(first)) {
          log = new LogReport();
          held.length = 0;
          feed(first);
        }
      }
    }
  } catch (error) {
    if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
    // What the system says of the file, and no fault of ours.
    if (name === '-' || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw unreadable('--file', name, error);
  } finally {
    context.signal.removeEventListener('abort', stop);
  }
  if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  if (capture !== null) return capture.finish(context);
  const octets = Buffer.concat(held);
  if (log === null && isLogText(octets)) {
    log = new LogReport();
    feed(octets);
  }
  if (log !== null) {
    if (rest.length > 0) log.take(rest.toString('utf8'));
    return log.finish(context);
  }
  return explainText(octets, context, async (text) => {
    const single = await explainAsTerm(text, context);
    if (single === null || single.answer === null) return null;
    print(single.answer);
    return 0;
  });
}

/**
 * Standard input as `sendmail` reads it: a line of one dot ends the letter, unless `-i` says otherwise. Nothing else is changed: a line
 * that begins with two dots stays as it is.
 */

import { Readable } from 'node:stream';

const DOT = 0x2e;
const CR = 0x0d;
const LF = 0x0a;

export function untilDot(source: NodeJS.ReadableStream): NodeJS.ReadableStream {
  return Readable.from(beforeDot(source));
}

async function* beforeDot(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  let begins = true;
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) continue;
    const octets = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    const { end, rest, over, atStart } = look(octets, begins);
    if (end > 0) yield octets.subarray(0, end);
    if (over) return;
    held = Buffer.from(octets.subarray(rest));
    begins = atStart;
  }
  // A dot that is the last line needs no line end.
  if (held.length > 0 && !/^\.\r?$/.test(held.toString('latin1'))) yield held;
}

/** How far the letter goes, and where a line begins that may be the dot: as much of it as is there is looked at again. */
function look(
  octets: Buffer,
  begins: boolean,
): { readonly end: number; readonly rest: number; readonly over: boolean; readonly atStart: boolean } {
  let at = 0;
  let atStart = begins;
  while (at < octets.length) {
    if (atStart && octets[at] === DOT) {
      const next = octets[at + 1];
      const last = next === CR ? octets[at + 2] : next;
      if (last === undefined) return { end: at, rest: at, over: false, atStart: true };
      if (last === LF) return { end: at, rest: at, over: true, atStart: true };
    }
    const line = octets.indexOf(LF, at);
    if (line < 0) return { end: octets.length, rest: octets.length, over: false, atStart: false };
    at = line + 1;
    atStart = true;
  }
  return { end: octets.length, rest: octets.length, over: false, atStart };
}

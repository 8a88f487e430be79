/** Which side of a connection is the mail server, told by what was said: a server by its 220, a client by its commands. */

import { decodeText, PORTS, startsWithTls } from '../../protocol/index.ts';
import type { Spoken } from './assembly.ts';

const COMMAND =
  /^(?:(?:EHLO|HELO|LHLO) |MAIL FROM:|RCPT TO:|(?:DATA|STARTTLS|RSET)$|BDAT \d|AUTH [A-Z0-9_-]+)/i;
const REPLY = /^[2-5][0-5]\d(?:[ -]|$)/;
const GREETING = /^(?:220|421|521|554)[ -]/;

/** As much of a side as is looked at. */
const MOST = 4096;

/** The side of the server, and how the connection begins; null where no mail is talked, as far as is seen. */
export function serverSide(spoken: readonly Spoken[], addresses: readonly [string, string]): 0 | 1 | null {
  const lines = ([0, 1] as const).map((side) => firstLines(spoken, side));
  for (const side of [0, 1] as const) {
    const own = lines[side] ?? [];
    const other = lines[side === 0 ? 1 : 0] ?? [];
    const replies = own.some((line) => REPLY.test(line));
    const commands = other.some((line) => COMMAND.test(line));
    if (commands && (replies || own.length === 0)) return side;
    // A server that is alone, or whose client left at once: its greeting names the protocol, or its port does.
    const greets = GREETING.test(own[0] ?? '');
    const known = /\bE?SMTP\b|\bLMTP\b/i.test(own[0] ?? '') || isMailPort(addresses[side]);
    if (greets && known && other.every((line) => /^(?:QUIT|NOOP|$)/i.test(line))) return side;
    // Replies of the middle, such as the answer to EHLO, without anything of the client.
    if (other.length === 0 && /^250[ -]/.test(own[0] ?? '') && isMailPort(addresses[side])) return side;
  }
  return null;
}

function firstLines(spoken: readonly Spoken[], side: 0 | 1): readonly string[] {
  const lines: string[] = [];
  let rest = '';
  let seen = 0;
  for (const one of spoken) {
    if (one.side !== side) continue;
    if (one.kind === 'gap') {
      rest = '';
      continue;
    }
    rest += decodeText(one.octets.subarray(0, MOST - seen));
    seen += Math.min(one.octets.length, MOST - seen);
    const whole = rest.split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) lines.push(line.replace(/\r$/, ''));
    if (seen >= MOST) break;
  }
  if (rest !== '') lines.push(rest);
  return lines;
}

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

function isMailPort(address: string): boolean {
  const port = portOf(address);
  return Object.hasOwn(PORTS, port) && !startsWithTls(port);
}

/** A port where encryption begins with the first octet. */
export function isImplicitPort(address: string): boolean {
  return startsWithTls(portOf(address));
}

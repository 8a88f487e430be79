/**
 * A naive SMTP server, to be broken on purpose in how it reads octets: where it ends a line or a letter, what it makes of packets, when
 * it lets its replies go. The practice server's rules change what is said; these flaws change what is heard.
 */

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Flaws {
  /** What ends a command; CRLF by default. */
  readonly lineEnd?: RegExp;
  /** What ends a letter; CRLF . CRLF by default. */
  readonly dataEnd?: string;
  /** Of a packet only the first line is read, the rest is thrown away. */
  readonly firstLineOnly?: boolean;
  /** A packet is a command, whether or not its end has come. */
  readonly packetIsLine?: boolean;
  /** Replies to a packet leave in the wrong order. */
  readonly reversed?: boolean;
  /** The reply to the last command of a packet waits for more input, whichever it is. */
  readonly holdsLast?: RegExp;
  /** Octets of a chunk that is refused are read as commands. */
  readonly chunksAreCommands?: boolean;
  /** After a refusal the rest of the packet is thrown away. */
  readonly dropsAfterRefusal?: boolean;
  /** It closes the connection after a line like this. */
  readonly closesOn?: RegExp;
  /** What comes behind the end of a letter in one packet is thrown away. */
  readonly dropsBehindLetter?: boolean;
}

export interface NaiveServer {
  readonly host: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

const OFFERS = '250-naive.example.test\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 8BITMIME\r\n';

/** Starts one on a free port of loopback. */
export async function startNaiveServer(flaws: Flaws): Promise<NaiveServer> {
  const { lineEnd = /\r\n/, dataEnd = '\r\n.\r\n' } = flaws;
  const server = createServer((socket) => {
    let input = '';
    let reading: 'lines' | 'letter' = 'lines';
    let chunk = 0;
    let recipients = 0;
    let held = '';
    socket.on('error', () => undefined);
    socket.write('220 naive.example.test ESMTP\r\n');
    const answer = (line: string): string => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') return OFFERS;
      if (verb === 'QUIT') return '221 Bye\r\n';
      if (verb === 'MAIL') {
        if (line.includes('@@')) return '501 Bad address\r\n';
        recipients = 0;
        return '250 Ok\r\n';
      }
      if (verb === 'RCPT') {
        if (line.includes('@@')) return '501 Bad address\r\n';
        recipients++;
        return '250 Ok\r\n';
      }
      if (verb === 'DATA') {
        if (recipients === 0) return '554 No recipients\r\n';
        reading = 'letter';
        return '354 Go on\r\n';
      }
      if (verb === 'BDAT') {
        const size = Number(/^BDAT (\d+)/i.exec(line)?.[1] ?? 0);
        if (recipients === 0 && flaws.chunksAreCommands === true) return '503 MAIL first\r\n';
        chunk = size;
        return recipients === 0 ? '503 MAIL first\r\n' : '250 Ok\r\n';
      }
      if (verb === 'RSET') {
        recipients = 0;
        return '250 Ok\r\n';
      }
      return verb === 'NOOP' ? '250 Ok\r\n' : '500 What?\r\n';
    };
    socket.on('data', (data: Buffer) => {
      input += data.toString('latin1');
      const replies: string[] = [];
      let last = '';
      const say = (line: string): void => {
        last = line;
        replies.push(answer(line));
      };
      for (;;) {
        if (chunk > 0) {
          const taken = Math.min(chunk, input.length);
          chunk -= taken;
          input = input.slice(taken);
          if (chunk > 0) break;
          continue;
        }
        if (reading === 'letter') {
          const at = `\r\n${input}`.indexOf(dataEnd);
          if (at < 0) break;
          input = `\r\n${input}`.slice(at + dataEnd.length);
          reading = 'lines';
          recipients = 0;
          last = '.';
          replies.push('250 Taken\r\n');
          if (flaws.dropsBehindLetter === true) input = '';
          continue;
        }
        const found = lineEnd.exec(input);
        if (found === null) {
          if (flaws.packetIsLine !== true || input === '') break;
          say(input);
          input = '';
          break;
        }
        const line = input.slice(0, found.index);
        input = input.slice(found.index + found[0].length);
        say(line);
        if (flaws.firstLineOnly === true) input = '';
        if (flaws.dropsAfterRefusal === true && replies.at(-1)?.startsWith('5') === true) input = '';
      }
      if (flaws.reversed === true) replies.reverse();
      const now = held + replies.slice(0, -1).join('');
      const final = replies.at(-1) ?? '';
      const holds = flaws.holdsLast?.test(last) === true;
      held = holds ? final : '';
      socket.write(now + (holds ? '' : final));
      if (last.toUpperCase() === 'QUIT' || flaws.closesOn?.test(last) === true) socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

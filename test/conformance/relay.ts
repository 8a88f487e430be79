/**
 * A relay for the cases that need a sink: the practice server takes the letter, and what it took is handed on to the sink with a Received
 * field on top. What it does wrong is given: it may change the letter, its sender, or how often it is sent.
 */

import { connect } from 'node:net';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer, ReceivedMail } from '../../src/io/practice-server/index.ts';
import { decodeText, encodeText } from '../../src/pure/protocol/index.ts';

/** A letter on its way, lines with CRLF, dots as written. */
export interface Passing {
  readonly from: string;
  readonly to: readonly string[];
  readonly letter: string;
}

export interface Misdeeds {
  /** What is sent in place of the letter; several are sent one after the other. */
  readonly passes?: (right: Passing, raw: string) => readonly Passing[];
  /** Passes on what it has of a letter that was cut off. */
  readonly passesPieces?: boolean;
  /** Passes on what it refused, as two letters. */
  readonly passesRefused?: boolean;
}

export interface Relay {
  readonly server: PracticeServer;
  readonly close: () => Promise<void>;
}

/** Starts one that hands on to a port of loopback. */
export async function startRelay(
  sinkPort: number,
  { passes, passesPieces, passesRefused }: Misdeeds = {},
): Promise<Relay> {
  const sending: Promise<void>[] = [];
  const pieces = new Map<number, string>();
  const passPiece = (connection: number): void => {
    // What ends a line for it is mended on the way, or the sink would refuse it.
    const letter = pieces.get(connection)?.replace(/\r?\n/g, '\r\n');
    const about = { from: 'student@example.test', to: ['teacher@example.test'] };
    if (letter !== undefined) sending.push(hand(sinkPort, { ...about, letter }));
  };
  const server = await startPracticeServer({
    onReceived: (mail) => {
      const right = passingOf(mail);
      for (const one of passes?.(right, decodeText(mail.content)) ?? [right])
        sending.push(hand(sinkPort, one));
    },
    onEvent: (event, connection) => {
      if (event.kind === 'letter') pieces.set(connection, decodeText(event.wire));
      if (event.kind === 'data' && passesRefused === true)
        for (const _ of ['first', 'second']) passPiece(connection);
    },
    onClosed: (connection) => {
      if (passesPieces === true) passPiece(connection);
    },
  });
  return {
    server,
    close: async () => {
      await Promise.allSettled(sending);
      await server.close();
    },
  };
}

/** As it should be: a Received field on top, and nothing else. */
function passingOf({ from, to, content, greetedName }: ReceivedMail): Passing {
  const received = `Received: from ${greetedName} ([127.0.0.1])\r\n by relay.example.test with ESMTP id 1;\r\n Tue, 01 Dec 2026 00:00:00 +0000\r\n`;
  return { from, to, letter: received + decodeText(content) };
}

/** Says a whole conversation, each command after the reply to the one before. */
async function hand(port: number, { from, to, letter }: Passing): Promise<void> {
  const stuffed = letter.replace(/(^|\r\n)\./g, '$1..').replace(/(?<!\r\n)$/, '\r\n');
  const says = [
    'EHLO relay.example.test\r\n',
    `MAIL FROM:<${from}> BODY=8BITMIME\r\n`,
    ...to.map((address) => `RCPT TO:<${address}>\r\n`),
    'DATA\r\n',
    `${stuffed}.\r\n`,
    'QUIT\r\n',
  ];
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    let heard = '';
    socket.on('data', (data: Buffer) => {
      heard += data.toString('latin1');
      if (!/^\d{3} [^\n]*\r\n$/m.test(heard)) return;
      heard = '';
      const next = says.shift();
      if (next === undefined) socket.end();
      else socket.write(encodeText(next));
    });
    socket.on('error', reject);
    socket.on('close', () => {
      resolve();
    });
  });
}

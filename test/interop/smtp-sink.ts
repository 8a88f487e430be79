/** smtp-sink of Postfix, which takes everything from everybody, or fails at the command that it is told. */

import { chownSync, mkdirSync } from 'node:fs';
import { at, freePorts, HOST, idOf, inFiles, listening, missing, openLab } from './server.ts';
import type { RealServer, Running } from './server.ts';

export const smtpSink: RealServer = {
  name: 'smtp-sink',
  missing: () => missing(['smtp-sink']),
  ways: ['clear', 'lmtp'],
  keywords: ['PIPELINING', '8BITMIME', 'ENHANCEDSTATUSCODES', 'DSN'],
  mechanisms: [],
  authInClear: false,
  tooLarge: { announced: null, sent: null },
  recipients: { unknown: null, elsewhere: null },
  unknownParameter: 250,
  notSignedIn: null,
  mistakes: {
    'MAIL before EHLO': 250,
    'RCPT before MAIL': 503,
    'DATA before RCPT': 503,
    'DATA before RCPT, behind MAIL': 503,
    'a second MAIL': 503,
    'an unknown command': 500,
    'BDAT out of turn': 500,
  },
  eol: '\n',
  start: () => startSmtpSink([]),
};

/** Starts it; `faults` are its options, such as `-q RCPT`. */
export async function startSmtpSink(faults: readonly string[]): Promise<Running> {
  const lab = await openLab();
  const port = await freePorts('smtp', 'lmtp');
  mkdirSync(lab.path('mail'));
  chownSync(lab.path('mail'), idOf('nobody', '-u'), idOf('nobody', '-g'));
  const always = ['-u', 'nobody', '-h', HOST, '-R', lab.path('mail'), '-d', 'letter.', ...faults];
  lab.run('smtp-sink', [...always, `127.0.0.1:${port.smtp}`, '100']);
  lab.run('smtp-sink', ['-L', ...always, `127.0.0.1:${port.lmtp}`, '100']);
  await listening(lab, [port.smtp, port.lmtp]);
  const letters = inFiles(lab.path('mail'));
  return {
    places: {
      clear: at(port.smtp, 'off'),
      lmtp: { server: `lmtp://127.0.0.1:${port.lmtp}`, tls: 'off' },
    },
    authority: lab.authority,
    // Behind each letter it writes an empty line, as mailboxes in one file have it.
    stored: async (mark) => (await letters(mark)).subarray(0, -1),
    stop: lab.close,
  };
}

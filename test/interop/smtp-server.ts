/** The smtp-server package of npm, in this process: with STARTTLS, with TLS from the start, and speaking LMTP. */

import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import {
  at,
  DOMAIN,
  freePorts,
  LIMIT,
  openLab,
  PASSWORD,
  stored,
  TOKEN,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { Lab, RealServer, Running } from './server.ts';

export const smtpServer: RealServer = {
  name: 'smtp-server',
  missing: () => null,
  ways: ['clear', 'starttls', 'implicit', 'lmtp'],
  keywords: ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE'],
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
  authInClear: false,
  tooLarge: { announced: 552, sent: 552 },
  recipients: { unknown: 550, elsewhere: 554 },
  unknownParameter: 250,
  notSignedIn: null,
  mistakes: USUAL_CODES,
  eol: '\r\n',
  start,
};

export interface Collector {
  readonly letters: readonly Buffer[];
  readonly close: () => Promise<void>;
}

/** A server that keeps what it takes for alice, bob and `full` (whom LMTP then fails) in memory. */
export async function collector(
  lab: Lab,
  options: {
    readonly port: number;
    readonly secure: boolean;
    readonly encrypts?: boolean;
    readonly lmtp?: boolean;
  },
): Promise<Collector> {
  const letters: Buffer[] = [];
  const { port, secure, encrypts = true, lmtp = false } = options;
  const server = new SMTPServer({
    secure,
    lmtp,
    key: readFileSync(lab.path('key.pem')),
    cert: readFileSync(lab.path('cert.pem')),
    size: LIMIT,
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: encrypts ? [] : ['STARTTLS', 'AUTH'],
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
    onAuth: (auth, _session, done) => {
      const { method, username, password, accessToken } = auth;
      const right =
        method === 'XOAUTH2'
          ? accessToken === TOKEN
          : method === 'CRAM-MD5'
            ? auth.validatePassword(PASSWORD)
            : password === PASSWORD;
      if (username === USER && right) done(null, { user: USER });
      // An answer without a user is a refusal in the mechanism's own words.
      else if (method === 'XOAUTH2') done(null, { data: { status: '401', schemes: 'bearer' } });
      else done(new Error('no'));
    },
    onRcptTo: ({ address }, _session, done) => {
      const [user, domain = DOMAIN] = address.toLowerCase().split('@');
      const refusal =
        domain !== DOMAIN ? 554 : ['alice', 'bob', 'full', 'postmaster'].includes(user ?? '') ? null : 550;
      done(refusal === null ? null : Object.assign(new Error('no'), { responseCode: refusal }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('too large'), { responseCode: 552 }));
          return;
        }
        letters.push(Buffer.concat(chunks));
        const verdicts = session.envelope.rcptTo.map(({ address }) =>
          address.startsWith('full@') ? Object.assign(new Error('full'), { responseCode: 452 }) : 'kept',
        );
        const answer = done as (error: Error | null, verdicts?: unknown) => void;
        if (lmtp) answer(null, verdicts);
        else answer(null);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { letters, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function start(): Promise<Running> {
  const lab = await openLab();
  const port = await freePorts('plain', 'secure', 'lmtp');
  const collectors = await Promise.all([
    collector(lab, { port: port.plain, secure: false }),
    collector(lab, { port: port.secure, secure: true }),
    collector(lab, { port: port.lmtp, secure: false, lmtp: true }),
  ]);
  return {
    places: {
      clear: at(port.plain, 'off'),
      starttls: at(port.plain, 'starttls'),
      implicit: at(port.secure, 'implicit'),
      lmtp: { server: `lmtp://127.0.0.1:${port.lmtp}`, tls: 'starttls' },
    },
    authority: lab.authority,
    stored: stored(() => collectors.flatMap(({ letters }) => letters)),
    stop: async () => {
      for (const { close } of collectors) await close();
      await lab.close();
    },
  };
}

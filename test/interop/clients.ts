/**
 * Real mail programs that send: how each is told to deliver one letter, and what it makes of the letter. What each adds or cannot do
 * without is said here, and nowhere taken for granted.
 */

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { patience } from '../support/patience.ts';
import { missing } from './server.ts';

export type Way = 'clear' | 'starttls' | 'implicit';

/** One letter to deliver. */
export interface Errand {
  readonly way: Way;
  readonly port: number;
  /** The authority to trust, a PEM file. */
  readonly authority: string;
  readonly mechanism: string | null;
  readonly user: string;
  /** A password, or a token where the mechanism takes one. */
  readonly secret: string;
  readonly from: string;
  readonly to: string;
  /** Header and body, every line ended by CRLF. */
  readonly letter: Buffer;
  /** Where it may write files. */
  readonly folder: string;
}

/** How it ended: the exit code (null for a signal), and everything that was printed. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

export interface MailClient {
  readonly name: string;
  readonly missing: () => string | null;
  /** Mechanisms that it has and the practice server too. */
  readonly mechanisms: readonly string[];
  /** Builds the header itself: only the body is compared. */
  readonly ownHeader: boolean;
  readonly deliver: (errand: Errand) => Promise<Ended>;
}

const HOST = '127.0.0.1';

function run(
  program: string,
  args: readonly string[],
  input: Buffer | string = '',
  home = '/nonexistent',
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C.UTF-8' },
      timeout: patience(120),
      killSignal: 'SIGKILL',
    });
    let said = '';
    const hear = (chunk: Buffer): void => void (said += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** The letter with the line ends of a Unix file, as programs for the command line want it. */
const unix = (letter: Buffer): Buffer =>
  Buffer.from(letter.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');

const swaks: MailClient = {
  name: 'swaks',
  missing: () => missing(['swaks'], false),
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
  ownHeader: false,
  deliver: ({ way, port, authority, mechanism, user, secret, from, to, letter, folder }) => {
    const file = join(folder, 'swaks.eml');
    // It ends the last line itself.
    writeFileSync(file, unix(letter).subarray(0, -1));
    const tls = { clear: [], starttls: ['--tls'], implicit: ['--tls-on-connect'] }[way];
    const auth = ['--auth', mechanism ?? '', '--auth-user', user, '--auth-password', secret];
    return run('swaks', [
      ...[
        '--server',
        HOST,
        '--port',
        String(port),
        '--helo',
        'client.example.test',
        '--from',
        from,
        '--to',
        to,
      ],
      ...(way === 'clear' ? [] : [...tls, '--tls-verify', '--tls-ca-path', authority]),
      ...(mechanism === null ? [] : auth),
      ...['--pipeline', '--data', `@${file}`],
    ]);
  },
};

const curl: MailClient = {
  name: 'curl',
  missing: () => missing(['curl'], false),
  // Asked for XOAUTH2 it takes OAUTHBEARER where that is offered too.
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'OAUTHBEARER'],
  ownHeader: false,
  deliver: ({ way, port, authority, mechanism, user, secret, from, to, letter }) => {
    const scheme = way === 'implicit' ? 'smtps' : 'smtp';
    const auth =
      mechanism === 'OAUTHBEARER'
        ? ['--user', user, '--oauth2-bearer', secret]
        : ['--user', `${user}:${secret}`];
    return run(
      'curl',
      [
        ...[
          '--silent',
          '--show-error',
          '--verbose',
          '--url',
          `${scheme}://${HOST}:${port}/client.example.test`,
        ],
        ...['--mail-from', from, '--mail-rcpt', to, '--upload-file', '-'],
        ...(way === 'clear' ? [] : ['--ssl-reqd', '--cacert', authority]),
        ...(mechanism === null ? [] : [...auth, '--login-options', `AUTH=${mechanism}`]),
      ],
      letter,
    );
  },
};

const msmtp: MailClient = {
  name: 'msmtp',
  missing: () => missing(['msmtp'], false),
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'XOAUTH2', 'OAUTHBEARER'],
  ownHeader: false,
  deliver: ({ way, port, authority, mechanism, user, secret, from, to, letter, folder }) => {
    const file = join(folder, 'msmtprc');
    const lines = [
      ...['account default', `host ${HOST}`, `port ${port}`, 'domain client.example.test', `from ${from}`],
      `tls ${way === 'clear' ? 'off' : 'on'}`,
      `tls_starttls ${way === 'implicit' ? 'off' : 'on'}`,
      ...(way === 'clear' ? [] : [`tls_trust_file ${authority}`]),
      ...(mechanism === null
        ? ['auth off']
        : [`auth ${mechanism.toLowerCase()}`, `user ${user}`, `password ${secret}`]),
    ];
    // Who else could read the password would stop it.
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return run('msmtp', ['--debug', '-C', file, '--', to], unix(letter));
  },
};

const SMTPLIB = `
import smtplib, ssl, sys
way, port, authority, mechanism, user, secret, sender, to = sys.argv[1:9]
letter = sys.stdin.buffer.read()
context = ssl.create_default_context(cafile=authority)
if way == 'implicit':
    server = smtplib.SMTP_SSL('127.0.0.1', int(port), 'client.example.test', context=context)
else:
    server = smtplib.SMTP('127.0.0.1', int(port), 'client.example.test')
server.set_debuglevel(1)
server.ehlo_or_helo_if_needed()
if way == 'starttls':
    server.starttls(context=context)
    server.ehlo()
if mechanism:
    server.user, server.password = user, secret
    server.auth(mechanism, getattr(server, 'auth_' + mechanism.lower().replace('-', '_')))
server.sendmail(sender, [to], letter)
server.quit()
`;

const smtplib: MailClient = {
  name: 'smtplib',
  missing: () => missing(['python3'], false),
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
  ownHeader: false,
  deliver: ({ way, port, authority, mechanism, user, secret, from, to, letter }) =>
    run(
      'python3',
      ['-c', SMTPLIB, way, String(port), authority, mechanism ?? '', user, secret, from, to],
      letter,
    ),
};

const nodemailer: MailClient = {
  name: 'nodemailer',
  missing: () => null,
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
  ownHeader: false,
  deliver: async ({ way, port, authority, mechanism, user, secret, from, to, letter }) => {
    const { readFileSync } = await import('node:fs');
    const login =
      mechanism === 'XOAUTH2'
        ? { type: 'OAuth2' as const, user, accessToken: secret }
        : { user, pass: secret };
    const transport = createTransport({
      host: HOST,
      port,
      name: 'client.example.test',
      secure: way === 'implicit',
      requireTLS: way === 'starttls',
      ignoreTLS: way === 'clear',
      ...(way === 'clear' ? {} : { tls: { ca: readFileSync(authority) } }),
      ...(mechanism === null ? {} : { auth: login, authMethod: mechanism }),
    });
    try {
      const { response } = await transport.sendMail({ envelope: { from, to: [to] }, raw: letter });
      return { code: 0, said: response };
    } catch (error) {
      return { code: 1, said: String(error) };
    } finally {
      transport.close();
    }
  },
};

/** What it calls OAUTHBEARER is XOAUTH2. */
const SNAIL_NAMES: Readonly<Record<string, string>> = { XOAUTH2: 'oauthbearer' };

const sNail: MailClient = {
  name: 's-nail',
  missing: () => missing(['s-nail'], false),
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
  ownHeader: true,
  deliver: ({ way, port, authority, mechanism, user, secret, from, to, letter, folder }) => {
    const scheme = way === 'implicit' ? 'smtps' : 'smtp';
    const login = mechanism === null ? '' : `${user}:${encodeURIComponent(secret)}@`;
    const body = letter.subarray(letter.indexOf('\r\n\r\n') + 4);
    const settings = {
      // It does not find addresses in a certificate, only names.
      mta: `${scheme}://${login}localhost:${port}`,
      'smtp-auth': mechanism === null ? 'none' : (SNAIL_NAMES[mechanism] ?? mechanism.toLowerCase()),
      'tls-ca-file': authority,
      'tls-ca-no-defaults': '',
      'tls-verify': 'strict',
      DEAD: join(folder, 'dead.letter'),
      hostname: 'client.example.test',
      from,
      ttycharset: 'utf-8',
      sendcharsets: 'utf-8',
      'mime-encoding': '8b',
      ...(way === 'starttls' ? { 'smtp-use-starttls': '' } : {}),
    };
    return run(
      's-nail',
      [
        ...['-:/', '-v', '-S', 'v15-compat', '-S', 'sendwait'],
        ...Object.entries(settings).flatMap(([name, value]) => [
          '-S',
          value === '' ? name : `${name}=${value}`,
        ]),
        ...['-s', 'A letter', to],
      ],
      unix(body),
      folder,
    );
  },
};

export const CLIENTS: readonly MailClient[] = [swaks, curl, msmtp, smtplib, nodemailer, sNail];

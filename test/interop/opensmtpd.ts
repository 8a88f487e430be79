/**
 * OpenSMTPD in a folder of its own (`install-servers.sh`). Its fixed paths are laid over by its own folders in a mount
 * namespace. Debian 12's cannot use the key of a certificate, so TLS is had with anonymous ciphers only; who does not ask for
 * these meets a real server whose STARTTLS is accepted and whose handshake fails.
 */

import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import {
  at,
  DOMAIN,
  freePorts,
  HOST,
  idOf,
  inFiles,
  LIMIT,
  listening,
  missing,
  openLab,
  PASSWORD,
  SERVERS_FOLDER,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { RealServer, Running } from './server.ts';

const PROGRAM = `${SERVERS_FOLDER}/opensmtpd/usr/sbin/smtpd`;
const CIPHERS = 'ADH:AECDH:@SECLEVEL=0';
const ANONYMOUS = ['--tls-ciphers', CIPHERS, '--tls-max', '1.2', '--insecure'];

export const opensmtpd: RealServer = {
  name: 'OpenSMTPD',
  missing: () =>
    missing([PROGRAM, '/usr/libexec/opensmtpd', '/var/lib/opensmtpd/empty', 'unshare', 'openssl']),
  ways: ['clear', 'starttls', 'implicit'],
  keywords: ['8BITMIME', 'ENHANCEDSTATUSCODES', 'SIZE', 'DSN', 'HELP'],
  mechanisms: ['PLAIN', 'LOGIN'],
  authInClear: false,
  tooLarge: { announced: null, sent: 554 },
  recipients: { unknown: 550, elsewhere: 550 },
  unknownParameter: 503,
  notSignedIn: 530,
  mistakes: USUAL_CODES,
  eol: '\n',
  start,
};

async function start(): Promise<Running> {
  const lab = await openLab();
  const { folder } = lab;
  const port = await freePorts('relay', 'submission', 'implicit');
  for (const name of ['mail', 'spool', 'run']) mkdirSync(lab.path(name));
  chownSync(lab.path('mail'), idOf('nobody', '-u'), idOf('nobody', '-g'));
  const hash = spawnSync('openssl', ['passwd', '-6', '-stdin'], {
    input: PASSWORD,
    encoding: 'utf8',
  }).stdout.trim();
  lab.write('credentials', `${USER} ${hash}\n`);
  lab.write('recipients', `alice@${DOMAIN}\nbob@${DOMAIN}\npostmaster@${DOMAIN}\npostmaster@${HOST}\n`);
  lab.write(
    'smtpd.conf',
    `pki lab cert "${folder}/cert.pem"
pki lab key "${folder}/key.pem"
table credentials file:${folder}/credentials
table recipients file:${folder}/recipients
smtp max-message-size ${LIMIT}
smtp ciphers "${CIPHERS}"
listen on 127.0.0.1 port ${port.relay} hostname ${HOST} tls pki lab auth-optional <credentials>
listen on 127.0.0.1 port ${port.submission} hostname ${HOST} tls-require pki lab auth <credentials>
listen on 127.0.0.1 port ${port.implicit} hostname ${HOST} smtps pki lab auth-optional <credentials>
action "box" maildir "${folder}/mail/%{rcpt.user}" virtual { "@" = nobody }
match from any for domain { "${DOMAIN}", "${HOST}" } rcpt-to <recipients> action "box"
`,
  );
  // By its absolute path: it runs itself again for each of its parts.
  lab.run('unshare', [
    ...['--mount', 'sh', '-c'],
    `mount --bind ${folder}/spool /var/spool && mount --bind ${folder}/run /run && exec ${PROGRAM} -d -f ${folder}/smtpd.conf`,
  ]);
  await listening(lab, [port.relay, port.submission, port.implicit]);
  return {
    places: {
      clear: at(port.relay, 'off'),
      starttls: at(port.relay, 'starttls', ANONYMOUS),
      submission: at(port.submission, 'starttls', ANONYMOUS),
      implicit: at(port.implicit, 'implicit', ANONYMOUS),
    },
    authority: lab.authority,
    stored: inFiles(lab.path('mail')),
    stop: lab.close,
  };
}

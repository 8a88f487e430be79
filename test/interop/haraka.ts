/** Haraka, in a node_modules of its own (`install-servers.sh`); a plugin of ours says who is known and keeps the letters. */

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import {
  DOMAIN,
  freePorts,
  HOST,
  LIMIT,
  listening,
  missing,
  openLab,
  PASSWORD,
  runningIn,
  SERVERS_FOLDER,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { RealServer, Running } from './server.ts';

const PACKAGE = `${SERVERS_FOLDER}/haraka/node_modules/Haraka`;
const PROGRAM = `${PACKAGE}/bin/haraka`;

export const haraka: RealServer = {
  name: 'Haraka',
  missing: () => missing([PROGRAM], false),
  ways: ['clear', 'starttls', 'implicit'],
  keywords: ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE'],
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
  authInClear: true,
  tooLarge: { announced: 550, sent: 550 },
  recipients: { unknown: 550, elsewhere: 550 },
  unknownParameter: 250,
  notSignedIn: null,
  mistakes: {
    ...USUAL_CODES,
    'a second MAIL': 250,
    'an unknown mechanism': 500,
    'AUTH given up with *': 334,
    'AUTH twice': 334,
    'an answer that is no base64': 334,
    'RCPT TO:<>': null,
  },
  eol: '\r\n',
  start,
};

const PLUGIN = `const fs = require('node:fs');
let count = 0;
exports.hook_rcpt = (next, connection, [address]) =>
  address.host === '${DOMAIN}' && !['alice', 'bob', 'postmaster'].includes(address.user.toLowerCase()) ? next(DENY, 'no such user') : next();
exports.hook_queue = (next, connection) => {
  const name = String(++count);
  const file = fs.createWriteStream(process.env.LETTERS + '/.' + name);
  file.on('finish', () => fs.rename(process.env.LETTERS + '/.' + name, process.env.LETTERS + '/' + name, () => next(OK, 'stored')));
  connection.transaction.message_stream.pipe(file);
};
// Where who signed in sends to: it all stays here.
exports.hook_queue_outbound = exports.hook_queue;
`;

async function start(): Promise<Running> {
  const lab = await openLab();
  const port = await freePorts('relay', 'implicit');
  for (const name of ['config', 'plugins', 'mail']) mkdirSync(lab.path(name));
  copyFileSync(lab.path('key.pem'), lab.path('config/tls_key.pem'));
  copyFileSync(lab.path('cert.pem'), lab.path('config/tls_cert.pem'));
  lab.write(
    'config/smtp.ini',
    `listen=127.0.0.1:${port.relay},127.0.0.1:${port.implicit}\nsmtps_port=${port.implicit}\nnodes=0\n`,
  );
  // Else it makes some of its own, in a process that outlives it for as long as that takes. The group is of RFC 7919.
  const group = ['genpkey', '-genparam', '-algorithm', 'DH', '-pkeyopt', 'group:ffdhe2048'];
  lab.write('config/dhparams.pem', spawnSync('openssl', group, { encoding: 'utf8' }).stdout);
  lab.write('config/plugins', 'tls\nauth/flat_file\nlab\nrcpt_to.in_host_list\n');
  lab.write(
    'config/auth_flat_file.ini',
    `[core]\nmethods=PLAIN,LOGIN,CRAM-MD5\n[users]\n${USER}=${PASSWORD}\n`,
  );
  lab.write('config/host_list', `${DOMAIN}\n`);
  lab.write('config/me', `${HOST}\n`);
  // A file of its own takes the place of the whole shipped one, which knows what to say.
  const shipped = readFileSync(`${PACKAGE}/config/connection.ini`, 'utf8');
  lab.write(
    'config/connection.ini',
    shipped
      .replace(/^bytes=.*$/m, `bytes=${LIMIT}`)
      .replace(/^data_line_length=.*$/m, 'data_line_length=1000'),
  );
  lab.write('plugins/lab.js', PLUGIN);
  lab.run(process.execPath, [PROGRAM, '-c', lab.folder], {
    PATH: process.env['PATH'] ?? '',
    LETTERS: lab.path('mail'),
  });
  await listening(lab, [port.relay, port.implicit]);
  return runningIn(lab, port);
}

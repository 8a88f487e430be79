/**
 * Dovecot of the system, which takes mail in two ways: a submission proxy that hands on to another server (here the
 * smtp-server package, in this process), and LMTP into its own mailboxes.
 */

import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { chownSync, mkdirSync } from 'node:fs';
import {
  at,
  freePorts,
  HOST,
  idOf,
  inFiles,
  LIMIT,
  listening,
  missing,
  openLab,
  PASSWORD,
  stored,
  TOKEN,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { Lab, RealServer, Running } from './server.ts';
import { collector } from './smtp-server.ts';

export const dovecotSubmission: RealServer = {
  name: 'Dovecot submission',
  missing: () => missing(['dovecot', '/usr/lib/dovecot/submission-login']),
  ways: ['starttls', 'implicit'],
  keywords: ['8BITMIME', 'CHUNKING', 'ENHANCEDSTATUSCODES', 'SIZE', 'PIPELINING'],
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'XOAUTH2', 'OAUTHBEARER'],
  authInClear: false,
  tooLarge: { announced: 552, sent: 552 },
  recipients: { unknown: 550, elsewhere: 554 },
  unknownParameter: 555,
  notSignedIn: 530,
  mistakes: {
    ...USUAL_CODES,
    'MAIL before EHLO': 530,
    'DATA before RCPT, behind MAIL': 554,
    'BDAT out of turn': 503,
    'an answer that is no base64': 535,
  },
  eol: '\r\n',
  start: startSubmission,
};

export const dovecotLmtp: RealServer = {
  name: 'Dovecot LMTP',
  missing: () => missing(['dovecot', '/usr/lib/dovecot/lmtp']),
  ways: ['lmtp'],
  keywords: ['8BITMIME', 'CHUNKING', 'ENHANCEDSTATUSCODES', 'PIPELINING'],
  mechanisms: [],
  authInClear: false,
  tooLarge: { announced: null, sent: null },
  recipients: { unknown: 550, elsewhere: null },
  unknownParameter: 555,
  notSignedIn: null,
  mistakes: {},
  eol: '\n',
  start: startLmtp,
};

/** What both have in common, up to their passwords. */
function common(lab: Lab, name: string, protocols: string): string {
  const [uid, gid] = [idOf('nobody', '-u'), idOf('nobody', '-g')];
  for (const folder of ['run', 'state', 'mail']) mkdirSync(lab.path(folder));
  chownSync(lab.path('mail'), uid, gid);
  lab.write(
    'users',
    `${USER}:{PLAIN}${PASSWORD}::::::\nbob:{PLAIN}other::::::\nfull:{PLAIN}other::::::\npostmaster:{PLAIN}other::::::\n`,
  );
  return `base_dir = ${lab.folder}/run
state_dir = ${lab.folder}/state
instance_name = ${name}
log_path = ${lab.folder}/dovecot.log
listen = 127.0.0.1
hostname = ${HOST}
protocols = ${protocols}
ssl = yes
ssl_cert = <${lab.folder}/cert.pem
ssl_key = <${lab.folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
auth_username_format = %Ln
mail_location = maildir:~/Maildir
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
passdb {
  driver = passwd-file
  args = username_format=%n ${lab.folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%n ${lab.folder}/users
  default_fields = uid=${uid} gid=${gid} home=${lab.folder}/mail/%n
}
`;
}

async function startSubmission(): Promise<Running> {
  const lab = await openLab();
  const port = await freePorts('submission', 'implicit', 'backend', 'tokens');
  const backend = await collector(lab, { port: port.backend, secure: false, encrypts: false });
  const tokens = await tokenServer(port.tokens);
  lab.write(
    'oauth2.conf',
    `tokeninfo_url = http://127.0.0.1:${port.tokens}/?token=\nusername_attribute = user\nusername_format = %n\n`,
  );
  lab.write(
    'dovecot.conf',
    `${common(lab, `smtplab${port.submission}`, 'submission')}
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256 xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${lab.folder}/oauth2.conf
}
service submission-login {
  inet_listener submission {
    port = ${port.submission}
  }
  inet_listener submissions {
    port = ${port.implicit}
    ssl = yes
  }
}
submission_relay_host = 127.0.0.1
submission_relay_port = ${port.backend}
submission_max_mail_size = ${LIMIT}
`,
  );
  lab.run('dovecot', ['-F', '-c', lab.path('dovecot.conf')]);
  await listening(lab, [port.submission, port.implicit]);
  return {
    places: { submission: at(port.submission, 'starttls'), implicit: at(port.implicit, 'implicit') },
    authority: lab.authority,
    stored: stored(() => backend.letters),
    stop: async () => {
      await backend.close();
      tokens.close();
      await lab.close();
    },
  };
}

/** What Dovecot asks whether a token is good, and whose. */
function tokenServer(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const good = request.url?.endsWith(`token=${TOKEN}`) === true;
    response.writeHead(good ? 200 : 401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(good ? { user: USER } : { error: 'invalid_token' }));
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

async function startLmtp(): Promise<Running> {
  const lab = await openLab();
  const port = await freePorts('lmtp');
  lab.write(
    'dovecot.conf',
    `${common(lab, `smtplab${port.lmtp}`, 'lmtp')}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${port.lmtp}
  }
}
`,
  );
  // Where the mailbox of this one should be stands a file, so that a letter fails for it alone, behind DATA.
  lab.write('mail/full', '');
  lab.run('dovecot', ['-F', '-c', lab.path('dovecot.conf')]);
  await listening(lab, [port.lmtp]);
  return {
    places: { lmtp: { server: `lmtp://127.0.0.1:${port.lmtp}`, tls: 'starttls' } },
    authority: lab.authority,
    stored: inFiles(lab.path('mail')),
    stop: lab.close,
  };
}

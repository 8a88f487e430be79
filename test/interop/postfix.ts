/** Postfix of the system, with Dovecot behind it for passwords. */

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
  RELAYED,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { RealServer, Running } from './server.ts';

export const postfix: RealServer = {
  name: 'Postfix',
  missing: () => missing(['postfix', 'dovecot']),
  ways: ['clear', 'starttls', 'implicit'],
  keywords: ['PIPELINING', 'SIZE', 'ENHANCEDSTATUSCODES', '8BITMIME', 'DSN', 'SMTPUTF8', 'CHUNKING'],
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256'],
  authInClear: true,
  tooLarge: { announced: 552, sent: 552 },
  recipients: { unknown: 550, elsewhere: 554 },
  unknownParameter: 555,
  notSignedIn: 554,
  mistakes: {
    ...USUAL_CODES,
    'MAIL before EHLO': 250,
    'DATA before RCPT, behind MAIL': 554,
    'BDAT out of turn': 503,
    'an unknown mechanism': 535,
    'an answer that is no base64': 535,
  },
  eol: '\n',
  start,
};

const SERVICES = `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

async function start(relay?: number): Promise<Running> {
  // By its address: nothing is looked up.
  const relays =
    relay === undefined
      ? ''
      : `relay_domains = ${RELAYED}\ntransport_maps = inline:{ { ${RELAYED} = smtp:[127.0.0.1]:${relay} } }\n`;
  const lab = await openLab();
  const { folder } = lab;
  const port = await freePorts('relay', 'submission', 'implicit');
  const nobody = idOf('nobody', '-u');
  const nogroup = idOf('nobody', '-g');
  const user = idOf('postfix', '-u');
  for (const name of ['etc', 'spool', 'spool/private', 'data', 'mail', 'run', 'state', 'log']) {
    mkdirSync(lab.path(name), { recursive: true });
  }
  chownSync(lab.path('mail'), nobody, nogroup);
  chownSync(lab.path('data'), user, idOf('postfix', '-g'));
  chownSync(lab.path('spool/private'), user, 0);
  lab.write('etc/users', `${USER}:{PLAIN}${PASSWORD}::::::\n`);
  lab.write('etc/mailboxes', `alice@${DOMAIN} alice/\nbob@${DOMAIN} bob/\npostmaster@${DOMAIN} alice/\n`);
  lab.write(
    'etc/dovecot.conf',
    `base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = smtplab${port.relay}
log_path = ${folder}/log/dovecot.log
listen = 127.0.0.1
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
auth_failure_delay = 0
auth_username_format = %n
passdb {
  driver = passwd-file
  args = username_format=%n ${folder}/etc/users
}
userdb {
  driver = static
  args = uid=${nobody} gid=${nogroup} home=${folder}/mail
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener ${folder}/spool/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
`,
  );
  lab.write(
    'etc/main.cf',
    `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/log/postfix.log
maillog_file_prefixes = ${folder}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = ${HOST}
mydestination =
mynetworks = 127.0.0.255/32
virtual_mailbox_domains = ${DOMAIN}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = texthash:${folder}/etc/mailboxes
virtual_minimum_uid = 100
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nogroup}
alias_maps =
alias_database =
message_size_limit = ${LIMIT}
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_tls_cert_file = ${folder}/cert.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_sasl_auth_enable = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions =
smtpd_error_sleep_time = 0
smtpd_hard_error_limit = 1000
smtpd_client_connection_count_limit = 0
default_transport = error:outbound disabled
smtputf8_enable = yes
${relays}`,
  );
  lab.write(
    'etc/master.cf',
    `127.0.0.1:${port.relay} inet n - n - - smtpd
127.0.0.1:${port.submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_tls_auth_only=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
127.0.0.1:${port.implicit} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
${SERVICES}`,
  );
  lab.run('dovecot', ['-F', '-c', lab.path('etc/dovecot.conf')]);
  // Makes the folders of the queue; `start` would leave a daemon that is nobody's child.
  spawnSync('postfix', ['-c', lab.path('etc'), 'check'], { stdio: 'ignore' });
  lab.run('/usr/lib/postfix/sbin/master', ['-c', lab.path('etc'), '-s']);
  await listening(lab, [port.relay, port.submission, port.implicit]);
  return {
    places: {
      clear: at(port.relay, 'off'),
      starttls: at(port.relay, 'starttls'),
      submission: at(port.submission, 'starttls'),
      implicit: at(port.implicit, 'implicit'),
    },
    authority: lab.authority,
    stored: inFiles(lab.path('mail')),
    stop: lab.close,
  };
}

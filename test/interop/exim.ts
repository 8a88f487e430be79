/** Exim in a folder of its own (`install-servers.sh`), in the foreground, with its own passwords. */

import { chownSync, mkdirSync } from 'node:fs';
import {
  DOMAIN,
  freePorts,
  HOST,
  idOf,
  LIMIT,
  listening,
  missing,
  openLab,
  PASSWORD,
  RELAYED,
  runningIn,
  SERVERS_FOLDER,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { RealServer, Running } from './server.ts';

const PROGRAM = `${SERVERS_FOLDER}/exim/usr/sbin/exim4`;
/** Compiled into the program. */
const OWNER = 'Debian-exim';

export const exim: RealServer = {
  name: 'Exim',
  missing: () => missing([PROGRAM]),
  ways: ['clear', 'starttls', 'implicit'],
  keywords: ['SIZE', '8BITMIME', 'PIPELINING', 'CHUNKING', 'SMTPUTF8', 'HELP'],
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
  authInClear: false,
  tooLarge: { announced: 552, sent: 552 },
  recipients: { unknown: 550, elsewhere: 550 },
  unknownParameter: 501,
  notSignedIn: null,
  mistakes: {
    ...USUAL_CODES,
    'BDAT out of turn': 503,
  },
  eol: '\n',
  start,
};

async function start(relay?: number): Promise<Running> {
  const routers =
    relay === undefined
      ? ''
      : `relayed:\n  driver = manualroute\n  domains = ${RELAYED}\n  route_list = * 127.0.0.1\n  self = send\n  transport = onward\n`;
  const transports =
    relay === undefined ? '' : `onward:\n  driver = smtp\n  port = ${relay}\n  allow_localhost\n`;
  const lab = await openLab();
  const { folder } = lab;
  const port = await freePorts('relay', 'implicit');
  for (const name of ['spool', 'log', 'mail']) {
    mkdirSync(lab.path(name));
    chownSync(lab.path(name), idOf(OWNER, '-u'), idOf(OWNER, '-g'));
  }
  chownSync(lab.path('key.pem'), idOf(OWNER, '-u'), idOf(OWNER, '-g'));
  lab.write('users', `${USER}: ${PASSWORD}\n`);
  // What a lookup gives is trusted as a part of a path, so each name stands here twice.
  lab.write('local-parts', 'alice: alice\nbob: bob\npostmaster: alice\n');
  lab.write(
    'exim.conf',
    `exim_path = ${PROGRAM}
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%s.log
pid_file_path = ${folder}/spool/exim.pid
primary_hostname = ${HOST}
qualify_recipient = ${DOMAIN}
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port.relay} : ${port.implicit}
tls_on_connect_ports = ${port.implicit}
tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
tls_dhparam = none
auth_advertise_hosts = \${if def:tls_in_cipher {*}{}}
message_size_limit = ${LIMIT}
domainlist local_domains = ${DOMAIN}
deliver_drop_privilege = true
keep_environment =
smtp_max_synprot_errors = 1000
smtp_max_unknown_commands = 1000
smtp_accept_max = 200
smtputf8_advertise_hosts = *
accept_8bitmime = true
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_rcpt = acl_rcpt
begin acl
acl_rcpt:
  require message = relay not permitted
          domains = +local_domains : ${RELAYED}
  require verify = recipient
  accept
begin routers
${routers}local:
  driver = accept
  domains = +local_domains
  local_parts = lsearch;${folder}/local-parts
  transport = maildir
nowhere:
  driver = redirect
  allow_fail
  domains = ! +local_domains
  data = :fail: outbound disabled
begin transports
${transports}maildir:
  driver = appendfile
  maildir_format
  directory = ${folder}/mail/$local_part_data
  user = ${OWNER}
begin authenticators
PLAIN:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{\${lookup{$auth2}lsearch{${folder}/users}{$value}fail}}}
  server_set_id = $auth2
LOGIN:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = \${if eq{$auth2}{\${lookup{$auth1}lsearch{${folder}/users}{$value}fail}}}
  server_set_id = $auth1
CRAM:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${lookup{$auth1}lsearch{${folder}/users}{$value}fail}
  server_set_id = $auth1
`,
  );
  lab.run(PROGRAM, ['-C', lab.path('exim.conf'), '-bdf', '-q1h'], { PATH: '/usr/bin:/bin' });
  await listening(lab, [port.relay, port.implicit]);
  return runningIn(lab, port);
}

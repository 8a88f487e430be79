/**
 * Real mail servers for tests, each in a folder of its own, on loopback and free ports, ended by its process id: Postfix and
 * Dovecot of the system, aiosmtpd of Python, the smtp-server of npm. What is not installed is left out.
 */

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCertificate } from '../support/lab-certificates.ts';

export const HOST = 'mail.example.test';
export const USER = 'alice';
export const PASSWORD = 'wonder-land';

/** A place where a server can be reached, as `send` is told. */
export interface Place {
  readonly server: string;
  readonly tls: 'starttls' | 'implicit' | 'off';
}

export interface RealServer {
  readonly name: string;
  readonly places: {
    readonly relay?: Place;
    readonly submission?: Place;
    readonly implicit?: Place;
    readonly lmtp?: Place;
  };
  /** Mechanisms that it offers inside TLS. */
  readonly mechanisms: readonly string[];
  readonly smtpUtf8: boolean;
  readonly chunking: boolean;
  readonly authority: string;
  /** Every letter that arrived so far, oldest first; waits until there are so many. */
  readonly letters: (count: number) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** Whether a program is there. */
export function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

/** Postfix and Dovecot change users, which only root can. */
export const isRoot = process.getuid?.() === 0;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(
  what: string,
  test: () => boolean | Promise<boolean>,
  milliseconds = 20_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function maildirLetters(folder: string): readonly string[] {
  const all: string[] = [];
  const look = (path: string): void => {
    for (const entry of existsSync(path) ? readdirSync(path, { withFileTypes: true }) : []) {
      if (entry.isDirectory()) look(join(path, entry.name));
      else if (/\/(?:new|cur)$/.test(path)) all.push(join(path, entry.name));
    }
  };
  look(folder);
  return all
    .map((file) => ({ file, text: readFileSync(file, 'latin1') }))
    .sort((one, other) =>
      (one.file.split('/').at(-1) ?? '').localeCompare(other.file.split('/').at(-1) ?? ''),
    )
    .map(({ text }) => text);
}

async function wanted(read: () => readonly string[], count: number): Promise<readonly string[]> {
  await until(`${count} letters`, () => read().length >= count);
  return read();
}

async function folderWithCertificate(): Promise<{ readonly lab: string; readonly authority: string }> {
  const lab = mkdtempSync(join(tmpdir(), 'smtp-lab-peer-'));
  chmodSync(lab, 0o755);
  const { cert, key, authority } = await testCertificate([HOST]);
  writeFileSync(join(lab, 'cert.pem'), cert);
  writeFileSync(join(lab, 'key.pem'), key, { mode: 0o600 });
  writeFileSync(join(lab, 'ca.pem'), authority);
  return { lab, authority: join(lab, 'ca.pem') };
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}

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

const idOf = (user: string, flag: '-u' | '-g'): number =>
  Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim());

/** Postfix, with Dovecot behind it for passwords and for LMTP. */
export async function startPostfix(): Promise<RealServer> {
  const { lab, authority } = await folderWithCertificate();
  const [relay, submission, implicit, lmtp] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const nobody = idOf('nobody', '-u');
  const nogroup = idOf('nobody', '-g');
  const mail = join(lab, 'mail');
  for (const path of ['etc', 'spool', 'spool/private', 'data', 'mail', 'run', 'state', 'log']) {
    mkdirSync(join(lab, path), { recursive: true });
  }
  chownSync(mail, nobody, nogroup);
  chownSync(join(lab, 'data'), idOf('postfix', '-u'), idOf('postfix', '-g'));
  chownSync(join(lab, 'spool/private'), idOf('postfix', '-u'), 0);
  writeFileSync(join(lab, 'etc/users'), `${USER}:{PLAIN}${PASSWORD}::::::\nbob:{PLAIN}other::::::\n`);
  writeFileSync(join(lab, 'etc/mailboxes'), 'alice@example.test alice/\nbob@example.test bob/\n');
  writeFileSync(
    join(lab, 'etc/dovecot.conf'),
    `base_dir = ${lab}/run
state_dir = ${lab}/state
instance_name = smtplab${relay}
log_path = ${lab}/log/dovecot.log
listen = 127.0.0.1
protocols = lmtp
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
auth_failure_delay = 0
auth_username_format = %n
mail_location = maildir:~/Maildir
passdb {
  driver = passwd-file
  args = username_format=%n ${lab}/etc/users
}
userdb {
  driver = passwd-file
  args = username_format=%n ${lab}/etc/users
  default_fields = uid=${nobody} gid=${nogroup} home=${mail}/lmtp-%n
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener ${lab}/spool/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`,
  );
  writeFileSync(
    join(lab, 'etc/main.cf'),
    `compatibility_level = 3.6
queue_directory = ${lab}/spool
data_directory = ${lab}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${lab}/log/postfix.log
maillog_file_prefixes = ${lab}
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = ${HOST}
mydestination =
mynetworks = 127.0.0.255/32
virtual_mailbox_domains = example.test
virtual_mailbox_base = ${mail}
virtual_mailbox_maps = texthash:${lab}/etc/mailboxes
virtual_minimum_uid = 100
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nogroup}
alias_maps =
alias_database =
message_size_limit = 20000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_tls_cert_file = ${lab}/cert.pem
smtpd_tls_key_file = ${lab}/key.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_sasl_auth_enable = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions =
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
default_transport = error:outbound disabled
smtputf8_enable = yes
`,
  );
  writeFileSync(
    join(lab, 'etc/master.cf'),
    `127.0.0.1:${relay} inet n - n - - smtpd
127.0.0.1:${submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_tls_auth_only=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
127.0.0.1:${implicit} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
${SERVICES}`,
  );
  const dovecot = spawn('dovecot', ['-F', '-c', join(lab, 'etc/dovecot.conf')], { stdio: 'ignore' });
  // Makes the folders of the queue; `start` would leave a daemon that is nobody's child.
  spawnSync('postfix', ['-c', join(lab, 'etc'), 'check'], { stdio: 'ignore' });
  const master = spawn('/usr/lib/postfix/sbin/master', ['-c', join(lab, 'etc'), '-s'], { stdio: 'ignore' });
  await until('Postfix and Dovecot', async () => (await answers(relay)) && (await answers(lmtp)));
  const at = (port: number, tls: Place['tls']): Place => ({ server: `127.0.0.1:${port}`, tls });
  return {
    name: 'Postfix',
    places: {
      relay: at(relay, 'starttls'),
      submission: at(submission, 'starttls'),
      implicit: at(implicit, 'implicit'),
      lmtp: { server: `lmtp://127.0.0.1:${lmtp}`, tls: 'off' },
    },
    mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256'],
    smtpUtf8: true,
    chunking: true,
    authority,
    letters: (count) => wanted(() => maildirLetters(mail), count),
    stop: async () => {
      await gone(master);
      await gone(dovecot);
      rmSync(lab, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

const AIOSMTPD = `
import asyncio, os, ssl, sys
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
lab, port = sys.argv[1], int(sys.argv[2])
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(lab + '/cert.pem', lab + '/key.pem')
def authenticate(server, session, envelope, mechanism, data):
    ok = data.login == b'alice' and data.password == b'wonder-land'
    return AuthResult(success=ok, handled=False)
os.makedirs(lab + '/mail/new')
class Local:
    count = 0
    async def handle_DATA(self, server, session, envelope):
        Local.count += 1
        with open('%s/mail/new/%04d' % (lab, Local.count), 'wb') as file:
            file.write(envelope.original_content)
        return '250 2.0.0 OK'
    async def handle_RCPT(self, server, session, envelope, address, options):
        if not address.endswith('@example.test'):
            return '554 5.7.1 Relay access denied'
        if address.split('@')[0] not in ('alice', 'bob'):
            return '550 5.1.1 No such user'
        envelope.rcpt_tos.append(address)
        return '250 OK'
controller = Controller(Local(), hostname='127.0.0.1', port=port, tls_context=context,
    authenticator=authenticate, auth_require_tls=False, data_size_limit=20000000, enable_SMTPUTF8=True)
controller.start()
asyncio.new_event_loop().run_forever()
`;

/** The system's own, for which Debian packages aiosmtpd. */
const PYTHON = '/usr/bin/python3';

/** Whether aiosmtpd is there. */
export function hasAiosmtpd(): boolean {
  return spawnSync(PYTHON, ['-c', 'import aiosmtpd'], { stdio: 'ignore' }).status === 0;
}

/** aiosmtpd of Python. */
export async function startAiosmtpd(): Promise<RealServer> {
  const { lab, authority } = await folderWithCertificate();
  const port = await freePort();
  writeFileSync(join(lab, 'server.py'), AIOSMTPD);
  const child = spawn(PYTHON, [join(lab, 'server.py'), lab, String(port)], { stdio: 'ignore' });
  await until('aiosmtpd', () => answers(port));
  const place: Place = { server: `127.0.0.1:${port}`, tls: 'starttls' };
  return {
    name: 'aiosmtpd',
    places: { relay: place, submission: place },
    mechanisms: ['PLAIN', 'LOGIN'],
    smtpUtf8: true,
    chunking: false,
    authority,
    letters: (count) => wanted(() => maildirLetters(join(lab, 'mail')), count),
    stop: async () => {
      await gone(child);
      rmSync(lab, { recursive: true, force: true });
    },
  };
}

/** The smtp-server package of npm, with STARTTLS and from the start. */
export async function startSmtpServer(): Promise<RealServer> {
  const { SMTPServer } = await import('smtp-server');
  const { lab, authority } = await folderWithCertificate();
  const letters: string[] = [];
  const servers = [false, true].map(
    (secure) =>
      new SMTPServer({
        secure,
        key: readFileSync(join(lab, 'key.pem')),
        cert: readFileSync(join(lab, 'cert.pem')),
        size: 20_000_000,
        authOptional: true,
        disableReverseLookup: true,
        authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
        onAuth: (auth, _session, done) => {
          const ok =
            auth.username === USER &&
            (auth.method === 'CRAM-MD5' ? auth.validatePassword(PASSWORD) : auth.password === PASSWORD);
          done(ok ? null : new Error('no'), { user: USER });
        },
        onRcptTo: ({ address }, _session, done) => {
          const [user, domain] = address.split('@');
          const refusal =
            domain !== 'example.test' ? 554 : ['alice', 'bob'].includes(user ?? '') ? null : 550;
          done(refusal === null ? null : Object.assign(new Error('no'), { responseCode: refusal }));
        },
        onData: (stream, _session, done) => {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            letters.push(Buffer.concat(chunks).toString('latin1'));
            done();
          });
        },
      }),
  );
  const ports: number[] = [];
  for (const server of servers) {
    const port = await freePort();
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    ports.push(port);
  }
  return {
    name: 'smtp-server (npm)',
    places: {
      relay: { server: `127.0.0.1:${ports[0] ?? 0}`, tls: 'starttls' },
      submission: { server: `127.0.0.1:${ports[0] ?? 0}`, tls: 'starttls' },
      implicit: { server: `127.0.0.1:${ports[1] ?? 0}`, tls: 'implicit' },
    },
    mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
    smtpUtf8: true,
    chunking: false,
    authority,
    letters: (count) => wanted(() => letters, count),
    stop: async () => {
      for (const server of servers) await new Promise<void>((resolve) => server.close(resolve));
      rmSync(lab, { recursive: true, force: true });
    },
  };
}

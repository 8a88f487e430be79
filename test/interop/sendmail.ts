/**
 * Sendmail in a folder of its own (`install-servers.sh`), in namespaces of its own: it wants a qualified host name, and finds its
 * SASL configuration at a fixed path.
 */

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
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
  runningIn,
  SERVERS_FOLDER,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { Lab, RealServer, Running } from './server.ts';

const ROOT = `${SERVERS_FOLDER}/sendmail`;
const PROGRAM = `${ROOT}/usr/libexec/sendmail/sendmail`;
const MECHANISMS = 'PLAIN LOGIN CRAM-MD5';

export const sendmail: RealServer = {
  name: 'Sendmail',
  missing: () => missing([PROGRAM, 'm4', 'unshare', 'saslpasswd2']),
  ways: ['clear', 'starttls', 'implicit'],
  keywords: ['ENHANCEDSTATUSCODES', 'PIPELINING', '8BITMIME', 'SIZE', 'DSN', 'DELIVERBY', 'HELP'],
  mechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
  authInClear: true,
  tooLarge: { announced: 552, sent: 552 },
  recipients: { unknown: 550, elsewhere: 550 },
  unknownParameter: 555,
  notSignedIn: null,
  mistakes: {
    ...USUAL_CODES,
    'MAIL before EHLO': 250,
    'RCPT TO:<>': 553,
  },
  eol: '\n',
  start,
};

/** Domains that are not ours are refused by a rule, so that nothing is ever queued for elsewhere. */
function configuration(lab: Lab, port: { readonly relay: number; readonly implicit: number }): string {
  const { folder } = lab;
  const define = (name: string, value: string): string => `define(\`${name}',\`${value}')dnl`;
  return [
    `include(\`${ROOT}/usr/share/sendmail/cf/m4/cf.m4')dnl`,
    "OSTYPE(`linux')dnl",
    "DOMAIN(`generic')dnl",
    define('confPID_FILE', `${folder}/sendmail.pid`),
    define('QUEUE_DIR', `${folder}/queue`),
    define('STATUS_FILE', `${folder}/stat`),
    define('HELP_FILE', `${ROOT}/etc/mail/helpfile`),
    define('confCW_FILE', `-o ${folder}/local-host-names`),
    define('ALIAS_FILE', ''),
    define('confDOMAIN_NAME', HOST),
    define('confDEF_USER_ID', 'nobody:nogroup'),
    define('confMAX_MESSAGE_SIZE', String(LIMIT)),
    define('confDONT_PROBE_INTERFACES', 'True'),
    define('confTO_IDENT', '0'),
    define('confSERVICE_SWITCH_FILE', `${ROOT}/etc/mail/service.switch-nodns`),
    define(
      'confDONT_BLAME_SENDMAIL',
      'GroupWritableDirPathSafe,TrustStickyBit,MapInUnsafeDirPath,GroupReadableKeyFile',
    ),
    define('confAUTH_MECHANISMS', MECHANISMS),
    `TRUST_AUTH_MECH(\`${MECHANISMS}')dnl`,
    define('confAUTH_REALM', DOMAIN),
    define('confCACERT', `${folder}/ca.pem`),
    define('confCACERT_PATH', folder),
    define('confSERVER_CERT', `${folder}/cert.pem`),
    define('confSERVER_KEY', `${folder}/key.pem`),
    "FEATURE(`no_default_msa')dnl",
    "FEATURE(`accept_unresolvable_domains')dnl",
    "FEATURE(`nocanonify')dnl",
    `DAEMON_OPTIONS(\`Name=MTA,Family=inet,Addr=127.0.0.1,Port=${port.relay}')dnl`,
    `DAEMON_OPTIONS(\`Name=MTAS,Family=inet,Addr=127.0.0.1,Port=${port.implicit},M=s')dnl`,
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    'LOCAL_CONFIG',
    `Cw${DOMAIN}`,
    `Kusers text -k0 -v1 -z: ${folder}/users`,
    'LOCAL_RULE_0',
    `R$+ < @ ${DOMAIN} . >\t$: < $( users $1 $: NOUSER $) > $1 < @ ${DOMAIN} . >`,
    `R< NOUSER > $+ < @ ${DOMAIN} . >\t$#error $@ 5.1.1 $: "550 User unknown"`,
    `R< $* > $+ < @ ${DOMAIN} . >\t$#box $@ ${DOMAIN} $: $2`,
    'R$+ < @ $+ >\t$#error $@ 5.7.1 $: "550 Relaying denied"',
    'MAILER_DEFINITIONS',
    `Mbox,\tP=${folder}/deliver.sh, F=lsDFMPn9, S=EnvFromSMTP/HdrFromSMTP, R=EnvToSMTP, E=\\n, T=DNS/RFC822/X-Unix, U=nobody:nogroup, A=deliver.sh $u`,
    '',
  ].join('\n');
}

async function start(): Promise<Running> {
  const lab = await openLab();
  const { folder } = lab;
  const port = await freePorts('relay', 'implicit');
  for (const name of ['mail', 'queue', 'sasl2']) mkdirSync(lab.path(name));
  chmodSync(lab.path('queue'), 0o700);
  chownSync(lab.path('mail'), idOf('nobody', '-u'), idOf('nobody', '-g'));
  lab.write('users', 'alice:alice\nbob:bob\npostmaster:alice\n');
  lab.write('local-host-names', '');
  lab.write(
    'deliver.sh',
    `#!/bin/sh\ncd ${folder}/mail && cat > ".$$" && mv ".$$" "$(date +%s%N).$$"\n`,
    0o755,
  );
  lab.write('hosts', `127.0.0.1 ${HOST}\n127.0.0.2 localhost\n`);
  lab.write(
    'sasl2/Sendmail.conf',
    `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: ${folder}/sasldb2\nmech_list: ${MECHANISMS}\n`,
  );
  spawnSync('saslpasswd2', ['-p', '-c', '-f', lab.path('sasldb2'), '-u', DOMAIN, USER], { input: PASSWORD });
  chmodSync(lab.path('sasldb2'), 0o600);
  lab.write('lab.mc', configuration(lab, port));
  const { stdout } = spawnSync('m4', [`-D_CF_DIR_=${ROOT}/usr/share/sendmail/cf/`, lab.path('lab.mc')], {
    encoding: 'utf8',
  });
  lab.write('sendmail.cf', stdout);
  lab.run('unshare', [
    ...['--mount', '--uts', 'sh', '-c'],
    `mount --bind ${folder}/hosts /etc/hosts && mount --bind ${folder}/sasl2 /etc/sasl2 && hostname ${HOST} &&
    exec ${PROGRAM} -C${folder}/sendmail.cf -bD -q1h`,
  ]);
  await listening(lab, [port.relay, port.implicit]);
  return runningIn(lab, port);
}

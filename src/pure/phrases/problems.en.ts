/** What happened, what it means, what to try: every problem in English. */

import { firstNames, isPlainName, serverNamed } from './names.ts';
import { proxyFailure } from './proxy-faults.en.ts';
import { signInFault } from './sign-in-faults.en.ts';
import { systemReason } from './system-reasons.en.ts';
import { tlsFaultsEn } from './tls-faults.en.ts';
import type { ProblemDetails } from '../problems/index.ts';
import type { Attempt, CertificateTrouble, ProblemPhrases, ProblemSetting } from './problems.ts';

const NOTHING_SENT = 'Nothing was sent.';

/** Whether it is a socket of this machine, by its path. */
const isPath = (d: { readonly port: number | null; readonly address: string }): boolean =>
  d.port === null && d.address.startsWith('/');

/** Host and port as one writes them; a socket or a program has no port. */
const at = (peer: { readonly host: string; readonly port: number | null }): string =>
  peer.port === null ? peer.host : `${peer.host} port ${String(peer.port)}`;

const who = (setting: ProblemSetting): string => (setting.host === '' ? 'The server' : setting.host);

const seconds = (count: number): string => `${String(count)} ${count === 1 ? 'second' : 'seconds'}`;

const octets = (count: number): string => `${String(count)} ${count === 1 ? 'octet' : 'octets'}`;

const reply = (code: number, enhanced: string | null, text: string): string => {
  const codes = enhanced === null ? String(code) : `${String(code)} ${enhanced}`;
  return text === '' ? `${codes}, without any text` : `${codes}, "${text}"`;
};

const answered = (
  setting: ProblemSetting,
  detail: { readonly code: number; readonly enhanced?: string | null; readonly text: string },
): string => `${who(setting)} answered ${reply(detail.code, detail.enhanced ?? null, detail.text)}.`;

const more = (setting: ProblemSetting): string => `More: ${setting.program} explain ${setting.term}`;

/** LMTP has no port of its own: the one that was spoken to stays. */
const lmtp = ({ port, has, server }: ProblemSetting): string =>
  port === null || has('--port') || /:\d+\/?$/.test(server) ? '--lmtp' : `--lmtp --port ${String(port)}`;

const again = (code: number, setting: ProblemSetting): readonly string[] => [
  code < 500
    ? `The refusal is temporary: the same may be accepted later. ${more(setting)}`
    : `Unless something changes, it will be refused again. ${more(setting)}`,
];

/** Refusals of both kinds have no advice in common. */
const againWhere = (
  d: { readonly code: number; readonly mixed?: { readonly temporary: number; readonly permanent: number } },
  setting: ProblemSetting,
): readonly string[] =>
  d.mixed === undefined
    ? again(d.code, setting)
    : [
        `Refused for now: ${String(d.mixed.temporary)}; try these again later. Refused for good: ${String(d.mixed.permanent)}; the same letter will be refused for these again. ${more(setting)}`,
      ];

/** What became of the letter that was refused before it was sent. */
const notThis = (letter: number | undefined): string =>
  letter === undefined ? 'No letter was sent.' : `Letter ${String(letter)} was not sent.`;

const help = (setting: ProblemSetting): Attempt => ({
  what: 'all options:',
  command: `${setting.program} ${setting.command === '' ? '' : `${setting.command} `}--help`,
});

/** The name of a step, for a sentence. */
const step = (to: string): string =>
  to === 'greeting' ? 'the greeting' : to === '' ? 'the reply' : `the reply to ${to}`;

const looks: Readonly<Record<string, string>> = {
  http: 'a web server (HTTP)',
  ssh: 'a remote login server (SSH)',
  ftp: 'a file server (FTP)',
  imap: 'a mailbox server (IMAP): it hands mail out to its users and accepts none',
  pop3: 'a mailbox server (POP3): it hands mail out to its users and accepts none',
  tls: 'a server that speaks TLS from the first octet',
  unknown: 'something other than a mail server',
};

const rules: Readonly<Record<string, string>> = {
  'not-a-code': 'a line does not begin with three digits',
  'code-out-of-range': 'its code is outside 200–599',
  'bad-separator': 'the code is not followed by a space or a hyphen',
  'codes-differ': 'its lines have different codes',
  incomplete: 'it breaks off in the middle',
};

/** What is wrong with a certificate, in the words of a headline. */
const OF_CERTIFICATES: Readonly<Record<CertificateTrouble, (d: ProblemDetails['certificate']) => string>> = {
  expired: (d) => `expired on ${d.validTo.slice(0, 10)}`,
  'not-yet-valid': (d) => `is not valid before ${d.validFrom.slice(0, 10)}`,
  name: (d) => `is not for ${d.wanted}`,
  revoked: () => 'was revoked',
  'self-signed': () => 'does not verify',
  'private-authority': () => 'does not verify',
  'unknown-issuer': () => 'does not verify',
  weak: () => 'does not verify',
  pin: () => 'has another key than the one of --tls-pin',
  other: () => 'does not verify',
};

/** What is wrong with an option of our own side of TLS. */
const TLS_SETTINGS: Readonly<
  Record<ProblemDetails['tls-settings']['reason'], { readonly what: string; readonly attempt: Attempt }>
> = {
  'no-certificate': {
    what: 'it holds no certificate in PEM form',
    attempt: { what: 'what the file contains:', command: 'openssl x509 -in FILE -noout -subject' },
  },
  'no-key': {
    what: 'it holds no private key in PEM form',
    attempt: { what: 'what the file contains:', command: 'openssl pkey -in FILE -noout' },
  },
  locked: {
    what: 'the key is protected by a passphrase',
    attempt: { what: 'to remove the passphrase:', command: 'openssl pkey -in FILE -out NEWFILE' },
  },
  'without-key': {
    what: 'its private key is not given',
    attempt: { what: 'add:', command: '--tls-key FILE' },
  },
  'without-certificate': {
    what: 'the certificate for it is not given',
    attempt: { what: 'add:', command: '--tls-cert FILE' },
  },
  mismatch: {
    what: 'the key does not belong to the certificate of --tls-cert',
    attempt: { what: 'the key of the certificate:', command: '--tls-key FILE' },
  },
  'no-cipher': {
    what: 'OpenSSL on this computer has none of these ciphers',
    attempt: { what: 'what it has:', command: 'openssl ciphers -v' },
  },
  'min-above-max': {
    what: 'it is above --tls-max',
    attempt: { what: 'a valid range:', command: '--tls-min 1.2 --tls-max 1.3' },
  },
  'below-usual': {
    what: 'it is below the oldest version that is used by default',
    attempt: { what: 'allow it:', command: '--tls-min 1.0' },
  },
};

/** Why a mail server of a domain was not reached, by the code of the problem. */
const WHY_UNREACHABLE: Readonly<Record<string, string>> = {
  'name-not-found': 'the name has no address',
  'name-lookup-failed': 'the name could not be looked up',
  'connection-refused': 'connection refused',
  'connect-timeout': 'no answer in time',
  'network-unreachable': 'no route to it',
};

export const problemsEn: ProblemPhrases = {
  usage: (d, s) => ({
    headline: 'Invalid options.',
    happened: [d.reason],
    means: [d.option === '' ? NOTHING_SENT : `${NOTHING_SENT} Change ${d.option}.`],
    tries: [help(s)],
    closing: [],
  }),
  'bad-address': (d, s) => ({
    headline: `Not a mail address: ${d.value}`,
    happened: [`${d.option}: at character ${String(d.offset + 1)}, expected ${d.wanted}.`],
    means: ['A server would refuse it too, so the conversation was not started.'],
    tries: [
      { what: 'a name, an @ and a domain:', command: `${d.option} ann@example.com` },
      { what: 'what an address may hold:', command: `${s.program} explain mailbox` },
    ],
    closing: [],
  }),
  'bad-host-name': (d) => ({
    headline: 'This is not a valid host name.',
    happened: [`${d.option}: ${d.value}`],
    means: [
      'Each part between dots may have at most 63 octets, and the whole name at most 253, in the form in which it is sent (RFC 1035 §2.3.4).',
    ],
    tries: [{ what: 'a name such as:', command: 'mail.example.com' }],
    closing: [],
  }),
  'forbidden-characters': (d) => ({
    headline: 'A line break is not allowed here.',
    happened: [`The value of ${d.option} contains ${d.found}.`],
    means: [
      'A line break would end the command, and the rest would be sent as another command. That is how commands are injected, so the value was refused.',
    ],
    tries: [{ what: `Give ${d.option} on one line, without control characters.` }],
    closing: [],
  }),
  'file-unreadable': (d) => ({
    headline: d.file === '-' ? 'Cannot read standard input' : `Cannot read ${d.file}`,
    happened: [`${d.option}: ${systemReason(d.reason)}.`],
    means: [NOTHING_SENT],
    tries:
      d.file === '-'
        ? [{ what: 'Use a file instead.' }]
        : [{ what: 'to see the file and its permissions:', command: `ls -l ${d.file}` }],
    closing: [],
  }),
  'file-not-ours': (d) => ({
    headline: `${d.file} was not written by this command`,
    happened: [`${d.option} would have overwritten it with a report.`],
    means: [`Nothing was overwritten. ${NOTHING_SENT}`],
    tries: [{ what: 'Name another file, or delete this one first.' }],
    closing: [],
  }),
  'file-unwritable': (d) => ({
    headline: `Cannot write ${d.file || '""'}`,
    happened: [`${d.option}: ${systemReason(d.reason)}.`],
    means: [
      d.after
        ? 'The conversation was over by then, and the result shown above is correct; only this file was not written. Do not resend the letter because of this.'
        : NOTHING_SENT,
    ],
    tries: [{ what: 'Name a file in an existing folder that you may write to.' }],
    closing: [],
  }),
  'tls-settings': (d) => ({
    headline: `${d.option} cannot be used.`,
    happened: [`${d.option}: ${TLS_SETTINGS[d.reason].what}.`],
    means: [NOTHING_SENT],
    tries: [TLS_SETTINGS[d.reason].attempt],
    closing: [],
  }),
  'password-in-url': (d) => ({
    headline: 'A password in a URL is refused.',
    happened: [`The URL of ${d.option} holds a password.`],
    means: [
      'Others can read it: in the list of processes, in the history of the shell, in logs. It was not used. Change it if others could see this screen.',
    ],
    tries:
      d.option === '--proxy'
        ? [
            {
              what: 'the name in the URL, the password in the environment:',
              command: 'SMTP_LAB_PROXY_PASSWORD=… --proxy socks5://NAME@HOST:PORT',
            },
          ]
        : [
            { what: 'to be asked for it, hidden:', command: '--user NAME' },
            { what: 'from a file:', command: '--user NAME --password-file FILE' },
          ],
    closing: [],
  }),
  'no-password': (d) => ({
    headline: `No password for ${d.user}.`,
    happened: ['None was given, and there is no terminal on which to ask for it.'],
    means: ['Signing in needs one, so the conversation was not started.'],
    tries: [
      { what: 'from a file:', command: '--password-file FILE' },
      { what: 'from standard input:', command: '--password-stdin' },
      { what: 'from the environment:', command: 'SMTP_LAB_PASSWORD' },
    ],
    closing: [],
  }),
  'stage-not-reached': (d, s) => ({
    headline: `This conversation has no stage "${d.stage}".`,
    happened: [`It ended before reaching ${d.stage}.`],
    means: ['The stage starttls exists only when TLS does not start at once, and auth only with --user.'],
    tries: [{ what: 'a stage that is always there:', command: '--stop-after ehlo' }, help(s)],
    closing: [],
  }),
  'not-a-letter': (d, s) => ({
    headline: `${d.file} is not a letter.`,
    happened: ['It does not begin with header fields such as "From: ann@example.com".'],
    means: ['A complete letter consists of a header, a blank line and the text.'],
    tries: [{ what: 'to send it as the text of a letter:', command: `--body-file ${d.file}` }, help(s)],
    closing: [],
  }),
  'too-large-for-server': (d, s) => ({
    headline: 'The letter is too large for this server.',
    happened: [`The letter has ${octets(d.size)}; ${who(s)} announced a limit of ${String(d.limit)} (SIZE).`],
    means: [
      'It would be refused only after all of it had been transferred, so it was not sent. Attachments grow by a third in transit.',
    ],
    tries: [
      { what: 'Send less, or a link instead of the attachment.' },
      { what: 'to see the refusal anyway:', command: '--no-size' },
    ],
    closing: [],
  }),
  'needs-8bitmime': (_d, s) => ({
    headline: 'The letter has octets above 127, and this server accepts ASCII only.',
    happened: [`${who(s)} did not offer 8BITMIME.`],
    means: [
      'Such a server may cut off the highest bit of each octet or refuse the letter (RFC 6152 §3), so it was not sent.',
    ],
    tries: [
      { what: 'Encode the text of the letter as base64 or quoted-printable.' },
      { what: 'to see what the server does with it:', command: '--no-8bitmime' },
    ],
    closing: [],
  }),
  'needs-smtputf8': (d) => ({
    headline: `The server cannot accept the address ${d.address}`,
    happened: ['It has non-ASCII characters before the @, and the server did not offer SMTPUTF8.'],
    means: [
      'Only the domain can be rewritten in ASCII (as xn--…); the part before the @ cannot. The letter was not sent.',
    ],
    tries: [{ what: 'Ask for an address in ASCII, or use a server that offers SMTPUTF8.' }],
    closing: [],
  }),

  'name-not-found': (d) =>
    d.family === undefined
      ? {
          headline: `No such host: ${d.host}`,
          happened: [`DNS has no address for ${d.host}.`],
          means: [
            'The name is misspelt, or it has no address record. A mail domain often has none: only its MX hosts do.',
          ],
          tries: [
            { what: 'Check the spelling.' },
            { what: "the domain's own mail servers", command: '--mx' },
            { what: 'to practise without a network', leave: '--server' },
          ],
          closing: [],
        }
      : {
          headline: `${d.host} has no IPv${String(d.family)} address.`,
          happened: [`The name exists, but only with IPv${d.family === 6 ? '4' : '6'} addresses.`],
          means: ['Only the IP version was wrong; the host itself was not contacted.'],
          tries: [
            { what: 'with the IP version that it has', leave: d.family === 6 ? '--ipv6' : '--ipv4' },
            { what: 'from another local address', leave: '--bind' },
          ],
          closing: [],
        },
  'name-lookup-failed': (d) => ({
    headline: `${d.host} could not be looked up.`,
    happened: [`DNS gave no answer: ${systemReason(d.reason)}.`],
    means: [
      d.resolver === undefined
        ? 'The query itself failed, so it is not known whether the name exists. Usually the local network or its DNS server is at fault.'
        : `The resolver ${d.resolver} of --dns did not answer, so it is not known whether the name exists.`,
    ],
    tries: [
      d.resolver === undefined
        ? { what: 'Check that this computer is online, then try again.' }
        : { what: "this computer's own resolver", leave: '--dns' },
    ],
    closing: [],
  }),
  'connection-refused': (d, s) =>
    isPath(d)
      ? {
          headline: `Connection refused: ${at(d)}`,
          happened: [`Nothing is listening on the socket ${d.address}.`],
          means: [
            'It was left behind by a server that has stopped, or the server is overloaded and accepts no connections.',
          ],
          tries: [{ what: 'to see which process has it open:', command: `ss -xl src ${d.address}` }],
          closing: [],
        }
      : {
          headline: `Connection refused: ${at(d)}`,
          happened: [`${d.address} answered at once that nothing listens on this port.`],
          means: [
            'The host is up, but its mail server is down, listens on another port, or is blocked by a firewall.',
          ],
          tries: s.has('--mx')
            ? [{ what: 'Mail servers take mail for their domain on port 25 alone. Try again later.' }]
            : [
                ...(d.port === 587 ? [] : [{ what: 'the port for mail programs:', command: '--port 587' }]),
                ...(d.port === 465 ? [] : [{ what: 'encrypted from the start:', command: '--port 465' }]),
                ...(d.port === 25 ? [] : [{ what: 'between mail servers:', command: '--port 25' }]),
              ],
          closing: [],
        },
  'connect-timeout': (d, s) => ({
    headline: `No connection: ${at(d)}`,
    happened: [`${d.address} did not answer within ${seconds(d.seconds)}.`],
    means: [
      'Packets are being dropped silently on the way: a firewall, or a wrong address.',
      ...(d.port === 25
        ? [
            s.has('--mx')
              ? 'Many home and cloud networks block outgoing port 25 to prevent spam. Without it mail can only go through a provider.'
              : 'Many home and cloud networks block outgoing port 25 to prevent spam. Port 587 usually gets through.',
          ]
        : []),
    ],
    tries: [
      ...(d.port === 587 || s.has('--mx')
        ? []
        : [{ what: 'the port for mail programs:', command: '--port 587' }]),
      { what: 'to wait longer:', command: `--timeout ${String(d.seconds * 2)}` },
      ...(d.address.includes(':') ? [{ what: 'over IPv4 only:', command: '-4' }] : []),
    ],
    closing: [],
  }),
  'network-unreachable': (d) =>
    isPath(d)
      ? {
          headline: `Cannot open the socket ${at(d)}`,
          happened: [`${d.address}: ${systemReason(d.reason)}.`],
          means: [
            d.reason === 'EACCES' || d.reason === 'EPERM'
              ? 'The socket exists, but you are not allowed to open it.'
              : 'There is no such socket: the server is not running, or creates it elsewhere.',
          ],
          tries: [{ what: 'to see what is there:', command: `ls -l ${d.address}` }],
          closing: [],
        }
      : {
          headline:
            d.localPort === undefined
              ? `No route to ${at(d)}`
              : `The local port ${d.localPort} cannot be used.`,
          happened: [`${d.address}: ${systemReason(d.reason)}.`],
          means: [
            d.localPort !== undefined
              ? d.reason === 'EACCES'
                ? `The system gives port ${d.localPort} of --local-port to administrators only. The server was not asked.`
                : `Port ${d.localPort} of --local-port is used by another connection, or was until a minute ago. The server was not asked.`
              : d.bind !== undefined
                ? `The local address ${d.bind} of --bind cannot be used for it: this computer does not have it, or no way leads from it to there. The server was not asked.`
                : d.address.includes(':')
                  ? 'This computer has no route there. Its network may have no IPv6.'
                  : 'This computer has no route there: it is offline, or a network in between is down.',
          ],
          tries:
            d.localPort !== undefined
              ? [{ what: 'from any free port', leave: '--local-port' }]
              : d.bind !== undefined
                ? [
                    { what: 'the addresses of this computer', command: 'ip address' },
                    { what: 'from any of them', leave: '--bind' },
                  ]
                : [
                    d.address.includes(':')
                      ? { what: 'over IPv4 only', command: '-4' }
                      : { what: 'Check the network, then try again.' },
                  ],
          closing: [],
        },
  'proxy-failed': proxyFailure,
  'program-failed': (d) => ({
    headline: 'The program that should speak SMTP did not run.',
    happened: [`${d.command}: ${systemReason(d.reason)}.`],
    means: [
      'With pipe:, a program is started, and the conversation goes over its standard input and output.',
    ],
    tries: [{ what: 'to run it by itself:', command: d.command }],
    closing: [],
  }),
  'null-mx': (d) => ({
    headline: `${d.domain} accepts no mail.`,
    happened: [`Its only MX record is a lone dot, the "null MX" of RFC 7505.`],
    means: ['The owner states explicitly that this domain receives no mail. Nothing was sent.'],
    tries: [{ what: 'Check the part after the @; otherwise contact the person some other way.' }],
    closing: [],
  }),
  'cannot-listen': (d, s) => ({
    headline: `Cannot listen on ${d.host}, port ${d.port ?? ''}.`,
    happened: [`The system refused: ${systemReason(d.reason)}.`],
    means: [
      d.reason === 'EADDRINUSE'
        ? 'Another program listens there already.'
        : d.reason === 'EACCES'
          ? 'Ports below 1024 are for the administrator.'
          : 'This computer has no such address, or does not allow its use.',
    ],
    tries: [
      d.reason === 'EADDRNOTAVAIL'
        ? { what: 'on this computer only:', command: `${s.program} serve --host 127.0.0.1` }
        : { what: 'any free port:', command: `${s.program} serve --port 0` },
    ],
    closing: [],
  }),
  'no-mail-servers': (d) => ({
    headline: `${d.domain} has no mail server.`,
    happened: ['DNS has neither MX nor address records for it.'],
    means: ['The domain is misspelt, or not set up for mail.'],
    tries: [
      { what: 'Check the part after the @.' },
      { what: 'to ask DNS yourself:', command: `dig MX ${d.domain}` },
    ],
    closing: [],
  }),
  'mail-servers-unreachable': (d) => ({
    headline: `None of the mail servers of ${d.domain} could be reached.`,
    happened: d.tried.map(({ host, because }) => `${host}: ${WHY_UNREACHABLE[because] ?? because}`),
    means: [
      'All of them were tried, in the order of the MX records. Usually the way is blocked on this side: many home and cloud networks block port 25.',
    ],
    tries: [
      { what: 'Try again later, or from another network.' },
      { what: "through your provider's server", command: '--server HOST --user NAME' },
    ],
    closing: [],
  }),

  'starttls-not-offered': (d) => ({
    headline: 'Stopped: the server offers no encryption.',
    happened: [`${at(d)} did not list STARTTLS among its extensions.`],
    means: [
      'Either the server has no STARTTLS on this port, or someone on the way removed the word. Neither password nor letter left this computer.',
    ],
    tries: [
      { what: 'encrypted from the start:', command: '--tls implicit' },
      { what: 'the port for mail programs:', command: '--port 587' },
      { what: 'unencrypted, readable by others:', command: '--tls off' },
    ],
    closing: [],
  }),
  'requiretls-not-to-be-had': (d, s) => ({
    headline: 'Stopped: the letter must stay encrypted all the way, and this server does not promise that.',
    happened: [
      !d.encrypted
        ? `The connection to ${who(s)} is not encrypted, and REQUIRETLS applies only to encrypted connections.`
        : d.verified
          ? `${who(s)} did not offer REQUIRETLS.`
          : `The certificate of ${who(s)} does not verify, and REQUIRETLS requires that it does (RFC 8689 §4.2.1).`,
    ],
    means: [
      'With REQUIRETLS each server on the way must pass the letter on encrypted or return it (RFC 8689). A server that does not know REQUIRETLS would pass it on unencrypted.',
    ],
    tries: [
      { what: 'without that demand', leave: '--requiretls' },
      { what: 'to require TLS to this server only:', command: '--tls starttls' },
    ],
    closing: [],
  }),
  'starttls-refused': (d, s) => ({
    headline: 'Stopped: the server did not start encryption.',
    happened: [`${at(d)} answered STARTTLS with ${reply(d.code, null, d.text)}.`],
    means: [
      d.code < 500
        ? 'It has TLS, but not at this moment. Neither password nor letter left this computer.'
        : 'It refuses to encrypt. Neither password nor letter left this computer.',
    ],
    tries: [
      ...(d.code < 500 ? [{ what: 'Try again in a few minutes.' }] : []),
      { what: 'encrypted from the start:', command: '--tls implicit' },
      { what: 'unencrypted, readable by others:', command: '--tls off' },
    ],
    closing: [more(s)],
  }),
  'tls-failed': (d, s) => {
    const fault = tlsFaultsEn[s.tlsFault]({ code: d.reason, mode: d.mode, port: d.port, has: s.has });
    return {
      headline: d.late === true ? 'Stopped: the server ended TLS.' : 'Stopped: the TLS handshake failed.',
      happened: [`${at(d)}: ${fault.happened}.`],
      means: [fault.means, ...(d.late === true ? [] : ['No password and no letter left this computer.'])],
      tries: fault.tries,
      closing: [],
    };
  },
  'plain-text-to-tls': (d) => ({
    headline: 'Stopped: this port begins unencrypted.',
    happened: [`A TLS handshake was started, and ${at(d)} answered in plain text: "${d.greeting}".`],
    means: [
      'On this port the conversation starts unencrypted and STARTTLS turns encryption on. Nothing is broken; the wrong TLS mode was used.',
    ],
    tries: [
      { what: 'begin unencrypted, then encrypt:', command: '--tls starttls' },
      ...(d.port === 465
        ? []
        : [{ what: 'the port for TLS from the start:', command: '--tls implicit --port 465' }]),
    ],
    closing: [],
  }),
  certificate: (d, s) => {
    const look: Attempt = {
      what: 'to look, unsafe:',
      command:
        s.command !== 'send'
          ? '--insecure'
          : `--insecure --stop-after ${d.mode === 'starttls' ? 'starttls' : 'ehlo'}`,
    };
    const stayed = 'Neither password nor letter left this computer.';
    const parts: Readonly<
      Record<
        typeof s.certificate,
        { readonly happened: readonly string[]; readonly means: string; readonly tries: readonly Attempt[] }
      >
    > = {
      name: {
        happened: [
          `asked for  ${d.wanted}`,
          `made for   ${firstNames(d.names, (more) => `and ${more} more`) || 'no name at all'}`,
          'Issuer trusted, dates valid; only the name differs.',
        ],
        means: 'It may be an alias of the server or a man in the middle; it is impossible to tell from here.',
        tries: !isPlainName(d.names[0])
          ? [{ what: 'if you know its real name:', command: '--tls-servername NAME' }]
          : [
              {
                what: 'if that name is right:',
                command: `--server ${serverNamed(d.names[0] ?? '', s.server)}`,
              },
            ],
      },
      expired: {
        happened: [`The certificate was valid until ${d.validTo}.`],
        means: 'Usually its renewal was forgotten. A wrong clock on this computer looks the same.',
        tries: [{ what: 'Check the date of this computer, then tell the operator of the server.' }],
      },
      'not-yet-valid': {
        happened: [`The certificate is valid from ${d.validFrom} on.`],
        means: 'Usually a clock is wrong, here or where the certificate was made.',
        tries: [{ what: 'the clock of this computer:', command: 'date -u' }],
      },
      'self-signed': {
        happened: [`The server vouches for itself: ${d.issuer || 'it'} is its own issuer.`],
        means:
          'Anyone can make such a certificate, so it proves nothing by itself. Newly installed servers often have one.',
        tries: [{ what: 'if its file came to you safely:', command: '--tls-ca FILE' }],
      },
      'private-authority': {
        happened: [`Its chain ends at ${d.issuer || 'an authority'}, which this computer does not trust.`],
        means:
          'It is a private authority, such as one run by a company, or a proxy that intercepts encrypted connections.',
        tries: [{ what: "with the authority's certificate:", command: '--tls-ca FILE' }],
      },
      'unknown-issuer': {
        happened: [`The issuer, ${d.issuer || 'not named'}, is not known to this computer.`],
        means: 'It is a private authority, or the server failed to send its intermediate certificates.',
        tries: [{ what: "with the authority's certificate:", command: '--tls-ca FILE' }],
      },
      revoked: {
        happened: ['The certificate was revoked by its issuer.'],
        means: 'Its key may be in the wrong hands. Do not override this check.',
        tries: [{ what: 'Tell the operator of the server.' }],
      },
      pin: {
        happened: [`Its key is ${d.pin ?? 'not known'}.`],
        means:
          'The server got a new key, or this is another server. Which of them, only its operator can tell; --insecure does not override it.',
        tries: [
          { what: 'Ask the operator of the server whether the key was changed.' },
          ...(d.pin === undefined ? [] : [{ what: 'if it was', command: `--tls-pin ${d.pin}` }]),
        ],
      },
      weak: {
        happened: ['The certificate uses a key or a hash that is too weak for this computer.'],
        means: 'Such a certificate can be forged today.',
        tries: [{ what: 'Tell the operator of the server that it needs a new one.' }],
      },
      other: {
        happened: [d.check === '' ? 'The check failed.' : `The check failed: ${d.check}.`],
        means: 'The identity of the server is not proven.',
        tries: [
          { what: 'more about the check:', command: `${s.program} explain ${d.check || 'certificate'}` },
        ],
      },
    };
    const part = parts[s.certificate];
    return {
      headline: `Stopped: the certificate of ${d.host} ${OF_CERTIFICATES[s.certificate](d)}.`,
      happened: part.happened,
      means: [part.means, stayed],
      tries: [...part.tries, ...(s.certificate === 'revoked' || s.certificate === 'pin' ? [] : [look])],
      closing: [],
    };
  },
  'data-after-starttls': (d) => ({
    headline: 'Stopped: data was injected before encryption started.',
    happened: [`${at(d)} sent more unencrypted octets after its 220 to STARTTLS.`],
    means: [
      'Such data would be taken for part of the encrypted conversation: this is a known attack (command injection) or a broken server. The connection was closed; no password was sent.',
    ],
    tries: [
      { what: 'encrypted from the start:', command: '--tls implicit' },
      { what: 'Try from another network; if it happens again, tell the operator of the server.' },
    ],
    closing: [],
  }),

  'auth-needs-tls': (d) => ({
    headline: 'Stopped: the password would be sent unencrypted.',
    happened: [
      d.starttlsOffered
        ? `The connection to ${at(d)} is not encrypted, though it offers STARTTLS.`
        : `The connection to ${at(d)} is not encrypted, and it offers no STARTTLS.`,
    ],
    means: ['Base64 hides nothing: everyone on the way could read the password. It was not sent.'],
    tries: [
      d.starttlsOffered
        ? { what: 'encrypt first:', command: '--tls starttls' }
        : { what: 'encrypted from the start:', command: '--tls implicit' },
      { what: 'if you accept that risk:', command: '--allow-plaintext-auth' },
    ],
    closing: [],
  }),
  'port-of-file': (d) => ({
    headline: `Stopped: ${d.file} would send a secret to port ${String(d.port)}.`,
    happened: [
      `The file chooses the port itself (target), and mail servers do not use port ${String(d.port)}.`,
    ],
    means: ['Any program may listen there, so the secret was not sent. Nothing was sent at all.'],
    tries: [{ what: 'if this is the port you mean, name it yourself:', command: `--port ${String(d.port)}` }],
    closing: [],
  }),
  'auth-not-offered': (d) => ({
    headline: 'Stopped: the server offers no way to sign in.',
    happened: [
      d.helo
        ? `${at(d)} was greeted with HELO, and the reply to HELO lists no extensions.`
        : `${at(d)} did not list AUTH among its extensions.`,
    ],
    means: [
      d.helo
        ? 'AUTH and STARTTLS are extensions: they are offered only in the reply to EHLO. The password was not sent.'
        : d.tls
          ? 'This port is usually for mail from other servers, and users do not sign in here.'
          : 'Many servers offer AUTH only once the connection is encrypted. The password was not sent.',
    ],
    tries: [
      ...(d.tls || d.helo ? [] : [{ what: 'encrypt first:', command: '--tls starttls' }]),
      ...(d.port === 587 ? [] : [{ what: 'the port for mail programs:', command: '--port 587' }]),
      { what: 'without signing in', leave: '--user' },
    ],
    closing: [],
  }),
  'no-common-mechanism': (d, s) => ({
    headline: 'Stopped: the client and the server have no sign-in mechanism in common.',
    happened: [`offered  ${d.offered.join(' ') || 'none'}`, `wanted   ${d.wanted.join(' ') || 'none'}`],
    means: [
      'Server and client have no mechanism in common for the credentials you gave. The password was not sent.',
    ],
    tries: [
      { what: 'to pick the strongest:', command: '--auth auto' },
      ...(d.offered[0] === undefined
        ? []
        : [{ what: 'what one of them is:', command: `${s.program} explain ${d.offered[0]}` }]),
    ],
    closing: [],
  }),
  'auth-rejected': (d, s) => ({
    headline: 'The server did not sign you in.',
    happened: [`To AUTH ${d.mechanism} ${answered(s, d)}`],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: again(d.code, s),
  }),
  'auth-cancelled': (d, s) => ({
    headline: 'Stopped: the sign-in was cancelled on this side.',
    happened: [`During AUTH ${d.mechanism}: ${signInFault(d.reason)}.`],
    means: [
      'The challenge does not fit the mechanism, so instead of an answer the server got "*", which cancels the sign-in.',
    ],
    tries: [
      {
        what: 'Check the name of the server first: with PLAIN or LOGIN, an impostor would get the password itself.',
      },
      { what: 'how it should go:', command: `${s.program} explain --sasl ${d.mechanism}` },
    ],
    closing: [],
  }),
  'server-not-proven': (d, s) => ({
    headline: 'Stopped: the server did not prove that it knows your password.',
    happened: [`AUTH ${d.mechanism}: ${signInFault(d.reason)}.`],
    means: [
      `With ${d.mechanism} the server must prove that it knows your password too. It accepted the sign-in without that proof: it is broken, or an impostor. Neither your password itself nor a letter was sent.`,
    ],
    tries: [
      { what: 'Check the name of the server and its certificate before you try again.' },
      { what: 'how it should go:', command: `${s.program} explain --sasl ${d.mechanism}` },
    ],
    closing: [],
  }),

  'greeting-refused': (d, s) => ({
    headline: 'The server refused the connection in its greeting.',
    happened: [`Instead of a greeting, ${answered(s, d)}`],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: again(d.code, s),
  }),
  'hello-refused': (d, s) => {
    const text = {
      headline: `The server refused our ${d.verb}.`,
      happened: [answered(s, d)],
      closing: again(d.code, s),
    };
    // A verb that it does not know (RFC 5321 §4.2.3): it speaks the other dialect (RFC 2033 §4.1).
    if (d.code !== 500 && d.code !== 502) return { ...text, means: s.refusal.means, tries: s.refusal.tries };
    return d.verb === 'LHLO'
      ? {
          ...text,
          means: ['It does not know LHLO: most likely it speaks SMTP.'],
          tries: [{ what: 'to speak SMTP', leave: '--lmtp' }],
        }
      : {
          ...text,
          means: ['It does not understand EHLO. It may speak LMTP, as mailbox delivery servers do.'],
          tries: [{ what: 'to speak LMTP:', command: lmtp(s) }],
        };
  },
  'sender-refused': (d, s) => ({
    headline: `Sender refused: ${d.address === '' ? 'the null sender <>' : d.address}. ${notThis(d.letter)}`,
    happened: [answered(s, d)],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: again(d.code, s),
  }),
  'recipients-refused': (d, s) => ({
    headline:
      d.count > 1
        ? `Refused: all ${String(d.count)} recipients. ${notThis(d.letter)}`
        : `Refused: ${d.address}. ${notThis(d.letter)}`,
    happened: [answered(s, d), ...(d.count > 1 ? [`That was for ${d.address}.`] : [])],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: againWhere(d, s),
  }),
  'some-recipients-refused': (d, s) => ({
    headline: `Accepted for ${String(d.accepted)}, refused for ${String(d.refused)}.`,
    happened: [`For ${d.address} ${answered(s, d)}`],
    means: [
      'The letter went to the others: send it again only to those who did not get it.',
      ...s.refusal.means,
    ],
    tries: s.refusal.tries,
    closing: againWhere(d, s),
  }),
  'message-refused': (d, s) => ({
    headline:
      d.step === 'message'
        ? 'The server refused the letter.'
        : `The server refused the letter before it was sent (${d.step}).`,
    happened: [answered(s, d)],
    means: [...s.refusal.means, 'No recipient will get it, although they were accepted before.'],
    tries: s.refusal.tries,
    closing: againWhere(d, s),
  }),

  'no-greeting': (d) => ({
    headline: 'Connected, but no greeting came.',
    happened: [
      d.partial
        ? `${at(d)} accepted the connection and sent "${d.partial.trimEnd()}", but did not finish its greeting within ${seconds(d.seconds)}.`
        : `${at(d)} accepted the connection and sent nothing for ${seconds(d.seconds)}.`,
    ],
    means: [
      d.partial
        ? 'Some servers deliberately send the first line of their greeting early and the last one late, to catch spammers.'
        : 'A server that expects TLS from the first octet waits in silence, just as we did. Some servers also delay their greeting on purpose, to deter spammers.',
    ],
    tries: [
      ...(d.partial ? [] : [{ what: 'encrypted from the start:', command: '--tls implicit' }]),
      { what: 'to wait longer:', command: `--timeout ${String(d.seconds * 2)}` },
    ],
    closing: [],
  }),
  'no-reply': (d) => ({
    headline: d.to === '' ? 'No reply in time.' : `No reply to ${d.to} in time.`,
    happened: [`${seconds(d.seconds)} passed without a whole reply.`],
    means: [
      'The server is overloaded, delays replies on purpose, or the connection is lost. Nothing was accepted.',
    ],
    tries: [
      { what: 'to wait longer:', command: `--timeout ${String(d.seconds * 2)}` },
      { what: 'to wait as long as RFC 5321 says:', command: '--rfc-timeouts' },
    ],
    closing: [],
  }),
  'connection-lost': (d, s) => ({
    headline: `The connection broke before ${step(d.to)}.`,
    happened: [
      d.how === 'closed'
        ? `${who(s)} closed the connection without sending anything.`
        : d.how === 'reset'
          ? `${who(s)}, or something in between, reset the connection.`
          : 'The encrypted connection was cut off without its proper end.',
      ...(d.partial === '' ? [] : [`All that came was "${d.partial}".`]),
    ],
    means: [
      s.pipe !== ''
        ? 'Nothing was accepted. The program ended, or closed its output, in the middle of the conversation.'
        : 'Nothing was accepted. A server that rejects an address, or is overloaded, sometimes disconnects like this.',
    ],
    tries: [
      s.pipe !== ''
        ? { what: 'Sending again is safe. To run the program by itself:', command: s.pipe }
        : { what: 'Sending again is safe. If it happens each time, try from another network.' },
    ],
    closing: [],
  }),
  'server-closing': (d, s) => ({
    headline: 'The server is closing the connection.',
    happened: [answered(s, d)],
    means: ['It is shutting down, overloaded, or has waited long enough. Nothing was accepted.'],
    tries: [{ what: 'Sending again is safe; wait a few minutes.' }],
    closing: [more(s)],
  }),
  'upload-stalled': (d) => ({
    headline: 'The letter got stuck on its way.',
    happened: [`After ${octets(d.sent)} the server accepted nothing more for ${seconds(d.seconds)}.`],
    means: ['The end of the letter was not sent, so the server discards what it has. Nothing was accepted.'],
    tries: [
      { what: 'Sending again is safe.' },
      { what: 'to wait longer:', command: `--timeout ${String(d.seconds * 2)}` },
    ],
    closing: [],
  }),
  'max-time': (d) => ({
    headline: 'The overall time limit (--max-time) was reached.',
    happened: [`--max-time of ${seconds(d.seconds)} ran out while waiting for ${step(d.to)}.`],
    means: ['Nothing was accepted.'],
    tries: [{ what: 'to allow more:', command: `--max-time ${String(d.seconds * 2)}` }],
    closing: [],
  }),
  'outcome-unknown': (d) => ({
    headline: 'It is not known whether the letter was accepted.',
    happened: [`The whole letter was sent, but no valid reply came: ${signInFault(d.how)}.`],
    means: [
      `The server may have it for ${d.recipients.join(', ') || 'its recipients'}, or not. Sent again, it may arrive twice.`,
    ],
    tries: [
      { what: 'Before you send it again, ask a recipient or look in the server log.' },
      { what: 'A letter sent again with the same Message-ID is easier to recognise as a duplicate.' },
    ],
    closing: [],
  }),
  'letter-unreadable': (d) => ({
    headline: 'The letter could not be read to its end.',
    happened: [`${d.file}: ${systemReason(d.reason)}, after ${octets(d.sent)} had been sent.`],
    means: ['The end of the letter was not sent, so the server discards what it has. Nothing was accepted.'],
    tries: [{ what: 'Check the file; sending again is safe.' }],
    closing: [],
  }),

  'not-smtp': (d, s) => ({
    headline: 'This is not a mail server.',
    happened: [`${at(d)} said "${d.text}".`],
    means: [`It looks like ${looks[d.looksLike] ?? ''}.`],
    tries:
      d.looksLike === 'tls'
        ? [{ what: 'encrypted from the start:', command: '--tls implicit' }]
        : [
            ...[587, 25]
              .filter((port) => port !== d.port)
              .map((port) => ({
                what: port === 25 ? 'the port between mail servers' : 'the port for mail programs',
                command: `--port ${String(port)}`,
              })),
            { what: 'which one is for what:', command: `${s.program} explain 587` },
          ],
    closing: [],
  }),
  'malformed-reply': (d) => ({
    headline: `The server violated the protocol in ${step(d.to)}.`,
    happened: [`It sent "${d.text}": ${rules[d.rule] ?? d.rule}.`],
    means: ['The reply is ambiguous, so the conversation was ended. Nothing was accepted.'],
    tries: [
      { what: 'Check host and port. If they are right, the server, or a device in between, is faulty.' },
    ],
    closing: [],
  }),
  'reply-too-long': (d) => ({
    headline: `There is no end to ${step(d.to)}.`,
    happened: [
      `Its reply has more than ${String(d.max)} ${d.limit === 'lines' ? 'lines' : `octets${d.limit === 'line' ? ' in one line' : ''}`}.`,
    ],
    means: ['No real reply is that long, so reading stopped there. Nothing was accepted.'],
    tries: [{ what: 'Check host and port: this server is broken, or is not a mail server.' }],
    closing: [],
  }),
  'proxy-header-refused': (d, s) => ({
    headline: `Stopped: ${who(s)} did not accept the PROXY header.`,
    happened: [
      d.code === 0
        ? `${who(s)} closed the connection after the PROXY header, version ${String(d.version)}.`
        : `${who(s)} answered the PROXY header, version ${String(d.version)}, with ${reply(d.code, null, d.text)}.`,
    ],
    means: [
      'This port does not expect the PROXY protocol, or not from this computer. The server would judge this computer instead of the client you described, so the test would prove nothing.',
    ],
    tries: [
      { what: 'without it', leave: '--proxy-protocol' },
      {
        what: 'the other version:',
        command: `--proxy-protocol ${d.version === 1 ? '2' : '1'}`,
      },
    ],
    closing: [],
  }),
  'extension-required': (d, s) => ({
    headline: `Stopped: ${who(s)} did not offer ${d.keyword}.`,
    happened: [`${d.option} was given, and ${d.keyword} is not in the reply to EHLO.`],
    means: [
      'Without it the server would judge this computer instead of the client you described, so the test would prove nothing.',
    ],
    tries: [
      { what: 'without it', leave: d.option },
      { what: 'what it is and who may use it:', command: `${s.program} explain ${d.keyword}` },
    ],
    closing: [],
  }),
  'impossible-reply': (d, s) => ({
    headline:
      d.to === ''
        ? 'This reply cannot be an answer to anything.'
        : `This reply cannot be an answer to ${d.to}.`,
    happened: [answered(s, d)],
    means: [
      'This code makes no sense here, so it cannot be relied on. Replies and commands may be out of sync.',
    ],
    tries: [
      { what: 'one command at a time:', command: '--no-pipelining' },
      { what: 'what the code is for:', command: `${s.program} explain ${String(d.code)}` },
    ],
    closing: [],
  }),
  'unasked-reply': (d, s) => ({
    headline: 'The server spoke out of turn.',
    happened: [`No command was waiting for a reply. ${answered(s, d)}`],
    means: [
      'If it were taken as the reply to the next command, every later reply would be off by one, so the conversation was ended.',
    ],
    tries: [{ what: 'one command at a time:', command: '--no-pipelining' }],
    closing: [more(s)],
  }),

  mismatch: (d, s) => ({
    headline: 'The conversation did not match the session file.',
    happened: [`${d.file}, line ${String(d.line)}.`],
    means: ['The server, or what the file expects of it, has changed.'],
    tries: [{ what: 'to see what was expected:', command: `${s.program} replay ${d.file}` }],
    closing: [],
  }),
  'nothing-expected': (d) => ({
    headline: `${d.file} was played, but checked nothing.`,
    happened: [
      'No S: line or other expectation was reached: it has none, or they are in a branch that was not taken.',
    ],
    means: ['It would pass whatever the server replied, so it is not counted as passed.'],
    tries: [
      {
        what: 'to write the same conversation with its replies, as a file that checks them:',
        command: '--record recorded.smtp',
      },
    ],
    closing: [],
  }),
  interrupted: (d) => ({
    headline: 'Interrupted.',
    happened: [d.signal === 'SIGTERM' ? 'The program was asked to end (SIGTERM).' : 'You pressed Ctrl-C.'],
    means: d.unknown
      ? [
          'The whole letter had been sent, but its reply had not come yet. It is not known whether the letter was accepted; sending it again may deliver it twice.',
        ]
      : ['The server discards a letter whose end was not sent.'],
    tries: [],
    closing: [],
  }),
  internal: (d) => ({
    headline: 'Internal error.',
    happened: [d.message],
    means: ['The bug is in smtp-lab, not in your input or the server.'],
    tries: [{ what: 'the details, for a report:', command: 'SMTP_LAB_DEBUG=1' }],
    closing: [],
  }),
};

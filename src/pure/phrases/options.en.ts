/** The options of talking commands, in English. */

import { systemReason } from './system-reasons.en.ts';
import type { OptionWords } from './options.ts';

export const optionsEn: OptionWords = {
  groups: {
    server: 'Server:',
    encryption: 'Encryption:',
    signIn: 'Signing in:',
    time: 'Time:',
    network: 'Network:',
    output: 'Output:',
  },
  help: {
    server:
      'host, host:port, [ipv6]:port, a URL (smtp: smtps: lmtp: smtp+unix: lmtp+unix:) or pipe:COMMAND; without it, the practice server',
    port: 'default: 25; 465 with --tls implicit; 587 with --user',
    lmtp: 'speak LMTP: LHLO, and a reply for each recipient',
    ehlo: "our name for EHLO; default: this host's name if it has a dot, else its address",
    helo: 'HELO instead of EHLO: no extensions',
    scenario: 'how the practice server behaves; serve --list-scenarios lists all',
    profile: 'take options from a section of the config file',
    tls: 'auto: from the start on port 465, else STARTTLS where offered; off; starttls and implicit require it',
    insecure: 'go on when the certificate does not verify; the failed check is shown',
    tlsCa: "authorities to trust instead of the system's, PEM",
    tlsCert: 'our certificate, PEM',
    tlsKey: 'the key of our certificate, PEM',
    tlsServername: 'name for SNI and for the certificate check; default: the host',
    tlsMin: 'lowest version: 1.0 to 1.3',
    tlsMax: 'highest version: 1.0 to 1.3',
    tlsCiphers: 'cipher list, as in OpenSSL',
    user: 'name to sign in with; the password is asked for, hidden, unless it is given below',
    passwordFile: 'file with the password; a trailing newline is ignored',
    passwordStdin: 'password from standard input',
    password: 'password on the command line: other users of this machine can see it',
    tokenFile: 'file with an OAuth token (or SMTP_LAB_TOKEN)',
    passwordCommand: "command that prints the password, such as 'pass mail'; no shell",
    tokenCommand: 'command that prints an OAuth token; run again if the token has expired',
    netrc: 'name and password from ~/.netrc',
    netrcFile: 'name and password from this file',
    auth: 'mechanism, or a comma list in order of preference; auto takes the strongest',
    allowPlaintextAuth: 'allow a password to be sent over an unencrypted connection',
    timeout: 'seconds to wait for connecting, TLS and each reply',
    finalTimeout: 'seconds to wait for the reply to the end of a letter; default: 600, or --timeout',
    rfcTimeouts: 'wait as long as RFC 5321 asks for',
    maxTime: 'seconds for the whole run',
    ipv4: 'IPv4 only',
    ipv6: 'IPv6 only',
    bind: 'local address to connect from',
    proxy: 'socks5://[NAME@]HOST:PORT or http://…; password: SMTP_LAB_PROXY_PASSWORD',
    xclient: 'describe the client with XCLIENT, as a front end does, ATTR=VALUE; repeatable',
    proxyProtocol: 'begin with a PROXY header, version 1 or 2',
    proxySource: 'ADDRESS:PORT for that header; default: our own',
    record: 'write the conversation as a session file, secrets as variables; - is standard output',
    log: 'write the transcript to FILE too, after what is there; JSON if it ends in .json or .ndjson',
    hex: 'show the octets of every line',
    showSecrets: 'show passwords in the transcript; a recording never has them',
    timing: 'show how long each reply took',
  },
  defaultWords: { timeout: '30', tls: 'auto', auth: 'auto' },

  askPassword: (user) => `Password of ${user}`,

  notSeconds: 'It must be a number of seconds above 0.',
  notAPort: 'It must be a whole number from 1 to 65535.',
  notAFreePort: 'It must be a whole number from 0 to 65535.',
  notANumber: 'It must be a number above 0.',
  notACount: 'It must be a whole number from 1 to 999999999.',
  notAnIp: 'It must be an IP address.',
  notATlsVersion: (known) => `It must be one of ${known}.`,
  notYesOrNo: 'It must be yes or no.',
  badPortOfServer: 'The port must be a whole number from 1 to 65535.',
  pathInServer: 'SMTP has no paths: nothing may follow the port, as in smtp://mail.example.com:25.',
  otherFamily: (address, family) => `${address} is an ${family} address.`,
  badServer: 'It must be host, host:port, [ipv6]:port, a URL such as smtp://host:port, or pipe:COMMAND.',
  badPercent: 'A % in a URL must be followed by two hexadecimal digits.',
  pathNeedsSlashes: (typed) =>
    `The URL of a socket has three slashes before the path: ${typed.replace(/:\/*/, ':///')}`,
  needsPortOrPath: 'LMTP has no port of its own: give one, or a path with lmtp+unix://.',
  longForSocks: (most) => `SOCKS5 allows a name and a password of at most ${String(most)} octets (RFC 1929).`,
  badProxy:
    'It must be socks5://HOST:PORT or http://HOST:PORT, with NAME@ before the host if the proxy needs a sign-in.',
  badEndPoint: 'It must be ADDRESS:PORT, with an IPv6 address in brackets.',
  badAttribute: 'It must be ATTR=VALUE, such as ADDR=192.0.2.7.',
  badHostName: 'It must be one word.',
  badMechanism: (name, known) => `Unknown mechanism "${name}". Known: ${known}.`,
  badAddress: (value, column, wanted) =>
    `"${value}" is not a valid address (at character ${column}, expected ${wanted}).`,
  badPem: 'The file contains no PEM block.',

  portOfPath: 'A socket path or a program has no port.',
  schemeAgainst: (scheme, option) => `${scheme} contradicts ${option}.`,
  needsServername:
    'TLS over a socket path or a program needs --tls-servername: there is no host name to check.',
  needsKey: '--tls-cert and --tls-key must be given together.',
  needsUser: 'A password also needs --user.',
  needsToken: 'This mechanism needs a token: --token-file or SMTP_LAB_TOKEN.',
  needsProxyProtocol: '--proxy-source needs --proxy-protocol.',
  badCommand: 'It must be a command with its arguments; a quotation mark is left open, or it is empty.',
  commandFailed: (program, reason) => `${program} failed: ${systemReason(reason)}. Nothing was sent.`,
  commandSaidNothing: (program) => `${program} printed no secret on its first line. Nothing was sent.`,
  netrcNeedsHost: 'It needs a server with a host name: --server.',
  netrcHasNone: (file, host, user) =>
    `${file} has no login and password for ${host}${user === '' ? '' : ` and ${user}`}.`,
  twoFromStdin: (one, other) => `Only one thing can come from standard input: ${one} or ${other}.`,
  scenarioWithServer: '--scenario is for the practice server; leave --server out.',

  noConfig: (profile, file) => `There is no profile "${profile}": ${file} does not exist.`,
  badConfig: (file, reason) => `${file} cannot be used: ${systemReason(reason)}`,
  noSection: (profile, file) =>
    `The profile "${profile}" in ${file} has no options: it must be a section such as "${profile}:" with indented lines "server: mail.example.com" below it.`,
  noProfile: (profile, file, known) =>
    known === ''
      ? `${file} has no profile "${profile}", nor any other.`
      : `${file} has no profile "${profile}"; it has ${known}.`,
  unknownKey: (key, profile, known) => `Profile "${profile}": unknown option "${key}". Known: ${known}.`,
  secretInProfile: (key, file) =>
    `${file} contains "${key}". A secret does not belong in a config file: use password-file or token-file.`,
  badProfileValue: (key, profile) => `Profile "${profile}": "${key}" must be text, a number, yes or no.`,
};

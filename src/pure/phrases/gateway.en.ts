/** `smtp-lab gateway`, in English. */

import type { GatewayWords } from './gateway.ts';

export const gatewayEn: GatewayWords = {
  about: 'Stands between clients and a server: passes every line on, and explains it as it comes.',
  group: 'For the clients:',
  options: {
    server:
      'the server to pass everything on to: host, host:port, [ipv6]:port, a URL (smtp: smtps: lmtp: smtp+unix: lmtp+unix:) or pipe:COMMAND',
    listen: 'port to listen on; 0 picks a free one and prints it',
    host: 'address to listen on; anything but loopback lets other machines in',
    listenTls: 'off, starttls, implicit, or mirror: STARTTLS where the server has it',
    cert: 'certificate for the clients (PEM), with --key; otherwise the lab authority makes one',
    key: 'its private key (PEM)',
    caOut: 'write the certificate of the lab authority to this file (PEM), for clients to trust',
    account: 'NAME:PASSWORD for clients, where --user signs in to the server; repeatable',
    accountFile: 'the same from a file, one per line: other users of the machine do not see it',
    relayFrom: 'network that may write to anyone without signing in, as 192.0.2.0/24; repeatable',
    relayTo: 'domain that anyone may write to; repeatable',
    once: 'end after the first connection',
    idleExit: 'end after this many seconds without a connection',
    record: 'a session file of what each client says, without secrets: FILE, FILE-2 …',
    showData: 'how many lines of each letter to show',
  },
  listening: (place, server) => `The gateway listens at ${place} and passes everything on to ${server}.`,
  legend:
    'C→ is what a client says, S→ what the server says. →S and →C are lines that the other side gets instead; a line that goes on unchanged is shown once.',
  openToNetwork: (host) =>
    `${host} can be reached from other machines. Their users may write to nobody before they sign in, unless --relay-from or --relay-to says so.`,
  authority: (file) => `The certificate of the lab authority is in ${file}, for clients to trust.`,
  toTry: 'Try it from another window:',
  toStop: 'Ctrl-C ends it.',
  connected: (connection, address) => `[${connection}] A client connected from ${address}.`,
  serverNeeded: 'A gateway needs a server to pass letters on to, such as --server mail.example.com:587.',
  toItself: 'This is the address that the gateway itself listens on; name the server behind it.',
  together: (option) => `It needs ${option} as well.`,
  notANetwork: 'It must be an address or a network, such as 192.0.2.7 or 192.0.2.0/24.',
  notADomain: 'It must be a domain, such as example.com.',
  onlyRefusals: 'In a gateway a rule can only refuse (4xx, 5xx): a yes has to be the server’s.',
  badPair: 'The certificate and the key cannot be used together (PEM is expected).',
};

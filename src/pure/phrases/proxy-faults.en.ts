/** Why a proxy made no connection, in English: what it did, what that means, what helps. */

import type { ProblemDetails, ProxyFault } from '../problems/index.ts';
import type { Attempt, ProblemText } from './problems.ts';
import { systemReason } from './system-reasons.en.ts';

type Detail = ProblemDetails['proxy-failed'];
type Words = readonly [happened: string, means: string, tries: readonly Attempt[]];

const NOT_REACHED = 'The proxy itself was not reached, so the mail server was not either.';
const CHECK_ADDRESS: Attempt = { what: 'Check the address and the port of the proxy.' };
const ASK_OWNER: Attempt = { what: 'Ask the administrator of the proxy to allow this host and port.' };
const AS_HTTP = (d: Detail): Attempt => ({
  what: 'if it is an HTTP proxy:',
  command: `--proxy ${d.proxy.replace(/^\w+:/, 'http:')}`,
});
const AS_SOCKS = (d: Detail): Attempt => ({
  what: 'if it is a SOCKS5 proxy:',
  command: `--proxy ${d.proxy.replace(/^\w+:/, 'socks5:')}`,
});
const LOGIN = (d: Detail): Attempt => ({
  what: 'a name in the URL, the password in the environment:',
  command: `SMTP_LAB_PROXY_PASSWORD=… --proxy ${d.proxy.replace(/\/\/(?:[^@]*@)?/, '//NAME@')}`,
});
const target = (d: Detail): string => `${d.host} port ${String(d.port)}`;

const WORDS: Readonly<Record<ProxyFault, (d: Detail) => Words>> = {
  'name-not-found': () => ['DNS has no host with this name.', NOT_REACHED, [CHECK_ADDRESS]],
  'connection-refused': () => ['Nothing is listening there.', NOT_REACHED, [CHECK_ADDRESS]],
  'connect-timeout': () => ['It did not answer in time.', NOT_REACHED, [CHECK_ADDRESS]],
  unreachable: (d) => [
    d.said === '' ? 'There is no route to it.' : `There is no route to it: ${systemReason(d.said)}.`,
    NOT_REACHED,
    [CHECK_ADDRESS],
  ],
  socks4: () => [
    'It answered like a SOCKS version 4 proxy.',
    'Version 4 is another protocol, which smtp-lab does not speak. The mail server was not reached.',
    [{ what: 'Use a proxy that speaks SOCKS5 or HTTP.' }],
  ],
  'speaks-http': (d) => [
    `It answered in HTTP: "${d.said}".`,
    'This is an HTTP proxy or a web server, not a SOCKS5 proxy. The mail server was not reached.',
    [AS_HTTP(d)],
  ],
  'speaks-socks': (d) => [
    'It answered like a SOCKS5 proxy.',
    'This is not an HTTP proxy. The mail server was not reached.',
    [AS_SOCKS(d)],
  ],
  'not-a-proxy': (d) => [
    d.said === '' ? 'Its answer is not that of a proxy.' : `It answered "${d.said}".`,
    'Another kind of server is at this address. The mail server was not reached.',
    [CHECK_ADDRESS],
  ],
  'login-required': (d) => [
    d.said === '' ? 'It accepts no connection without a sign-in.' : `It answered ${d.said}.`,
    'The proxy requires its own name and password; those of the mail server do not apply here. The mail server was not reached.',
    [LOGIN(d)],
  ],
  'login-refused': (d) => [
    d.said === '' ? 'It refused the name or the password.' : `It answered ${d.said}.`,
    d.login === 'name'
      ? 'The name was sent without a password, since SMTP_LAB_PROXY_PASSWORD is not set. The mail server was not reached.'
      : 'The name in the URL or the password in SMTP_LAB_PROXY_PASSWORD is wrong for this proxy. The mail server was not reached.',
    [LOGIN(d)],
  ],
  'login-not-taken': () => [
    'It accepts neither a name with a password nor a connection without a sign-in.',
    'It requires another kind of sign-in, such as Kerberos, which smtp-lab does not support. The mail server was not reached.',
    [{ what: 'Use another proxy.' }],
  ],
  forbidden: (d) => [
    d.said === '' ? `Its rules do not allow ${target(d)}.` : `It answered ${d.said} for ${target(d)}.`,
    'The proxy works, but its rules forbid this connection. Many proxies allow web ports only.',
    [ASK_OWNER],
  ],
  'no-method': (d) => [
    d.said === '' ? 'It does not connect to other hosts.' : `It answered ${d.said}.`,
    'This server does not open connections to other hosts with CONNECT: it is a web server, or a proxy for web pages only.',
    [{ what: 'Use a proxy that allows CONNECT, or a SOCKS5 proxy.' }],
  ],
  'address-kind': (d) => [
    `It does not connect to addresses of the kind that ${d.host} has.`,
    'Some proxies do not support IPv6, or do not support names.',
    [{ what: 'Give the mail server by name or by IPv4 address.' }],
  ],
  'target-unreachable': (d) => [
    d.said === '' ? `It cannot reach ${target(d)}.` : `It answered ${d.said}: it cannot reach ${target(d)}.`,
    'The proxy works; there is no route from the proxy to the mail server, or the proxy does not know the name.',
    [{ what: 'Check the name and the port of the mail server.' }],
  ],
  'target-refused': (d) => [
    `It was refused by ${target(d)}.`,
    'The proxy works; nothing is listening on this port of the mail server, or a firewall refuses the proxy.',
    [{ what: 'Check the name and the port of the mail server.' }],
  ],
  'target-timeout': (d) => [
    d.said === ''
      ? `It got no answer from ${target(d)}.`
      : `It answered ${d.said}: no answer from ${target(d)}.`,
    'The proxy works; the mail server does not answer it, or a firewall is between them.',
    [{ what: 'Check the name and the port of the mail server.' }],
  ],
  closed: (d) => [
    'It closed the connection without answering.',
    'It may be another kind of proxy, or it may refuse everyone from here. The mail server was not reached.',
    [d.proxy.startsWith('http') ? AS_SOCKS(d) : AS_HTTP(d)],
  ],
  timeout: (d) => [
    'It accepted the connection but did not answer in time.',
    'It may be another kind of proxy, or it may still be trying to reach the mail server.',
    [
      d.proxy.startsWith('http') ? AS_SOCKS(d) : AS_HTTP(d),
      { what: 'to wait longer:', command: '--timeout 60' },
    ],
  ],
  general: (d) => [
    d.said === '' ? 'It reported a failure without saying which.' : `It answered ${d.said}.`,
    'The mail server was not reached.',
    [ASK_OWNER],
  ],
};

/** The whole failure. */
export function proxyFailure(d: Detail): ProblemText {
  const [happened, means, tries] = WORDS[d.reason](d);
  return {
    headline: 'The proxy did not make the connection.',
    happened: [`The proxy is ${d.proxy}.`, happened],
    means: [means],
    tries: [...tries, { what: 'to go without it', leave: '--proxy' }],
    closing: [],
  };
}

/**
 * The way to the server, as the shared options say it: address family, local address and port, who resolves names, the proxy, the header of
 * the PROXY protocol.
 */

import { isIP } from 'node:net';
import { addressResolver, isResolver } from '../../io/plan/index.ts';
import type { ConversationPlan } from '../../io/plan/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import type { OptionWords } from '../../pure/phrases/index.ts';
import { UsageError } from '../../pure/problems/index.ts';
import { Secret } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import type { ConnectionOptions } from './connection.ts';
import { usage } from './input.ts';

const MOST_SOCKS_OCTETS = 255;

/** `milliseconds` is how long a resolver may take. */
export function routeOf(
  options: ConnectionOptions,
  milliseconds: number,
  context: CliContext,
): ConversationPlan['route'] {
  const words = optionWords[context.lang];
  const proxy = options.proxy === undefined ? null : readProxy(options.proxy, context, words);
  const source = options.proxySource === undefined ? null : readEndPoint(options.proxySource, words);
  return {
    ...(options.ipv4 === true ? { family: 4 as const } : options.ipv6 === true ? { family: 6 as const } : {}),
    ...(options.bind === undefined ? {} : { bind: options.bind }),
    ...(options.localPort === undefined ? {} : { localPort: options.localPort }),
    ...(proxy === null ? {} : { proxy }),
    ...resolutionOf(options, milliseconds, words),
    ...(options.proxyProtocol === undefined
      ? {}
      : {
          proxyHeader: {
            version: options.proxyProtocol === '1' ? (1 as const) : (2 as const),
            ...(source === null ? {} : { source }),
          },
        }),
  };
}

/** SECURITY: a password in the URL would stand in the shell's history; it comes from a variable. */
function readProxy(
  text: string,
  context: CliContext,
  words: OptionWords,
): NonNullable<ConversationPlan['route']['proxy']> {
  const match = /^(socks5h?|http):\/\/(?:([^@/]*)@)?(?:\[([^\]]+)\]|([^:/[\]@\s]+))(?::(\d{1,5}))?\/?$/i.exec(
    text,
  );
  const scheme = match?.[1]?.toLowerCase();
  const host = match?.[3] ?? match?.[4];
  if (match === null || host === undefined) throw usage('--proxy', words.badProxy);
  const kind = scheme === 'http' ? 'http' : 'socks5';
  const account = match[2];
  if (account?.includes(':') === true) throw new UsageError('password-in-url', { option: '--proxy' });
  const port = Number(match[5] ?? (kind === 'http' ? 3128 : 1080));
  if (port < 1 || port > 65_535) throw usage('--proxy', words.notAPort);
  const user = account === undefined ? null : percentDecoded(account);
  if (account !== undefined && (user === null || user === '')) throw usage('--proxy', words.badPercent);
  const password = context.env['SMTP_LAB_PROXY_PASSWORD'];
  if (password !== undefined) context.guard(password);
  // RFC 1929 §2: the length of each stands in one octet.
  for (const [name, value] of [
    ['--proxy', user ?? ''],
    ['SMTP_LAB_PROXY_PASSWORD', password ?? ''],
  ] as const) {
    if (kind === 'socks5' && Buffer.byteLength(value) > MOST_SOCKS_OCTETS)
      throw usage(name, words.longForSocks(MOST_SOCKS_OCTETS));
  }
  const shown = `${kind}://${account === undefined ? '' : `${account}@`}${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return {
    kind,
    host,
    port,
    url: shown,
    ...(user === null ? {} : { user }),
    ...(password === undefined ? {} : { password: new Secret(password) }),
  };
}

/** Without percent signs; null where they are wrong. */
function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function readEndPoint(text: string, words: OptionWords): { readonly address: string; readonly port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const address = match?.[1] ?? match?.[2] ?? '';
  const port = Number(match?.[3] ?? NaN);
  if (isIP(address) === 0 || !(port >= 0 && port <= 65_535)) throw usage('--proxy-source', words.badEndPoint);
  return { address, port };
}

type Route = ConversationPlan['route'];

/** Names that the user resolves, then the resolver that was named; the system for all others. */
function resolutionOf(
  { resolve: pairs = [], dns, proxy }: ConnectionOptions,
  milliseconds: number,
  words: OptionWords,
): Pick<Route, 'resolve' | 'resolver'> {
  if (dns !== undefined && !isResolver(dns)) throw usage('--dns', words.badResolver);
  const asked =
    dns === undefined
      ? undefined
      : addressResolver({ resolver: dns, chance: Math.random, milliseconds, tell: () => undefined });
  const resolver = dns === undefined ? {} : { resolver: dns };
  if (pairs.length === 0) return asked === undefined ? {} : { resolve: asked, ...resolver };
  if (proxy !== undefined) throw usage('--resolve', words.proxyResolves);
  const known = new Map<string, { readonly address: string; readonly family: number }[]>();
  for (const pair of pairs) {
    const [, host = '', bracketed, plain] = /^([^:\s]+):(?:\[([^\]]+)\]|(\S+))$/.exec(pair) ?? [];
    const address = bracketed ?? plain ?? '';
    const family = isIP(address);
    if (family === 0 || isIP(host) !== 0) throw usage('--resolve', words.badResolve);
    const name = host.toLowerCase();
    known.set(name, [...(known.get(name) ?? []), { address, family }]);
  }
  return {
    resolve: (name) => {
      const found = known.get(name.toLowerCase());
      return found === undefined ? asked?.(name) : Promise.resolve(found);
    },
    ...resolver,
  };
}

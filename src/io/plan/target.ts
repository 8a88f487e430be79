/**
 * Where a user's server is, as people write it: `host`, `host:port`, `[ipv6]:port`, or a URL (`smtp:`, `smtps:`, `lmtp:`,
 * `smtp+unix:`, `lmtp+unix:`), or `pipe:` with a program. Says which port is meant. Follows RFC 8314 §3.3 (465), RFC 6409 §3.1 (587), RFC 5321 §4.5.4.2 (25), RFC 2033 §5 (LMTP has no port of its own).
 * SECURITY: a password in a URL is refused, since the shell's history and other users of the machine see it.
 */

import { DEFAULT_PORTS } from '../../pure/protocol/index.ts';
import type { Dialect } from '../../pure/protocol/index.ts';
import type { TlsMode } from '../client/index.ts';
import { ipFamily } from '../wire/index.ts';
import type { WireTarget } from '../wire/index.ts';

export interface NamedServer {
  readonly place:
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number | null }
    | { readonly kind: 'unix'; readonly path: string }
    | { readonly kind: 'pipe'; readonly command: string };
  readonly dialect: Dialect;
  /** Whether TLS was asked for from the start, by `smtps:`. */
  readonly implicitTls: boolean;
  readonly user: string | null;
}

export type ServerFault =
  'password-in-url' | 'bad-server' | 'bad-port' | 'needs-port' | 'path-in-server' | 'path-needs-slashes';

export type NamedResult =
  { readonly ok: true; readonly value: NamedServer } | { readonly ok: false; readonly fault: ServerFault };

const MOST_PORTS = 65_535;

/** Reads a server's name. */
export function parseServer(text: string): NamedResult {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (/^(?:smtp|lmtp)\+unix:(?!\/\/)/i.test(trimmed)) return { ok: false, fault: 'path-needs-slashes' };
  if (/^pipe:/i.test(trimmed)) return readPipe(trimmed.slice('pipe:'.length));
  switch (scheme) {
    case undefined:
      return readHost(trimmed, 'smtp', false);
    case 'smtp':
    case 'smtps':
      return readHost(zoneOfUrl(trimmed.slice(scheme.length + 3)), 'smtp', scheme === 'smtps');
    case 'lmtp':
      return readHost(zoneOfUrl(trimmed.slice(scheme.length + 3)), 'lmtp', false);
    case 'smtp+unix':
    case 'lmtp+unix':
      return readPath(trimmed.slice(scheme.length + 3), scheme === 'lmtp+unix' ? 'lmtp' : 'smtp');
    default:
      return { ok: false, fault: 'bad-server' };
  }
}

/** The target with its port: the one given, the one in the name, or the usual one for what is wanted. */
export function targetOf(
  server: NamedServer,
  wanted: { readonly port: number | null; readonly tls: TlsMode; readonly user: boolean },
): { readonly ok: true; readonly value: WireTarget } | { readonly ok: false; readonly fault: 'needs-port' } {
  const { place } = server;
  if (place.kind !== 'tcp') return { ok: true, value: place };
  const port = wanted.port ?? place.port ?? usualPort(server, wanted.tls, wanted.user);
  return port === null
    ? { ok: false, fault: 'needs-port' }
    : { ok: true, value: { kind: 'tcp', host: place.host, port } };
}

function usualPort(server: NamedServer, tls: TlsMode, user: boolean): number | null {
  if (server.dialect === 'lmtp') return null;
  if (server.implicitTls || tls === 'implicit') return DEFAULT_PORTS.submissionInTls;
  return user ? DEFAULT_PORTS.submission : DEFAULT_PORTS.relay;
}

function readPipe(command: string): NamedResult {
  if (command.trim() === '') return { ok: false, fault: 'bad-server' };
  return {
    ok: true,
    value: { place: { kind: 'pipe', command }, dialect: 'smtp', implicitTls: false, user: null },
  };
}

function readPath(text: string, dialect: Dialect): NamedResult {
  const [account, rest] = splitAccount(text);
  if (!rest.startsWith('/') || rest === '/') return { ok: false, fault: 'bad-server' };
  if (account?.includes(':') === true) return { ok: false, fault: 'password-in-url' };
  const path = decoded(rest);
  const user = account === null ? null : decoded(account);
  if (path === null || (account !== null && user === null)) return { ok: false, fault: 'bad-server' };
  return { ok: true, value: { place: { kind: 'unix', path }, dialect, implicitTls: false, user } };
}

function readHost(text: string, dialect: Dialect, implicitTls: boolean): NamedResult {
  const [account, place] = splitAccount(text);
  if (account?.includes(':') === true) return { ok: false, fault: 'password-in-url' };
  const user = account === null ? null : decoded(account);
  if (account !== null && (user === null || user === '')) return { ok: false, fault: 'bad-server' };
  const rest = place.replace(/\/$/, '');
  if (rest.includes('/')) return { ok: false, fault: 'path-in-server' };
  // An IPv6 address may stand without brackets, where no port follows it.
  const bare = ipFamily(rest.replace(/%[\w.-]+$/, '')) === 6 ? rest : null;
  const match = bare === null ? /^(?:\[([^\]]+)\]|([^:/[\]\s]+))(?::(.*))?$/.exec(rest) : null;
  const literal = match?.[1];
  // Outside of a URL %251 is a zone with this number; of a name it is half of a percent sign.
  const host = (bare ?? literal ?? match?.[2])?.replace(/^([0-9a-f:]*:.*)%25(?=\D)/i, '$1%');
  if (host === undefined || (literal !== undefined && ipFamily(literal.replace(/%[\w.-]+$/, '')) === 0)) {
    return { ok: false, fault: 'bad-server' };
  }
  const port = match?.[3] === undefined ? null : Number(/^\d{1,5}$/.exec(match[3])?.[0] ?? NaN);
  if (port !== null && !(port >= 1 && port <= MOST_PORTS)) return { ok: false, fault: 'bad-port' };
  return { ok: true, value: { place: { kind: 'tcp', host, port }, dialect, implicitTls, user } };
}

/** In a URL the percent sign of a zone is written as %25 (RFC 6874 §2). */
function zoneOfUrl(text: string): string {
  return text.replace(/(\[[0-9a-f:.]+%)25(?=[^\]])/i, '$1');
}

/** What stands before the last `@`, and behind it. */
function splitAccount(text: string): readonly [string | null, string] {
  const at = text.lastIndexOf('@');
  return at < 0 ? [null, text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Without its percent signs; null where they are wrong or hide a control character. */
function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return /[\u0000-\u001f\u007f]/.test(plain) ? null : plain;
  } catch {
    return null;
  }
}

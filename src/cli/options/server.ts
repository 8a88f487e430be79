/**
 * Where a user's server is: `host`, `host:port`, `[ipv6]:port`, or a URL with `smtp:`. A password in it is refused, since other
 * users of the machine and the shell's history would see it.
 */

import type { SendWords } from '../../pure/phrases/index.ts';
import type { UsageError } from '../usage-error.ts';
import { usage } from './input.ts';

export interface NamedServer {
  readonly host: string;
  readonly port: number | null;
  readonly user: string | null;
}

const OPTION = '--server';

/** Reads a server's name. Throws a `UsageError`. */
export function readServer(text: string, words: SendWords): NamedServer {
  const bad = (): UsageError => usage(OPTION, words.badServer);
  const match =
    /^(?:smtp:\/\/)?(?:([^@/]*)@)?(?:\[([0-9A-Fa-f:.]+)\]|([^:/[\]@\s]+))(?::(\d{1,5}))?\/?$/.exec(text);
  // An IPv6 address may be given without brackets, where no port follows it.
  if (match === null && /^[0-9A-Fa-f:.]+$/.test(text) && text.split(':').length > 2) {
    return { host: text, port: null, user: null };
  }
  if (match === null) throw bad();
  const [, account, literal, name, portText] = match;
  if (account?.includes(':')) throw usage(OPTION, words.passwordInUrl);
  const port = portText === undefined ? null : Number(portText);
  if (port !== null && (port < 1 || port > 65535)) throw bad();
  return {
    host: literal ?? name ?? '',
    port,
    user: account === undefined ? null : decodeURIComponent(account),
  };
}

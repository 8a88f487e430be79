/**
 * From a name to its addresses, in the order to try them: by the system, its hosts file included, or by a resolver that was
 * handed in. Follows RFC 8305 §4 (the families take turns, the first one as the resolver has it).
 */

import { ipFamily } from './ip-family.ts';
import { monotonicMilliseconds } from './monotonic.ts';
import type { WireOptions } from './wire.ts';
import { abortError, WireError } from './wire-error.ts';
import { reasonOf } from '../../pure/problems/index.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** The addresses of a host. One that is written as an address is not looked up, and nothing is told of it. */
export async function addressesOf(
  target: { readonly host: string; readonly port: number },
  options: WireOptions,
): Promise<readonly Address[]> {
  const name = target.host;
  const began = monotonicMilliseconds();
  const literal = ipFamily(name.replace(/%.*$/, ''));
  if (literal !== 0) return [{ address: name, family: literal }];
  const bound = options.bind === undefined ? 0 : ipFamily(options.bind);
  const family = options.family === 4 || options.family === 6 ? options.family : bound;
  const told = (answers: readonly string[], error: string | null): void => {
    options.tell?.({
      kind: 'lookup',
      name,
      record: 'address',
      answers,
      error,
      elapsed: monotonicMilliseconds() - began,
    });
  };
  const resolver = options.resolver === undefined ? {} : { resolver: options.resolver };
  let found: readonly Address[] | null;
  try {
    found = await within(options, options.resolve?.(name) ?? lookupAll(name));
  } catch (error) {
    if (error instanceof WireError) throw error;
    const code = reasonOf(error);
    told([], code);
    if (code === 'ENOTFOUND' || code === 'ENODATA') throw new WireError('name-not-found', target, error);
    throw new WireError('name-lookup-failed', { ...target, reason: code, ...resolver }, error);
  }
  if (found === null) {
    told([], 'ETIMEOUT');
    throw new WireError('name-lookup-failed', { ...target, reason: 'ETIMEOUT', ...resolver });
  }
  const ordered = takeTurns(found.filter((address) => family === 0 || address.family === family));
  told(
    ordered.map(({ address }) => address),
    null,
  );
  if (ordered.length === 0 && (family === 4 || family === 6) && found.length > 0)
    throw new WireError('name-not-found', { ...target, family });
  return ordered;
}

async function lookupAll(name: string): Promise<readonly Address[]> {
  const { lookup } = await import('node:dns/promises');
  return lookup(name, { all: true, order: 'verbatim' });
}

/** A lookup cannot be called off: where it takes too long (null) or the user wants to stop, it is left alone. */
function within<T>(options: WireOptions, looking: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const { signal, milliseconds } = options;
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      stop();
      if (signal !== undefined) reject(abortError(signal));
    };
    const timer = setTimeout(() => {
      stop();
      resolve(null);
    }, milliseconds);
    signal?.addEventListener('abort', abort);
    looking.then(resolve, reject).finally(stop);
    if (signal?.aborted === true) abort();
  });
}

/** One address of each family in turn, the family of the first one first. */
function takeTurns(addresses: readonly Address[]): readonly Address[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family);
  const turns: Address[] = [];
  for (let at = 0; at < Math.max(first.length, second.length); at++) {
    turns.push(...[first[at], second[at]].filter((address) => address !== undefined));
  }
  return turns;
}

/**
 * Greylisting: who comes for the first time is put off, since whoever sends real mail comes again. What it costs those who are excepted,
 * or came back, is told.
 */

import { BlockList, isIP } from 'node:net';
import { greyKey, timeOf } from '../../pure/policy/index.ts';
import type { Policy } from '../../pure/policy/index.ts';
import type { PolicyStore } from './store.ts';

export type Greylisted =
  | { readonly kind: 'put-off'; readonly seconds: number }
  | { readonly kind: 'came-back'; readonly seconds: number }
  /** It is not put off; so long it would have waited at least. */
  | { readonly kind: 'excepted'; readonly seconds: number }
  | { readonly kind: 'none' };

const WAIT_MILLISECONDS = 300_000;
const KEEP_MILLISECONDS = 35 * 86_400_000;

export class Greylist {
  readonly #wait: number;
  readonly #keep: number;
  readonly #store: PolicyStore;
  readonly #domains = new Set<string>();
  readonly #networks = new BlockList();
  /** Domains that were told of. */
  readonly #told = new Set<string>();

  constructor({ wait, keep, except = [] }: NonNullable<Policy['greylist']>, store: PolicyStore) {
    this.#wait = timeOf(wait, WAIT_MILLISECONDS);
    this.#keep = timeOf(keep, KEEP_MILLISECONDS);
    this.#store = store;
    for (const entry of except) {
      const [address = '', prefix] = entry.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      if (isIP(address) === 0) this.#domains.add(entry.toLowerCase());
      else if (prefix === undefined) this.#networks.addAddress(address, family);
      else this.#networks.addSubnet(address, Number(prefix), family);
    }
  }

  meet(address: string, from: string, to: string): Greylisted {
    const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    if (this.#domains.has(domain) || this.#networks.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')) {
      if (this.#told.has(domain)) return { kind: 'none' };
      if (this.#told.size < 1000) this.#told.add(domain);
      return { kind: 'excepted', seconds: Math.round(this.#wait / 1000) };
    }
    const met = this.#store.state.meet(greyKey(address, from, to), Date.now(), this.#wait, this.#keep);
    this.#store.changed();
    if (met.kind === 'wait') return { kind: 'put-off', seconds: Math.ceil(met.left / 1000) };
    return met.waited === 0
      ? { kind: 'none' }
      : { kind: 'came-back', seconds: Math.round(met.waited / 1000) };
  }
}

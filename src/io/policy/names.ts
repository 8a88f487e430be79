/** Names and DNS lists, asked within a time: what a client's address and its EHLO say of it. */

import type { Resolver } from 'node:dns/promises';
import { listAnswer, listName, SELF_TEST } from '../../pure/policy/index.ts';
import type { ListRule, Point, Policy } from '../../pure/policy/index.ts';
import { isDomain } from '../../pure/protocol/index.ts';

const NAME_MILLISECONDS = 5000;
/** How long the self-test of a list holds. */
const TESTED_MILLISECONDS = 3_600_000;
const NONE = ['ENOTFOUND', 'ENODATA'];

export type Ask = <T>(question: (resolver: Resolver) => Promise<T>) => Promise<T | 'none' | 'no-answer'>;

/** Asks a resolver; no answer within the time is one of the answers. */
export async function openAsk(server: string | undefined, milliseconds = NAME_MILLISECONDS): Promise<Ask> {
  const { Resolver: DnsResolver } = await import('node:dns/promises');
  const resolver = new DnsResolver({ timeout: milliseconds, tries: 1 });
  if (server !== undefined) resolver.setServers([server]);
  return async (question) => {
    try {
      return await question(resolver);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return NONE.includes(code) ? 'none' : 'no-answer';
    }
  };
}

/** The name that a client gave itself. */
export function judgeEhlo(name: string, ownName: string, policy: NonNullable<Policy['ehlo']>): Point {
  const point = { rule: 'ehlo', name: '', detail: name } as const;
  if (name.toLowerCase() === ownName.toLowerCase())
    return { ...point, what: 'ehlo-ours', points: policy.ours ?? 0 };
  if (/^\[[0-9a-f:.]+\]$|^\[IPv6:/i.test(name))
    return { ...point, what: 'ehlo-literal', points: policy.literal ?? 0 };
  if (!isDomain(name) || !name.includes('.') || /^[\d.]+$/.test(name))
    return { ...point, what: 'ehlo-invalid', points: policy.invalid ?? 0 };
  return { ...point, what: 'ehlo-fine', points: 0 };
}

/** Whether the address has a name, and the name that address. */
export async function judgePtr(
  address: string,
  ask: Ask,
  policy: NonNullable<Policy['ptr']>,
): Promise<Point> {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const point = { rule: 'ptr', name: '', points: 0 } as const;
  // Asked by its name: `reverse` would look into the hosts file first.
  const asked = listName(plain, plain.includes(':') ? 'ip6.arpa' : 'in-addr.arpa') ?? plain;
  const names = await ask((resolver) => resolver.resolvePtr(asked));
  if (names === 'no-answer') return { ...point, what: 'no-answer', detail: plain };
  const [name] = names === 'none' ? [] : names;
  if (name === undefined)
    return { ...point, what: 'ptr-missing', points: policy.missing ?? 0, detail: plain };
  const back = await ask((resolver) =>
    plain.includes(':') ? resolver.resolve6(name) : resolver.resolve4(name),
  );
  if (back === 'no-answer') return { ...point, what: 'no-answer', detail: name };
  if (back !== 'none' && back.includes(plain)) return { ...point, what: 'ptr-fine', detail: name };
  return { ...point, what: 'ptr-mismatch', points: policy.mismatch ?? 0, detail: name };
}

/** DNS lists, with what was found of each when it was tried with the addresses that tell whether it works. */
export class DnsLists {
  readonly #ask: Ask;
  readonly #now: () => number;
  readonly #tested = new Map<string, { readonly at: number; readonly sound: Promise<boolean | null> }>();

  constructor(ask: Ask, now: () => number) {
    this.#ask = ask;
    this.#now = now;
  }

  async judge(address: string, { zone, points }: ListRule): Promise<Point> {
    const point = { rule: 'lists', name: zone, points: 0, detail: address } as const;
    const [sound, answer] = await Promise.all([this.#isSound(zone), this.#look(address, zone)]);
    if (answer === 'no-answer' || sound === null) return { ...point, what: 'no-answer' };
    if (!sound || answer === 'list-broken') return { ...point, what: 'list-broken' };
    return answer === 'listed' ? { ...point, what: 'listed', points } : { ...point, what: 'not-listed' };
  }

  async #look(address: string, zone: string): Promise<ReturnType<typeof listAnswer> | 'no-answer'> {
    const name = listName(address, zone);
    if (name === null) return 'not-listed';
    const found = await this.#ask((resolver) => resolver.resolve4(name));
    return found === 'no-answer' ? found : listAnswer(found === 'none' ? [] : found);
  }

  /** RFC 5782 §5; null where nothing answers. */
  #isSound(zone: string): Promise<boolean | null> {
    const known = this.#tested.get(zone);
    if (known !== undefined && this.#now() - known.at < TESTED_MILLISECONDS) return known.sound;
    const sound = this.#test(zone);
    this.#tested.set(zone, { at: this.#now(), sound });
    // What did not answer is tried again.
    void sound.then((result) => {
      if (result === null) this.#tested.delete(zone);
    });
    return sound;
  }

  async #test(zone: string): Promise<boolean | null> {
    const [listed, not] = await Promise.all([
      this.#look(SELF_TEST.listed, zone),
      this.#look(SELF_TEST.notListed, zone),
    ]);
    if (listed === 'no-answer' || not === 'no-answer') return null;
    return listed === 'listed' && not === 'not-listed';
  }
}

/**
 * DNS lists: what is asked of one, and what an answer means. Follows RFC 5782 §2.1 (IPv4), §2.4 (IPv6), §5 (127.0.0.2 is on every list,
 * 127.0.0.1 on none).
 */

/** The name to ask about an address; null for what is none. */
export function listName(address: string, zone: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(plain);
  if (four !== null) return `${four.slice(1).reverse().join('.')}.${zone}`;
  const nibbles = nibblesOf(plain);
  return nibbles === null ? null : `${[...nibbles].reverse().join('.')}.${zone}`;
}

/** The 32 digits of an IPv6 address. */
function nibblesOf(address: string): string | null {
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return null;
  const [head = '', tail, ...more] = address.split('::');
  if (more.length > 0) return null;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...after];
  if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => group.toLowerCase().padStart(4, '0')).join('');
}

/** What the addresses that came mean. */
export function listAnswer(addresses: readonly string[]): 'listed' | 'not-listed' | 'list-broken' {
  if (addresses.length === 0) return 'not-listed';
  // 127.255.255.0/24 says that the question is not answered: too many of them, or by a resolver that everybody uses. What is outside
  // of 127/8 is no answer of a list: the zone was sold, or a resolver makes addresses up.
  const sound = addresses.filter(
    (address) => address.startsWith('127.') && !address.startsWith('127.255.255.'),
  );
  return sound.length > 0 ? 'listed' : 'list-broken';
}

/** What is on every list, and what on none. */
export const SELF_TEST = { listed: '127.0.0.2', notListed: '127.0.0.1' } as const;

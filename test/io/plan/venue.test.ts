/** Where a conversation is held: whether what is said there stays on this machine. */

import { describe, expect, it } from 'vitest';
import { openVenue, planFor } from '../../../src/io/plan/index.ts';
import type { ConversationPlan } from '../../../src/io/plan/index.ts';

const isHere = async (plan: Partial<ConversationPlan>): Promise<boolean> => {
  const venue = await openVenue(planFor(plan));
  await venue.close();
  return venue.onThisMachine;
};

describe('a server is on this machine', () => {
  it.each(['localhost', 'localhost.', 'mail.localhost', '127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    'as %s',
    async (host) => {
      expect(await isHere({ server: { host, port: 25 } })).toBe(true);
    },
  );

  it('as the practice server, a socket or a program', async () => {
    expect(await isHere({})).toBe(true);
    expect(await isHere({ server: { kind: 'unix', path: '/run/lmtp' } })).toBe(true);
  });

  it.each(['mail.example.com', '192.0.2.1', '127.example.com', '2001:db8::1'])(
    'but not as %s',
    async (host) => {
      expect(await isHere({ server: { host, port: 25 } })).toBe(false);
    },
  );

  it('but not through a proxy, whatever its name: it is the proxy that looks it up', async () => {
    const proxy = { kind: 'socks5', host: '192.0.2.1', port: 1080, url: 'socks5://192.0.2.1:1080' } as const;
    expect(await isHere({ server: { host: 'localhost', port: 25 }, route: { proxy } })).toBe(false);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { addressResolver, findMailServers, isResolver } from '../../../src/io/plan/mx-records.ts';
import type { Untimed } from '../../../src/pure/events/index.ts';
import { dnsServer } from '../../support/dns-server.ts';
import type { Zone } from '../../support/dns-server.ts';

let told: Untimed[] = [];
let close: (() => Promise<void>) | null = null;
let asked: readonly string[] = [];

afterEach(async () => {
  await close?.();
  close = null;
});

async function ask(domain: string, zone: Zone, chances: readonly number[] = [0], milliseconds = 1000) {
  told = [];
  const server = await dnsServer(zone);
  close = server.close;
  asked = server.asked;
  let turn = 0;
  return findMailServers(domain, {
    resolver: server.resolver,
    chance: () => chances[turn++ % chances.length] ?? 0,
    milliseconds,
    tell: (event) => told.push(event),
  });
}

const MX: Zone = {
  'example.test': {
    mx: [
      [20, 'backup.example.test'],
      [10, 'a.example.test'],
      [10, 'b.example.test'],
    ],
  },
};

describe('the mail servers of a domain', () => {
  it('come in order of preference, and are told', async () => {
    expect(await ask('example.test', MX, [0.5, 0.1, 0.9])).toEqual({
      hosts: ['a.example.test', 'b.example.test', 'backup.example.test'],
      implicit: false,
    });
    expect(told).toEqual([
      {
        kind: 'lookup',
        name: 'example.test',
        record: 'mx',
        answers: ['10 a.example.test', '10 b.example.test', '20 backup.example.test'],
        error: null,
      },
    ]);
  });

  it('take turns by chance among equals', async () => {
    const { hosts } = await ask('example.test', MX, [0.5, 0.9, 0.1]);
    expect(hosts).toEqual(['b.example.test', 'a.example.test', 'backup.example.test']);
  });

  it('are the domain itself where it has no MX record but an address', async () => {
    const zone = { 'example.test': { a: ['192.0.2.1'] } };
    expect(await ask('example.test', zone)).toEqual({ hosts: ['example.test'], implicit: true });
  });

  it('are none where it has neither', async () => {
    await expect(ask('example.test', { 'example.test': {} })).rejects.toMatchObject({
      code: 'no-mail-servers',
      detail: { domain: 'example.test' },
    });
  });

  it('are none where the domain says so with a null MX', async () => {
    await expect(
      ask('example.test', { 'example.test': { mx: [[0, '']], a: ['192.0.2.1'] } }),
    ).rejects.toMatchObject({
      code: 'null-mx',
    });
  });

  it('are not guessed where the domain does not exist, or the question fails', async () => {
    await expect(ask('missing.test', {})).rejects.toMatchObject({ code: 'name-not-found' });
    await close?.();
    await expect(ask('broken.test', { 'broken.test': { code: 2 } })).rejects.toMatchObject({
      code: 'name-lookup-failed',
      detail: { reason: 'ESERVFAIL' },
    });
    await close?.();
    await expect(ask('silent.test', { 'silent.test': { silent: true } }, [0], 200)).rejects.toMatchObject({
      code: 'name-lookup-failed',
      detail: { reason: 'ETIMEOUT' },
    });
  });

  it('need no question where the domain is an address', async () => {
    expect(await ask('[192.0.2.7]', {})).toEqual({ hosts: ['192.0.2.7'], implicit: true });
    expect(await ask('[IPv6:2001:db8::7]', {})).toMatchObject({ hosts: ['2001:db8::7'] });
    expect(asked).toEqual([]);
  });

  it('are asked for by the ASCII form of a name in another script [case-032]', async () => {
    await ask('bücher.test', { 'xn--bcher-kva.test': { mx: [[10, 'mx.example.test']] } });
    expect(asked).toEqual(['mx xn--bcher-kva.test']);
  });
});

describe('a resolver of the user', () => {
  it('is asked for addresses too', async () => {
    const server = await dnsServer({ 'mx.example.test': { a: ['192.0.2.9'] } });
    close = server.close;
    const options = { chance: () => 0, milliseconds: 1000, tell: () => undefined };
    const resolve = addressResolver({ ...options, resolver: server.resolver });
    expect(await resolve?.('mx.example.test')).toEqual([{ address: '192.0.2.9', family: 4 }]);
    await expect(resolve?.('other.example.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(addressResolver(options)).toBeUndefined();
  });

  it('is an address, perhaps with a port', () => {
    expect(['192.0.2.53', '192.0.2.53:5353', '::1', '[::1]:53'].every(isResolver)).toBe(true);
    expect(['', 'dns.example.test', '192.0.2.53:x', '[::1'].some(isResolver)).toBe(false);
  });
});

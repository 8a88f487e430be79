/** What a policy's file may hold; lists, scanners, verdicts and the fields that go into a letter. */

import { describe, expect, it } from 'vitest';
import {
  clamdAnswer,
  clamdChunk,
  headerFields,
  listAnswer,
  listName,
  scannerPlaceOf,
  policySchema,
  protocolOf,
  readPolicy,
  rspamdAnswer,
  signed,
  spamdAnswer,
  spamdHead,
  timeOf,
  policyVerdictOf,
  withoutOurs,
} from '../../../src/pure/policy/index.ts';
import type { Point } from '../../../src/pure/policy/index.ts';
import { policyWords } from '../../../src/pure/phrases/index.ts';

const FULL = {
  name: 'gateway.example.com',
  dns: '127.0.0.1:5353',
  relay: { networks: ['192.0.2.0/24'], domains: ['example.com'] },
  ehlo: { invalid: 2, literal: 1, ours: 5 },
  ptr: { missing: 1.2, mismatch: 0.5 },
  lists: [{ zone: 'list.example.com', points: 3 }],
  listTimeout: '5s',
  content: [{ name: 'shouting', header: 'Subject', match: '^[A-Z !]+$', points: 1 }],
  clamd: { at: '127.0.0.1:3310', timeout: '10s', stalled: 'later', points: 100 },
  spamd: { at: '/run/spamd.sock', weight: 0.5, user: 'mail' },
  rspamd: { at: '[::1]:11333', stalled: 'pass' },
  known: { points: -4, keep: '60d' },
  greylist: { wait: '5m', keep: '35d', except: ['example.org', '192.0.2.0/24'] },
  bayes: { spam: 4, ham: -2, least: 5 },
  state: 'state.json',
  at: { tag: 5, quarantine: 10, refuse: 15 },
  quarantine: 'kept',
};

describe('a policy', () => {
  it('may hold all of this, and little', () => {
    expect(readPolicy(FULL)).toEqual({ ok: true, policy: FULL });
    expect(readPolicy({ at: {} })).toEqual({ ok: true, policy: { at: {} } });
  });

  it.each<readonly [string, unknown, string, string]>([
    ['nothing', null, '', 'not-a-map'],
    ['no thresholds', {}, '', 'missing'],
    ['a key that there is none of', { ...FULL, list: [] }, '', 'unknown-key'],
    ['a key below', { at: { reject: 5 } }, 'at', 'unknown-key'],
    ['a text for a number', { at: { tag: '5' } }, 'at.tag', 'not-a-number'],
    ['no number at all', { at: { tag: Number.NaN } }, 'at.tag', 'not-a-number'],
    ['two lines', { at: {}, name: 'a\nb' }, 'name', 'not-a-text'],
    ['a list that is none', { at: {}, lists: {} }, 'lists', 'not-a-list'],
    ['a list without points', { at: {}, lists: [{ zone: 'a.example' }] }, 'lists[0]', 'missing'],
    ['a zone that is none', { at: {}, lists: [{ zone: 'a b', points: 1 }] }, 'lists[0].zone', 'not-a-zone'],
    ['a time that is none', { at: {}, listTimeout: 'soon' }, 'listTimeout', 'not-a-time'],
    [
      'another way to stall',
      { at: {}, clamd: { at: 'a:1', stalled: 'never' } },
      'clamd.stalled',
      'not-one-of',
    ],
    ['a scanner nowhere', { at: {}, clamd: { at: 'localhost' } }, 'clamd.at', 'not-a-place'],
    ['a resolver by name', { at: {}, dns: 'dns.example.com' }, 'dns', 'not-a-resolver'],
    [
      'a network that is none',
      { at: {}, relay: { networks: ['all'] } },
      'relay.networks[0]',
      'not-a-network',
    ],
    ['a domain that is none', { at: {}, relay: { domains: ['a@b'] } }, 'relay.domains[0]', 'not-a-domain'],
    ['a quarantine nowhere', { at: { quarantine: 5 } }, 'at.quarantine', 'quarantine-needs-folder'],
    ['a memory nowhere', { at: {}, known: { points: -1 } }, 'known', 'needs-state'],
    [
      'a network that is too long',
      { at: {}, greylist: { except: ['192.0.2.0/33'] }, state: 's' },
      'greylist.except[0]',
      'not-a-network',
    ],
    ['thresholds that go down', { at: { tag: 5, refuse: 4 } }, 'at', 'not-in-order'],
  ])('cannot have %s', (_what, value, path, code) => {
    const read = readPolicy(value);
    expect(read).toMatchObject({ ok: false });
    const faults = read.ok ? [] : read.faults;
    expect(faults.map((fault) => [fault.path, fault.code])).toContainEqual([path, code]);
    for (const lang of ['en', 'ru'] as const)
      for (const fault of faults) expect(policyWords[lang].fault(fault)).not.toMatch(/undefined/);
  });

  it('has a schema that knows every key of it', () => {
    const { properties, required } = policySchema() as {
      properties: Readonly<Record<string, unknown>>;
      required: readonly string[];
    };
    expect(Object.keys(properties).sort()).toEqual(Object.keys(FULL).sort());
    expect(required).toEqual(['at']);
  });
});

describe('points', () => {
  const point = (points: number): Point => ({ rule: 'lists', name: 'a', points, what: 'listed', detail: '' });
  const at = { tag: 5, quarantine: 10, refuse: 15 };

  it.each<readonly [readonly number[], string, number, number | null]>([
    [[], 'pass', 0, 5],
    [[3, 1.2, -4], 'pass', 0.2, 5],
    [[0.1, 0.2], 'pass', 0.3, 5],
    [[5], 'tag', 5, 5],
    [[4.99], 'pass', 4.99, 5],
    [[6, 6], 'quarantine', 12, 10],
    [[100, -3], 'refuse', 97, 15],
  ])('%j come to %s', (values, action, sum, limit) => {
    expect(policyVerdictOf(values.map(point), { at })).toMatchObject({ action, sum, limit });
  });

  it('wait where a rule could not tell, whatever they are', () => {
    expect(policyVerdictOf([point(100)], { at }, true)).toMatchObject({ action: 'later' });
  });

  it('have a sign', () => {
    expect([3, -0.25, 0, 1.2].map(signed)).toEqual(['+3.0', '-0.25', '0.0', '+1.2']);
  });
});

describe('a list', () => {
  it.each([
    ['192.0.2.9', '9.2.0.192.list.example'],
    ['::ffff:192.0.2.9', '9.2.0.192.list.example'],
    ['2001:db8::1', '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.list.example'],
    ['printer', null],
    ['1:2', null],
  ])('is asked about %s by %s', (address, name) => {
    expect(listName(address, 'list.example')).toBe(name);
  });

  it.each<readonly [readonly string[], string]>([
    [[], 'not-listed'],
    [['127.0.0.2'], 'listed'],
    [['127.0.0.4', '127.0.0.10'], 'listed'],
    [['127.255.255.254'], 'list-broken'],
    [['192.0.2.1'], 'list-broken'],
  ])('that answers %j says %s', (addresses, says) => {
    expect(listAnswer(addresses)).toBe(says);
  });
});

describe('a scanner', () => {
  it('of viruses answers', () => {
    expect(clamdAnswer('stream: OK\0')).toEqual({ kind: 'clean' });
    expect(clamdAnswer('stream: Lab.Eicar FOUND\0')).toEqual({ kind: 'virus', name: 'Lab.Eicar' });
    expect(clamdAnswer('INSTREAM size limit exceeded. ERROR\0')).toMatchObject({ kind: 'failed' });
    expect(clamdAnswer('')).toMatchObject({ kind: 'failed' });
    expect([...clamdChunk(Uint8Array.of(1, 2))]).toEqual([0, 0, 0, 2, 1, 2]);
  });

  it('of spam answers', () => {
    expect(spamdHead(7, 'mail')).toBe('SYMBOLS SPAMC/1.5\r\nContent-length: 7\r\nUser: mail\r\n\r\n');
    const said =
      'SPAMD/1.1 0 EX_OK\r\nContent-length: 9\r\nSpam: True ; 13.7 / 5.0\r\n\r\nGTUBE,NO_RELAYS\r\n';
    expect(spamdAnswer(said)).toEqual({ kind: 'score', score: 13.7, symbols: ['GTUBE', 'NO_RELAYS'] });
    expect(spamdAnswer('SPAMD/1.1 0 EX_OK\r\nSpam: False ; -1.2 / 5.0\r\n\r\n')).toMatchObject({
      score: -1.2,
    });
    expect(spamdAnswer('SPAMD/1.0 76 Bad header line\r\n\r\n')).toMatchObject({ kind: 'failed' });
    expect(rspamdAnswer('{"score":15,"symbols":{"GTUBE":{}}}')).toEqual({
      kind: 'score',
      score: 15,
      symbols: ['GTUBE'],
    });
    for (const odd of ['{', 'null', '{"score":"1"}', '[]'])
      expect(rspamdAnswer(odd)).toMatchObject({ kind: 'failed' });
  });

  it('is somewhere', () => {
    expect(scannerPlaceOf('localhost:3310')).toEqual({ host: 'localhost', port: 3310 });
    expect(scannerPlaceOf('[::1]:1')).toEqual({ host: '::1', port: 1 });
    expect(scannerPlaceOf('/run/clamd')).toEqual({ path: '/run/clamd' });
    for (const odd of ['localhost', 'a:0', 'a:70000', '::1:1', ':1']) expect(scannerPlaceOf(odd)).toBeNull();
  });

  it('has a time', () => {
    expect([timeOf('5s', 1), timeOf('250ms', 1), timeOf('1.5m', 1), timeOf(undefined, 1)]).toEqual([
      5000, 250, 90_000, 1,
    ]);
  });
});

describe('the fields of a letter', () => {
  const passage = {
    greetedName: 'client.example.com',
    address: '192.0.2.9',
    name: 'gateway.example.com',
    protocol: 'ESMTPS',
    id: 'LAB1.1',
    date: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
  };
  const points: readonly Point[] = [
    { rule: 'lists', name: 'a.example', points: 3, what: 'listed', detail: '' },
    { rule: 'ptr', name: '', points: 0, what: 'ptr-fine', detail: '' },
  ];

  it('say where it came from, and what was made of it', () => {
    expect(headerFields(passage, { points, sum: 3, action: 'pass', limit: 5 })).toBe(
      [
        'Received: from client.example.com ([192.0.2.9])',
        '\tby gateway.example.com with ESMTPS id LAB1.1;',
        '\tFri, 02 Jan 2026 03:04:05 +0000',
        'X-Lab-Verdict: pass; 3, limit 5',
        'X-Lab-Points: +3.0 lists a.example listed',
        '',
      ].join('\r\n'),
    );
  });

  it.each(['a) (b', 'a\r\nBcc: x', '=?utf-8?q?x?=', 'a b', '', '<script>'])(
    'let nothing of the client out: %j',
    (greetedName) => {
      const fields = headerFields(
        { ...passage, greetedName },
        { points: [], sum: 0, action: 'pass', limit: null },
      );
      expect(fields.split('\r\n')[0]).toBe('Received: from unknown ([192.0.2.9])');
    },
  );

  it('are not believed when a letter brings them', () => {
    const letter =
      'Subject: x\r\nX-LAB-Verdict: pass; -9\r\n\t(folded)\r\nX-Lab-Points: +0\r\nTo: a\r\n\r\nX-Lab-Verdict: in the text\r\n';
    expect(withoutOurs(letter)).toEqual({
      text: 'Subject: x\r\nTo: a\r\n\r\nX-Lab-Verdict: in the text\r\n',
      count: 2,
    });
    expect(withoutOurs('Subject: x\r\n\r\nx')).toEqual({ text: 'Subject: x\r\n\r\nx', count: 0 });
  });

  it('name the protocol', () => {
    const facts = { dialect: 'smtp', extended: true, encrypted: true, signedIn: true } as const;
    expect(protocolOf(facts)).toBe('ESMTPSA');
    expect(protocolOf({ ...facts, extended: false })).toBe('SMTP');
    expect(protocolOf({ ...facts, dialect: 'lmtp', signedIn: false })).toBe('LMTPS');
  });
});

/** Captures: written octet by octet, on each link layer, whole and with faults; and octets that are hostile. */

import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import { concatBytes, encodeText } from '../../../src/pure/protocol/index.ts';
import { CaptureFold, lettersOf, spansOf } from '../../../src/pure/reading/index.ts';
import type { CaptureDocument } from '../../../src/pure/reading/index.ts';
import { LIMITS } from '../../../src/pure/reading/captures/streams.ts';
import { connection, fragmentsOf, packet, pcap, pcapng, SESSION } from '../../support/packets.ts';
import type { Frame, Talk } from '../../support/packets.ts';

function read(octets: Uint8Array, size = octets.length, limits = LIMITS): CaptureDocument {
  const fold = new CaptureFold(limits);
  for (let at = 0; at < octets.length; at += size) fold.push(octets.subarray(at, at + size));
  return fold.finish();
}

/** What was said, a line a turn. */
function said(capture: CaptureDocument): readonly string[] {
  const marks: Readonly<Record<string, string>> = { client: 'C', server: 'S', letter: 'L', chunk: 'K' };
  return capture.conversations
    .flatMap(({ pieces }) => pieces.flatMap(({ turns }) => turns))
    .map(({ kind, text }) => `${marks[kind] ?? kind} ${text}`);
}

const LINES = [
  'S 220 mx.example.com ESMTP',
  'C EHLO client.example.org',
  ...['S 250-mx.example.com', 'S 250-PIPELINING', 'S 250 SIZE 1000000'],
  ...[
    'C MAIL FROM:<ann@example.org>',
    'C RCPT TO:<bob@example.com>',
    'C RCPT TO:<eve@example.com>',
    'C DATA',
  ],
  ...['S 250 2.1.0 Ok', 'S 250 2.1.5 Ok', 'S 550 5.1.1 <eve@example.com>: User unknown', 'S 354 Go on'],
  ...['L Subject: hello', 'L ', 'L One line.', 'L ..two dots', 'L .'],
  'S 250 2.0.0 Ok: queued as 77AA1',
  ...['C QUIT', 'S 221 2.0.0 Bye'],
];

const whole = connection(SESSION);
/** Packets of the connection with octets in them, by their place. */
const FIRST_DATA = 3;

describe('a conversation', () => {
  it.each([
    ...(['ethernet', 'vlan', 'null', 'loop', 'raw', 'cooked', 'cooked2'] as const).flatMap((link) =>
      ([4, 6] as const).map((version) => ({ link, version })),
    ),
  ])('is the same on $link with IPv$version, in pcap and pcapng', ({ link, version }) => {
    const frames = connection(SESSION, { link, version });
    for (const octets of [
      pcap(frames, { link }),
      pcap(frames, { link, big: true }),
      pcap(frames, { link, nano: true }),
      pcapng(frames, { link }),
    ]) {
      const capture = read(octets);
      expect(said(capture)).toEqual(LINES);
      expect(capture).toMatchObject({ packets: frames.length, streams: 1, damage: null, beyond: 0 });
      expect(capture.conversations[0]).toMatchObject({
        client: version === 4 ? '192.0.2.1:40000' : '[2001:db8::1]:40000',
        server: version === 4 ? '192.0.2.25:25' : '[2001:db8::19]:25',
        ...{ only: null, repeated: 0, ending: { by: 'server' } },
      });
      const reply = capture.conversations[0]?.pieces[0]?.turns.find(({ text }) => text.includes('77AA1'));
      expect(Math.round(reply?.after ?? 0)).toBe(1501);
    }
  });

  it('is the same whatever the chunks', () => {
    for (const octets of [pcap(whole), pcapng(whole)])
      for (const size of [1, 7, 1000]) expect(said(read(octets, size))).toEqual(LINES);
  });

  it('is the same behind a tag of a VLAN on Linux cooked v2', () => {
    const frames = connection(SESSION, { link: 'cooked2' }).map(({ octets, time }) => ({
      octets: concatBytes([
        new Uint8Array([0x81, 0]),
        octets.subarray(2, 20),
        new Uint8Array([0, 7, 8, 0]),
        octets.subarray(20),
      ]),
      time,
    }));
    expect(said(read(pcap(frames, { link: 'cooked2' })))).toEqual(LINES);
  });

  it('is the same behind extension headers of IPv6', () => {
    const frames = connection(SESSION, { version: 6, extensions: true });
    expect(said(read(pcap(frames)))).toEqual(LINES);
  });

  it.each([4, 6] as const)(
    'is the same in fragments of IPv%i, in any order of them, and with some twice',
    (version) => {
      for (const size of [8, 16, 24, 64]) {
        const parts = connection(SESSION, { version }).map((frame) => fragmentsOf(frame, size));
        for (const frames of [
          parts.flat(),
          parts.flatMap((one) => [...one].reverse()),
          parts.flatMap(([first, ...rest]) => [first as Frame, first as Frame, ...rest]),
        ]) {
          const capture = read(pcap(frames));
          expect(said(capture)).toEqual(LINES);
          expect(capture.unread.fragment).toBe(0);
        }
      }
    },
  );

  it('lacks what a missing fragment had, and what contradicts itself; the rest of it is counted', () => {
    const parts = connection(SESSION).map((frame) => fragmentsOf(frame, 24));
    const at = parts.findIndex((one, index) => index > FIRST_DATA && one.length > 2);
    const lacking = parts.flatMap((one, index) => (index === at ? one.slice(1) : one));
    const without = read(pcap(lacking));
    expect(without.unread.fragment).toBe((parts[at]?.length ?? 0) - 1);
    expect(said(without)).not.toEqual(LINES);
    const twofold = parts.flatMap((one, index) => {
      const [first] = one;
      if (index !== at || first === undefined) return one;
      const other = first.octets.slice();
      other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
      return [{ octets: other, time: first.time }, ...one];
    });
    const doubted = read(pcap(twofold));
    expect(doubted.unread.fragment).toBe((parts[at]?.length ?? 0) + 1);
    expect(said(doubted)).toEqual(said(without));
  });

  it('keeps no more than so many unfinished packets of IP', () => {
    const [first] = fragmentsOf(whole[FIRST_DATA] as Frame, 8);
    const frames = Array.from({ length: 3000 }, (_, id) => {
      const octets = (first as Frame).octets.slice();
      new DataView(octets.buffer).setUint16(4, id);
      return { octets, time: 0 };
    });
    expect(read(pcap([...frames, ...whole])).unread.fragment).toBe(3000);
    expect(said(read(pcap([...frames, ...whole])))).toEqual(LINES);
  });

  it('is the same in any order of its packets, and with each of them twice', () => {
    let seed = 7;
    const chance = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 0x8000_0000) / 0x8000_0000;
    for (let round = 0; round < 40; round += 1) {
      const [syn, ...rest] = [...whole, ...(round % 2 === 0 ? [] : whole)];
      const frames = rest
        .map((frame) => ({ frame, key: chance() }))
        .sort((a, b) => a.key - b.key)
        .map(({ frame }) => frame);
      expect(said(read(pcap([syn as Frame, ...frames])))).toEqual(LINES);
    }
  });

  it('is the same where a segment overlaps the one before it; other octets of the second are counted, and not shown', () => {
    const frames = [...whole];
    const again = packet({
      ...{ sequence: 0xffff_fff1, acknowledged: 1001 + 26 + 54 },
      data: 'EHLO XXXXXX.example.org\r\nMAIL FROM:<ann@example.org>\r\n',
    });
    frames.splice(FIRST_DATA + 3, 0, { octets: again, time: whole[FIRST_DATA + 3]?.time ?? 0 });
    const capture = read(pcap(frames));
    expect(said(capture)).toEqual(LINES);
    expect(capture.conversations[0]).toMatchObject({ conflicting: 6 });
    expect(capture.conversations[0]?.repeated).toBeGreaterThan(25);
  });

  it('tells its letters with sender, recipients and outcome', () => {
    const [one] = read(pcap(whole)).conversations;
    expect(lettersOf(one?.pieces ?? [])).toMatchObject([
      { sender: 'ann@example.org', recipients: ['bob@example.com'], outcome: 'accepted', code: 250 },
    ]);
    const cut = read(pcap(whole.slice(0, FIRST_DATA + 7))).conversations[0];
    expect(lettersOf(cut?.pieces ?? [])).toMatchObject([{ outcome: 'unknown', code: null }]);
  });

  it('has chunks of BDAT octet by octet', () => {
    const talk: Talk = [
      ...SESSION.slice(0, 3),
      ['C', 'MAIL FROM:<ann@example.org>\r\n'],
      ['S', '250 Ok\r\n'],
      ['C', 'BDAT 9 LAST\r\nQUIT\r\nabc'],
      ['S', '250 Ok\r\n'],
      ['C', 'QUIT\r\n'],
    ];
    const capture = read(pcap(connection(talk)));
    expect(said(capture).slice(-5)).toEqual(['C BDAT 9 LAST', 'K QUIT', 'K abc', 'S 250 Ok', 'C QUIT']);
    const turns = capture.conversations[0]?.pieces[0]?.turns.filter(({ kind }) => kind === 'chunk');
    expect(turns?.map(({ open }) => open)).toEqual([false, true]);
  });
});

describe('time', () => {
  it('of each step is that of the packets', () => {
    const [piece] = read(pcap(whole)).conversations[0]?.pieces ?? [];
    const spans = spansOf(piece as NonNullable<typeof piece>);
    expect(spans.map(({ step, label, from, to }) => [step, label, Math.round(to - from)])).toEqual([
      ['greeting', '', 2003],
      ['command', 'EHLO', 1],
      ...['MAIL', 'RCPT', 'RCPT', 'DATA'].map((verb) => ['command', verb, 1]),
      ['upload', '', 1],
      ['final', '', 1501],
      ['command', 'QUIT', 1],
    ]);
  });

  it('of an interface whose clock is shifted is shifted back', () => {
    const talk: Talk = [...SESSION.slice(0, 3)];
    for (const [at, seconds] of [
      [0, 5],
      [2, -7],
    ] as const) {
      const [first] = read(pcapng(connection(talk), { offset: seconds })).conversations;
      expect(Math.round(first?.pieces[0]?.turns[at]?.after ?? 0)).toBe(at === 0 ? 2003 : 1);
    }
  });
});

describe('what is missing', () => {
  it('parts a conversation where a command is not in the capture, and says how much', () => {
    const capture = read(pcap(whole.filter((_, at) => at !== FIRST_DATA + 1)));
    const pieces = capture.conversations[0]?.pieces ?? [];
    expect(pieces.map(({ missing }) => missing.client)).toEqual([0, 25]);
    expect(pieces[0]?.turns.map(({ text }) => text)).toContain('220 mx.example.com ESMTP');
    expect(said(capture)).toEqual(LINES.filter((line) => !line.startsWith('C EHLO')));
  });

  it('is named in a letter, which goes on', () => {
    const capture = read(pcap(whole.filter((_, at) => at !== FIRST_DATA + 5)));
    expect(said(capture)).toEqual([
      ...LINES.slice(0, 13),
      ...['placeholder ...', 'L ..two dots', 'L .'],
      ...LINES.slice(18),
    ]);
    expect(capture.conversations[0]?.pieces).toMatchObject([{ missing: { client: 29, server: 0 } }]);
  });

  it('may be a whole side', () => {
    const isClient = ({ octets }: Frame): boolean => octets[15] === 1;
    const client = read(pcap(whole.filter(isClient)));
    expect(client.conversations).toMatchObject([{ only: 'client', server: '192.0.2.25:25' }]);
    expect(said(client)).toEqual(LINES.filter((line) => !line.startsWith('S ')));
    const server = read(pcap(whole.filter((frame) => !isClient(frame))));
    expect(server.conversations).toMatchObject([{ only: 'server', server: '192.0.2.25:25' }]);
    expect(said(server)).toEqual(LINES.filter((line) => line.startsWith('S ')));
  });

  it('may be the beginning', () => {
    const capture = read(pcap(whole.slice(FIRST_DATA + 3)));
    expect(said(capture).slice(-8)).toEqual(LINES.slice(-8));
    expect(capture.conversations).toMatchObject([{ server: '192.0.2.25:25' }]);
  });

  it('is the rest of a file that is cut at any octet: nothing is thrown, and the damage is told', () => {
    for (const octets of [pcap(whole), pcapng(whole)])
      for (let length = 4; length < octets.length; length += 3) {
        const capture = read(octets.subarray(0, length));
        expect(capture.packets).toBeLessThanOrEqual(whole.length);
        if (capture.packets < whole.length && capture.damage === null) continue;
        expect(capture.damage ?? length).toBeLessThanOrEqual(length);
      }
  });
});

describe('encryption', () => {
  const u16 = (value: number): number[] => [value >> 8, value & 255];
  const extension = (type: number, body: readonly number[]): number[] => [
    ...u16(type),
    ...u16(body.length),
    ...body,
  ];
  const record = (type: number, body: readonly number[]): Uint8Array => {
    const message = [type, 0, ...u16(body.length), ...body];
    return new Uint8Array([22, 3, 1, ...u16(message.length), ...message]);
  };
  const chance = Array.from({ length: 32 }, () => 9);
  const name = [...encodeText('mx.example.com')];
  const asks = extension(0, [...u16(name.length + 3), 0, ...u16(name.length), ...name]);
  const clientHello = record(1, [3, 3, ...chance, 0, 0, 2, 0x13, 1, 1, 0, ...u16(asks.length), ...asks]);
  const chooses = extension(43, [3, 4]);
  const serverHello = record(2, [3, 3, ...chance, 0, 0x13, 1, 0, ...u16(chooses.length), ...chooses]);
  const secret = encodeText('AUTH PLAIN AGFubgBzZWNyZXQ=\r\n');

  it('is seen behind STARTTLS, with version and name, and nothing behind it is read', () => {
    const talk: Talk = [
      ...SESSION.slice(0, 3),
      ['C', 'STARTTLS\r\n'],
      ['S', '220 Go on\r\n'],
      ...[['C', clientHello.subarray(0, 20)] as const, ['C', clientHello.subarray(20)] as const],
      ['S', serverHello],
      ['C', secret],
    ];
    const capture = read(pcap(connection(talk)));
    expect(said(capture).slice(5)).toEqual([
      'C STARTTLS',
      'S 220 Go on',
      'tls ',
      'note TLS 1.3, SNI mx.example.com',
    ]);
    expect(capture.conversations[0]?.pieces[0]?.tls).toEqual({ version: 'TLS 1.3', name: 'mx.example.com' });
  });

  it('is not claimed where the client goes on in plain text', () => {
    const talk: Talk = [
      ...SESSION.slice(0, 3),
      ['C', 'STARTTLS\r\n'],
      ['S', '220 Go on\r\n'],
      ['C', 'QUIT\r\n'],
    ];
    expect(said(read(pcap(connection(talk)))).slice(-2)).toEqual(['S 220 Go on', 'C QUIT']);
  });

  it('from the first octet is told with what can be seen', () => {
    const talk: Talk = [
      ['C', clientHello],
      ['S', serverHello],
    ];
    const capture = read(pcap(connection(talk, { serverPort: 465 })));
    expect(capture.conversations).toEqual([]);
    expect(capture.encrypted).toMatchObject([
      { server: '192.0.2.25:465', seen: { version: 'TLS 1.3', name: 'mx.example.com' } },
    ]);
  });
});

describe('other traffic', () => {
  it('is no mail: HTTP, FTP, and the same ports once more are another connection', () => {
    const http: Talk = [
      ['C', 'GET / HTTP/1.1\r\n\r\n'],
      ['S', 'HTTP/1.1 200 OK\r\n\r\n'],
    ];
    const ftp: Talk = [
      ['S', '220 FTP ready\r\n'],
      ['C', 'USER ann\r\n'],
      ['S', '331 Password\r\n'],
    ];
    const frames = [
      ...connection(http, { clientPort: 1, serverPort: 80 }),
      ...connection(ftp, { clientPort: 2, serverPort: 21 }),
      ...connection(SESSION),
      ...connection(SESSION, { clientBase: 5_000_000 }),
    ];
    const capture = read(pcap(frames));
    expect(capture).toMatchObject({ streams: 4 });
    expect(said(capture)).toEqual([...LINES, ...LINES]);
  });
});

describe('what counts', () => {
  const download: Talk = [
    ['C', 'GET /film HTTP/1.1\r\n\r\n'],
    ...Array.from({ length: 60 }, () => ['S', 'x'.repeat(1000)] as const),
  ];

  it('is mail: a download beside it takes no room, though it is larger than all the room there is', () => {
    const frames = [...connection(download, { clientPort: 1, serverPort: 80 }), ...connection(SESSION)];
    const capture = read(pcap(frames), 4096, { ...LIMITS, total: 20_000, look: 10_000 });
    expect(capture).toMatchObject({ streams: 2, dropped: 0 });
    expect(said(capture)).toEqual(LINES);
  });

  it('is mail: a download that began before the capture goes when there is no room', () => {
    const frames = [
      ...connection(download, { clientPort: 1, serverPort: 80 }).slice(4),
      ...connection(SESSION),
    ];
    const capture = read(pcap(frames), 4096, { ...LIMITS, total: 80_000, look: 10_000 });
    expect(capture).toMatchObject({ streams: 2, dropped: 0 });
    expect(said(capture)).toEqual(LINES);
  });

  it('is what can be read: octets behind the handshake take no room', () => {
    const talk: Talk = [
      ...SESSION.slice(0, 3),
      ['C', 'STARTTLS\r\n'],
      ['S', '220 Go on\r\n'],
      ['C', new Uint8Array([22, 3, 1, 0, 4, 1, 0, 0, 0])],
      ...Array.from({ length: 60 }, () => ['C', new Uint8Array(1000).fill(23)] as const),
    ];
    const capture = read(pcap(connection(talk)), 4096, { ...LIMITS, stream: 30_000, look: 10_000 });
    expect(capture).toMatchObject({ dropped: 0, streams: 1 });
    expect(capture.conversations[0]?.pieces).toHaveLength(1);
    expect(said(capture).at(-1)).toBe('tls ');
  });

  it('is so many lines, however short they are', () => {
    const talk: Talk = [
      ...SESSION.slice(0, 3),
      ['C', 'MAIL FROM:<ann@example.org>\r\nRCPT TO:<bob@example.com>\r\nDATA\r\n'],
      ['S', '250 a\r\n250 b\r\n354 c\r\n'],
      ...Array.from({ length: 100 }, () => ['C', '\n'.repeat(1000)] as const),
    ];
    const capture = read(pcap(connection(talk)), 4096, { ...LIMITS, lines: 5000 });
    expect(said(capture).length).toBeLessThan(6100);
    expect(capture.dropped).toBeGreaterThan(90_000);
  });
});

describe('hostile captures', () => {
  it('cost a bounded amount, and say what was not read', () => {
    const many = Array.from({ length: 300 }, (_, at) => ({
      octets: packet({ sequence: 1, flags: 'S', clientPort: at + 1 }),
      time: at,
    }));
    const limits = { ...LIMITS, streams: 100, stream: 2000, total: 3000 };
    const late = connection(SESSION, { clientPort: 1 });
    const capture = read(pcap([...many, ...late]), 4096, limits);
    expect(capture).toMatchObject({ streams: 100, beyond: 200 + late.length });
    const small = { ...LIMITS, streams: 100, stream: 600, total: 3000 };
    const full = read(pcap(whole), 4096, small);
    expect(full.dropped).toBeGreaterThan(100);
    expect(full.conversations[0]?.dropped).toBe(full.dropped);
  });

  it('with octets that are others throw nothing', () => {
    let seed = 11;
    const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 0x8000_0000) % below;
    for (const origin of [
      pcap(whole),
      pcapng(whole),
      pcap(connection(SESSION, { version: 6, link: 'vlan' }), { link: 'vlan' }),
    ])
      for (let round = 0; round < 400; round += 1) {
        const octets = origin.slice();
        for (let change = 0; change <= next(12); change += 1) octets[next(octets.length)] = next(256);
        const capture = read(octets, 1 + next(5000));
        for (const { pieces } of capture.conversations) lettersOf(pieces);
        expect(capture.packets).toBeLessThanOrEqual(octets.length / 16);
      }
  });

  it('with absurd lengths are damaged from there on', () => {
    const octets = concatBytes([
      pcap(whole),
      new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 1, 1, 1, 1]),
    ]);
    expect(read(octets)).toMatchObject({ damage: pcap(whole).length, packets: whole.length });
  });

  it('of a line that never ends, an octet a packet, take no time that grows with its square', () => {
    const capture = (length: number): Uint8Array =>
      pcap(
        connection([
          ['S', '220 mx.example.com ESMTP\r\n'],
          ['C', 'EHLO a\r\n'],
          ...Array.from({ length }, () => ['C', 'x'] as const),
        ]),
      );
    const made = new Map<number, Uint8Array>();
    const captureOf = (size: number): Uint8Array => {
      const octets = made.get(size) ?? capture(size);
      made.set(size, octets);
      return octets;
    };
    expect(said(read(captureOf(5000))).at(-1)?.length).toBe(5002);
    expect(growth((size) => read(captureOf(size)), 500)).toBeLessThan(LINEAR);
  });
});

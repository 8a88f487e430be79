import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import { decodeText, ReplyReader } from '../../../src/pure/protocol/index.ts';
import type { ReplyResult } from '../../../src/pure/protocol/index.ts';
import { cuttings } from '../../support/feed.ts';

function readAll(chunks: readonly Uint8Array[], limits = {}): readonly ReplyResult[] {
  const reader = new ReplyReader(limits);
  return chunks.flatMap((chunk) => [...reader.push(chunk)]);
}

const short = (result: ReplyResult): unknown =>
  result.kind === 'reply'
    ? [result.code, ...result.lines]
    : result.kind === 'malformed'
      ? result.rule
      : result.limit;

const vectors = [
  { name: 'a reply of one line', wire: '220 mail.example ready\r\n', replies: [[220, 'mail.example ready']] },
  {
    name: 'a greeting of several lines is one reply, its last line a bare code [case-001]',
    wire: '220-mx.example.com ESMTP\r\n220-No bulk mail through this host.\r\n220\r\n',
    replies: [[220, 'mx.example.com ESMTP', 'No bulk mail through this host.', '']],
  },
  {
    name: 'a code alone, and a code with a space, are replies without a text [case-002]',
    wire: '250\r\n250 \r\n334 \r\n',
    replies: [
      [250, ''],
      [250, ''],
      [334, ''],
    ],
  },
  {
    name: 'a character of several octets survives every cut [case-003]',
    wire: '250-mx.example.com café\r\n250-SIZE 1000000\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n',
    replies: [[250, 'mx.example.com café', 'SIZE 1000000', 'STARTTLS', 'AUTH PLAIN LOGIN']],
  },
  {
    name: 'a lone CR inside a line does not make two replies of one [case-004]',
    wire: '550 denied\r250 accepted\r\n',
    replies: [[550, 'denied\r250 accepted']],
  },
  { name: 'a bare LF ends a line, as a named quirk', wire: '250 ok\n', replies: [[250, 'ok']] },
  { name: 'codes that differ inside one reply', wire: '250-a\r\n550 b\r\n', replies: ['codes-differ'] },
  {
    name: 'a line that does not begin with a code',
    wire: 'HTTP/1.1 400 Bad Request\r\n',
    replies: ['not-a-code'],
  },
  { name: 'a code that no standard allows', wire: '999 what\r\n', replies: ['code-out-of-range'] },
  { name: 'a fourth character that is no separator', wire: '2500 ok\r\n', replies: ['bad-separator'] },
  { name: 'nothing is read behind what is malformed', wire: 'junk\r\n250 ok\r\n', replies: ['not-a-code'] },
];

describe('the reply reader', () => {
  for (const { name, wire, replies } of vectors) {
    for (const { name: way, chunks } of cuttings(wire)) {
      it(`${name} (${way})`, () => {
        expect(readAll(chunks).map(short)).toEqual(replies);
      });
    }
  }

  it.each(vectors)('$name, and what follows it in the same chunk waits for its turn', ({ wire, replies }) => {
    expect(readAll([new TextEncoder().encode(`${wire}250-more`)]).map(short)).toEqual(replies);
  });

  it('keeps octets that are not UTF-8 visible as hexadecimal', () => {
    const [reply] = readAll([Uint8Array.of(0x35, 0x35, 0x30, 0x20, 0xe4, 0x41, 0x0d, 0x0a)]);
    expect(reply?.kind === 'reply' && reply.lines).toEqual(['\\xe4A']);
  });

  it('finds the enhanced code and names the quirks', () => {
    const [reply] = readAll([new TextEncoder().encode('550 5.1.1 No such user\n')]);
    expect(reply).toMatchObject({ code: 550, class: 5, enhanced: { text: '5.1.1' }, quirks: ['bare-lf'] });
  });

  it('calls a line without its end incomplete when the stream is over [case-009]', () => {
    const reader = new ReplyReader();
    expect(reader.push(new TextEncoder().encode('250 OK'))).toEqual([]);
    expect(reader.finish()).toMatchObject({ kind: 'malformed', rule: 'incomplete' });
    expect(new ReplyReader().finish()).toBeNull();
  });

  it('stops at an endless line, an endless reply and too many lines', () => {
    const line = new TextEncoder().encode('x'.repeat(50));
    expect(
      readAll(
        Array.from({ length: 9 }, () => line),
        { lineOctets: 100 },
      ).map(short),
    ).toEqual(['line']);
    const more = new TextEncoder().encode('250-more\r\n');
    expect(
      readAll(
        Array.from({ length: 30 }, () => more),
        { replyOctets: 100 },
      ).map(short),
    ).toEqual(['reply']);
    expect(
      readAll(
        Array.from({ length: 30 }, () => more),
        { replyLines: 5 },
      ).map(short),
    ).toEqual(['lines']);
  });

  it('gives the same replies, octet for octet, for every text and every cutting', () => {
    const line = fc.constantFrom(
      '250-one\r\n',
      '250 two\r\n',
      '250\n',
      '550 5.1.1 né\r\n',
      '25',
      '\r',
      '\n',
      'x',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.nat(99), { maxLength: 6 }),
        (parts, cuts) => {
          const bytes = new TextEncoder().encode(parts.join(''));
          const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
          const whole = readAll([bytes]);
          expect(readAll(at.slice(1).map((end, index) => bytes.subarray(at[index], end)))).toEqual(whole);
          const raw = whole.flatMap((result) => (result.kind === 'reply' ? [decodeText(result.raw)] : []));
          expect(parts.join('').startsWith(raw.join(''))).toBe(true);
        },
      ),
    );
  });

  it('reads each line by itself where octets and characters differ in number', () => {
    // Three characters of two octets, and one octet that is shown as four characters: as many of both.
    const wire = [...new TextEncoder().encode('250-éé\r\n250 é '), 0xff, 0x0d, 0x0a];
    expect(readAll([Uint8Array.from(wire)]).map(short)).toEqual([[250, 'éé', 'é \\xff']]);
  });

  it('forgets what is unfinished, and says how much that was', () => {
    const reader = new ReplyReader();
    reader.push(new TextEncoder().encode('250-a\r\n25'));
    expect(reader.pending).toBe(9);
    expect(reader.clear()).toBe(9);
    expect(reader.pending).toBe(0);
    expect(reader.push(new TextEncoder().encode('220 b\r\n')).map(short)).toEqual([[220, 'b']]);
  });

  it('keeps nothing of the chunk that a reply came in', () => {
    const chunk = new TextEncoder().encode('250 ok\r\n');
    const [reply] = readAll([chunk]);
    chunk.fill(0);
    expect(reply?.kind === 'reply' && decodeText(reply.raw)).toBe('250 ok\r\n');
  });

  it('costs time in proportion to the octets, however a server cuts its reply and whatever is in it', () => {
    const rubbish = new Uint8Array(60_000).fill(0xe4);
    rubbish.set(new TextEncoder().encode('250-'));
    rubbish.set([0x0d, 0x0a], rubbish.length - 2);
    expect(readAll(Array.from({ length: 20 }, () => rubbish)).map(short)).toEqual(['reply']);
    const drops = new TextEncoder().encode(`250-${'x'.repeat(60_000)}\r\n250 end\r\n`);
    expect(readAll([...drops].map((octet) => Uint8Array.of(octet)))).toHaveLength(1);
    const inDrops = (size: number): unknown =>
      readAll(
        [...new TextEncoder().encode(`250 ${'x'.repeat(size)}\r\n`)].map((octet) => Uint8Array.of(octet)),
      );
    expect(growth(inDrops, 500)).toBeLessThan(LINEAR);
    const inBlocks = (size: number): unknown =>
      readAll(Array.from({ length: size }, () => rubbish.subarray(0, 1000)));
    expect(growth(inBlocks, 2)).toBeLessThan(LINEAR);
  });
});

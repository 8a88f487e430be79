import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText, LineReader } from '../../../src/pure/protocol/index.ts';
import type { Line } from '../../../src/pure/protocol/index.ts';
import { cuttings } from '../../support/feed.ts';

const short = (line: Line): string =>
  line.kind === 'line' ? `${line.ending} ${decodeText(line.bytes)}` : 'too long';

function readAll(chunks: readonly Uint8Array[], max = 100): readonly string[] {
  const reader = new LineReader(max);
  return chunks.flatMap((chunk) => reader.push(chunk).map(short));
}

describe('the line reader', () => {
  for (const { name, chunks } of cuttings('EHLO a\r\n\r\nbare\nwith\rcr\r\n\r\r\nrest')) {
    it(`tells how each line ended, and takes a lone CR for text (${name})`, () => {
      expect(readAll(chunks)).toEqual(['crlf EHLO a', 'crlf ', 'lf bare', 'crlf with\rcr', 'crlf \r']);
    });
  }

  for (const { name, chunks } of cuttings(
    `${'x'.repeat(11)}\r\n${'y'.repeat(10)}\r\n${'z'.repeat(500)}\r\nok\r\n`,
  )) {
    it(`tells of a line that is too long once, and goes on behind it (${name})`, () => {
      expect(readAll(chunks, 10)).toEqual(['too long', `crlf ${'y'.repeat(10)}`, 'too long', 'crlf ok']);
    });
  }

  for (const { name, chunks } of cuttings('EHLO a\r\nbare\nline\r\n\n\r\n\r\n\r\r\nrest\n')) {
    it(`ends lines at CRLF alone where that is wanted (${name})`, () => {
      const reader = new LineReader(100, undefined, 'crlf');
      const lines = chunks.flatMap((chunk) => reader.push(chunk).map(short));
      expect(lines).toEqual(['crlf EHLO a', 'crlf bare\nline', 'crlf \n', 'crlf ', 'crlf \r']);
      expect(reader.endsInBareLf).toBe(true);
      expect(decodeText(reader.takePending())).toBe('rest\n');
      expect(reader.endsInBareLf).toBe(false);
    });
  }

  it('skips a line that is too long up to its CRLF', () => {
    const reader = new LineReader(5, undefined, 'crlf');
    const lines = ['xxx\nxxxxxx', 'x\nx\r', '\nok\r\n'].flatMap((text) =>
      reader.push(encodeText(text)).map(short),
    );
    expect(lines).toEqual(['too long', 'crlf ok']);
  });

  it('gives one line at a time, with what stands behind it', () => {
    const reader = new LineReader(100);
    expect(reader.pushOne(encodeText('STARTT')).line).toBeNull();
    expect(reader.pending).toBe(6);
    const { line, rest } = reader.pushOne(encodeText('LS\r\nEHLO a\r\n'));
    expect(line === null ? null : short(line)).toBe('crlf STARTTLS');
    expect(decodeText(rest)).toBe('EHLO a\r\n');
    expect(reader.pending).toBe(0);
  });

  it('gives the same lines for every text and every cutting', () => {
    const piece = fc.constantFrom('a', '\r', '\n', '\r\n', 'line\r\n', 'x'.repeat(12));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.nat(200), { maxLength: 5 }),
        (pieces, cuts) => {
          const bytes = encodeText(pieces.join(''));
          const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
          const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
          expect(readAll(chunks, 10)).toEqual(readAll([bytes], 10));
        },
      ),
    );
  });
});

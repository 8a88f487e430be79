import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import {
  concatBytes,
  decodeText,
  encodeText,
  LetterDecoder,
  LetterEncoder,
} from '../../../src/pure/protocol/index.ts';
import { cuttings } from '../../support/feed.ts';

function encode(chunks: readonly Uint8Array[], stuff = true): { wire: string; encoder: LetterEncoder } {
  const encoder = new LetterEncoder({ stuff });
  const parts = chunks.map((chunk) => encoder.push(chunk));
  parts.push(encoder.finish());
  return { wire: decodeText(concatBytes(parts)), encoder };
}

/** The same by string replacement, as slow and plain as can be. */
function reference(text: string): string {
  const repaired = text.replace(/\r\n|\r|\n/g, '\r\n');
  const closed = repaired === '' || repaired.endsWith('\r\n') ? repaired : `${repaired}\r\n`;
  return `${closed.replace(/^\./gm, '..')}.\r\n`;
}

const lines = fc.array(fc.constantFrom('a', '.', '..', '\r', '\n', '\r\n', 'text', '.\r\n.'), {
  maxLength: 30,
});

function cut(text: string, at: readonly number[]): Uint8Array[] {
  const bytes = encodeText(text);
  const borders = [0, ...at.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
}

describe('dot-stuffing', () => {
  it('doubles the first dot of each line, the first and the last too [case-021]', () => {
    for (const { chunks } of cuttings('Subject: dots\r\n\r\n.\r\n..\r\n.hidden\r\na.b\r\n.\r\n')) {
      const { wire, encoder } = encode(chunks);
      expect(wire).toBe('Subject: dots\r\n\r\n..\r\n...\r\n..hidden\r\na.b\r\n..\r\n.\r\n');
      expect(encoder.counts).toMatchObject({ stuffed: 4, repaired: 0, closed: false, lines: 7 });
    }
  });

  it('repairs bare LF and bare CR before it looks for dots, and says so [case-022]', () => {
    for (const { chunks } of cuttings('one\n.\ntwo\r\nthree\r.\rfour\n')) {
      const { wire, encoder } = encode(chunks);
      expect(wire).toBe('one\r\n..\r\ntwo\r\nthree\r\n..\r\nfour\r\n.\r\n');
      expect(encoder.counts.repaired).toBe(5);
    }
  });

  it('counts the octets that SIZE counts: CRLF, no stuffing, no final dot [case-031]', () => {
    expect(encode([encodeText('Subject: x\r\n\r\n.a\r\n')]).encoder.counts.bytes).toBe(18);
    expect(encode([encodeText('Subject: x\n\n.a')]).encoder.counts).toMatchObject({
      bytes: 18,
      closed: true,
    });
  });

  it('is what a plain replacement gives, for every text and every cutting', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(200), { maxLength: 5 }), (pieces, at) => {
        const text = pieces.join('');
        expect(encode(cut(text, at)).wire).toBe(reference(text));
      }),
    );
  });

  it('is the same whichever way it is done: in long lines, in short ones, and where the text changes its kind', () => {
    const long = `${'The quick brown fox jumps over the lazy dog. '.repeat(3)}\r\n`;
    const kinds = fc.constantFrom(
      long,
      '.\r\n',
      '\r\n',
      '.\n',
      'a\r',
      `.${long}`,
      `${long.trim()}\n`,
      '\n.\n\r\r.',
    );
    const texts = fc.array(fc.tuple(kinds, fc.nat(60)), { maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(9000), { maxLength: 3 }), (pieces, at) => {
        const text = pieces.map(([piece, times]) => piece.repeat(times)).join('');
        const { wire, encoder } = encode(cut(text, at));
        expect(wire).toBe(reference(text));
        const lines = wire.split('\r\n').slice(0, -2);
        expect(encoder.counts).toMatchObject({
          lines: lines.length,
          stuffed: lines.filter((line) => line.startsWith('.')).length,
          bytes: wire.length - 3 - lines.filter((line) => line.startsWith('.')).length,
        });
      }),
      { numRuns: 200 },
    );
  });

  it('hands on a chunk without a change uncopied, and stuffs nothing for BDAT', () => {
    const chunk = encodeText(`${'a line of text, and so on '.repeat(4)}\r\n`.repeat(100));
    expect(new LetterEncoder({ stuff: true }).push(chunk).buffer).toBe(chunk.buffer);
    expect(new LetterEncoder({ stuff: false }).push(encodeText('.\r\n'))).toEqual(encodeText('.\r\n'));
  });

  it('is undone by the other side, for every text and every cutting', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(200), { maxLength: 5 }), (pieces, at) => {
        const text = pieces.join('').replace(/\r\n|\r|\n/g, '\r\n');
        const closed = text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`;
        const decoder = new LetterDecoder();
        const texts: Uint8Array[] = [];
        for (const chunk of cut(`${reference(text)}QUIT\r\n`, at)) {
          const result = decoder.push(chunk);
          texts.push(result.text);
          if (result.done) break;
        }
        expect(decodeText(concatBytes(texts))).toBe(closed);
        expect(decoder.bareLineEnds).toBe(0);
      }),
    );
  });
});

describe('the end of a letter', () => {
  it('is CRLF, dot, CRLF, wherever it is cut, and never a dot between bare line feeds [case-022, case-036]', () => {
    const decoder = new LetterDecoder();
    expect(decoder.push(encodeText('x\n.\n')).done).toBe(false);
    expect(decoder.push(encodeText('.\r\n')).done).toBe(false);
    expect(decoder.push(encodeText('\r\n.\r')).done).toBe(false);
    const last = decoder.push(encodeText('\nQUIT\r\n'));
    expect(last.done).toBe(true);
    expect(decodeText(last.rest)).toBe('QUIT\r\n');
    expect(decoder.bareLineEnds).toBeGreaterThan(0);
  });

  it('keeps a CR that looked like the end of the end', () => {
    for (const { chunks } of cuttings('a\r\n.\rb\r\n.\r\n')) {
      const decoder = new LetterDecoder();
      const results = chunks.map((chunk) => decoder.push(chunk));
      expect(decodeText(concatBytes(results.map((result) => result.text)))).toBe('a\r\n\rb\r\n');
      expect(results.at(-1)?.done).toBe(true);
      expect(decoder.bareLineEnds).toBe(1);
    }
  });

  it('costs time in proportion to the letter, whatever its line ends are', () => {
    for (const octet of ['\n', '\r', '.\r\n']) {
      const both = (size: number): void => {
        const letter = encodeText(octet.repeat(size));
        new LetterEncoder({ stuff: true }).push(letter);
        new LetterDecoder().push(letter);
      };
      expect(growth(both, 5000)).toBeLessThan(LINEAR);
    }
  });

  it('may come at once, for an empty letter [case-036]', () => {
    expect(new LetterDecoder().push(encodeText('.\r\n'))).toMatchObject({ done: true });
  });
});

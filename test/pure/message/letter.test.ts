import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import {
  composeLetter,
  formatAddresses,
  formatField,
  HeaderFilter,
  LetterScan,
} from '../../../src/pure/message/index.ts';
import type { Composed } from '../../../src/pure/message/index.ts';
import { concatBytes, decodeText, encodeText, LetterEncoder } from '../../../src/pure/protocol/index.ts';
import { cuttings } from '../../support/feed.ts';

const GIVEN: Composed = {
  from: { name: 'Ann Example', address: 'a@example.com' },
  to: [{ name: '', address: 'b@example.com' }],
  cc: [],
  subject: 'Hello',
  body: 'Test email',
  headers: [],
  date: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
  messageId: '<abc@client.example.com>',
};

const longest = (letter: string): number => Math.max(...letter.split('\r\n').map((line) => line.length));

describe('a composed letter', () => {
  it('has the fields that every letter has, and a blank line before its text [case-024]', () => {
    const letter = composeLetter(GIVEN);
    expect(letter).toContain('Date: Fri, 2 Jan 2026 03:04:05 +0000\r\n');
    for (const name of ['From', 'To', 'Message-ID', 'Subject'])
      expect(letter).toMatch(new RegExp(`^${name}: `, 'm'));
    expect(letter).toContain('\r\n\r\nTest email\r\n');
  });

  it('leaves backslashes as they are [case-024]', () => {
    expect(composeLetter({ ...GIVEN, body: 'C:\\new\\table \\n end' })).toContain(
      'C:\\new\\table \\n end\r\n',
    );
  });

  it('keeps every line under 998 octets, and the text the same, however long its lines [case-023]', async () => {
    const to = Array.from({ length: 60 }, (_, index) => ({
      name: '',
      address: `recipient-${String(index).padStart(3, '0')}@example.com`,
    }));
    const letter = composeLetter({
      ...GIVEN,
      to,
      body: 'a'.repeat(1200),
      subject: 'слово '.repeat(40).trim(),
    });
    expect(longest(letter)).toBeLessThanOrEqual(78);
    const parsed = await PostalMime.parse(letter);
    expect(parsed.text?.trimEnd()).toBe('a'.repeat(1200));
    expect(parsed.subject).toBe('слово '.repeat(40).trim());
    expect(parsed.to?.map(({ address }) => address)).toEqual(to.map(({ address }) => address));
  });

  it('sends a line of 998 octets as it is, and encodes one of 999 [case-023]', () => {
    expect(composeLetter({ ...GIVEN, body: 'a'.repeat(998) })).toContain(`\r\n${'a'.repeat(998)}\r\n`);
    expect(composeLetter({ ...GIVEN, body: 'a'.repeat(999) })).toContain('base64');
  });

  it('is read as it was written in any script', async () => {
    const parsed = await PostalMime.parse(
      composeLetter({ ...GIVEN, subject: 'Тема 😀', body: 'Привет\n.точка' }),
    );
    expect(parsed).toMatchObject({
      subject: 'Тема 😀',
      text: expect.stringMatching(/^Привет\r?\n\.точка\s*$/),
    });
  });

  it.each([
    ['Ann Example', 'Ann Example <a@example.com>'],
    ['Doe, Jane', '"Doe, Jane" <a@example.com>'],
    ['the "Boss" \\o/', '"the \\"Boss\\" \\\\o/" <a@example.com>'],
  ])('writes the name %s so that it is one name [case-027]', async (name, written) => {
    const letter = composeLetter({ ...GIVEN, from: { name, address: 'a@example.com' } });
    expect(letter).toContain(`From: ${written}\r\n`);
    expect((await PostalMime.parse(letter)).from).toEqual({ name, address: 'a@example.com' });
  });

  it.each([
    'Анна Петрова-Водкина, отдел писем и очень длинных названий',
    '=?utf-8?B?PT0=?=',
    'a'.repeat(300),
  ])('reads the name %s back as it was', async (name) => {
    const letter = composeLetter({ ...GIVEN, to: [{ name, address: 'b@example.com' }] });
    expect(longest(letter)).toBeLessThanOrEqual(78);
    expect((await PostalMime.parse(letter)).to).toEqual([{ name, address: 'b@example.com' }]);
  });

  it('reads a subject back as it was, long, in one word, or like an encoded one', async () => {
    for (const subject of ['word '.repeat(60).trim(), 'x'.repeat(1500), '=?utf-8?Q?no?=', 'a\u0001b', '']) {
      const letter = composeLetter({ ...GIVEN, subject });
      expect(longest(letter)).toBeLessThanOrEqual(998);
      expect((await PostalMime.parse(letter)).subject ?? '').toBe(subject);
    }
  });

  it('takes a field of the user in place of its own', () => {
    const letter = composeLetter({
      ...GIVEN,
      headers: ['Subject: mine', 'X-Test: 1', 'content-type: text/markdown'],
    });
    expect(letter.match(/^Subject:/gm)).toHaveLength(1);
    expect(letter).toContain('X-Test: 1\r\n');
    expect(letter.match(/^content-type:/gim)).toHaveLength(1);
  });

  it('encodes names in fields that hold addresses, and leaves the addresses', () => {
    expect(formatField('Reply-To', 'Анна <r@example.com>, x@example.com')).toBe(
      'Reply-To: =?utf-8?B?0JDQvdC90LA=?= <r@example.com>,\r\n x@example.com',
    );
    expect(formatField('References', '<a@x> <b@x>')).toBe('References: <a@x> <b@x>');
    expect(formatField('X-Текст', 'слово')).toBe('X-Текст: =?utf-8?B?0YHQu9C+0LLQvg==?=');
  });

  it.each([' '.repeat(200), `a${' '.repeat(200)}b`, `a${' '.repeat(200)}`, '\t'.repeat(90)])(
    'never has a line of blanks alone, however many there are [RFC 5322 §3.2.2]',
    (value) => {
      const field = formatField('Subject', value);
      for (const line of field.split('\r\n')) {
        expect(line.trim()).not.toBe('');
        expect(line.length).toBeLessThanOrEqual(78);
      }
      const words = [...field.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g)].map((match) => match[1] ?? '');
      expect(words.map((word) => Buffer.from(word, 'base64').toString()).join('')).toBe(value);
    },
  );

  it.each([
    ['a  b', '"a  b" <x@example.com>'],
    ['a b', 'a b <x@example.com>'],
    [' a', '" a" <x@example.com>'],
  ])('keeps the name "%s" as it is', (name, wanted) => {
    expect(formatAddresses([{ name, address: 'x@example.com' }])).toBe(wanted);
  });

  it('never lets a folded line begin with anything but white space', () => {
    const field = formatField('X-Long', `${'word '.repeat(50)}\t${'tab\t'.repeat(50)}`);
    for (const line of field.split('\r\n').slice(1)) expect(line).toMatch(/^[ \t]+\S/);
    expect(field.replace(/\r\n/g, '')).toBe(`X-Long: ${'word '.repeat(50)}\t${'tab\t'.repeat(50)}`);
  });
});

describe('a ready letter', () => {
  const LETTER =
    'From: a@example.com\r\nbCC : hidden1@example.com,\r\n hidden2@example.com\r\nResent-Bcc: hidden3@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\nBcc: this is body text\r\n';

  it('loses its Bcc field and its folded lines, and nothing of its body [case-025]', () => {
    for (const { chunks } of cuttings(LETTER)) {
      const filter = new HeaderFilter({ keepBcc: false });
      const out = decodeText(concatBytes([...chunks.map((chunk) => filter.push(chunk)), filter.finish()]));
      expect(out).toBe(
        'From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\nBcc: this is body text\r\n',
      );
      expect(filter).toMatchObject({ removed: 2, hasHeader: true });
    }
  });

  it('loses a Bcc field behind a bare CR or LF too, which become line ends on the wire [case-025]', () => {
    for (const end of ['\r', '\n']) {
      for (const { chunks } of cuttings(
        `From: a@example.com${end}Bcc: x@example.com${end}To: b@example.com\r\n\r\n.`,
      )) {
        const filter = new HeaderFilter({ keepBcc: false });
        const out = decodeText(concatBytes([...chunks.map((chunk) => filter.push(chunk)), filter.finish()]));
        expect(out).toBe(`From: a@example.com${end}To: b@example.com\r\n\r\n.`);
        expect(filter).toMatchObject({ removed: 1, hasHeader: true });
      }
    }
  });

  it('keeps it where that is asked for', () => {
    for (const { chunks } of cuttings(LETTER)) {
      const filter = new HeaderFilter({ keepBcc: true });
      expect(decodeText(concatBytes([...chunks.map((chunk) => filter.push(chunk)), filter.finish()]))).toBe(
        LETTER,
      );
    }
  });

  it('names its recipients, folded or not, and those of Bcc too [case-025]', () => {
    for (const { chunks } of cuttings(LETTER)) {
      const filter = new HeaderFilter({ keepBcc: false });
      for (const chunk of chunks) filter.push(chunk);
      filter.finish();
      expect(filter.recipients).toEqual([' hidden1@example.com, hidden2@example.com', ' b@example.com']);
    }
  });

  it('wants SMTPUTF8 where what is left of its header is not ASCII', () => {
    for (const [letter, wanted] of [
      ['Subject: ü\n\nx', true],
      ['Bcc: ü <a@example.com>\nSubject: x\n\nx', false],
      ['Subject: x\n\nü', false],
    ] as const) {
      const filter = new HeaderFilter({ keepBcc: false });
      filter.push(encodeText(letter));
      expect(filter.hasUtf8).toBe(wanted);
    }
  });

  it('is known for none where there is no header block [case-024]', () => {
    for (const text of ['Test email\n', 'Test email\n\nmore\n', '', '\nbody\n', ' x\nSubject: y\n\nz']) {
      for (const { chunks } of cuttings(text)) {
        const filter = new HeaderFilter({ keepBcc: false });
        const out = decodeText(concatBytes([...chunks.map((chunk) => filter.push(chunk)), filter.finish()]));
        expect(out).toBe(text);
        expect(filter.hasHeader).toBe(false);
      }
    }
  });

  it('may have a field of 2 MB, folded or not: RFC 5322 bounds lines, and neither fields nor headers', () => {
    const piece = (text: string): readonly Uint8Array[] => {
      const octets = encodeText(text);
      return Array.from({ length: Math.ceil(octets.length / 65_536) }, (_, at) =>
        octets.slice(at * 65_536, (at + 1) * 65_536),
      );
    };
    for (const big of ['x'.repeat(2_000_000), `${'x'.repeat(900)}\r\n `.repeat(2200)]) {
      const filter = new HeaderFilter({ keepBcc: false });
      const text = (bcc: string): string =>
        `From: a@example.com\r\nX-Big: ${big}\r\n${bcc}To: b@example.com\r\n\r\nhi\r\n`;
      const out = piece(text('Bcc: c@example.com\r\n')).map((chunk) => filter.push(chunk));
      expect(decodeText(concatBytes([...out, filter.finish()])) === text('')).toBe(true);
      expect(filter).toMatchObject({ removed: 1, hasHeader: true, tooLarge: false });
      expect(filter.recipients).toEqual([' c@example.com', ' b@example.com']);
    }
  });

  it('has a header of 16 MiB at most, held in bounded memory', () => {
    const filter = new HeaderFilter({ keepBcc: false });
    let held = 0;
    const chunk = encodeText(`X: ${'x'.repeat(65_531)}\r\n`);
    while (!filter.inBody) {
      held += chunk.length;
      filter.push(chunk);
      expect(held).toBeLessThan(16_777_216 + 2 * 65_536);
    }
    expect(filter).toMatchObject({ tooLarge: true, hasHeader: false });
  });

  it('has its long lines counted wherever it is cut, and the first named [case-023]', () => {
    const long = 'x'.repeat(999);
    for (const [text, wanted] of [
      [
        `a\r\n${'h'.repeat(1500)}\r\n\r\n${'b'.repeat(998)}\r\n${long}\r\n`,
        { count: 2, first: 2, octets: 1500 },
      ],
      [`a\n${long}`, { count: 1, first: 2, octets: 999 }],
      [`a\n${'x'.repeat(998)}\r\n${'.'.repeat(998)}\n`, null],
      // A bare CR becomes a line end of its own.
      [`${'x'.repeat(998)}\r${'x'.repeat(998)}\r${long}\ry\n`, { count: 1, first: 1, octets: 999 }],
      ['', null],
    ] as const) {
      for (const { name, chunks } of cuttings(text)) {
        const scan = new LetterScan();
        for (const chunk of chunks) scan.push(chunk);
        expect(scan.finish(), name).toEqual(wanted);
        expect(scan.eightBit).toBe(false);
      }
    }
  });

  it('is as long as it goes over the wire, wherever it is cut and wherever it lies in memory', () => {
    const pieces = fc.array(fc.constantFrom('\r', '\n', '\r\n', '.', 'a', 'long text ', '\u00e9', '\0'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        pieces,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 7 }),
        (words, size, offset) => {
          const text = encodeText(words.join(''));
          const encoder = new LetterEncoder({ stuff: false });
          const scan = new LetterScan();
          for (let at = 0; at < text.length; at += size) {
            const room = new Uint8Array(offset + size);
            const piece = text.subarray(at, at + size);
            room.set(piece, offset);
            scan.push(room.subarray(offset, offset + piece.length));
            encoder.push(piece);
          }
          encoder.finish();
          scan.finish();
          expect(scan.octets).toBe(encoder.counts.bytes);
          expect(scan.eightBit).toBe(text.some((octet) => octet > 0x7f));
        },
      ),
    );
  });

  it('is known for more than ASCII by one octet', () => {
    const scan = new LetterScan();
    scan.push(encodeText('abc\n'));
    scan.push(Uint8Array.of(0x80));
    expect(scan.eightBit).toBe(true);
  });
});

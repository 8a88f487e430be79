import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeLetter, HeaderFilter } from '../../../src/pure/message/index.ts';
import type { Composed } from '../../../src/pure/message/index.ts';
import { concatBytes, decodeText } from '../../../src/pure/protocol/index.ts';
import { cuttings } from '../../support/feed.ts';

const GIVEN: Composed = {
  from: 'Ann Example <a@example.com>',
  to: ['b@example.com'],
  cc: [],
  subject: 'Hello',
  body: 'Test email',
  headers: [],
  date: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
  chance: 'abc',
  hostname: 'client.example.com',
};

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
    const to = Array.from(
      { length: 60 },
      (_, index) => `recipient-${String(index).padStart(3, '0')}@example.com`,
    );
    const letter = composeLetter({
      ...GIVEN,
      to,
      body: 'a'.repeat(1200),
      subject: 'слово '.repeat(40).trim(),
    });
    expect(Math.max(...letter.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    const parsed = await PostalMime.parse(letter);
    expect(parsed.text?.trimEnd()).toBe('a'.repeat(1200));
    expect(parsed.subject).toBe('слово '.repeat(40).trim());
    expect(parsed.to).toHaveLength(60);
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

  it('takes a field of the user in place of its own', () => {
    const letter = composeLetter({ ...GIVEN, headers: ['Subject: mine', 'X-Test: 1'] });
    expect(letter.match(/^Subject:/gm)).toHaveLength(1);
    expect(letter).toContain('X-Test: 1\r\n');
  });
});

describe('a ready letter', () => {
  const LETTER =
    'From: a@example.com\r\nbCC : hidden1@example.com,\r\n hidden2@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\nBcc: this is body text\r\n';

  it('loses its Bcc field and its folded lines, and nothing of its body [case-025]', () => {
    for (const { chunks } of cuttings(LETTER)) {
      const filter = new HeaderFilter({ keepBcc: false });
      const out = decodeText(concatBytes([...chunks.map((chunk) => filter.push(chunk)), filter.finish()]));
      expect(out).toBe(
        'From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\nBcc: this is body text\r\n',
      );
      expect(filter).toMatchObject({ removed: 1, hasHeader: true });
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

  it('is known for none where there is no header block [case-024]', () => {
    for (const text of ['Test email\n', 'Test email\n\nmore\n', '']) {
      for (const { chunks } of cuttings(text)) {
        const filter = new HeaderFilter({ keepBcc: false });
        const out = decodeText(concatBytes([...chunks.map((chunk) => filter.push(chunk)), filter.finish()]));
        expect(out).toBe(text);
        expect(filter.hasHeader).toBe(false);
      }
    }
  });
});

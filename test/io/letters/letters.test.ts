import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeFromParts, openReadyLetter, readAsReader } from '../../../src/io/letters/index.ts';
import type { Composition, Letter, ReadyLetterOptions } from '../../../src/io/letters/index.ts';

const LETTER = 'From: a@example.com\nBcc: x@example.com\nTo: b@example.com\n\n.a\nno end';
const NO_STDIN = (): NodeJS.ReadableStream => Readable.from([]);

let folder = '';
let file = '';
const { TMPDIR } = process.env;
const open: Letter[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  file = join(folder, 'letter.eml');
  // Other tests make their private files meanwhile.
  mkdirSync(join(folder, 'tmp'));
  process.env['TMPDIR'] = join(folder, 'tmp');
});

afterEach(async () => {
  for (const letter of open.splice(0)) await letter.dispose();
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  rmSync(folder, { recursive: true });
});

async function ready(name: string, options: Partial<ReadyLetterOptions> = {}): Promise<Letter> {
  const letter = await openReadyLetter(name, { keepBcc: false, stdin: NO_STDIN, ...options });
  open.push(letter);
  return letter;
}

async function textOf(letter: Letter, index?: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of letter.content(index)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const spools = (): string[] => readdirSync(tmpdir());

describe('a ready letter', () => {
  it('is measured with CRLF line ends, without its Bcc field', async () => {
    writeFileSync(file, LETTER);
    const letter = await ready(file);
    expect(letter).toMatchObject({ hasHeader: true, bccRemoved: 1, eightBit: false, longLines: null });
    expect(letter.size).toBe('From: a@example.com\r\nTo: b@example.com\r\n\r\n.a\r\nno end\r\n'.length);
    expect(await textOf(letter)).toBe('From: a@example.com\nTo: b@example.com\n\n.a\nno end');
    expect(letter.recipients).toEqual([' x@example.com', ' b@example.com']);
  });

  it('can be read as often as it is sent', async () => {
    writeFileSync(file, LETTER);
    const letter = await ready(file, { keepBcc: true });
    expect([await textOf(letter), await textOf(letter, 1)]).toEqual([LETTER, LETTER]);
  });

  it('comes from a pipe by way of a private file, which is gone afterwards', async () => {
    const before = spools();
    const letter = await ready('-', { stdin: () => Readable.from([Buffer.from(LETTER)]) });
    expect(await textOf(letter)).toContain('no end');
    const [spool = ''] = spools().filter((name) => !before.includes(name));
    expect(statSync(join(tmpdir(), spool)).mode & 0o777).toBe(0o700);
    expect(statSync(join(tmpdir(), spool, 'letter')).mode & 0o777).toBe(0o600);
    await letter.dispose();
    expect(spools()).toEqual(before);
  });

  it.each([
    ['grows', () => writeFileSync(file, `${LETTER}\nmore`)],
    ['shrinks', () => writeFileSync(file, LETTER.slice(0, -3))],
    [
      'is written anew with the same size',
      () => {
        rmSync(file);
        writeFileSync(join(folder, 'other'), '');
        writeFileSync(file, LETTER.toUpperCase());
      },
    ],
    ['vanishes', () => rmSync(file)],
  ])('is not sent to its end where its file %s meanwhile', async (_how, change) => {
    writeFileSync(file, LETTER);
    const letter = await ready(file);
    change();
    await expect(textOf(letter)).rejects.toMatchObject({ code: 'letter-unreadable', detail: { file } });
  });

  it.runIf(existsSync('/proc/self/status'))('may be a file that the system makes as it is read', async () => {
    const letter = await ready('/proc/self/status');
    expect(letter.size).toBeGreaterThan(100);
    expect(await textOf(letter)).toContain('Name:');
    await letter.dispose();
  });

  it('is refused as the system refuses it', async () => {
    await expect(ready(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(join(folder, 'dir'));
    await expect(ready(join(folder, 'dir'))).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

const GIVEN: Composition = {
  from: { name: 'Анна', address: 'a@example.com' },
  to: [{ name: '', address: 'b@example.com' }],
  cc: [],
  subject: 'Тема',
  headers: ['X-Test: проба'],
  date: new Date(Date.UTC(2026, 0, 2)),
  text: { kind: 'text', text: 'Привет\n.точка' },
  html: null,
  attachments: [],
  chance: 'abc',
  hostname: 'client.example.com',
};

async function composed(given: Partial<Composition>, stdin = NO_STDIN): Promise<Letter> {
  const letter = await composeFromParts({ ...GIVEN, ...given }, { stdin });
  open.push(letter);
  return letter;
}

describe('a composed letter', () => {
  it('of text alone is made in memory, each with a number of its own', async () => {
    const before = spools();
    const letter = await composed({});
    expect(spools()).toEqual(before);
    const [first, second] = [await textOf(letter), await textOf(letter, 1)];
    expect(first).toHaveLength(second.length);
    expect(Buffer.byteLength(first)).toBe(letter.size);
    expect(first).not.toBe(second);
    expect(await PostalMime.parse(first)).toMatchObject({ subject: 'Тема', from: { name: 'Анна' } });
  });

  it('has its HTML and its attachments, octet for octet', async () => {
    const octets = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 256));
    const picture = join(folder, 'рисунок, «1».png');
    writeFileSync(picture, octets);
    const page = join(folder, 'page.html');
    writeFileSync(page, '<p>Привет\n<p>.точка');
    const letter = await composed({
      html: { kind: 'file', option: '--html-file', file: page },
      attachments: [{ option: '--attach', file: picture }],
    });
    const text = await textOf(letter);
    expect(Buffer.byteLength(text)).toBe(letter.size);
    expect(letter).toMatchObject({ eightBit: false, utf8Header: false, longLines: null, hasHeader: true });
    expect(text.match(/^(?:Date|Message-ID|Subject|MIME-Version):/gim)).toHaveLength(4);
    const parsed = await PostalMime.parse(text);
    expect(parsed).toMatchObject({
      subject: 'Тема',
      from: { name: 'Анна', address: 'a@example.com' },
      text: expect.stringMatching(/^Привет\r?\n\.точка\s*$/),
      html: expect.stringMatching(/^<p>Привет\r?\n<p>\.точка\s*$/),
      attachments: [{ filename: 'рисунок, «1».png', mimeType: 'image/png' }],
    });
    expect(Buffer.from(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(octets);
    expect(parsed.headers).toContainEqual(
      expect.objectContaining({ key: 'x-test', value: '=?utf-8?B?0L/RgNC+0LHQsA==?=' }),
    );
  });

  it('streams a large text, and leaves it as it is', async () => {
    const text = join(folder, 'large.txt');
    writeFileSync(text, 'строка\n'.repeat(200_000));
    const letter = await composed({ text: { kind: 'file', option: '--body-file', file: text } });
    const parsed = await PostalMime.parse(await textOf(letter));
    expect(parsed.text?.replace(/\r\n/g, '\n')).toBe('строка\n'.repeat(200_000));
    expect(letter.longLines).toBeNull();
  });

  it('takes its text from standard input', async () => {
    const source = { kind: 'file', option: '--body-file', file: '-' } as const;
    const letter = await composed({ text: source }, () => Readable.from([Buffer.from('от'), 'сюда']));
    expect((await PostalMime.parse(await textOf(letter))).text?.trim()).toBe('отсюда');
  });

  it('keeps the octets of a text that is not UTF-8, and does not claim to know its charset', async () => {
    const text = join(folder, 'latin1.txt');
    writeFileSync(text, Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]));
    const letter = await composed({ text: { kind: 'file', option: '--body-file', file: text } });
    const written = await textOf(letter);
    expect(written).toContain('charset=unknown-8bit');
    expect(written).toContain(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]).toString('base64'));
  });

  it('names the option of a file that is not there', async () => {
    const missing = join(folder, 'nothing');
    for (const given of [
      { text: { kind: 'file', option: '--body-file', file: missing } as const },
      { attachments: [{ option: '--attach', file: missing }] },
    ]) {
      await expect(composed(given)).rejects.toMatchObject({
        code: 'file-unreadable',
        detail: { file: missing, reason: 'ENOENT' },
      });
    }
    await expect(composed({ attachments: [{ option: '--attach', file: folder }] })).rejects.toMatchObject({
      detail: { option: '--attach', reason: 'EISDIR' },
    });
  });
});

describe('a letter as its reader sees it', () => {
  it.each([
    ['Hello teacher\r\n', [], 'Hello teacher', false],
    ['Тема: раз\r\nFrom: me\r\n', [], 'Тема: раз\nFrom: me', false],
    ['Subject: a\r\nHello\r\nDATA\r\n', ['Subject'], 'Hello\nDATA', true],
    ['Subject: a\r\n b\r\n\r\nHello\r\n', ['Subject'], 'Hello', false],
    ['Subject: a\r\n', ['Subject'], '', false],
  ] as const)('loses no line where the blank one is missing: %j', async (content, names, text, unparted) => {
    const read = await readAsReader(new TextEncoder().encode(content));
    expect(read.fields.map(({ name }) => name)).toEqual(names);
    expect(read.text.trim()).toBe(text);
    expect(read.unparted).toBe(unparted);
  });
});

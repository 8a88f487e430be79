/** What is changed in a letter, or odd about it, is named on the screen, in JSON and to the library. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendLetter } from '../../src/index.ts';
import type { LabEvent } from '../../src/index.ts';
import { runInside } from '../support/run-inside.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-letters-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a letter makes the program say, as text and as the codes of JSON. */
async function said(letter: string, ...options: readonly string[]) {
  const file = join(folder, 'letter.eml');
  writeFileSync(file, letter, 'latin1');
  const envelope = ['--from', 'student@example.test', '--to', 'teacher@example.test'];
  const argv = ['send', ...envelope, '--eml', file, ...options];
  const { code, out } = await runInside(argv);
  expect(code).toBe(0);
  const json = await runInside([...argv, '--json']);
  const codes = [...json.out.matchAll(/"type":"(?:warning|note)".*?"code":"([a-z-]+)"/g)].map(
    (match) => match[1],
  );
  return { text: out.replace(/\s+/g, ' '), codes };
}

describe('a letter', () => {
  it.each([
    [
      'bare CR and LF among CRLF',
      'Subject: x\r\n\r\none\ntwo\rthree\r\n',
      'line-ends-repaired',
      'as CRLF: 2; the first is in line 3',
    ],
    ['no end of the last line', 'Subject: x\r\n\r\nx', 'last-line-closed', 'had no line end; CRLF is added'],
    [
      'a NUL',
      'Subject: x\r\n\r\none\r\ntw\0o\r\nthr\0ee\r\n',
      'nul-octets',
      '(NUL) in the letter: 2; the first is in line 4',
    ],
  ])('with %s is named', async (_what, letter, code, words) => {
    const { text, codes } = await said(letter);
    expect(text).toContain(words);
    expect(codes).toContain(code);
  });

  it('that is as it should be gets no word', async () => {
    const { codes } = await said('Subject: x\r\n\r\n.one\r\n');
    for (const code of ['line-ends-repaired', 'last-line-closed', 'nul-octets'])
      expect(codes).not.toContain(code);
  });

  it('with dots in lines that are not shown has them counted', async () => {
    const lines = Array.from({ length: 40 }, () => '.x\r\n').join('');
    const { text } = await said(`Subject: x\r\n\r\n${lines}`, '--show-data', '4');
    expect(text).toMatch(/a leading dot doubled in 3[89] of them/);
  });

  it('without a header is named to the library', async () => {
    const events: LabEvent[] = [];
    await sendLetter({
      from: 'student@example.test',
      to: 'teacher@example.test',
      letter: 'just a text\n',
      onEvent: (event) => events.push(event),
    });
    const codes = events.flatMap((event) => ('code' in event ? [event.code] : []));
    expect(codes).toEqual(expect.arrayContaining(['no-header-block', 'line-ends-repaired']));
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadyLetter } from '../../../src/io/lab/index.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const NOTHING = Readable.from([]);

describe('a letter from a file', () => {
  it('is measured as SIZE counts, and sent byte for byte but for its Bcc [case-025, case-031]', async () => {
    const file = join(folder, 'letter.eml');
    writeFileSync(file, 'Subject: x\nBcc: b@example.com\n\n.a\n');
    const letter = await openReadyLetter(file, NOTHING, false);
    expect(letter).toMatchObject({ size: 18, hasHeader: true, bccRemoved: 1 });
    expect(await textOf(letter.content())).toBe('Subject: x\n\n.a\n');
  });

  it('may come from standard input, and leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('smtp-lab-'));
    const letter = await openReadyLetter(
      '-',
      Readable.from([Buffer.from('Subject: x\r\n'), Buffer.from('\r\nhi')]),
      false,
    );
    expect(await textOf(letter.content())).toBe('Subject: x\r\n\r\nhi');
    await letter.dispose();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('smtp-lab-'))).toEqual(before);
  });

  it('is not ended where the file changed or vanished after it was measured', async () => {
    const file = join(folder, 'letter.eml');
    writeFileSync(file, 'Subject: x\r\n\r\nhi\r\n');
    const changed = await openReadyLetter(file, NOTHING, false);
    writeFileSync(file, 'Subject: x\r\n\r\nsomething else\r\n');
    await expect(textOf(changed.content())).rejects.toMatchObject({
      code: 'letter-unreadable',
      detail: { reason: 'changed' },
    });
    rmSync(file);
    await expect(textOf(changed.content())).rejects.toMatchObject({
      code: 'letter-unreadable',
      detail: { reason: 'ENOENT' },
    });
  });

  it('is an error of the system where there is no such file [case-024]', async () => {
    await expect(openReadyLetter(join(folder, 'none.eml'), NOTHING, false)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

/** What is read because an option names it has an end: devices and folders are refused before they are opened, streams are read up to a bound. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spool } from '../../../src/io/letters/spool.ts';
import { readStream } from '../../../src/io/storage/index.ts';
import { runInside } from '../../support/run-inside.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const USES: readonly (readonly [string, (file: string) => readonly string[]])[] = [
  ['--attach', (file) => ['send', '--attach', file]],
  ['--inline', (file) => ['send', '--html-file', '/dev/null', '--inline', file]],
  ['--eml', (file) => ['send', '--eml', file]],
  ['--body-file', (file) => ['send', '--body-file', file]],
  ['--html-file', (file) => ['send', '--html-file', file]],
  ['--to', (file) => ['send', '--to', `@${file}`]],
  ['--password-file', (file) => ['send', '--user', 'ann', '--password-file', file]],
  ['--tls-ca', (file) => ['send', '--tls-ca', file]],
  ['FILE', (file) => ['replay', '--practice', file]],
  ['FILE', (file) => ['replay', '--judge', file]],
  ['--file', (file) => ['explain', '--file', file]],
  ['--follow', (file) => ['explain', '--follow', 'ABC123', file]],
  ['--account-file', (file) => ['serve', '--port', '0', '--account-file', file]],
];

describe.each(['/dev/zero', '/dev/urandom', '/dev/full'])('%s', (device) => {
  it.each(USES)('%s', async (option, args) => {
    const { code, out, err } = await runInside(args(device));
    expect(code).toBe(2);
    expect(out + err).toContain(`${option}: it is a device, not a file`);
  });
});

describe('a folder, but for one of authorities', () => {
  it.each(USES.filter(([option]) => option !== 'FILE' && option !== '--tls-ca'))(
    '%s',
    async (option, args) => {
      const { code, out, err } = await runInside(args(folder));
      expect(code).toBe(2);
      expect(out + err).toContain(`${option}: it is a folder (EISDIR)`);
    },
  );
});

describe('what is empty or a terminal', () => {
  it('is read', async () => {
    const { code } = await runInside(['send', '--attach', '/dev/null', '--body-file', '/dev/null']);
    expect(code).toBe(0);
  });
});

/** Never ends; tells how much was taken of it. */
function endless(): { readonly stream: Readable; readonly taken: () => number } {
  let octets = 0;
  const piece = Buffer.alloc(65_536, 'x\n');
  const stream = new Readable({
    read() {
      octets += piece.length;
      this.push(piece);
    },
  });
  return { stream, taken: () => octets };
}

describe('a stream without end', () => {
  it('is read up to a bound where it is kept in memory', async () => {
    const { stream, taken } = endless();
    await expect(readStream(stream)).rejects.toMatchObject({ code: 'EFBIG' });
    expect(taken()).toBeLessThan(68_000_000);
  });

  it('is read up to a bound where it goes into a file', async () => {
    const { stream, taken } = endless();
    await expect(spool(stream, undefined, 1_000_000)).rejects.toMatchObject({ code: 'EFBIG' });
    expect(taken()).toBeLessThan(2_000_000);
  });

  it.each([
    ['send', '--body-file', '-'],
    ['send', '--html-file', '-'],
    ['send', '--user', 'ann', '--password-stdin'],
  ])('is named: %s %s', async (...args) => {
    const { code, out, err } = await runInside(args, Buffer.alloc(67_108_865, 'x\n'));
    expect(code).toBe(2);
    expect(out + err).toContain('Cannot read standard input');
    expect(out + err).toContain('it is too large (EFBIG)');
    expect(out + err).not.toContain('ls -l');
  });
});

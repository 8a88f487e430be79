/** `--raw-data`: the octets of a letter as they are, and no end but the one that the protocol needs. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RawLetter } from '../../src/pure/protocol/index.ts';
import { runInside } from '../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-raw-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What came between the 354 and QUIT, octet for octet. */
async function onTheWire(
  letter: string,
  ...more: readonly string[]
): Promise<{ code: number; out: string; wire: string }> {
  let wire = '';
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 mx\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      if (inData && !text.startsWith('QUIT')) {
        wire += text;
        if (/\r\n\.\r\n$|^\.\r\n$/.test(wire)) socket.write('250 ok\r\n');
        return;
      }
      inData = text === 'DATA\r\n';
      socket.write(inData ? '354 go\r\n' : '250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const file = join(folder, 'letter.eml');
  writeFileSync(file, Buffer.from(letter, 'latin1'));
  const { code, out } = await runInside([
    ...['send', '-s', `127.0.0.1:${(server.address() as AddressInfo).port}`, '--tls', 'off'],
    ...['-f', 'a@example.com', '-t', 'b@example.com', '--eml', file, ...more],
  ]);
  await new Promise((resolve) => server.close(resolve));
  return { code, out, wire };
}

describe('--raw-data', () => {
  it.each([
    ['Subject: x\n\n.a\rb\n', 'Subject: x\n\n.a\rb\n\r\n.\r\n'],
    ['Subject: x\r\n\r\n.a\r\n', 'Subject: x\r\n\r\n.a\r\n.\r\n'],
    ['Subject: x\r\n\r\na\r\n.\r\n', 'Subject: x\r\n\r\na\r\n.\r\n'],
    ['Bcc: c@example.com\r\n\r\n\xff\r\n', 'Bcc: c@example.com\r\n\r\n\xff\r\n.\r\n'],
    ['no header at all', 'no header at all\r\n.\r\n'],
  ])('sends %j', async (letter, wanted) => {
    const { code, wire, out } = await onTheWire(letter, '--raw-data', '--no-8bitmime');
    expect({ code, wire }).toEqual({ code: 0, wire: wanted });
    expect(out.replace(/\s+/g, ' ')).toContain('no line end is repaired and no dot doubled');
  });

  it('is what makes the difference', async () => {
    const { wire } = await onTheWire('Subject: x\n\n.a\n');
    expect(wire).toBe('Subject: x\r\n\r\n..a\r\n.\r\n');
  });

  it('needs a letter of a file', async () => {
    const { code, err } = await runInside(['send', '--raw-data']);
    expect(code).toBe(2);
    expect(err).toContain('--eml');
  });

  it.each([
    [['a\r', '\n.', '\r\n'], ''],
    [['a\r\n'], '.\r\n'],
    [['a', '\r', '\n', '.'], '\r\n.\r\n'],
    [[], '.\r\n'],
  ])('knows the end of %j wherever the pieces are cut', (pieces, end) => {
    const letter = new RawLetter(true);
    for (const piece of pieces) letter.push(Buffer.from(piece));
    expect(Buffer.from(letter.finish()).toString()).toBe(end);
  });
});

/** The practice server where something is wanting: room on its disk, a client that speaks SMTP at all. */

import { connect } from 'node:net';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LetterStore } from '../../../src/io/server/store.ts';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-want-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Everything that the server says to these octets, up to where it hangs up or falls silent. */
function said(
  port: number,
  octets: string,
  silence = 1000,
): Promise<{ readonly text: string; readonly ended: boolean }> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(octets));
    const over = (ended: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, ended });
    };
    const timer = setTimeout(over, silence, false);
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('end', () => {
      over(true);
    });
    socket.on('error', () => {
      over(true);
    });
  });
}

describe('a letter that its file has no room for', () => {
  // The name is taken already: the file fails as it does on a full disk, by an error and the end of its stream.
  const failing = (): LetterStore => new LetterStore(0, 1e9, () => '/dev/full');
  const error = () => new Promise((resolve) => setTimeout(resolve, 50));

  it('is over, however late it is asked for', async () => {
    const late = failing();
    late.push(new Uint8Array(100_000));
    await error();
    expect(await late.finish()).toBe(false);
    const soon = failing();
    soon.push(new Uint8Array(100_000));
    expect(await soon.finish()).toBe(false);
  });

  it('keeps nobody waiting for it to be drained', async () => {
    const store = failing();
    store.push(new Uint8Array(100_000));
    await error();
    await new Promise<void>((resolve) => {
      store.onceDrained(resolve);
    });
    expect(store.push(new Uint8Array(100_000))).toBe(true);
  });

  it('is answered 452, and the conversation goes on', async () => {
    const server = await startPracticeServer({ maildir: folder });
    // Nobody can write there any more.
    rmSync(join(folder, 'tmp'), { recursive: true });
    const letter = ['EHLO x', 'MAIL FROM:<a@example.com>', 'RCPT TO:<teacher@example.test>', 'DATA'];
    const body = 'x'.repeat(70).concat('\r\n').repeat(5000);
    const { text } = await said(server.port, `${letter.join('\r\n')}\r\n${body}.\r\nNOOP\r\n`);
    expect(text).toMatch(/\r\n354 .*\r\n452 .*\r\n250 [^\r]*\r\n$/);
    expect(readdirSync(join(folder, 'new'))).toEqual([]);
    await server.close();
  });
});

describe('a maildir in which letters cannot be put in their place', () => {
  it.each([
    ['is gone', () => undefined],
    ['is a file', (place: string) => writeFileSync(place, '')],
    ['is on another file system', (place: string) => symlinkSync('/dev/shm', place)],
  ])('because it %s: 452, and nothing of the letter stays', async (_, become) => {
    const maildir = mkdtempSync(join(folder, 'maildir-'));
    const server = await startPracticeServer({ maildir });
    rmSync(join(maildir, 'new'), { recursive: true });
    become(join(maildir, 'new'));
    const lines = [
      'EHLO x',
      'MAIL FROM:<a@example.com>',
      'RCPT TO:<teacher@example.test>',
      'DATA',
      'x',
      '.',
      'NOOP',
    ];
    const { text } = await said(server.port, `${lines.join('\r\n')}\r\n`);
    expect(text).toMatch(/\r\n354 .*\r\n452 .*\r\n250 [^\r]*\r\n$/);
    expect(server.received).toEqual([]);
    expect(readdirSync(join(maildir, 'tmp'))).toEqual([]);
    await server.close();
  });
});

describe('a web page', () => {
  it('gets no letter in: its request line ends the connection', async () => {
    const server = await startPracticeServer({});
    const body =
      'EHLO x\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\nx\r\n.\r\n';
    for (const request of [
      'GET / HTTP/1.1',
      'POST /x HTTP/1.0',
      'OPTIONS * HTTP/1.1',
      'FOO http://a/ HTTP/2',
    ]) {
      const { text, ended } = await said(server.port, `${request}\r\nHost: x\r\n\r\n${body}`);
      expect([text.split('\r\n').filter((line) => /^\d/.test(line)).length, ended], text).toEqual([2, true]);
      expect(text).toContain('421 4.7.0 This is SMTP, not HTTP');
    }
    await server.close();
  });
});

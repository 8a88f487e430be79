/** The library as a test suite uses it: over real sockets, against the practice server. */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, playSession, sendLetter, startPracticeServer } from '../../../src/index.ts';
import type { PracticeServer, PracticeServerOptions, ReceivedMail } from '../../../src/index.ts';

const running: PracticeServer[] = [];

async function practice(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const server = await startPracticeServer(options);
  running.push(server);
  return server;
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const text = (mail: ReceivedMail | undefined): string => new TextDecoder().decode(mail?.content);

describe('sendLetter', () => {
  it('sends a text as it is and tells the outcome', async () => {
    const received: ReceivedMail[] = [];
    const { host, port } = await practice({ onReceived: (mail) => received.push(mail) });
    const letter = 'Subject: Hello\nBcc: c@example.test\n\n.dot\n';
    const to = ['teacher@example.test', 'nobody@example.test'];
    const events: string[] = [];
    const result = await sendLetter({
      server: `${host}:${port}`,
      from: 'a@example.test',
      to,
      letter,
      insecure: true,
      onEvent: ({ kind }) => events.push(kind),
    });
    expect(result).toMatchObject({ outcome: 'partial', exitCode: 10, accepted: [to[0]] });
    expect(text(received[0])).toBe('Subject: Hello\r\n\r\n.dot\r\n');
    expect(events.at(-1)).toBe('result');
  });

  it('has a practice server of its own where none is named', async () => {
    const letter = new TextEncoder().encode('Subject: x\r\n\r\ny\r\n');
    expect(
      await sendLetter({ from: '', to: 'teacher@example.test', letter, scenario: 'full-disk' }),
    ).toMatchObject({ outcome: 'rejected' });
  });

  it('refuses an address that could smuggle a command before anything is sent', async () => {
    const wanted = { from: 'a@example.test', to: 'b@example.test>\r\nRSET', letter: 'x' };
    await expect(sendLetter(wanted)).rejects.toMatchObject({ code: 'bad-address', detail: { option: 'to' } });
  });
});

describe('connect', () => {
  it('leads a conversation to where mail can be sent, with its events', async () => {
    const live = await connect({ user: 'student', password: 'practice', mechanisms: ['CRAM-MD5'] });
    const reply = await live.conversation.command({ verb: 'NOOP', line: 'NOOP' });
    await live.close();
    expect(reply.code).toBe(250);
    expect(live.events.map(({ kind }) => kind)).toContain('tls');
    expect(JSON.stringify(live.events)).not.toMatch(/cHJhY3RpY2U|"practice"[^:]/);
    expect(live.events.at(-1)).toMatchObject({ kind: 'close', by: 'client', clean: true });
  });

  it('says why it could not', async () => {
    await expect(connect({ user: 'student', password: 'wrong' })).rejects.toMatchObject({
      code: 'auth-rejected',
    });
    await expect(connect({ server: 'smtp://a:b@localhost' })).rejects.toMatchObject({
      code: 'password-in-url',
    });
    await expect(connect({ server: 'a b' })).rejects.toMatchObject({ code: 'usage' });
    await expect(connect({ scenario: 'no-such' })).rejects.toMatchObject({ code: 'usage' });
    await expect(connect({ server: 'localhost:1' })).rejects.toMatchObject({ code: 'connection-refused' });
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const waiting = connect({
      scenario: 'banner-never',
      signal: stop.signal,
      onEvent: ({ kind }) => {
        if (kind === 'connect') setImmediate(() => stop.abort('enough'));
      },
    });
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('playSession', () => {
  const session = [
    'S: 220 ...',
    'C: EHLO client.example.test',
    'S: 250 ...',
    'C: RCPT TO:<{{to}}>',
    'S: 503 ...',
    'C: QUIT',
    'S: 221 ~ /bye/i',
  ].join('\n');

  it('plays a text against a server and tells whether it was as written', async () => {
    const { host, port } = await practice();
    const played = await playSession(
      { text: session },
      { server: `${host}:${port}`, vars: { to: 'x@y.test' } },
    );
    expect(played).toMatchObject({ passed: true, exitCode: 0, faults: [], problem: null });
    expect(played.expectations).toHaveLength(4);
  });

  it('tells where a file and a server differ', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lab-')), 'one.smtp');
    writeFileSync(file, session.replace('503', '250'));
    const played = await playSession({ file }, { vars: { to: 'x@y.test' } });
    expect(played).toMatchObject({ passed: false, exitCode: 15 });
    expect(played.expectations.find(({ ok }) => !ok)).toMatchObject({ file, span: { line: 5 } });
  });

  it('plays nothing of a file that is broken, or lacks a variable', async () => {
    const broken = await playSession({ text: 'S: 220 ...\nX: what\n' });
    expect(broken).toMatchObject({ passed: false, exitCode: 2, events: [] });
    expect(broken.faults).not.toHaveLength(0);
    await expect(playSession({ text: session })).rejects.toMatchObject({ detail: { option: 'vars' } });
  });
});

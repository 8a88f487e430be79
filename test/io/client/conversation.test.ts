import { afterEach, describe, expect, it } from 'vitest';
import { Conversation } from '../../../src/io/client/index.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { encodeText } from '../../../src/pure/protocol/index.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { Say, ScriptedServer } from '../../support/scripted-server.ts';
import { patience } from '../../support/patience.ts';

let server: ScriptedServer | null = null;
let events: LabEvent[] = [];

afterEach(async () => {
  await server?.close();
  server = null;
});

async function open(
  greeting: Say,
  answers: Readonly<Record<string, Say>>,
  milliseconds = patience(60),
): Promise<Conversation> {
  events = [];
  const started = performance.now();
  server = await scriptedServer(greeting, answers);
  return Conversation.open(
    { host: '127.0.0.1', port: server.port },
    {
      sink: (event) => events.push(event),
      now: () => performance.now() - started,
      practice: false,
      milliseconds,
      finalMilliseconds: milliseconds,
    },
  );
}

const ehlo = { verb: 'EHLO', line: 'EHLO c.example.com' };
const mail = { verb: 'MAIL', line: 'MAIL FROM:<a@example.com>' };

describe('a conversation', () => {
  it('waits for the whole greeting, and sends EHLO once [case-001]', async () => {
    const conversation = await open('220-mx\r\n220-no bulk\r\n220\r\n', { EHLO: '250 mx\r\n' });
    expect(await conversation.greeting()).toMatchObject({ code: 220, lines: ['mx', 'no bulk', ''] });
    expect(await conversation.command(ehlo)).toMatchObject({ code: 250 });
    expect(server?.lines).toEqual(['EHLO c.example.com']);
    conversation.destroy();
  });

  it('shows a reply that nobody asked for, and never takes it for an answer [case-005]', async () => {
    const conversation = await open('220 mx\r\n', {
      EHLO: '250-mx\r\n250 HELP\r\n250 stray\r\n',
      MAIL: '550 5.7.1 sender refused\r\n',
    });
    await conversation.greeting();
    await conversation.command(ehlo);
    expect(await conversation.command(mail)).toMatchObject({ code: 550 });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'warning', code: 'unasked-reply' }));
    conversation.destroy();
  });

  it('names the command that was waiting when the connection is lost [case-009]', async () => {
    for (const last of ['', '250 OK']) {
      const conversation = await open('220 mx\r\n', {
        EHLO: '250 mx\r\n',
        MAIL: (socket) => socket.end(last),
      });
      await conversation.greeting();
      await conversation.command(ehlo);
      await expect(conversation.command(mail)).rejects.toMatchObject({
        code: 'connection-lost',
        detail: { to: 'MAIL', how: 'closed', partial: last },
      });
      await server?.close();
    }
  });

  it('is over when a reply does not come whole in time, however it trickles', async () => {
    const conversation = await open(
      '220 mx\r\n',
      {
        EHLO: (socket) => {
          const timer = setInterval(() => socket.write('2'), 20);
          socket.on('close', () => clearInterval(timer));
        },
      },
      200,
    );
    await conversation.greeting();
    await expect(conversation.command(ehlo)).rejects.toMatchObject({
      code: 'no-reply',
      detail: { to: 'EHLO' },
    });
  });

  it('says when no greeting comes [case-011]', async () => {
    const conversation = await open(() => undefined, {}, 100);
    await expect(conversation.greeting()).rejects.toMatchObject({ code: 'no-greeting' });
  });

  it('shows what came when it is no reply', async () => {
    const conversation = await open('SSH-2.0-OpenSSH_9.2\r\n', {});
    await expect(conversation.greeting()).rejects.toMatchObject({
      code: 'not-smtp',
      detail: { looksLike: 'ssh', text: 'SSH-2.0-OpenSSH_9.2' },
    });
  });

  it('uses nothing that came in clear behind the 220 to STARTTLS [case-013]', async () => {
    for (const smuggled of ['250-mx\r\n250 AUTH LOGIN\r\n', '250-X-INJECTED']) {
      const conversation = await open('220 mx\r\n', {
        EHLO: '250-mx\r\n250 STARTTLS\r\n',
        STARTTLS: `220 go\r\n${smuggled}`,
      });
      await conversation.greeting();
      await conversation.command(ehlo);
      await conversation.command({ verb: 'STARTTLS', line: 'STARTTLS' });
      await expect(
        conversation.startTls({ servername: 'mx.example.com', authorities: [] }),
      ).rejects.toMatchObject({
        code: 'data-after-starttls',
      });
      await server?.close();
    }
  });

  it('knows plain text where TLS should be [case-012]', async () => {
    const conversation = await open('220 mx\r\n', { STARTTLS: '220 go\r\n' });
    await conversation.greeting();
    await conversation.command({ verb: 'STARTTLS', line: 'STARTTLS' });
    const handshake = conversation.startTls({ servername: 'mx.example.com', authorities: [] });
    await server?.close();
    await expect(handshake).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:tls-failed|plain-text-to-tls)$/),
    });
  });

  it('calls an untidy goodbye a note, and nothing more [case-010]', async () => {
    for (const goodbye of [
      (socket: { end: () => unknown }) => void socket.end(),
      '500 what?\r\n',
    ] satisfies Say[]) {
      const conversation = await open('220 mx\r\n', { QUIT: goodbye });
      await conversation.greeting();
      await conversation.quit();
      expect(events.at(-1)).toMatchObject({ kind: 'close', clean: false });
      await server?.close();
    }
  });

  it('sends the lone dot with the last piece of the letter, and counts what it changed [case-021, case-022]', async () => {
    const writes: string[] = [];
    const conversation = await open('220 mx\r\n', {
      DATA: (socket) => {
        socket.on('data', (chunk: Buffer) => writes.push(chunk.toString()));
        socket.write('354 go\r\n');
      },
      '.': '250 2.0.0 queued\r\n',
    });
    await conversation.greeting();
    await conversation.command({ verb: 'DATA', line: 'DATA' });
    expect(await conversation.letter([encodeText('Subject: x\n\n'), encodeText('.a')])).toMatchObject({
      replies: [{ code: 250 }],
      lost: null,
    });
    expect(writes.join('')).toBe('Subject: x\r\n\r\n..a\r\n.\r\n');
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'data', stuffed: 1, repaired: 2, closed: true, bytes: 18 }),
    );
    conversation.destroy();
  });

  it('never writes a secret into the log [case-020]', async () => {
    const conversation = await open('220 mx\r\n', {
      AUTH: '334 UGFzc3dvcmQ6\r\n',
      'czNjcmV0LXdvcmQ=': '235 ok\r\n',
    });
    await conversation.greeting();
    expect(await conversation.command({ verb: 'AUTH', line: 'AUTH LOGIN' })).toMatchObject({ code: 334 });
    expect(await conversation.answer('czNjcmV0LXdvcmQ=', { secret: true })).toMatchObject({ code: 235 });
    expect(server?.lines).toContain('czNjcmV0LXdvcmQ=');
    expect(JSON.stringify(events)).not.toContain('czNjcmV0');
    conversation.destroy();
  });
});

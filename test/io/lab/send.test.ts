import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { send } from '../../../src/io/lab/index.ts';
import type { SendPlan } from '../../../src/io/lab/index.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { WireError } from '../../../src/io/wire/index.ts';
import { encodeText, Secret } from '../../../src/pure/protocol/index.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { Say, ScriptedServer } from '../../support/scripted-server.ts';

const LETTER = 'Subject: x\r\n\r\n.a\r\n';

const PLAN: SendPlan = {
  server: null,
  tls: 'auto',
  authorities: [],
  credentials: null,
  mechanisms: [],
  allowPlaintextAuth: false,
  ehlo: 'client.example.com',
  milliseconds: 3000,
  finalMilliseconds: 3000,
  from: 'a@example.com',
  recipients: ['b@example.com'],
  letter: [encodeText(LETTER)],
  size: 18,
};

const credentials = { user: 'ann@example.com', password: new Secret('s3cret-word') };

let server: ScriptedServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const YES: Readonly<Record<string, Say>> = {
  EHLO: '250 mx.example.com\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go\r\n',
  '.': '250 2.0.0 ok queued as A1\r\n',
  QUIT: '221 bye\r\n',
};

async function against(
  answers: Readonly<Record<string, Say>>,
  plan: Partial<SendPlan> = {},
  greeting: Say = '220 mx\r\n',
) {
  server = await scriptedServer(greeting, { ...YES, ...answers });
  const events: LabEvent[] = [];
  const target = { host: '127.0.0.1', port: server.port };
  const result = await send({ ...PLAN, server: target, ...plan }, (event) => events.push(event));
  return { result, events, verbs: server.lines.map((line) => line.split(' ')[0]), lines: server.lines };
}

describe('send', () => {
  it('delivers to the practice server through STARTTLS and the strongest mechanism', async () => {
    const events: LabEvent[] = [];
    const practice = { user: 'student', password: new Secret('practice') };
    const recipients = ['teacher@example.test', 'nobody@example.test', 'busy@example.test'];
    const result = await send({ ...PLAN, credentials: practice, recipients }, (event) => events.push(event));
    expect(result).toMatchObject({
      outcome: 'partial',
      exitCode: 10,
      accepted: ['teacher@example.test'],
      queueId: 'LAB1',
    });
    expect(result.rejected).toEqual([
      {
        address: 'nobody@example.test',
        code: 550,
        enhanced: '5.1.1',
        text: 'No such user',
        retryable: false,
      },
      { address: 'busy@example.test', code: 450, enhanced: '4.2.0', text: 'Greylisted', retryable: true },
    ]);
    expect(events.map((event) => event.kind)).toContain('tls');
    expect(events).toContainEqual(expect.objectContaining({ kind: 'tls', authorized: true }));
    expect(JSON.stringify(events)).not.toContain('AHN0dWRlbnQAcHJhY3RpY2U=');
  });

  it('is accepted when every recipient is, a 251 too [case-028]', async () => {
    const { result, verbs } = await against({ RCPT: '251 elsewhere, passing it on\r\n' });
    expect(result).toMatchObject({ outcome: 'accepted', exitCode: 0, queueId: 'A1', problem: null });
    expect(verbs).toEqual(['EHLO', 'MAIL', 'RCPT', 'DATA', 'Subject:', '', '..a', '.', 'QUIT']);
  });

  it('takes an EHLO reply that is only 250 for no extensions, and sends no SIZE [case-002, case-031]', async () => {
    const bare = { EHLO: '250\r\n', MAIL: '250 \r\n', RCPT: '250\r\n', DATA: '354\r\n', '.': '250\r\n' };
    const { result, lines } = await against(bare, {}, '220\r\n');
    expect(result.exitCode).toBe(0);
    expect(lines).toContain('MAIL FROM:<a@example.com>');
  });

  it('declares the size where SIZE is offered [case-031]', async () => {
    const { lines } = await against({ EHLO: '250-mx\r\n250 SIZE 1000\r\n' });
    expect(lines).toContain('MAIL FROM:<a@example.com> SIZE=18');
  });

  it.each([
    [
      '4: a 554 of four lines, with nothing said but QUIT [case-006]',
      {},
      '554-closed\r\n554-a\r\n554-b\r\n554 c\r\n',
      4,
      ['QUIT'],
    ],
    [
      '5: a 421 to EHLO, and no HELO after it [case-007]',
      { EHLO: '421 4.7.1 go away\r\n' },
      undefined,
      5,
      ['EHLO'],
    ],
    ['8: a refused sender', { MAIL: '550 5.7.1 no\r\n' }, undefined, 8, ['EHLO', 'MAIL', 'QUIT']],
    [
      '9: no recipient left, and no DATA [case-029]',
      { RCPT: '550 5.1.1 no\r\n' },
      undefined,
      9,
      ['EHLO', 'MAIL', 'RCPT', 'QUIT'],
    ],
    [
      '11: DATA refused, and no letter sent',
      { DATA: '503 no\r\n' },
      undefined,
      11,
      ['EHLO', 'MAIL', 'RCPT', 'DATA', 'QUIT'],
    ],
    ['14: something that is no reply', { MAIL: 'what?\r\n' }, undefined, 14, ['EHLO', 'MAIL']],
  ] as const)('exits %s', async (_name, answers, greeting, exitCode, wanted) => {
    const { result, verbs } = await against(answers, {}, greeting ?? '220 mx\r\n');
    expect(result.exitCode).toBe(exitCode);
    expect(verbs).toEqual(wanted);
  });

  it('sends nothing in clear where STARTTLS was asked for and is not to be had [case-012]', async () => {
    for (const answers of [
      { EHLO: '250-mx\r\n250 AUTH PLAIN\r\n' },
      { EHLO: '250-mx\r\n250 STARTTLS\r\n', STARTTLS: '454 4.7.0 not now\r\n' },
      { EHLO: '250-mx\r\n250 STARTTLS\r\n', STARTTLS: '220 go\r\nnonsense\r\n' },
    ]) {
      const { result, verbs } = await against(answers, { tls: 'starttls', credentials });
      expect(result).toMatchObject({ exitCode: 6, outcome: 'not-sent' });
      expect(verbs).not.toContain('AUTH');
      expect(verbs).not.toContain('MAIL');
      await server?.close();
    }
  });

  it('stops after a 530 to AUTH, and tries no second mechanism [case-019]', async () => {
    const answers = { EHLO: '250-mx\r\n250 AUTH PLAIN LOGIN\r\n', AUTH: '530 5.7.0 encryption required\r\n' };
    const { result, verbs } = await against(answers, { credentials });
    expect(result).toMatchObject({ exitCode: 7, problem: { code: 'auth-rejected', detail: { code: 530 } } });
    expect(verbs).toEqual(['EHLO', 'AUTH', 'QUIT']);
  });

  it('tries the next mechanism after a 504, and never after a 535', async () => {
    const offer = { EHLO: '250-mx\r\n250 AUTH PLAIN LOGIN\r\n' };
    expect(
      (await against({ ...offer, AUTH: '504 no\r\n' }, { credentials })).verbs.filter(
        (verb) => verb === 'AUTH',
      ),
    ).toHaveLength(2);
    await server?.close();
    expect(
      (await against({ ...offer, AUTH: '535 no\r\n' }, { credentials })).verbs.filter(
        (verb) => verb === 'AUTH',
      ),
    ).toHaveLength(1);
  });

  it('never ends a letter that could not be read to its end, and says no QUIT inside it', async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield encodeText('Subject: x\r\n\r\n');
      yield await Promise.resolve(encodeText('half a lin'));
      throw new WireError('letter-unreadable', { file: 'x.eml', reason: 'changed', sent: 22 });
    }
    const { result, verbs, events } = await against({}, { letter: broken() });
    expect(result).toMatchObject({
      outcome: 'not-sent',
      exitCode: 2,
      problem: { code: 'letter-unreadable' },
    });
    expect(verbs).not.toContain('.');
    expect(verbs).not.toContain('QUIT');
    expect(events).toContainEqual(expect.objectContaining({ kind: 'close', clean: false }));
  });

  it('says that nobody is there', async () => {
    const gone = await scriptedServer('', {});
    await gone.close();
    const result = await send({ ...PLAN, server: { host: '127.0.0.1', port: gone.port } }, () => undefined);
    expect(result).toMatchObject({
      exitCode: 3,
      outcome: 'not-sent',
      problem: { code: 'connection-refused' },
    });
  });
});

describe('the truth at every cut', () => {
  const replies = [
    '220 mx\r\n',
    '250-mx\r\n250 SIZE\r\n',
    '250 ok\r\n',
    '250 ok\r\n',
    '354 go\r\n',
    '250 ok\r\n',
    '221 bye\r\n',
  ];
  const total = replies.join('').length;
  const beforeLetter = replies.slice(0, 5).join('').length;
  const decided = replies.slice(0, 6).join('').length;

  const close = (socket: Socket): void => void socket.end();
  const reset = (socket: Socket): void => void socket.resetAndDestroy();

  /** A server that answers as above and hangs up after so many octets sent, or received. */
  async function cutting(sent: number, received: number, how: (socket: Socket) => void): Promise<number> {
    let left = sent;
    let takes = received;
    const listener = createServer({ noDelay: true }, (socket) => {
      let held = '';
      let step = 0;
      let inLetter = false;
      const say = (): void => {
        const text = (replies[step++] ?? '').slice(0, left);
        left -= text.length;
        socket.write(text);
        if (left <= 0) how(socket);
      };
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk: Buffer) => {
        takes -= chunk.length;
        if (takes < 0) {
          how(socket);
          return;
        }
        held += chunk.toString();
        for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
          const line = held.slice(0, end);
          held = held.slice(end + 2);
          if (!inLetter || line === '.') say();
          inLetter = line === 'DATA' || (inLetter && line !== '.');
        }
      });
      say();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const result = await send({ ...PLAN, tls: 'off', server: { host: '127.0.0.1', port } }, () => undefined);
    await new Promise((resolve) => listener.close(resolve));
    return result.exitCode;
  }

  it('is told after each octet that the server sends, by a close and by a reset', async () => {
    let runs = 0;
    for (const how of [
      (socket: Socket) => void socket.end(),
      (socket: Socket) => void socket.resetAndDestroy(),
    ]) {
      for (let at = 1; at <= total; at++) {
        const code = await cutting(at, Infinity, how);
        runs++;
        const truth = at < beforeLetter ? 12 : at < decided ? 13 : 0;
        // A reset may overtake octets that were sent before it, and a close may overtake our letter: less was certain then.
        const overtaken = how === reset || at === beforeLetter ? (at < decided ? [12] : [13]) : [];
        expect([truth, ...overtaken], `octet ${at}`).toContain(code);
      }
    }
    console.log(`cuts tried on what the server sends: ${runs}`);
    expect(runs).toBe(2 * total);
  });

  it('is told after each octet that the server receives', async () => {
    const written = `EHLO client.example.com\r\nMAIL FROM:<a@example.com> SIZE=18\r\nRCPT TO:<b@example.com>\r\nDATA\r\n`;
    const letter = 'Subject: x\r\n\r\n..a\r\n.\r\n';
    const all = written.length + letter.length;
    let runs = 0;
    for (let at = 0; at < all; at++) {
      const code = await cutting(Infinity, at, close);
      runs++;
      if (at < written.length) expect(code, `octet ${at}`).toBe(12);
      else expect(code, `octet ${at}`).toBe(13);
    }
    console.log(`cuts tried on what the server receives: ${runs}`);
  });
});

import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { patience } from '../../support/patience.ts';
import { send } from '../../../src/io/send/index.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { WireError } from '../../../src/io/wire/index.ts';
import { encodeText, Secret } from '../../../src/pure/protocol/index.ts';
import { sendPlan } from '../../support/send-plan.ts';
import type { Wishes } from '../../support/send-plan.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { Say, ScriptedServer } from '../../support/scripted-server.ts';

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
  wishes: Wishes = {},
  greeting: Say = '220 mx\r\n',
) {
  server = await scriptedServer(greeting, { ...YES, ...answers });
  const events: LabEvent[] = [];
  const target = { host: '127.0.0.1', port: server.port };
  const plan = sendPlan({ ...wishes, talking: { server: target, ...wishes.talking } });
  const result = await send(plan, (event) => events.push(event));
  return { result, events, verbs: server.lines.map((line) => line.split(' ')[0]), lines: server.lines };
}

describe('send', () => {
  it.each([
    ['250-mx\r\n250 8BITMIME\r\n', true, false],
    ['250-mx\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n', false, true],
  ])(
    'says why a header in UTF-8 goes without SMTPUTF8: after %j, wished for %s [f-30]',
    async (EHLO, smtpUtf8, offered) => {
      const extensions = { size: true, eightBitMime: true, smtpUtf8, pipelining: true, chunking: false };
      const { events, lines } = await against(
        { EHLO },
        { envelope: { extensions }, letter: { eightBit: true, utf8Header: true } },
      );
      expect(lines).toContain('MAIL FROM:<a@example.com> BODY=8BITMIME');
      expect(events).toContainEqual(
        expect.objectContaining({ kind: 'warning', code: 'utf8-header-not-offered', detail: { offered } }),
      );
    },
  );

  it('tells of every recipient where the server gives out between the parts of a letter', async () => {
    let mails = 0;
    const { result } = await against(
      {
        EHLO: '250-mx\r\n250 LIMITS RCPTMAX=1\r\n',
        MAIL: (socket) => void (++mails === 1 ? socket.write('250 ok\r\n') : socket.destroy()),
      },
      { envelope: { recipients: ['a@example.com', 'b@example.com', 'c@example.com'] } },
    );
    expect(result).toMatchObject({ outcome: 'partial', exitCode: 10, accepted: ['a@example.com'] });
    expect(result.rejected.map(({ address }) => address)).toEqual(['b@example.com', 'c@example.com']);
  });

  it('delivers to the practice server through STARTTLS and the strongest mechanism', async () => {
    const events: LabEvent[] = [];
    const practice = { user: 'student', password: new Secret('practice') };
    const recipients = ['teacher@example.test', 'nobody@example.test', 'busy@example.test'];
    const result = await send(
      sendPlan({ talking: { credentials: practice }, envelope: { recipients } }),
      (event) => events.push(event),
    );
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
      const { result, verbs } = await against(answers, { talking: { tls: 'starttls', credentials } });
      expect(result).toMatchObject({ exitCode: 6, outcome: 'not-sent' });
      expect(verbs).not.toContain('AUTH');
      expect(verbs).not.toContain('MAIL');
      await server?.close();
    }
  });

  it('stops after a 530 to AUTH, and tries no second mechanism [case-019]', async () => {
    const answers = { EHLO: '250-mx\r\n250 AUTH PLAIN LOGIN\r\n', AUTH: '530 5.7.0 encryption required\r\n' };
    const { result, verbs } = await against(answers, { talking: { credentials } });
    expect(result).toMatchObject({ exitCode: 7, problem: { code: 'auth-rejected', detail: { code: 530 } } });
    expect(verbs).toEqual(['EHLO', 'AUTH', 'QUIT']);
  });

  it('tries the next mechanism after a 504, and never after a 535', async () => {
    const offer = { EHLO: '250-mx\r\n250 AUTH PLAIN LOGIN\r\n' };
    expect(
      (await against({ ...offer, AUTH: '504 no\r\n' }, { talking: { credentials } })).verbs.filter(
        (verb) => verb === 'AUTH',
      ),
    ).toHaveLength(2);
    await server?.close();
    expect(
      (await against({ ...offer, AUTH: '535 no\r\n' }, { talking: { credentials } })).verbs.filter(
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
    const { result, verbs, events } = await against({}, { letter: { content: broken } });
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
    const result = await send(
      sendPlan({ talking: { server: { host: '127.0.0.1', port: gone.port } } }),
      () => undefined,
    );
    expect(result).toMatchObject({
      exitCode: 3,
      outcome: 'not-sent',
      problem: { code: 'connection-refused' },
    });
  });
});

describe('what is asked for with a letter', () => {
  const offering = (...keywords: readonly string[]): Readonly<Record<string, Say>> => ({
    EHLO: `250-mx.example.com\r\n${keywords.map((word, at) => `250${at === keywords.length - 1 ? ' ' : '-'}${word}\r\n`).join('')}`,
  });
  const mailOf = (lines: readonly string[]): string | undefined =>
    lines.find((line) => line.startsWith('MAIL'));
  const rcptOf = (lines: readonly string[]): string | undefined =>
    lines.find((line) => line.startsWith('RCPT'));
  const dsn = { notify: 'SUCCESS', ret: 'HDRS', envid: 'a b+c=' };

  it('stops before MAIL where the letter is over the size that is offered, unless told otherwise [case-031]', async () => {
    const { result, lines } = await against(offering('SIZE 10'));
    expect(result).toMatchObject({
      exitCode: 11,
      problem: { code: 'too-large-for-server', detail: { size: 18, limit: 10 } },
    });
    expect(mailOf(lines)).toBeUndefined();
    await server?.close();
    const extensions = { ...sendPlan().envelope.extensions, size: false };
    expect(mailOf((await against(offering('SIZE 10'), { envelope: { extensions } })).lines)).toBe(
      'MAIL FROM:<a@example.com>',
    );
  });

  it('knows no limit where SIZE is 0 [case-031]', async () => {
    expect(mailOf((await against(offering('SIZE 0'))).lines)).toBe('MAIL FROM:<a@example.com> SIZE=18');
  });

  it('has DSN parameters only where DSN is offered, ENVID in xtext, and says so else [case-031]', async () => {
    const { lines } = await against(offering('DSN'), { envelope: { dsn } });
    expect(mailOf(lines)).toBe('MAIL FROM:<a@example.com> RET=HDRS ENVID=a+20b+2Bc+3D');
    expect(rcptOf(lines)).toBe('RCPT TO:<b@example.com> NOTIFY=SUCCESS');
    await server?.close();
    const without = await against(offering('HELP'), { envelope: { dsn } });
    expect(mailOf(without.lines)).toBe('MAIL FROM:<a@example.com>');
    expect(rcptOf(without.lines)).toBe('RCPT TO:<b@example.com>');
    expect(without.events.filter((event) => event.kind === 'warning')).toHaveLength(4);
  });

  it('asks for SMTPUTF8 on MAIL where an address wants it, and stops where that is not offered [case-032]', async () => {
    const recipients = ['jörg@example.com'];
    const { lines } = await against(offering('SMTPUTF8'), { envelope: { recipients } });
    expect(mailOf(lines)).toBe('MAIL FROM:<a@example.com> SMTPUTF8');
    expect(Buffer.from(rcptOf(lines) ?? '', 'latin1').toString()).toBe('RCPT TO:<jörg@example.com>');
    await server?.close();
    const { result, lines: none } = await against(offering('HELP'), { envelope: { recipients } });
    expect(result).toMatchObject({ exitCode: 8, problem: { code: 'needs-smtputf8' } });
    expect(mailOf(none)).toBeUndefined();
  });

  it('never asks for SMTPUTF8 for plain addresses, and writes a domain as an A-label [case-032]', async () => {
    expect(mailOf((await against(offering('SMTPUTF8'))).lines)).toBe('MAIL FROM:<a@example.com>');
    await server?.close();
    const { lines, result } = await against(offering('HELP'), {
      envelope: { recipients: ['info@bücher.example'] },
    });
    expect(rcptOf(lines)).toBe('RCPT TO:<info@xn--bcher-kva.example>');
    expect(result.accepted).toEqual(['info@bücher.example']);
  });

  it('says that a letter is 8-bit where that is understood, and sends none where it is not', async () => {
    const letter = { eightBit: true };
    expect(mailOf((await against(offering('8BITMIME'), { letter })).lines)).toContain('BODY=8BITMIME');
    await server?.close();
    const { lines, result } = await against(offering('HELP'), { letter });
    expect(mailOf(lines)).toBeUndefined();
    expect(result).toMatchObject({ outcome: 'rejected', exitCode: 11, problem: { code: 'needs-8bitmime' } });
  });

  it('does not let a letter go that wants encryption all the way, where nobody promises that', async () => {
    const { result, lines } = await against(offering('REQUIRETLS'), { envelope: { requireTls: true } });
    expect(result).toMatchObject({
      exitCode: 6,
      outcome: 'not-sent',
      problem: { code: 'requiretls-not-to-be-had' },
    });
    expect(mailOf(lines)).toBeUndefined();
  });

  it('adds raw parameters as they stand', async () => {
    const { lines } = await against({}, { envelope: { mailParameters: ['X=1'], rcptParameters: ['Y'] } });
    expect([mailOf(lines), rcptOf(lines)]).toEqual([
      'MAIL FROM:<a@example.com> X=1',
      'RCPT TO:<b@example.com> Y',
    ]);
  });

  it('goes in one group with PIPELINING, one by one without or where that is not wanted', async () => {
    const groups = async (wishes: Wishes): Promise<number> => {
      const { events } = await against(offering('PIPELINING'), wishes);
      await server?.close();
      return events.filter((event) => event.kind === 'command' && event.grouped).length;
    };
    const extensions = { ...sendPlan().envelope.extensions, pipelining: false };
    expect(await groups({})).toBe(2);
    expect(await groups({ envelope: { extensions } })).toBe(0);
  });
});

describe('several letters', () => {
  it('go over one connection, each told, the result with totals', async () => {
    const { result, events, verbs } = await against({}, { plan: { count: 3 } });
    expect(events.filter((event) => event.kind === 'message')).toHaveLength(3);
    expect(result).toMatchObject({
      outcome: 'accepted',
      exitCode: 0,
      totals: { letters: 3, accepted: 3, failed: 0 },
    });
    expect(verbs.filter((verb) => verb === 'EHLO')).toHaveLength(1);
    expect(verbs.filter((verb) => verb === 'MAIL')).toHaveLength(3);
  });

  it('go over several connections at once, each event numbered', async () => {
    const events: LabEvent[] = [];
    const plan = sendPlan({
      envelope: { recipients: ['teacher@example.test'] },
      plan: { count: 6, connections: 3 },
    });
    const result = await send(plan, (event) => events.push(event));
    expect(result).toMatchObject({ outcome: 'accepted', totals: { letters: 6, accepted: 6 } });
    expect(new Set(events.map((event) => event.connection).filter((one) => one !== undefined))).toEqual(
      new Set([1, 2, 3]),
    );
  });

  it('have the exit code of the first that failed, and the rest goes on', async () => {
    let asked = 0;
    const { result } = await against(
      { MAIL: (socket) => void socket.write(++asked === 2 ? '450 4.7.1 not now\r\n' : '250 ok\r\n') },
      { plan: { count: 3, tempfailExit: 75 } },
    );
    expect(result).toMatchObject({ exitCode: 75, outcome: 'rejected', totals: { accepted: 2, failed: 1 } });
  });
});

describe('the exit code where every refusal is temporary', () => {
  it.each([
    ['a greylisted recipient', { RCPT: '450 4.2.0 later\r\n' }, '220 mx\r\n', 75],
    ['a greeting of 421', {}, '421 4.3.2 busy\r\n', 75],
    ['a refusal for good', { RCPT: '550 5.1.1 no\r\n' }, '220 mx\r\n', 9],
    ['success', {}, '220 mx\r\n', 0],
  ] as const)('is the one asked for, or not: %s', async (_name, answers, greeting, exitCode) => {
    const { result } = await against(answers, { plan: { tempfailExit: 75 } }, greeting);
    expect(result.exitCode).toBe(exitCode);
  });
});

describe('a stage to end at', () => {
  it.each([
    ['greeting', 'stop', ['QUIT']],
    ['ehlo', 'stop', ['EHLO', 'QUIT']],
    ['mail', 'stop', ['EHLO', 'MAIL', 'QUIT']],
    ['rcpt', 'stop', ['EHLO', 'MAIL', 'RCPT', 'QUIT']],
    ['rcpt', 'drop', ['EHLO', 'MAIL', 'RCPT']],
    ['data', 'drop', ['EHLO', 'MAIL', 'RCPT', 'DATA']],
    ['message', 'drop', ['EHLO', 'MAIL', 'RCPT', 'DATA', 'Subject:', '', '..a', '.']],
  ] as const)('%s, by a %s, sends nothing more', async (stage, how, wanted) => {
    const { result, verbs } = await against({}, { plan: { stop: { stage, how } } });
    expect(result).toMatchObject({ outcome: 'stopped', exitCode: 0, stage });
    expect(verbs.slice(0, 4)).toEqual(wanted.slice(0, 4));
    // Octets that are still under way when we hang up arrive all the same.
    await vi.waitFor(
      () => expect(server?.lines.map((line) => line.split(' ')[0])).toEqual(wanted),
      patience(60),
    );
  });

  it('that the conversation does not have is a usage error', async () => {
    const { result } = await against({}, { plan: { stop: { stage: 'starttls', how: 'stop' } } });
    expect(result).toMatchObject({ exitCode: 2, problem: { code: 'stage-not-reached' } });
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
    const result = await send(
      sendPlan({ talking: { tls: 'off', server: { host: '127.0.0.1', port } } }),
      () => undefined,
    );
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

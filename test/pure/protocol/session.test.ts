import { describe, expect, it } from 'vitest';
import {
  advance,
  awaitedReply,
  encodeText,
  isLegal,
  legalCommands,
  openState,
  ReplyReader,
} from '../../../src/pure/protocol/index.ts';
import type { Happening, Reply, SessionState } from '../../../src/pure/protocol/index.ts';

function reply(text: string): Reply {
  const [result] = new ReplyReader().push(encodeText(`${text}\r\n`));
  if (result?.kind !== 'reply') throw new Error(`not a reply: ${text}`);
  return result;
}

/** Plays `C:` and `S:` lines; the first `S:` is the greeting. */
function play(...lines: readonly string[]): SessionState {
  let state = openState();
  lines.forEach((line, index) => {
    const text = line.slice(3);
    const happening: Happening = line.startsWith('C')
      ? { kind: 'command', verb: (text.split(' ')[0] ?? '').toUpperCase(), line: text }
      : line.startsWith('T')
        ? { kind: 'tls' }
        : { kind: index === 0 ? 'greeting' : 'reply', reply: reply(text) };
    state = advance(state, happening).state;
  });
  return state;
}

const HELLO = ['S: 220 mx', 'C: EHLO c.example.com', 'S: 250-mx\r\n250-SIZE 10\r\n250 STARTTLS'] as const;

describe('the state of a session', () => {
  it('goes from greeting to letter and back to ready', () => {
    expect(play('S: 220 mx').phase).toBe('greeted');
    expect(play(...HELLO)).toMatchObject({ phase: 'ready', greetedName: 'c.example.com', extended: true });
    const mail = [...HELLO, 'C: MAIL FROM:<a@example.com>', 'S: 250 ok'];
    expect(play(...mail)).toMatchObject({ phase: 'mail', envelope: { from: 'a@example.com' } });
    const rcpt = [...mail, 'C: RCPT TO:<b@example.com>', 'S: 250 ok'];
    expect(play(...rcpt, 'C: DATA', 'S: 354 go').phase).toBe('data');
    expect(play(...rcpt, 'C: RSET', 'S: 250 ok')).toMatchObject({ phase: 'ready', envelope: { from: null } });
  });

  it('is refused by a 554 greeting, and closing after any 421 [case-006, case-007]', () => {
    expect(play('S: 554 no').phase).toBe('refused');
    expect(play('S: 220 mx', 'C: EHLO c', 'S: 421 go away').phase).toBe('closing');
  });

  it('forgets everything that was said before TLS [case-014]', () => {
    const state = play(...HELLO, 'C: STARTTLS', 'S: 220 go', 'T');
    expect(state).toMatchObject({ phase: 'greeted', encrypted: true, capabilities: null, greetedName: null });
    expect(isLegal(state, 'MAIL')).toBe(false);
    expect(isLegal(state, 'STARTTLS')).toBe(false);
  });

  it('keeps a group of commands waiting, each for its own reply', () => {
    const group = [
      'C: MAIL FROM:<a@example.com>',
      'C: RCPT TO:<b@example.com>',
      'C: RCPT TO:<c@example.com>',
    ];
    const state = play(...HELLO, ...group, 'S: 250 ok', 'S: 550 no', 'S: 250 ok');
    expect(state).toMatchObject({
      phase: 'rcpt',
      pending: { length: 0 },
      envelope: { recipients: ['c@example.com'] },
    });
  });

  it('remarks on a command out of place and on a reply that nobody asked for [case-005]', () => {
    const ready = play(...HELLO);
    expect(advance(ready, { kind: 'command', verb: 'RCPT', line: 'RCPT TO:<b@example.com>' }).notes).toEqual([
      'out-of-order',
    ]);
    expect(advance(ready, { kind: 'reply', reply: reply('250 stray') }).notes).toEqual(['unasked-reply']);
  });

  it('judges a command of a group by what the commands before it hope for', () => {
    let state = play(...HELLO);
    const notes = [
      'MAIL FROM:<a@example.com>',
      'RCPT TO:<b@example.com>',
      'DATA',
      'MAIL FROM:<c@example.com>',
    ].map((line) => {
      const advanced = advance(state, { kind: 'command', verb: line.split(' ')[0] ?? '', line });
      state = advanced.state;
      return advanced.notes;
    });
    expect(notes).toEqual([[], [], [], ['out-of-order']]);
  });

  it('remarks on a reply that its command cannot have', () => {
    const odd = (line: string, text: string): unknown => {
      const verb = line.split(' ')[0] ?? '';
      const sent = advance(play(...HELLO), { kind: 'command', verb, line }).state;
      return advance(sent, { kind: 'reply', reply: reply(text) }).notes;
    };
    expect(odd('DATA', '250 ok')).toEqual(['impossible-reply']);
    expect(odd('MAIL FROM:<a@example.com>', '354 go')).toEqual(['impossible-reply']);
    expect(odd('MAIL FROM:<a@example.com>', '334 ')).toEqual(['impossible-reply']);
    expect(odd('AUTH PLAIN', '334 ')).toEqual([]);
    expect(odd('DATA', '503 no')).toEqual([]);
    expect(odd('MAIL FROM:<a@example.com>', '221 bye')).toEqual(['impossible-reply']);
    expect(odd('QUIT', '221 bye')).toEqual([]);
  });

  it('believes a server that lets pass what has no place', () => {
    const state = play('S: 220 mx', 'C: MAIL FROM:<a@example.com>', 'S: 250 ok');
    expect(state).toMatchObject({ phase: 'mail', envelope: { from: 'a@example.com' } });
    expect(play('S: 220 mx', 'C: MAIL FROM:<a@example.com>', 'S: 503 no').phase).toBe('greeted');
  });

  it('stays in the transaction where a command in it is refused, and leaves it with a new EHLO', () => {
    const mail = [...HELLO, 'C: MAIL FROM:<a@example.com>', 'S: 250 ok'];
    expect(play(...mail, 'C: AUTH PLAIN', 'S: 503 no').phase).toBe('mail');
    expect(play(...mail, 'C: MAIL FROM:<x@example.com>', 'S: 503 no')).toMatchObject({
      phase: 'mail',
      envelope: { from: 'a@example.com' },
    });
    expect(play(...mail, 'C: EHLO c', 'S: 250 mx')).toMatchObject({
      phase: 'ready',
      envelope: { from: null },
    });
  });

  it('is inside AUTH from the first challenge to the verdict', () => {
    const auth = [...HELLO, 'C: AUTH LOGIN', 'S: 334 VXNlcm5hbWU6'];
    expect(play(...auth).phase).toBe('auth');
    expect(legalCommands(play(...auth))).toEqual([]);
    expect(play(...auth, 'C: AUTH x', 'S: 334 UGFzc3dvcmQ6', 'C: AUTH y', 'S: 535 no').phase).toBe('ready');
  });

  it('reads the chunks of BDAT as a letter that ends with LAST', () => {
    const rcpt = [
      ...HELLO,
      'C: MAIL FROM:<a@example.com>',
      'S: 250 ok',
      'C: RCPT TO:<b@example.com>',
      'S: 250 ok',
    ];
    const chunk = [...rcpt, 'C: BDAT 10', 'S: 250 ok'];
    expect(play(...chunk).phase).toBe('bdat');
    expect(legalCommands(play(...chunk))).toContain('BDAT');
    expect(legalCommands(play(...chunk))).not.toContain('DATA');
    expect(play(...chunk, 'C: BDAT 0 LAST', 'S: 250 ok')).toMatchObject({
      phase: 'ready',
      envelope: { from: null },
    });
    expect(play(...HELLO, 'C: BDAT 3 LAST', 'S: 503 no').phase).toBe('ready');
  });

  it('is connected still after a handshake before the greeting', () => {
    expect(advance(openState(), { kind: 'tls' }).state).toMatchObject({
      phase: 'connected',
      encrypted: true,
    });
  });

  it('speaks the dialect whose hello was accepted', () => {
    const lhlo = ['S: 220 mx', 'C: LHLO c.example.com', 'S: 250 mx'] as const;
    expect(play(...lhlo).dialect).toBe('lmtp');
    expect(play(...lhlo, 'C: EHLO c.example.com', 'S: 250 mx').dialect).toBe('smtp');
    expect(play(...lhlo, 'C: EHLO c.example.com', 'S: 500 what?').dialect).toBe('lmtp');
    expect(play('S: 220 mx', 'C: LHLO c.example.com', 'S: 500 what?').dialect).toBe('smtp');
  });

  it('has a reply for each accepted recipient in LMTP, in their order', () => {
    let state = openState('lmtp');
    expect(legalCommands({ ...state, phase: 'greeted' })).toContain('LHLO');
    const say = (line: string): void => {
      state = advance(state, {
        kind: 'command',
        verb: line === '.' ? 'DATA' : (line.split(' ')[0] ?? ''),
        line,
      }).state;
    };
    const hear = (text: string): void => {
      state = advance(state, { kind: 'reply', reply: reply(text) }).state;
    };
    state = advance(state, { kind: 'greeting', reply: reply('220 mx') }).state;
    say('LHLO c');
    hear('250 mx');
    for (const [line, text] of [
      ['MAIL FROM:<a@example.com>', '250 ok'],
      ['RCPT TO:<b@example.com>', '250 ok'],
      ['RCPT TO:<c@example.com>', '550 no'],
      ['RCPT TO:<d@example.com>', '250 ok'],
    ] as const) {
      say(line);
      if (line.startsWith('RCPT')) expect(awaitedReply(state)?.recipient).toBe(line.slice(9, -1));
      hear(text);
    }
    say('DATA');
    hear('354 go');
    say('.');
    expect(awaitedReply(state)?.recipient).toBe('b@example.com');
    hear('250 in');
    expect(awaitedReply(state)?.recipient).toBe('d@example.com');
    expect(state.phase).toBe('data');
    hear('452 full');
    expect(awaitedReply(state)).toBeNull();
    expect(state).toMatchObject({ phase: 'ready', envelope: { recipients: [] }, letterReplies: 0 });
  });

  it('names what may come next', () => {
    expect(legalCommands(play('S: 220 mx'))).toEqual([
      'EHLO',
      'HELO',
      'RSET',
      'NOOP',
      'VRFY',
      'EXPN',
      'HELP',
      'QUIT',
    ]);
    expect(legalCommands(play(...HELLO)).slice(0, 3)).toEqual(['STARTTLS', 'AUTH', 'MAIL']);
  });
});

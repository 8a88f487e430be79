import { describe, expect, it } from 'vitest';
import {
  advance,
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
    expect(state).toMatchObject({ phase: 'rcpt', pending: [], envelope: { recipients: ['c@example.com'] } });
  });

  it('remarks on a command out of place and on a reply that nobody asked for [case-005]', () => {
    const ready = play(...HELLO);
    expect(advance(ready, { kind: 'command', verb: 'RCPT', line: 'RCPT TO:<b@example.com>' }).notes).toEqual([
      'out-of-order',
    ]);
    expect(advance(ready, { kind: 'reply', reply: reply('250 stray') }).notes).toEqual(['unasked-reply']);
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

/** Notes in the margin that depend on what came before. */

import { expect, it } from 'vitest';
import type { CommandEvent, ReplyEvent } from '../../../src/pure/events/index.ts';
import { commandNote, openMemory, replyNotes } from '../../../src/pure/explain/side-note.ts';
import { notes } from '../../../src/pure/phrases/index.ts';

const hello = { kind: 'command', verb: 'EHLO', line: 'EHLO x', hidden: false } as CommandEvent;
const reply = (to: string, code: number): ReplyEvent =>
  ({
    kind: 'reply',
    to,
    code,
    class: Math.floor(code / 100),
    lines: ['a', 'SIZE'],
    enhanced: null,
  }) as unknown as ReplyEvent;

it('a further EHLO makes a list void only where there was one in this conversation', () => {
  for (const lang of ['en', 'ru'] as const) {
    const memory = openMemory();
    const isAgain = (): boolean => commandNote(hello, notes[lang], memory) === notes[lang].helloAgain;
    replyNotes(reply('greeting', 220), notes[lang], memory);
    expect(isAgain()).toBe(false);
    replyNotes(reply('EHLO', 501), notes[lang], memory);
    expect(isAgain()).toBe(false);
    replyNotes(reply('EHLO', 250), notes[lang], memory);
    expect(isAgain()).toBe(true);
    replyNotes(reply('greeting', 220), notes[lang], memory);
    expect(isAgain()).toBe(false);
    // It is so without TLS too.
    expect(notes[lang].helloAgain).not.toContain('TLS');
  }
});

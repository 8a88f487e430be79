/** The desk of the explorer without a terminal: what a typed line is, what is said about it, and when one may leave. */

import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../../src/cli/explorer/desk.ts';
import { mayLeave } from '../../../src/cli/explorer/leaving.ts';
import { linesOfPipe } from '../../../src/cli/explorer/piped-lines.ts';
import type { Voice } from '../../../src/cli/explorer/voice.ts';
import type { Explorer } from '../../../src/io/explore/index.ts';
import { openState } from '../../../src/pure/protocol/index.ts';
import { cliContext } from '../../support/cli-context.ts';

const START = openState();

/** A conversation that takes what is typed, answers with `reply`, and is in the mode that a test sets. */
function explorerOf(mode: Explorer['mode'] = 'command', changes: Partial<Record<string, unknown>> = {}) {
  const typed: string[] = [];
  const fake = {
    ...{ mode, state: START, practice: true, host: 'mail.example.test', ended: false, stuffing: true },
    ...{ problem: null, leftByServer: false },
    hides: () => false,
    secretIn: () => null,
    watch: () => undefined,
    takeSetback: () => null,
    type: (line: string) => {
      typed.push(line);
      return Promise.resolve();
    },
    ...changes,
  };
  return { typed, fake, explorer: fake as unknown as Explorer };
}

function deskFor(explorer: Explorer, options: { readonly interactive?: boolean } = {}) {
  const notes: string[] = [];
  let reply: { code: number; class: number } | null = null;
  const voice = {
    ...{ typed: false, before: () => undefined, after: () => undefined, stop: () => undefined },
    note: (text: string) => notes.push(text),
    list: () => undefined,
    pointer: () => undefined,
    copied: (text: string) => notes.push(text),
    line: (text: string) => notes.push(text),
    styled: () => undefined,
    problem: ({ code }: { code: string }) => notes.push(`problem ${code}`),
    setback: ({ code }: { code: string }) => notes.push(`setback ${code}`),
    event: () => undefined,
    lastReply: () => reply,
  } as unknown as Voice;
  const desk = new Desk({
    explorer,
    voice,
    recorder: null,
    context: cliContext(),
    interactive: options.interactive ?? false,
    aside: (work) => work(),
    credentials: null,
    mechanisms: [],
  });
  return {
    desk,
    notes,
    answers: (code: number): void => {
      reply = { code, class: Math.floor(code / 100) };
    },
  };
}

describe('lines from a pipe', () => {
  const read = async (...chunks: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    for await (const line of linesOfPipe(Readable.from(chunks.map((chunk) => Buffer.from(chunk)))))
      lines.push(line);
    return lines;
  };

  it('end with CRLF or LF, the last with either or none', async () => {
    expect(await read('EHLO x\r\nNO', 'OP\nQUIT')).toEqual(['EHLO x', 'NOOP', 'QUIT']);
    expect(await read('QUIT\r\n')).toEqual(['QUIT']);
    expect(await read('')).toEqual([]);
  });

  it('keep empty lines, and lose a byte-order mark at the start alone', async () => {
    expect(await read('\ufeffDATA\n\n\ufeffx\n')).toEqual(['DATA', '', '\ufeffx']);
  });
});

describe('the prompt', () => {
  it.each([
    ['command', {}, 'practice connected clear> '],
    ['command', { practice: false }, 'mail.example.test connected clear> '],
    ['command', { state: { ...START, phase: 'rcpt', encrypted: true } }, 'practice rcpt TLS> '],
    ['letter', {}, 'letter> '],
    ['chunk', { octetsLeft: 1 }, 'chunk, 1 octet left> '],
    ['chunk', { octetsLeft: 20 }, 'chunk, 20 octets left> '],
    ['answer', {}, 'practice answer> '],
    ['answer', { hides: () => true }, 'practice secret answer (hidden)> '],
    ['command', { ended: true }, ''],
  ] as const)('in %s with %j is %j', (mode, changes, prompt) => {
    expect(deskFor(explorerOf(mode, changes).explorer).desk.prompt()).toBe(prompt);
  });
});

describe('a typed line', () => {
  it('goes to the server as it stands, an empty one nowhere', async () => {
    const { typed, explorer } = explorerOf();
    const { desk, answers } = deskFor(explorer);
    answers(250);
    for (const line of ['NOOP', '', '  ', 'noop  x']) await desk.handle(line);
    expect(typed).toEqual(['NOOP', 'noop  x']);
  });

  it('with two colons is sent with one; with one it is for the lab, known or not', async () => {
    const { typed, explorer } = explorerOf();
    const { desk, notes } = deskFor(explorer);
    await desk.handle('::odd');
    await desk.handle(':frobnicate');
    expect(typed).toEqual([':odd']);
    expect(notes.join('\n')).toContain('frobnicate');
  });

  it('in a letter is letter text whatever it looks like, where it comes from a pipe', async () => {
    const { typed, explorer } = explorerOf('letter');
    const { desk } = deskFor(explorer);
    for (const line of [':quit', '::x', '', 'QUIT']) await desk.handle(line);
    expect(typed).toEqual([':quit', '::x', '', 'QUIT']);
    expect(desk.leaving).toBe(false);
  });

  it(':quit is to leave', async () => {
    const { desk } = deskFor(explorerOf().explorer);
    expect(desk.leaving).toBe(false);
    await desk.handle(':quit');
    expect(desk.leaving).toBe(true);
  });

  it('that is no base64 where an answer is wanted is warned of, and sent all the same from a pipe', async () => {
    const { typed, explorer } = explorerOf('answer');
    const { desk, notes } = deskFor(explorer);
    for (const fine of ['', '*', '=student', 'c3R1ZGVudA==']) await desk.handle(fine);
    const before = notes.filter((note) => note.includes('base64')).length;
    await desk.handle('not base64!');
    expect(notes.filter((note) => note.includes('base64')).length).toBe(before + 1);
    expect(typed).toEqual(['', '*', '=student', 'c3R1ZGVudA==', 'not base64!']);
  });

  it('of a letter behind a refused DATA is dropped up to the dot; without a dot the lines are commands', async () => {
    const { typed, explorer } = explorerOf();
    const { desk, answers } = deskFor(explorer);
    const refuse = async (): Promise<void> => {
      answers(503);
      await desk.handle('DATA');
    };
    await refuse();
    for (const line of ['Subject: x', '', 'text', '.', 'NOOP']) await desk.handle(line);
    expect(typed).toEqual(['DATA', 'NOOP']);
    await refuse();
    for (const line of ['RSET', 'QUIT']) await desk.handle(line);
    expect(typed).toEqual(['DATA', 'NOOP', 'DATA']);
    await desk.endOfInput();
    expect(typed).toEqual(['DATA', 'NOOP', 'DATA', 'RSET', 'QUIT']);
  });
});

describe('what we broke off ourselves', () => {
  const problem = { code: 'no-reply', detail: {} };

  it('is told once; what the server ended is told by the log', async () => {
    const ours = explorerOf('command', { problem });
    const told = deskFor(ours.explorer);
    await told.desk.handle('NOOP');
    await told.desk.handle('NOOP');
    expect(told.notes.filter((note) => note === 'problem no-reply')).toHaveLength(1);
    const theirs = deskFor(explorerOf('command', { problem, leftByServer: true }).explorer);
    await theirs.desk.handle('NOOP');
    expect(theirs.notes.filter((note) => note.startsWith('problem'))).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  const leaves = async (mode: Explorer['mode'], typed: readonly (string | null)[], ended = false) => {
    const notes: string[] = [];
    const waiting = [...typed];
    let asked = 0;
    const left = await mayLeave(explorerOf(mode, { ended }).explorer, {
      voice: { note: (text: string) => notes.push(text) } as unknown as Voice,
      context: cliContext(),
      lines: {
        next: () => {
          asked++;
          const line = waiting.shift() ?? null;
          return Promise.resolve(line === null ? { kind: 'interrupt' } : { kind: 'line', line });
        },
      },
    });
    return { left, asked, notes: notes.length };
  };

  it('leaves at once outside of a letter, or where all is over', async () => {
    expect(await leaves('command', [])).toEqual({ left: true, asked: 0, notes: 0 });
    expect(await leaves('answer', [])).toEqual({ left: true, asked: 0, notes: 0 });
    expect(await leaves('letter', [], true)).toEqual({ left: true, asked: 0, notes: 0 });
  });

  it('asks inside a letter, and stays unless it is told to drop it', async () => {
    expect(await leaves('letter', ['y'])).toEqual({ left: true, asked: 1, notes: 1 });
    expect(await leaves('chunk', ['n'])).toEqual({ left: false, asked: 1, notes: 0 });
    expect(await leaves('letter', [''])).toEqual({ left: false, asked: 1, notes: 0 });
    // What is neither is said so, and asked again; Ctrl-C once more is a yes.
    expect(await leaves('letter', ['the next line', 'no'])).toEqual({ left: false, asked: 2, notes: 1 });
    expect(await leaves('letter', [null])).toEqual({ left: true, asked: 1, notes: 1 });
  });
});

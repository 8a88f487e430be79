import { describe, expect, it } from 'vitest';
import {
  adviceFor,
  changesOf,
  completionsFor,
  offerOf,
  readTyped,
} from '../../../src/pure/explorer/index.ts';
import { advance, openState, parseCapabilities } from '../../../src/pure/protocol/index.ts';
import type { SessionState } from '../../../src/pure/protocol/index.ts';

const ready = (over: Partial<SessionState> = {}, keywords: readonly string[] = []): SessionState => ({
  ...openState(),
  phase: 'ready',
  capabilities: parseCapabilities({ lines: ['mx.example.com', ...keywords] }),
  ...over,
});

describe('a typed line', () => {
  it('is for the server unless it begins with a colon [case-034]', () => {
    for (const line of ['RCPT TO:<b@example.com>', 'QUIT', 'R', 'Q', 'HELP', 'quit', ' :help']) {
      expect(readTyped(line, 'command')).toEqual({ kind: 'line', line });
    }
    expect(readTyped(':explain 550 5.1.1', 'command')).toEqual({
      kind: 'lab',
      command: 'explain',
      argument: '550 5.1.1',
    });
    expect(readTyped('::help', 'command')).toEqual({ kind: 'line', line: ':help' });
    expect(readTyped(':nonsense', 'command')).toEqual({ kind: 'unknown-lab', word: 'nonsense' });
  });

  it('inside a letter is for the lab only where it is a lab command, and never from a pipe', () => {
    expect(readTyped(':state', 'letter')).toMatchObject({ kind: 'lab' });
    expect(readTyped(':-) hello', 'letter')).toEqual({ kind: 'line', line: ':-) hello' });
    expect(readTyped('::x', 'letter')).toEqual({ kind: 'line', line: '::x' });
    expect(readTyped(':state', 'letter', false)).toEqual({ kind: 'line', line: ':state' });
  });
});

describe('the advice', () => {
  it.each([
    ['hello', { ...openState(), phase: 'greeted' as const }],
    ['starttls', ready({}, ['STARTTLS', 'AUTH PLAIN'])],
    ['auth', ready({ encrypted: true }, ['AUTH PLAIN'])],
    ['mail', ready({ identity: 'ann' }, ['AUTH PLAIN'])],
    ['mail', ready()],
    ['rcpt', ready({ phase: 'mail' })],
    ['data', ready({ phase: 'rcpt' })],
    ['letter', ready({ phase: 'data' })],
    ['hello-again', advance(ready({ phase: 'tls' }), { kind: 'tls' }).state],
    ['leave', ready({ phase: 'closing' })],
  ] as const)('is %s where that is next', (step, state) => {
    expect(adviceFor(state)).toBe(step);
  });
});

describe('completion', () => {
  const state = ready({ encrypted: true }, ['SIZE 1000', 'DSN', 'AUTH PLAIN LOGIN']);

  it('offers what has its place now', () => {
    expect(completionsFor('M', state, 'command')).toEqual(['MAIL FROM:<']);
    expect(completionsFor('', state, 'command')).not.toContain('DATA');
    expect(completionsFor('RC', state, 'command')).toEqual([]);
    expect(completionsFor('st', state, 'command')).toEqual([]);
  });

  it('offers the mechanisms and parameters of this server alone', () => {
    expect(completionsFor('auth l', state, 'command')).toEqual(['auth LOGIN']);
    expect(completionsFor('MAIL FROM:<a@example.com> S', state, 'command')).toEqual([
      'MAIL FROM:<a@example.com> SIZE=',
    ]);
    expect(completionsFor('RCPT TO:<a@example.com> ', state, 'command')).toContain(
      'RCPT TO:<a@example.com> NOTIFY=NEVER',
    );
  });

  it('offers lab commands behind a colon, and nothing inside a letter', () => {
    expect(completionsFor(':st', state, 'letter')).toEqual([':state', ':stuff']);
    expect(completionsFor(':violate e', state, 'command')).toEqual([':violate early-talk']);
    expect(completionsFor('M', state, 'letter')).toEqual([]);
  });
});

describe('the ledger', () => {
  it('tells what came and what went', () => {
    const before = offerOf(parseCapabilities({ lines: ['mx', 'STARTTLS', 'SIZE 10'] }), 'clear', false);
    const now = offerOf(parseCapabilities({ lines: ['mx', 'SIZE 10', 'AUTH PLAIN'] }), 'tls', false);
    expect(changesOf(before, now)).toEqual({ gained: ['AUTH PLAIN'], lost: ['STARTTLS'] });
  });
});

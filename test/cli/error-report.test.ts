import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { define } from '../../src/cli/commands/send.ts';
import { endAfterFault } from '../../src/cli/failure.ts';
import { tellFailure } from '../../src/cli/error-report.ts';
import type { Circumstances } from '../../src/cli/error-report.ts';
import { UsageError } from '../../src/pure/problems/index.ts';
import { WireError } from '../../src/io/wire/index.ts';
import type { Lang } from '../../src/pure/phrases/index.ts';
import { openScreen } from '../support/screen.ts';

interface Told {
  readonly code: number;
  readonly lines: readonly string[];
}

async function tell(
  error: unknown,
  wish: { lang?: Lang; env?: Record<string, string>; signal?: AbortSignal; command?: string | null } = {},
): Promise<Told> {
  const err = openScreen();
  const { lang = 'en', env = {}, signal = new AbortController().signal, command = 'send' } = wish;
  const hide = (text: string): string => text;
  const context: Circumstances['context'] = {
    ...{ lang, color: false, err, env, program: 'smtp-lab', signal, hide },
  };
  const code = await tellFailure(error, {
    context,
    command,
    definition: define({ lang, program: 'smtp-lab', out: err }),
    version: '1.2.3',
  });
  return { code, lines: err.lines() };
}

// A fault ends the program after a while: here that would be the process that runs the tests.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what a command throws', () => {
  it('is, for bad usage, one sentence and where the help is, with exit code 2', async () => {
    const error = new UsageError('usage', { option: '--to', reason: 'Nobody was named.' });
    expect(await tell(error)).toEqual({ code: 2, lines: ['Nobody was named.', 'Help: smtp-lab help send'] });
    expect((await tell(error, { command: null })).lines.at(-1)).toBe('Help: smtp-lab --help');
  });

  it('is, for what the world did, told in three parts with the exit code of the problem', async () => {
    const peer = { host: 'mail.example.test', port: 25, address: '192.0.2.1' };
    const { code, lines } = await tell(new WireError('connection-refused', peer));
    expect(code).toBe(3);
    expect(lines[0]).toMatch(/\(exit 3\)$/);
    expect(lines.join('\n')).toMatch(/^ {2}Happened {2}[\s\S]*^ {2}Means {5}[\s\S]*^ {2}Try {7}/m);
  });

  it('speaks Russian too', async () => {
    const { lines } = await tell(new WireError('no-reply', { to: 'RCPT', seconds: 3 }), { lang: 'ru' });
    expect(lines[0]).toMatch(/\(код завершения 12\)$/);
    expect(lines.join('\n')).toMatch(/Что было[\s\S]*Пояснение/);
  });

  it('is, for commander, told in our words though the command did not catch it', async () => {
    const error = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--fly'");
    expect(await tell(error)).toMatchObject({
      code: 2,
      lines: ['Unknown option "--fly".', expect.anything()],
    });
  });

  it('is, for anything else, a fault of the program that can be reported, without a stack', async () => {
    const { code, lines } = await tell(new TypeError('boom'));
    expect(code).toBe(1);
    expect(lines[0]).toBe('This is a bug in smtp-lab: boom');
    expect(lines.join('\n')).toContain('1.2.3');
    expect(lines.join('\n')).not.toMatch(/^ {4}at /m);
  });

  it('shows the stack to whoever asks for it', async () => {
    const { lines } = await tell(new TypeError('boom'), { env: { SMTP_LAB_DEBUG: '1' } });
    expect(lines.join('\n')).toMatch(/^ {4}at /m);
  });

  it('is of no account after a signal', async () => {
    const error = new TypeError('boom');
    expect(await tell(error, { signal: AbortSignal.abort('SIGINT') })).toEqual({ code: 130, lines: [] });
    expect((await tell(error, { signal: AbortSignal.abort('SIGTERM') })).code).toBe(143);
  });

  it('ends the program behind a fault of its own, whatever that left open', async () => {
    vi.useFakeTimers();
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    try {
      endAfterFault((await tell(new Error('a slip of ours'))).code);
      expect(exit).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1000);
      // Of no other exit code.
      for (const code of [0, 2, 12, 15]) endAfterFault(code);
      vi.advanceTimersByTime(1000);
      expect(exit).toHaveBeenCalledTimes(1);
      expect(exit).toHaveBeenCalledWith(1);
    } finally {
      exit.mockRestore();
      vi.useRealTimers();
    }
  });
});

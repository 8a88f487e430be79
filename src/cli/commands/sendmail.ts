/**
 * `smtp-lab sendmail`: takes a letter on standard input, as cron, PHP and git hand it to `sendmail`, and sends it by `send`. It is silent
 * where all went well, and its exit codes are those of sysexits.h, which such callers know.
 */

import { hostname } from 'node:os';
import type { Command } from 'commander';
import { sendmailWords } from '../../pure/phrases/index.ts';
import { EXIT, LabError, sysexitOf } from '../../pure/problems/index.ts';
import { newCommand } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { addConnectionOptions, readSendmailCall } from '../options/index.ts';
import { sendAs } from './send.ts';

export function define(setting: CommandSetting): Command {
  const words = sendmailWords[setting.lang];
  const command = newCommand('sendmail', words.about, setting);
  command.argument('[RECIPIENT...]', words.recipients);
  addConnectionOptions(command, setting.lang);
  // Short options are those of sendmail.
  for (const option of command.options) delete option.short;
  return command.addHelpText('after', () => `\n${words.options}\n`);
}

export const usageCode = sysexitOf(EXIT.usage, false);

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  try {
    const long = new Map(define(context).options.map((option) => [option.long, option.required]));
    const call = readSendmailCall(args, (option) => long.get(option) === true, context.lang);
    const shown = call.verbose || context.json;
    const argv = ['--eml', '-', ...call.options, '--transcript', shown ? 'always' : 'never'];
    return await sendAs(argv, shown ? context : silent(context), {
      fullName: call.fullName,
      sender: `${context.env['LOGNAME'] ?? context.env['USER'] ?? 'root'}@${hostname()}`,
      untilDot: call.untilDot,
      remarks:
        call.unused.length === 0
          ? []
          : [{ code: 'options-unused', detail: { options: call.unused.join(' ') } }],
      // Who had it would get it again.
      exitCode: (code, { outcome, retryable }) => sysexitOf(code, retryable && outcome !== 'partial'),
    });
  } catch (error) {
    if (!(error instanceof LabError) || context.signal.aborted) throw error;
    const { tellFailure } = await import('../error-report.ts');
    const { version } = await import('../version.ts');
    const told = await tellFailure(error, {
      context,
      command: 'sendmail',
      definition: define(context),
      version: version(),
    });
    const isUnnamed =
      error.code === 'usage' && 'option' in error.detail && error.detail.option === '--server';
    return isUnnamed && told === EXIT.usage ? sysexitOf('config', false) : sysexitOf(told, false);
  }
}

/** A caller such as cron takes what is printed for news. What failed goes to standard error all the same. */
function silent(context: CliContext): CliContext {
  const nothing = (): void => undefined;
  const out = { write: nothing, line: nothing, isTerminal: false, columns: context.out.columns };
  const { stdin, signal } = context;
  return { ...context, stdin, signal, quiet: true, out };
}

/**
 * What is said when a command throws: the words of a usage error, the advice of a problem, or that it is a fault of this program and
 * how to report it. The one place that turns errors into exit codes. Never shows a stack but with SMTP_LAB_DEBUG. Loaded when
 * something was thrown, together with the classes that it tells apart.
 */

import type { Command } from 'commander';
import { exitCodeOf, exitCodeOfSignal, LabError } from '../pure/problems/index.ts';
import type { CliContext } from './context.ts';
import { refuse, tellFault } from './failure.ts';

/** What has to be known of the run. */
export interface Circumstances {
  readonly context: Pick<CliContext, 'lang' | 'color' | 'err' | 'env' | 'program' | 'signal' | 'hide'>;
  /** The command that was asked for; null for none. */
  readonly command: string | null;
  /** Its definition, where it was loaded. */
  readonly definition: Command | undefined;
  /** What stood behind the command: advice goes together with it. */
  readonly args?: readonly string[];
  readonly version: string;
}

/** Says what happened; resolves to the exit code. */
export async function tellFailure(error: unknown, circumstances: Circumstances): Promise<number> {
  const { context, command, definition } = circumstances;
  const { lang, env, err, signal, program } = context;
  if (env['SMTP_LAB_DEBUG'] && error instanceof Error) err.line(error.stack);
  if (signal.aborted) return exitCodeOfSignal(signal.reason);
  if (error instanceof LabError) {
    if (error.code === 'usage' && 'reason' in error.detail)
      return refuse(error.detail.reason, context, command);
    const { openExplainer } = await import('./explainer.ts');
    const { renderAdvice, veil } = await import('./terminal/index.ts');
    const { newCommand, readArguments } = await import('./command-line.ts');
    const described = definition ?? newCommand(command ?? '', '', { lang, program, out: err });
    try {
      readArguments(described, circumstances.args ?? [], { lang });
    } catch {
      // What could not be read was told; here only what was given counts.
    }
    const advice = (await openExplainer(described, context, null)).advice(veil(error.problem, context.hide));
    const setting = { lang, color: context.color && err.isTerminal, columns: err.columns };
    const exitCode = exitCodeOf(error.problem);
    for (const line of renderAdvice(advice, setting, exitCode)) err.line(line);
    return exitCode;
  }
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && code.startsWith('commander.')) {
    const { asUsageError } = await import('./command-line.ts');
    return refuse(asUsageError({ code, message: String(error) }, lang).detail.reason, context, command);
  }
  return tellFault(error, circumstances);
}

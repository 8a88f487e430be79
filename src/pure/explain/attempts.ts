/**
 * What is advised, fitted to where the user stands: an attempt is shown only where it can be typed (options and commands that there
 * are), was not tried already, and goes together with what was given. An option that does not go with it is named as one to leave out.
 */

import type { Attempt, AttemptPhrases } from '../phrases/index.ts';
import type { Advice } from './explanation.ts';

/** What can be typed, and what was. */
export interface AttemptContext {
  readonly program: string;
  readonly options: readonly string[];
  readonly commands: readonly string[];
  /** The options that were given, each with its value, as `--port 587`. */
  readonly given?: readonly string[];
  /** The server, where it was named as an argument instead of by `--server`. */
  readonly argument?: string;
}

/** Options that the command line does not take together: what is advised, and what it excludes. */
const EXCLUDES: Readonly<Record<string, readonly string[]>> = {
  '--mx': ['--server'],
  '-4': ['--ipv6'],
  '-6': ['--ipv4'],
  '--timeout': ['--rfc-timeouts'],
  '--rfc-timeouts': ['--timeout', '--final-timeout'],
  '--lmtp': ['--helo'],
  '--stop-after': ['--drop-after'],
  '--server': ['--mx', '--scenario'],
  '--user': ['--scenario'],
  '--body-file': ['--eml', '--keep-bcc', '--to-from-headers'],
};

/** Options that are of no use without the one that is left out. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  '--tls-cert': ['--tls-key'],
  '--user': ['--password', '--password-file', '--password-stdin', '--token-file', '--auth'],
};

/** How a short option is called among those that were given. */
const SHORT: Readonly<Record<string, string>> = { '-4': '--ipv4', '-6': '--ipv6' };

/** The attempt as it can be typed here; null for one that is none. */
export function fitAttempt(
  attempt: Attempt,
  context: AttemptContext,
  words: AttemptPhrases,
): Advice['tries'][number] | null {
  const given = namesOf(context.given ?? []);
  // The colon before a command is the layout's.
  const what = attempt.what.replace(/:$/, '');
  if (attempt.leave !== undefined)
    return given.includes(attempt.leave)
      ? {
          what,
          command: words.leave([
            attempt.leave,
            ...(TOGETHER[attempt.leave] ?? []).filter((option) => given.includes(option)),
          ]),
        }
      : null;
  const { command } = attempt;
  if (!canBeTyped(what, command, context)) return null;
  if (command?.startsWith('-') !== true) return command === undefined ? { what } : { what, command };
  const { argument } = context;
  const server =
    argument ?? context.given?.find((one) => one.startsWith('--server '))?.slice('--server '.length);
  const typed = fitScheme(command, server ?? '');
  if (wasTried(typed, context.given ?? [])) return null;
  const excluded = namesOf(splitOptions(typed)).flatMap((option) => EXCLUDES[option] ?? []);
  const out = excluded.filter((option) => given.includes(option));
  if (argument === undefined || !/(?:^| )--server /.test(typed))
    return { what: out.length === 0 ? what : words.without(what, out), command: typed };
  // Here a server is named without an option, and there is one.
  return { what: words.without(what, [argument, ...out]), command: typed.replace(/(^| )--server /, '$1') };
}

/** `--tls starttls` does not go with a URL that says `smtps:`: the URL is then changed too. */
function fitScheme(command: string, url: string): string {
  if (!/^smtps:\/\//i.test(url) || !/--tls (?:starttls|off)/.test(command)) return command;
  return `--server ${url.replace(/^smtps:/i, 'smtp:')} ${command}`;
}

/** Whether it names only what there is: `--option`s of the command, commands of the program. */
function canBeTyped(what: string, command: string | undefined, context: AttemptContext): boolean {
  const { options, commands, program } = context;
  const flags = [...`${what} ${command ?? ''}`.matchAll(/(?<![\w-])(--[a-z][\w-]*|-[46])(?![\w-])/g)].map(
    (match) => match[1] ?? '',
  );
  const called =
    command?.startsWith(`${program} `) === true ? command.slice(program.length + 1).split(' ')[0] : '';
  if (called !== undefined && called !== '' && !called.startsWith('-')) return commands.includes(called);
  return flags.every((flag) => flag === '--help' || options.includes(flag));
}

/** Whether all that it would have typed was typed. */
function wasTried(command: string, given: readonly string[]): boolean {
  return splitOptions(command).every((option) => given.includes(SHORT[option] ?? option));
}

/** `--tls implicit --port 465` as its options with their values. */
function splitOptions(command: string): readonly string[] {
  return command.match(/-[^ ]+(?: [^- ][^ ]*)?/g) ?? [];
}

function namesOf(options: readonly string[]): readonly string[] {
  return options.map((option) => option.split(' ')[0] ?? '');
}

/**
 * What argv and the environment ask for, before any command runs: which command, language, colour, amount of explanation,
 * help. Pure reading: `main.ts` hands in argv and the environment. The command's own options are left to the command; which
 * of them take a value has to be known here, so that `--subject --json` is a subject and no wish for JSON.
 */

import type { Lang } from '../pure/phrases/index.ts';
import type { ExplainLevel } from './context.ts';

export const LANGUAGES: readonly Lang[] = ['en', 'ru'];
export const COLOR_MODES: readonly ColorMode[] = ['auto', 'always', 'never'];
export const EXPLAIN_LEVELS: readonly ExplainLevel[] = ['none', 'brief', 'full'];

export type ColorMode = 'auto' | 'always' | 'never';

/** What is wrong with the options that `main.ts` reads itself. */
export type SettingsFault =
  | { readonly kind: 'needs-value'; readonly option: string }
  | {
      readonly kind: 'bad-value';
      readonly option: string;
      readonly value: string;
      readonly allowed: readonly string[];
    }
  | { readonly kind: 'before-command'; readonly option: string };

export interface Settings {
  readonly lang: Lang;
  /** `auto`: as the stream is a terminal or not. */
  readonly color: ColorMode;
  readonly explain: ExplainLevel;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly wants: 'help' | 'version' | 'command';
  readonly command: string | null;
  /** Everything behind the command, as given. */
  readonly args: readonly string[];
  readonly fault: SettingsFault | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The options of every command that take a value. */
const COMMON_WITH_VALUE: readonly string[] = ['--lang', '--color', '--explain'];

/**
 * Reads the command line. `takesValue` tells of an option of the command (`-s`, `--server`) whether the next word is its
 * value; without it only the common options are known.
 */
export function readSettings(
  argv: readonly string[],
  env: Environment,
  takesValue: (flag: string) => boolean = () => false,
): Settings {
  const found = walk(argv, takesValue);
  let fault = found.fault;
  const choose = <T extends string>(option: string, allowed: readonly T[], otherwise: T): T => {
    const value = found.values.get(option);
    if (value === undefined) return otherwise;
    const chosen = allowed.find((candidate) => candidate === value);
    if (chosen === undefined) fault ??= { kind: 'bad-value', option, value, allowed };
    return chosen ?? otherwise;
  };
  const named = found.values.get('--lang');
  const lang = named === undefined ? langOfEnvironment(env) : langOf(named);
  if (lang === null)
    fault ??= { kind: 'bad-value', option: '--lang', value: named ?? '', allowed: LANGUAGES };
  return {
    lang: lang ?? langOfEnvironment(env),
    color: choose('--color', COLOR_MODES, colorOfEnvironment(env)),
    explain: namesCase(found) ? 'brief' : choose('--explain', EXPLAIN_LEVELS, 'brief'),
    json: found.flags.has('--json'),
    quiet: found.flags.has('--quiet'),
    wants: found.flags.has('--version') ? 'version' : found.flags.has('--help') ? 'help' : 'command',
    command: found.command,
    args: found.args,
    fault,
  };
}

/** `conform --explain ID` asks about a case; that there is one of this name is for the command to say. */
function namesCase({ command, values }: Found): boolean {
  const value = values.get('--explain');
  return command === 'conform' && value !== undefined && !EXPLAIN_LEVELS.some((level) => level === value);
}

interface Found {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly command: string | null;
  readonly args: readonly string[];
  readonly fault: SettingsFault | null;
}

const FLAGS: Readonly<Record<string, string>> = {
  '-h': '--help',
  '--help': '--help',
  '-V': '--version',
  '--version': '--version',
  '-q': '--quiet',
  '--quiet': '--quiet',
  '--json': '--json',
};

function walk(argv: readonly string[], takesValue: (flag: string) => boolean): Found {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  let command: string | null = null;
  let commandAt = argv.length;
  let fault: SettingsFault | null = null;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    if (!word.startsWith('-') || word === '-') {
      if (command === null) [command, commandAt] = [word, at];
      continue;
    }
    // Its short options are those of another program.
    if (command === 'sendmail' && !word.startsWith('--')) continue;
    const [option, inline] = splitOption(word);
    if (COMMON_WITH_VALUE.includes(option)) {
      const value = inline ?? argv[++at];
      if (value === undefined) fault ??= { kind: 'needs-value', option };
      else values.set(option, value);
      continue;
    }
    const flag = FLAGS[option];
    if (flag !== undefined) {
      flags.add(flag);
    } else if (command === null) {
      fault ??= { kind: 'before-command', option };
    } else if (word.startsWith('--')) {
      if (inline === undefined && takesValue(option)) at++;
    } else if (readCluster(word, flags, takesValue)) {
      at++;
    }
  }
  return { flags, values, command, args: argv.slice(commandAt + 1), fault };
}

/** `-qs`, `-sHOST`: short options in one word. True where the next word is the value of the last. */
function readCluster(word: string, flags: Set<string>, takesValue: (flag: string) => boolean): boolean {
  for (let at = 1; at < word.length; at++) {
    const short = `-${word[at] ?? ''}`;
    if (takesValue(short)) return at === word.length - 1;
    const flag = FLAGS[short];
    if (flag !== undefined) flags.add(flag);
  }
  return false;
}

function splitOption(text: string): readonly [string, string?] {
  const equals = text.startsWith('--') ? text.indexOf('=') : -1;
  return equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
}

/**
 * What SMTP_LAB_LANG asks for, else the locale: by POSIX's order, the empty string as if it were not set, and LANGUAGE before
 * it as GNU programs have it (a list, and without effect in the C locale). A locale whose charset is not UTF-8 gets English,
 * which is the same in every charset: Russian letters would be unreadable there.
 */
function langOfEnvironment(env: Environment): Lang {
  const own = langOf(env['SMTP_LAB_LANG'] ?? '');
  if (own !== null) return own;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const charset = /\.([^@]*)/.exec(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '')?.[1] ?? '';
  if (charset !== '' && !/^utf-?8$/i.test(charset)) return 'en';
  const wished = /^(C|POSIX)(\.|$)/.test(locale) ? [] : (env['LANGUAGE'] ?? '').split(':');
  return [...wished, locale].map(langOf).find((lang) => lang !== null) ?? 'en';
}

/** The language that a name such as `ru`, `RU` or `ru_RU.UTF-8` asks for; null for none of ours. */
function langOf(name: string): Lang | null {
  const language = /^([a-z]+)(?:[_-][a-z]+)?(?:\.[\w-]+)?(?:@\w+)?$/i.exec(name)?.[1]?.toLowerCase();
  return LANGUAGES.find((candidate) => candidate === language) ?? null;
}

/** NO_COLOR counts where it is not empty (no-color.org), and against FORCE_COLOR. */
function colorOfEnvironment(env: Environment): ColorMode {
  if (env['NO_COLOR']) return 'never';
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force === '0' || force === 'false' ? 'never' : 'always';
  return env['TERM'] === 'dumb' ? 'never' : 'auto';
}

/** What argv and the environment ask for, before any command: language, colour, help. Pure reading; `main.ts` hands both in. */

import type { Lang } from '../pure/phrases/index.ts';

export interface Settings {
  readonly lang: Lang;
  readonly color: boolean;
  readonly wants: 'help' | 'version' | 'command';
  readonly command: string | null;
  readonly args: readonly string[];
  /** An option that was wrong, and its value (null for an option that does not exist). */
  readonly fault: { readonly option: string; readonly value: string | null } | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line. Options may stand before or behind the command. */
export function readSettings(argv: readonly string[], env: Environment, isTerminal: boolean): Settings {
  let lang = langOf(env['SMTP_LAB_LANG'] ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '') ?? 'en';
  let color = env['NO_COLOR'] === undefined && (isTerminal || env['FORCE_COLOR'] !== undefined);
  let wants: Settings['wants'] = 'command';
  let fault: Settings['fault'] = null;
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const [option = '', inline] = splitOption(argv[at] ?? '');
    if (option === '-h' || option === '--help') wants = 'help';
    else if (option === '-V' || option === '--version') wants = 'version';
    else if (option === '--lang' || option === '--color') {
      const value = inline ?? argv[++at] ?? '';
      const asked = langOf(value);
      if (option === '--lang' && asked !== null) lang = asked;
      else if (option === '--color' && ['auto', 'always', 'never'].includes(value)) {
        color = value === 'auto' ? color : value === 'always';
      } else fault ??= { option, value };
    } else if (option.startsWith('-')) fault ??= { option, value: null };
    else words.push(option);
  }
  const [command = null, ...args] = words;
  return { lang, color, wants, command, args, fault };
}

function splitOption(text: string): readonly [string, string?] {
  const equals = text.startsWith('--') ? text.indexOf('=') : -1;
  return equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** The language that a name such as `ru_RU.UTF-8` asks for; null for none of ours. */
function langOf(name: string): Lang | null {
  if (/^ru\b|^ru_/i.test(name)) return 'ru';
  return /^en\b|^en_|^C\b|^POSIX\b/i.test(name) ? 'en' : null;
}

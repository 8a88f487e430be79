/**
 * Scripts that complete our command line in bash, zsh and fish, made of what the commands say of themselves. Text in, text
 * out; which commands there are is for `commands/completion.ts`. Nothing that the scripts hold is run: names and choices are
 * quoted for their shell.
 */

import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** An option as completion sees it. */
interface KnownOption {
  readonly short: string | null;
  readonly long: string;
  readonly meaning: string;
  /** What its value is called, such as FILE; null where it takes none. */
  readonly value: string | null;
  /** The values that there are; empty where any may come. */
  readonly choices: readonly string[];
}

/** A command as completion sees it: its options, and words that may stand as its arguments. */
export interface KnownCommand {
  readonly name: string;
  readonly meaning: string;
  readonly options: readonly KnownOption[];
  readonly words: readonly string[];
}

/** What a definition says to completion. `words` are those that it cannot know itself. */
export function knowCommand(
  name: string,
  meaning: string,
  definition: Command | undefined,
  words: readonly string[],
): KnownCommand {
  const choices = definition?.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []) ?? [];
  const subcommands = definition?.commands.map((command) => command.name()) ?? [];
  const all = [definition, ...(definition?.commands ?? [])].flatMap((command) => command?.options ?? []);
  const options = new Map<string, KnownOption>();
  for (const { short, long, flags, description, argChoices, required, hidden } of all) {
    if (hidden || long === undefined || options.has(long)) continue;
    const value = required ? (/[<[]([^>\].]+)/.exec(flags)?.[1] ?? 'VALUE') : null;
    options.set(long, { short: short ?? null, long, meaning: description, value, choices: argChoices ?? [] });
  }
  return { name, meaning, options: [...options.values()], words: [...subcommands, ...choices, ...words] };
}

/** The script for a shell. */
export function completionScript(shell: Shell, commands: readonly KnownCommand[]): string {
  if (shell === 'bash') return bash(commands);
  return shell === 'zsh' ? zsh(commands) : fish(commands);
}

/** How to switch it on, for the head of the script. */
export function completionUse(shell: Shell, program: string): string {
  if (shell === 'fish') return `${program} completion fish | source`;
  return `source <(${program} completion ${shell})`;
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function bash(commands: readonly KnownCommand[]): string {
  const names = commands.map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ value }) => value !== null)
      .map(({ short, long, choices }) => {
        const flags = [long, ...(short === null ? [] : [short])].map((flag) => `${quote(`${name} ${flag}`)}`);
        // Without choices bash goes on to file names by itself (-o default).
        const words =
          choices.length === 0 ? '' : `COMPREPLY=($(compgen -W ${quote(choices.join(' '))} -- "$cur")); `;
        return `    ${flags.join('|')}) ${words}return ;;`;
      }),
  );
  const words = commands.map(({ name, options, words: own }) => {
    const all = [...own, ...options.flatMap(({ short, long }) => (short === null ? [long] : [long, short]))];
    return `    ${name}) words=${quote(all.join(' '))} ;;`;
  });
  return `_smtp_lab() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= words= i
  COMPREPLY=()
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in ${names.join('|')}) command=\${COMP_WORDS[i]}; break ;; esac
  done
  case "$command $prev" in
${values.join('\n')}
  esac
  case $command in
    '') words=${quote(names.join(' '))} ;;
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _smtp_lab smtp-lab`;
}

function zsh(commands: readonly KnownCommand[]): string {
  const plain = (text: string): string => text.replaceAll(/[[\]:\\]/g, (character) => `\\${character}`);
  const list = commands.map(({ name, meaning }) => quote(`${name}:${meaning.replaceAll(':', '\\:')}`));
  const spec = ({ short, long, meaning, value, choices }: KnownOption): string => {
    const action = choices.length > 0 ? `(${choices.join(' ')})` : isFile(value) ? '_files' : ' ';
    const takes = value === null ? '' : `:${value}:${action}`;
    const rest = `[${plain(meaning)}]${takes}`;
    const equals = value === null ? '' : '=';
    const longs = quote(`*${long}${equals}${rest}`);
    return short === null ? longs : `${longs} ${quote(`*${short}${value === null ? '' : '+'}${rest}`)}`;
  };
  const cases = commands.map(({ name, options, words }) => {
    const rest = words.length > 0 ? `*: :(${words.join(' ')})` : '*: :_files';
    return `    ${name}) _arguments -s -S ${[...options.map(spec), quote(rest)].join(' \\\n      ')} ;;`;
  });
  return `_smtp_lab() {
  local -a commands=(${list.join('\n    ')})
  local command= i
  for ((i = 2; i < CURRENT; i++)); do
    if ((\${commands[(I)\${words[i]}:*]})); then
      command=\${words[i]}
      words=("$command" "\${(@)words[i+1,-1]}")
      ((CURRENT -= i - 1))
      break
    fi
  done
  case $command in
    '') _describe command commands ;;
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _smtp_lab ]]; then _smtp_lab "$@"; else compdef _smtp_lab smtp-lab; fi`;
}

function fish(commands: readonly KnownCommand[]): string {
  const text = (words: string): string => `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = [`complete -c smtp-lab -f`];
  for (const { name, meaning, options, words } of commands) {
    const within = `-n ${text(`__fish_seen_subcommand_from ${name}`)}`;
    lines.push(`complete -c smtp-lab -n __fish_use_subcommand -a ${name} -d ${text(meaning)}`);
    if (words.length > 0) lines.push(`complete -c smtp-lab ${within} -a ${text(words.join(' '))}`);
    for (const { short, long, meaning: about, value, choices } of options) {
      const flags = `${short === null ? '' : `-s ${short.slice(1)} `}-l ${long.slice(2)}`;
      const given =
        choices.length > 0 ? ` -x -a ${text(choices.join(' '))}` : isFile(value) ? ' -r -F' : ' -x';
      lines.push(`complete -c smtp-lab ${within} ${flags}${value === null ? '' : given} -d ${text(about)}`);
    }
  }
  return lines.join('\n');
}

function isFile(value: string | null): boolean {
  return value !== null && /FILE|DIR|PATH/i.test(value);
}

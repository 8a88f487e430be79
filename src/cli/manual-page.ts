/**
 * The manual page `smtp-lab(1)`, in mdoc(7), made of what the help is made of: the definitions of the commands, their examples, the exit
 * codes. Knows nothing of single commands.
 */

import type { Command, Option } from 'commander';
import { exitWords, loadExamples, manualWords } from '../pure/phrases/index.ts';
import { EXIT } from '../pure/problems/index.ts';
import type { ExitName } from '../pure/problems/index.ts';
import type { CliContext } from './context.ts';

/** A command with its definition, and what stands in the list of commands. */
export interface Described {
  readonly name: string;
  readonly summary: string;
  readonly definition: Command | undefined;
}

interface Wanted {
  readonly commands: readonly Described[];
  /** Options that every command has, and those that every command that talks to a server has. */
  readonly common: readonly Option[];
  readonly conversation: readonly Option[];
  readonly date: Date;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The page, with its last line end. */
export async function manualPage(
  { commands, common, conversation, date }: Wanted,
  { lang }: Pick<CliContext, 'lang'>,
): Promise<string> {
  const words = manualWords[lang];
  const { examples } = await loadExamples();
  const elsewhere = new Set([...common, ...conversation].map(({ long }) => long));
  const lines = [
    '.\\" Made by smtp-lab help man',
    `.Dd ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
    '.Dt SMTP-LAB 1',
    '.Os',
    `.Sh ${words.name}`,
    '.Nm smtp-lab',
    `.Nd ${prose(words.what)}`,
    `.Sh ${words.synopsis}`,
    '.Nm',
    '.Op Ar command',
    '.Op Ar options',
    `.Sh ${words.description}`,
    '.Nm',
    prose(words.about),
    `.Sh ${words.commands}`,
  ];
  for (const { name, summary, definition } of commands) {
    lines.push(`.Ss ${name}`, prose(sentence(definition?.description() || summary)));
    const own = (definition?.options ?? []).filter((option) => !option.hidden && !elsewhere.has(option.long));
    lines.push(...listOf(own));
    const shown = Object.entries(examples).find(([command]) => command === name)?.[1] ?? [];
    if (shown.length === 0) continue;
    lines.push('.Pp', prose(words.examples), '.Bd -literal -offset indent');
    for (const example of shown) lines.push(verbatim(`$ smtp-lab ${example.line}`));
    lines.push('.Ed');
  }
  lines.push(`.Sh ${words.conversation}`, prose(words.shared), ...listOf(conversation));
  lines.push(`.Sh ${words.common}`, ...listOf(common));
  lines.push(`.Sh ${words.environment}`, prose(words.variables));
  lines.push(`.Sh ${words.files}`, '.Bl -tag -width Ds', '.It Pa ~/.config/smtp-lab/config.yaml');
  lines.push(prose(words.config), '.El');
  lines.push(`.Sh ${words.exitStatus}`, '.Bl -tag -width Ds');
  for (const [name, code] of Object.entries(EXIT))
    lines.push(`.It ${code}`, prose(exitWords[lang].codes[name as ExitName]));
  lines.push('.El', prose(exitWords[lang].several));
  lines.push(`.Sh ${words.standards}`, 'RFC 5321, RFC 3207, RFC 4954, RFC 8314');
  return `${lines.join('\n')}\n`;
}

/** Options as a list; nothing where there are none. */
function listOf(options: readonly Option[]): readonly string[] {
  if (options.length === 0) return [];
  const rows = options.flatMap((option) => {
    const value = /[<[].*[>\]]/.exec(option.flags)?.[0];
    const flags = [option.short, option.long].filter((flag) => flag !== undefined && flag !== null);
    const named = flags.map((flag) => `Fl ${prose(flag.slice(1))}`).join(' , ');
    const argument = value === undefined ? '' : ` Ar ${word(value.replace(/[<>[\]]/g, ''))}`;
    return [`.It ${named}${argument}`, prose(textOf(option))];
  });
  return ['.Bl -tag -width Ds', ...rows, '.El'];
}

/** What the help says: with the values that may be given. */
function textOf({ description, argChoices }: Option): string {
  return argChoices === undefined || argChoices.length > MOST_CHOICES
    ? description
    : `${description} (${argChoices.join(', ')})`;
}

const MOST_CHOICES = 12;

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A text: no escape, no request, no empty line. Each sentence begins a line, and none is long, as mdoc wants it. */
function prose(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('…', '...')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/([.!?]) (?=\p{Lu})/gu, '$1\n')
    .split('\n')
    .flatMap((line) => line.match(/.{1,70}(?:\s|$)|\S+/g) ?? [])
    .map((line) => line.trimEnd())
    .map((line) => line.replace(/^(?=[.'])/, '\\&'))
    .join('\n');
}

/** A word behind a macro, which must not be taken for one. */
function word(text: string): string {
  const whole = prose(text);
  if (/\s/.test(whole)) return `"${whole}"`;
  return /^[A-Z%][a-z0-9]{1,2}$|^[.,:;()]/.test(whole) ? `\\&${whole}` : whole;
}

function verbatim(text: string): string {
  return text.replaceAll('\\', '\\e').replace(/^(?=[.'])/, '\\&');
}

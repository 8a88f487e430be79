/**
 * Where a shared option may stand besides the command line: in a profile of the config file that `--profile` names, and in
 * `SMTP_LAB_…` variables. The command line wins over the profile, and the profile, which was named on purpose, over the
 * environment. SECURITY: a secret stands in neither, but for the two variables that are made for it.
 */

import { InvalidArgumentError } from 'commander';
import type { Command, Option } from 'commander';
import { readProfile } from '../../io/storage/index.ts';
import type { ProfileValue } from '../../io/storage/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { usage } from './input.ts';

/** Secrets have their own variables, and those of every command are read by the front door. */
const NOT_FROM_OUTSIDE: readonly string[] = ['password', 'token', 'profile', 'password-stdin', 'record'];
const SECRETS: readonly string[] = ['password', 'token'];

type Asker = Pick<CliContext, 'lang' | 'env'>;

/** Fills what the command line left open. `shared` are the names of the options that may be filled, without dashes. */
export async function fillFromOutside(
  command: Command,
  shared: readonly string[],
  context: Asker,
): Promise<void> {
  const open = command.options.filter(
    (option) =>
      shared.includes(option.name()) &&
      !NOT_FROM_OUTSIDE.includes(option.name()) &&
      command.getOptionValueSource(option.attributeName()) !== 'cli',
  );
  const profile = command.getOptionValue('profile') ?? context.env['SMTP_LAB_PROFILE'];
  const filled = new Set<string>();
  if (typeof profile === 'string') {
    const known = command.options.filter((option) => shared.includes(option.name()));
    for (const [key, value] of await profileOf(profile, known, context)) {
      const option = open.find((one) => one.name() === key);
      if (option === undefined) continue;
      fill(command, option, value, `${profile}: ${key}`, context);
      filled.add(key);
    }
  }
  for (const option of open) {
    const variable = `SMTP_LAB_${option.name().toUpperCase().replaceAll('-', '_')}`;
    const value = context.env[variable];
    if (value === undefined || value === '' || filled.has(option.name())) continue;
    fill(command, option, value, variable, context);
  }
}

async function profileOf(
  name: string,
  known: readonly Option[],
  { lang, env }: Asker,
): Promise<ReadonlyMap<string, ProfileValue>> {
  const words = optionWords[lang];
  const reading = await readProfile(name, env);
  switch (reading.kind) {
    case 'no-file':
      throw usage('--profile', words.noConfig(name, reading.file));
    case 'bad-file':
      throw usage('--profile', words.badConfig(reading.file, makeVisible(reading.reason)));
    case 'no-section':
      throw usage('--profile', words.noSection(name, reading.file));
    case 'no-profile':
      throw usage('--profile', words.noProfile(name, reading.file, reading.known.join(', ')));
    case 'profile': {
      const names = known.map((option) => option.name()).filter((key) => !NOT_FROM_OUTSIDE.includes(key));
      for (const key of [...reading.values.keys(), ...reading.strange]) {
        if (SECRETS.includes(key)) throw usage('--profile', words.secretInProfile(key, reading.file));
        if (!names.includes(key)) throw usage('--profile', words.unknownKey(key, name, names.join(', ')));
      }
      const [strange] = reading.strange;
      if (strange !== undefined) throw usage('--profile', words.badProfileValue(strange, name));
      return reading.values;
    }
  }
}

/** Sets an option from a text or a yes, as if it stood on the command line. */
function fill(command: Command, option: Option, value: ProfileValue, from: string, { lang }: Asker): void {
  const words = optionWords[lang];
  const key = option.attributeName();
  if (option.isBoolean()) {
    const said = String(value).toLowerCase();
    if (!/^(?:yes|no|true|false|on|off|1|0)$/.test(said)) throw usage(from, words.notYesOrNo);
    command.setOptionValueWithSource(key, /^(?:yes|true|on|1)$/.test(said), 'config');
    return;
  }
  let parsed: unknown;
  try {
    for (const text of typeof value === 'object' ? value : [String(value)]) {
      parsed = option.parseArg === undefined ? text : option.parseArg(text, parsed);
    }
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const choices =
      option.argChoices === undefined ? null : words.notATlsVersion(option.argChoices.join(', '));
    throw usage(from, choices ?? error.message);
  }
  command.setOptionValueWithSource(key, parsed, 'config');
}

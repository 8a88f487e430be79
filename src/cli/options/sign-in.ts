/**
 * Who signs in, with what, and how: the name, and the password or token from where it may come. In the order of the contract: a
 * file, standard input, the command line (warned), the environment, a hidden prompt. SECURITY: every secret is handed to the
 * output filter as soon as it is read, unless it is to be shown.
 */

import type { Remark } from '../../pure/events/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { PRACTICE_ACCOUNT } from '../../pure/practice/index.ts';
import { areHarmless, MECHANISM_NAMES, MECHANISMS, Secret } from '../../pure/protocol/index.ts';
import type { Credentials, MechanismName } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { askSecret } from '../terminal/index.ts';
import { UsageError } from '../../pure/problems/index.ts';
import { allOf, contentOf, refuseControls, textOf, usage } from './input.ts';
import { readNetrc } from './netrc.ts';
import { secretOfCommand } from './secret-command.ts';
import type { ConnectionOptions } from './connection.ts';

export interface SignIn {
  readonly credentials: Credentials | null;
  /** Empty for the strongest that both sides have. */
  readonly mechanisms: readonly MechanismName[];
  /** What is to be said of it before anything happens. */
  readonly remarks: readonly Remark[];
  /** Another token in place of one that was refused; null where there is no other. */
  readonly renewToken?: () => Promise<Secret | null>;
}

function takesToken(name: MechanismName): boolean {
  return MECHANISMS[name].needs === 'token';
}

/** Reads who signs in. `practice` is true where the other side is the practice server, whose password is not a secret; `userElsewhere`, where a session file may name the user. */
export async function readSignIn(
  options: ConnectionOptions,
  { user: userOfUrl, host }: { readonly user: string | null; readonly host: string | null },
  practice: boolean,
  context: CliContext,
  userElsewhere = false,
): Promise<SignIn> {
  const words = optionWords[context.lang];
  const mechanisms = readMechanisms(options.auth, context.lang);
  const asked = options.user ?? userOfUrl;
  const usesNetrc = options.netrc === true || options.netrcFile !== undefined;
  const netrc = usesNetrc ? await readNetrc(options.netrcFile, host, asked, context) : null;
  const named = asked ?? netrc?.user ?? null;
  const secretIsGiven =
    options.passwordFile ??
    options.passwordStdin ??
    options.password ??
    options.passwordCommand ??
    options.tokenFile ??
    options.tokenCommand;
  const user = named ?? (userElsewhere && secretIsGiven !== undefined ? '' : null);
  const secretless = areHarmless(mechanisms);
  if (user === null) {
    if (secretless) return { credentials: { user: '' }, mechanisms, remarks: [] };
    const given = [
      ['--password-file', options.passwordFile],
      ['--password-stdin', options.passwordStdin],
      ['--password', options.password],
      ['--password-command', options.passwordCommand],
      ['--token-file', options.tokenFile],
      ['--token-command', options.tokenCommand],
      ['--auth', mechanisms.length > 0 ? options.auth : undefined],
    ].find(([, value]) => value !== undefined);
    if (given !== undefined) throw usage(String(given[0]), words.needsUser);
    return { credentials: null, mechanisms, remarks: [] };
  }
  refuseControls('--user', user);
  if (secretless) return { credentials: { user }, mechanisms, remarks: [] };
  const token = await readToken(options, practice && user === PRACTICE_ACCOUNT.user, mechanisms, context);
  const onlyToken = mechanisms.length > 0 && mechanisms.every(takesToken);
  if (onlyToken && token === null) throw usage('--auth', words.needsToken);
  const tokenGiven =
    (options.tokenFile ?? options.tokenCommand) !== undefined ||
    (token !== null && context.env['SMTP_LAB_TOKEN'] !== undefined);
  const wantsPassword = !onlyToken && !(tokenGiven && mechanisms.length === 0);
  const { password, remarks } = wantsPassword
    ? await readPassword(user, options, netrc, practice, context)
    : { password: null, remarks: [] };
  const known: readonly string[] = practice ? [PRACTICE_ACCOUNT.password, PRACTICE_ACCOUNT.token] : [];
  for (const secret of [password, token]) {
    // What everybody knows is not a secret, and the word would be missing wherever else it stands.
    if (secret === null || known.includes(secret)) continue;
    if (options.showSecrets === true) context.guardInFiles(secret);
    else context.guard(secret);
  }
  const { tokenCommand } = options;
  return {
    ...(token === null || tokenCommand === undefined || options.tokenFile !== undefined
      ? {}
      : { renewToken: () => renewed(tokenCommand, token, options, context) }),
    credentials: {
      user,
      ...(password === null ? {} : { password: new Secret(password) }),
      ...(token === null ? {} : { token: new Secret(token) }),
    },
    mechanisms,
    remarks,
  };
}

/** What the command prints now, where that is another token. */
async function renewed(
  command: string,
  refused: string,
  options: ConnectionOptions,
  context: CliContext,
): Promise<Secret | null> {
  const token = await secretOfCommand('--token-command', command, context);
  if (token === refused) return null;
  if (options.showSecrets === true) context.guardInFiles(token);
  else context.guard(token);
  return new Secret(token);
}

/** What `--auth` names; empty for `auto`. Throws a `UsageError`. */
export function readMechanisms(text: string | undefined, lang: Lang): readonly MechanismName[] {
  const asked = (text ?? 'auto').toUpperCase().split(',');
  if (asked.some((name) => name.trim() === 'AUTO')) return [];
  return asked.map((name) => {
    const known = MECHANISM_NAMES.find((mechanism) => mechanism === name.trim());
    if (known !== undefined) return known;
    throw usage('--auth', optionWords[lang].badMechanism(name.trim(), MECHANISM_NAMES.join(', ')));
  });
}

/** The token of OAuth; null where none was given. */
async function readToken(
  options: ConnectionOptions,
  practiceAccount: boolean,
  mechanisms: readonly MechanismName[],
  context: CliContext,
): Promise<string | null> {
  const { tokenFile, tokenCommand } = options;
  const [option, text] =
    tokenFile !== undefined
      ? [
          '--token-file',
          withoutLineEnd('--token-file', await contentOf('--token-file', tokenFile), context.lang),
        ]
      : tokenCommand !== undefined
        ? ['--token-command', await secretOfCommand('--token-command', tokenCommand, context)]
        : ['SMTP_LAB_TOKEN', context.env['SMTP_LAB_TOKEN']];
  if (text !== undefined) {
    refuseControls(option, text);
    return text;
  }
  return practiceAccount && mechanisms.some(takesToken) ? PRACTICE_ACCOUNT.token : null;
}

interface ReadPassword {
  readonly password: string;
  readonly remarks: readonly Remark[];
}

async function readPassword(
  user: string,
  options: ConnectionOptions,
  netrc: Awaited<ReturnType<typeof readNetrc>> | null,
  practice: boolean,
  context: CliContext,
): Promise<ReadPassword> {
  const { env, lang } = context;
  const plain = (password: string, option: string): ReadPassword => {
    refuseControls(option, password);
    return { password, remarks: [] };
  };
  if (options.passwordFile !== undefined) {
    const option = '--password-file';
    return plain(withoutLineEnd(option, await contentOf(option, options.passwordFile), lang), option);
  }
  if (options.passwordStdin === true) {
    const option = '--password-stdin';
    return plain(withoutLineEnd(option, await allOf(option, context), lang), option);
  }
  if (options.password !== undefined) {
    refuseControls('--password', options.password);
    return { password: options.password, remarks: [{ code: 'password-on-command-line', detail: {} }] };
  }
  if (options.passwordCommand !== undefined) {
    const secret = await secretOfCommand('--password-command', options.passwordCommand, context);
    return plain(secret, '--password-command');
  }
  if (netrc !== null) {
    refuseControls('--netrc', netrc.password);
    return netrc;
  }
  const fromEnv = env['SMTP_LAB_PASSWORD'];
  if (fromEnv !== undefined) return plain(fromEnv, 'SMTP_LAB_PASSWORD');
  if (practice && user === PRACTICE_ACCOUNT.user) {
    return {
      password: PRACTICE_ACCOUNT.password,
      remarks: [{ code: 'practice-password', detail: { user } }],
    };
  }
  // SECURITY: curl takes NAME:PASSWORD there, and a name is shown and recorded.
  if (user.includes(':')) throw usage('--user', optionWords[lang].passwordInUser);
  const asked = context.stdinIsTerminal
    ? await askSecret(context, optionWords[lang].askPassword(user))
    : null;
  if (asked === null) throw new UsageError('no-password', { user });
  return plain(asked, '--user');
}

/** One final line end is an editor's, not the password's. */
function withoutLineEnd(option: string, bytes: Uint8Array, lang: Lang): string {
  return textOf(option, bytes, lang).replace(/\r?\n$/, '');
}

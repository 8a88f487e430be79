/**
 * `smtp-lab send`: one message, one shot, every line of the conversation shown and explained. Reads the options, fetches what
 * they name (files, the password), hands a plan to the lab, shows its events. Exit codes are the lab's.
 */

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { openReadyLetter, send } from '../../io/lab/index.ts';
import type { ReadyLetter, SendPlan, TlsMode } from '../../io/lab/index.ts';
import { composeLetter } from '../../pure/message/index.ts';
import type { Composed } from '../../pure/message/index.ts';
import { sendWords } from '../../pure/phrases/index.ts';
import type { SendWords } from '../../pure/phrases/index.ts';
import { encodeText, forbiddenAt, parseAddressList, Secret } from '../../pure/protocol/index.ts';
import type { Credentials, MechanismName, NamedAddress } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { allOf, contentOf, readServer, unreadable, usage } from '../options/index.ts';
import { askSecret, createEventView } from '../terminal/index.ts';

/** RFC 5321 §4.5.3.2.6: ten minutes for the reply to the end of a letter. */
const FINAL_SECONDS = 600;
const MECHANISMS: readonly MechanismName[] = [
  'PLAIN',
  'LOGIN',
  'CRAM-MD5',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'EXTERNAL',
  'ANONYMOUS',
];
const PRACTICE_FROM = 'student@example.test';
const PRACTICE_TO = 'teacher@example.test';

interface SendOptions {
  readonly server?: string;
  readonly port?: number;
  readonly tls: TlsMode;
  readonly tlsCa?: string;
  readonly auth?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly passwordStdin?: boolean;
  readonly allowPlaintextAuth?: boolean;
  readonly ehlo?: string;
  readonly timeout?: number;
  readonly finalTimeout?: number;
  readonly from?: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject?: string;
  readonly body?: string;
  readonly bodyFile?: string;
  readonly header: readonly string[];
  readonly eml?: string;
  readonly keepBcc?: boolean;
  readonly showData?: number;
  readonly showSecrets?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function define(setting: CommandSetting): Command {
  const words = sendWords[setting.lang];
  const { options: say } = words;
  const none: readonly string[] = [];
  const seconds = (value: string): number => {
    if (!/^\d+(?:\.\d+)?$/.test(value) || Number(value) <= 0)
      throw new InvalidArgumentError(words.notASeconds);
    return Number(value);
  };
  const port = (value: string): number => {
    if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > 65535) {
      throw new InvalidArgumentError(words.notAPort);
    }
    return Number(value);
  };
  const count = (value: string): number => {
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(words.notANumber);
    return Number(value);
  };
  return newCommand('send', words.about, setting)
    .option('-s, --server <SERVER>', say.server)
    .option('-p, --port <N>', say.port, port)
    .addOption(new Option('--tls <MODE>', say.tls).choices(['auto', 'starttls', 'off']).default('auto'))
    .option('--tls-ca <FILE>', say.tlsCa)
    .option('--auth <MECH>', say.auth)
    .option('--user <NAME>', say.user)
    .option('--password-file <FILE>', say.passwordFile)
    .option('--password-stdin', say.passwordStdin)
    .option('--allow-plaintext-auth', say.allowPlaintextAuth)
    .option('--ehlo <NAME>', say.ehlo)
    .option('--timeout <SECONDS>', say.timeout, seconds)
    .option('--final-timeout <SECONDS>', say.finalTimeout, seconds)
    .option('-f, --from <ADDRESS>', say.from)
    .option('-t, --to <ADDRESS>', say.to, several, none)
    .option('--cc <ADDRESS>', say.cc, several, none)
    .option('--bcc <ADDRESS>', say.bcc, several, none)
    .option('--subject <TEXT>', say.subject)
    .option('--body <TEXT>', say.body)
    .option('--body-file <FILE>', say.bodyFile)
    .option('--header <FIELD>', say.header, several, none)
    .option('--eml <FILE>', say.eml)
    .option('--keep-bcc', say.keepBcc)
    .addOption(new Option('--show-data <N>', say.showData).argParser(count).default(20))
    .option('--show-secrets', say.showSecrets);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context.lang);
  const options: SendOptions = command.opts();
  const words = sendWords[context.lang];
  const made = await makePlan(options, context, words);
  try {
    const view = createEventView({
      context,
      explainer: await openExplainer(command, context, made.plan.server?.host ?? ''),
      showData: options.showData ?? 20,
      showSecrets: options.showSecrets === true,
    });
    try {
      return (await send({ ...made.plan, signal: context.signal }, view.event)).exitCode;
    } finally {
      view.stop();
    }
  } finally {
    await made.letter?.dispose();
  }
}

/** Everything that the options name, checked and fetched: nothing is connected to before all of it is good. */
async function makePlan(
  options: SendOptions,
  context: CliContext,
  words: SendWords,
): Promise<{ readonly plan: SendPlan; readonly letter: ReadyLetter | null }> {
  refuseControls(options, words);
  const fromStdin = [options.passwordStdin === true, options.bodyFile === '-', options.eml === '-'].filter(
    Boolean,
  );
  if (fromStdin.length > 1) throw usage('--password-stdin', words.twoFromStdin);
  const named = options.server ?? context.env['SMTP_LAB_SERVER'];
  const server = named === undefined ? null : readServer(named, words);
  if (
    server !== null &&
    (options.from === undefined || options.to.length + options.cc.length + options.bcc.length === 0)
  ) {
    throw usage('--to', words.needsServerAddresses);
  }
  const from = addresses('--from', [options.from ?? PRACTICE_FROM], words)[0] ?? { name: '', address: '' };
  const to = addresses('--to', options.to.length > 0 || server !== null ? options.to : [PRACTICE_TO], words);
  const cc = addresses('--cc', options.cc, words);
  const bcc = addresses('--bcc', options.bcc, words);
  const user = options.user ?? server?.user ?? null;
  const credentials = user === null ? null : await signInWith(user, options, context, words);
  const authorities =
    options.tlsCa === undefined ? [] : [(await contentOf('--tls-ca', options.tlsCa, words)).toString()];
  const letter = options.eml === undefined ? null : await readyLetter(options.eml, options, context, words);
  const text = letter === null ? await composed(options, { from, to, cc }, context, words) : null;
  const timeout = options.timeout ?? 30;
  return {
    letter,
    plan: {
      server:
        server === null
          ? null
          : { host: server.host, port: options.port ?? server.port ?? (user === null ? 25 : 587) },
      tls: options.tls,
      authorities,
      credentials,
      mechanisms: mechanismsOf(options.auth, words),
      allowPlaintextAuth: options.allowPlaintextAuth === true,
      ehlo: options.ehlo ?? null,
      milliseconds: timeout * 1000,
      finalMilliseconds: (options.finalTimeout ?? options.timeout ?? FINAL_SECONDS) * 1000,
      from: from.address,
      recipients: [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))],
      letter: letter === null ? [encodeText(text ?? '')] : letter.content(),
      size: letter === null ? encodeText(text ?? '').length : letter.size,
    },
  };
}

/** SECURITY: a line break in a value would be a command or a header field of its own. */
function refuseControls(options: SendOptions, words: SendWords): void {
  const values: readonly (readonly [string, string | undefined])[] = [
    ['--server', options.server],
    ['--ehlo', options.ehlo],
    ['--user', options.user],
    ['--from', options.from],
    ['--subject', options.subject],
    ...options.to.map((value) => ['--to', value] as const),
    ...options.cc.map((value) => ['--cc', value] as const),
    ...options.bcc.map((value) => ['--bcc', value] as const),
    ...options.header.map((value) => ['--header', value] as const),
  ];
  for (const [option, value] of values) {
    if (value !== undefined && forbiddenAt(value) >= 0) throw usage(option, words.controlCharacters);
  }
  if (options.ehlo !== undefined && !/^\S+$/.test(options.ehlo))
    throw usage('--ehlo', words.controlCharacters);
  for (const field of options.header)
    if (!/^[!-9;-~]+:/.test(field)) throw usage('--header', words.badHeader);
}

function addresses(option: string, values: readonly string[], words: SendWords): readonly NamedAddress[] {
  return values.flatMap((value) => {
    const list =
      value.trim() === '' && option === '--from'
        ? { ok: true as const, value: [{ address: '' }] }
        : parseAddressList(value);
    const empty = list.ok && option !== '--from' && list.value.some(({ address }) => address === '');
    if (!list.ok || empty) throw usage(option, words.badAddress(value));
    return list.value.map((one) => ({ name: '', ...one }));
  });
}

/** What `--auth` names; empty for `auto`. XOAUTH2 and OAUTHBEARER want a token, which has no option yet. */
function mechanismsOf(text: string | undefined, words: SendWords): readonly MechanismName[] {
  const asked = (text ?? 'auto').toUpperCase().split(',');
  if (asked.includes('AUTO')) return [];
  return asked.map((name) => {
    const known = MECHANISMS.find((mechanism) => mechanism === name.trim());
    if (known === undefined) throw usage('--auth', words.badMechanism(name, MECHANISMS.join(', ')));
    return known;
  });
}

/** The password in the order of the contract: file, standard input, environment, a hidden prompt. */
async function signInWith(
  user: string,
  options: SendOptions,
  context: CliContext,
  words: SendWords,
): Promise<Credentials> {
  let text: string | null;
  if (options.passwordFile !== undefined) {
    text = (await contentOf('--password-file', options.passwordFile, words)).toString().replace(/\r?\n$/, '');
  } else if (options.passwordStdin === true) {
    text = (await allOf(context.stdin)).toString().replace(/\r?\n$/, '');
  } else {
    text = context.env['SMTP_LAB_PASSWORD'] ?? null;
    if (text === null && context.stdinIsTerminal) text = await askSecret(context, words.askPassword(user));
  }
  if (text === null) throw usage('--user', words.noPassword);
  if (forbiddenAt(text) >= 0) throw usage('--password-file', words.controlCharacters);
  if (options.showSecrets !== true) context.guard(text);
  return { user, password: new Secret(text) };
}

async function readyLetter(
  file: string,
  options: SendOptions,
  context: CliContext,
  words: SendWords,
): Promise<ReadyLetter> {
  let letter: ReadyLetter;
  try {
    letter = await openReadyLetter(file, context.stdin, options.keepBcc === true);
  } catch (error) {
    throw unreadable('--eml', file, error, words);
  }
  if (letter.hasHeader) return letter;
  await letter.dispose();
  throw usage('--eml', words.noHeaderBlock(file));
}

async function composed(
  options: SendOptions,
  envelope: Pick<Composed, 'from' | 'to' | 'cc'>,
  context: CliContext,
  words: SendWords,
): Promise<string> {
  const fromFile =
    options.bodyFile === undefined
      ? undefined
      : options.bodyFile === '-'
        ? (await allOf(context.stdin)).toString()
        : (await contentOf('--body-file', options.bodyFile, words)).toString();
  return composeLetter({
    ...envelope,
    subject: options.subject ?? words.subject,
    body: options.body ?? fromFile ?? words.body,
    headers: options.header,
    date: new Date(),
    messageId: `<${randomBytes(12).toString('hex')}@${hostname()}>`,
  });
}

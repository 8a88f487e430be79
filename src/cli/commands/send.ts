/**
 * `smtp-lab send`: one message, one shot, every line of the conversation shown and explained. Reads the options, hands a plan to
 * the lab, shows its events. Exit codes are the lab's.
 */

import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { isResolver } from '../../io/plan/index.ts';
import { dryRun, send } from '../../io/send/index.ts';
import type { PlannedEnvelope, StopPoint } from '../../io/plan/index.ts';
import type { ExchangeRoute, SendPlan } from '../../io/send/index.ts';
import { optionWords, sendWords } from '../../pure/phrases/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import {
  addConnectionOptions,
  openKeptFiles,
  readLetters,
  readConversationPlan,
  refuseControls,
  several,
  usage,
  valueParsers,
} from '../options/index.ts';
import { DEFAULT_PORTS } from '../../pure/protocol/index.ts';
import type { LetterOptionValues, ReadLetters, ConnectionOptions } from '../options/index.ts';
import { createEventView, SHOWN_LINES, withTiming } from '../terminal/index.ts';

interface SendOptions extends ConnectionOptions, LetterOptionValues {
  readonly dsnNotify?: string;
  readonly dsnRet?: string;
  readonly dsnEnvid?: string;
  readonly requiretls?: boolean;
  readonly mailParam?: readonly string[];
  readonly rcptParam?: readonly string[];
  readonly size: boolean;
  readonly '8bitmime': boolean;
  readonly smtputf8: boolean;
  readonly pipelining: boolean;
  readonly chunking?: boolean;
  readonly mx?: boolean;
  readonly dns?: string;
  readonly stopAfter?: StopPoint['stage'];
  readonly dropAfter?: StopPoint['stage'];
  readonly count?: number;
  readonly connections?: number;
  readonly showData: number;
  readonly tempfailExit?: number;
  readonly dryRun?: boolean;
  readonly transcript?: (typeof TRANSCRIPTS)[number];
}

const STOPS = ['connect', 'greeting', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt'] as const;
const DROPS = [...STOPS, 'data', 'message'] as const;
const TRANSCRIPTS = ['always', 'on-error', 'never'] as const;

export function define(setting: CommandSetting): Command {
  const { lang } = setting;
  const words = sendWords[lang];
  const { options: say, groups } = words;
  const { count } = valueParsers(lang);
  const lines = (value: string): number => {
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(words.notANumber);
    return Number(value);
  };
  const exitCode = (value: string): number => {
    const code = Number(value);
    if (!/^\d{1,3}$/.test(value) || code < 1 || code > 125)
      throw new InvalidArgumentError(words.notAnExitCode);
    return code;
  };
  const grouped: readonly (readonly [string, readonly Option[]])[] = [
    [
      groups.envelope,
      [
        new Option('-f, --from <ADDRESS>', say.from),
        new Option('-t, --to <ADDRESS>', say.to).argParser(several),
        new Option('--cc <ADDRESS>', say.cc).argParser(several),
        new Option('--bcc <ADDRESS>', say.bcc).argParser(several),
        new Option('--dsn-notify <LIST>', say.dsnNotify),
        inAnyCase(new Option('--dsn-ret <WHAT>', say.dsnRet).choices(['full', 'hdrs'])),
        new Option('--dsn-envid <ID>', say.dsnEnvid),
        new Option('--requiretls', say.requiretls),
        new Option('--raw-envelope', say.rawEnvelope),
        new Option('--mail-param <PARAM>', say.mailParam).argParser(several),
        new Option('--rcpt-param <PARAM>', say.rcptParam).argParser(several),
      ],
    ],
    [
      groups.message,
      [
        new Option('--subject <TEXT>', say.subject),
        new Option('--body <TEXT>', say.body).conflicts('bodyFile'),
        new Option('--body-file <FILE>', say.bodyFile),
        new Option('--html-file <FILE>', say.htmlFile),
        new Option('--attach <FILE>', say.attach).argParser(several),
        new Option('--inline <FILE>', say.inline).argParser(several),
        new Option('--header <FIELD>', say.header).argParser(several),
        new Option('--data <FILE>', say.data),
        new Option('--template', say.template),
        new Option('--eml <FILE>', say.eml).argParser(several),
        new Option('--keep-bcc', say.keepBcc),
        new Option('--to-from-headers', say.toFromHeaders),
        new Option('--show-data <N>', say.showData).argParser(lines).default(SHOWN_LINES),
      ],
    ],
    [
      groups.extensions,
      [
        new Option('--no-size', say.noSize),
        new Option('--no-8bitmime', say.no8bitmime),
        new Option('--no-smtputf8', say.noSmtputf8),
        new Option('--no-pipelining', say.noPipelining),
        new Option('--chunking', say.chunking),
        new Option('--no-chunking', say.noChunking),
      ],
    ],
    [groups.routing, [new Option('--mx', say.mx), new Option('--dns <HOST>', say.dns)]],
    [
      groups.control,
      [
        new Option('--stop-after <STAGE>', say.stopAfter).choices(STOPS),
        new Option('--drop-after <STAGE>', say.dropAfter).choices(DROPS),
        new Option('--count <N>', say.count).argParser(count),
        new Option('--connections <N>', say.connections).argParser(count),
        new Option('--tempfail-exit <N>', say.tempfailExit).argParser(exitCode),
        new Option('--dry-run', say.dryRun),
        new Option('--transcript <WHEN>', say.transcript).choices(TRANSCRIPTS).default(undefined, 'always'),
      ],
    ],
  ];
  const command = newCommand('send', words.about, setting);
  for (const [group, options] of grouped) {
    for (const option of options) command.addOption(option.helpGroup(group));
  }
  return addConnectionOptions(command, lang);
}

/** What is said in the protocol in capitals may be typed so. */
function inAnyCase(option: Option): Option {
  const check = option.parseArg;
  if (check !== undefined)
    option.parseArg = <T>(value: string, before: T): T => check(value.toLowerCase(), before);
  return option;
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const { plan, letter } = await makePlan(command, context);
  const options: SendOptions = command.opts();
  try {
    const view = createEventView({
      context,
      explainer: await openExplainer(command, context, plan.talking.server),
      showData: options.showData,
      showSecrets: options.showSecrets === true,
      hex: options.hex === true,
      transcript: options.transcript ?? 'always',
    });
    const timed = withTiming(view.event, options.timing === true && options.dryRun !== true, context);
    const kept = await openKeptFiles(
      options,
      timed,
      {
        command: 'send',
        explainer: () => openExplainer(command, context, plan.talking.server),
        showData: options.showData,
        hex: options.hex === true,
      },
      context,
    );
    if (options.dryRun !== true) context.acts();
    try {
      const result =
        options.dryRun === true ? await dryRun(plan, kept.sink) : await send(plan, kept.sink, context.signal);
      view.stop();
      await kept.finishAfter();
      return result.exitCode;
    } finally {
      view.stop();
    }
  } finally {
    await letter.dispose();
  }
}

/** Everything that the options name, checked and fetched: nothing is connected to before all of it is good. */
async function makePlan(
  command: Command,
  context: CliContext,
): Promise<{ readonly plan: SendPlan; readonly letter: ReadLetters }> {
  const words = sendWords[context.lang];
  const options: SendOptions = command.opts();
  checkStdin(options, context);
  const stop = stopPoint(options, context);
  if (options.mx === true && command.getOptionValueSource('server') === 'cli')
    throw usage('--mx', words.mxAndServer);
  const { plan: talking, remarks } = await readConversationPlan(command, context, {
    serverFromOutside: options.mx !== true,
    alsoShared: ['from', 'dns', 'transcript'],
  });
  const filled: SendOptions = command.opts();
  const exchange = exchangeOf(filled, context);
  const wishes = wishesOf(filled, context);
  // Before MAIL nobody is named.
  const early = stop !== null && BEFORE_MAIL.includes(stop.stage);
  const letter = await readLetters(
    filled,
    filled.count,
    (talking.server === null || early) && exchange === null,
    context,
  );
  try {
    if (exchange !== null) checkDomains(letter.recipients, context);
    return {
      letter,
      plan: {
        talking,
        envelope: { from: letter.from, recipients: letter.recipients, ...wishes },
        letter: letter.letter,
        pile: letter.pile,
        stop,
        exchange,
        resolver: filled.dns ?? null,
        remarks,
        count: letter.count,
        connections: filled.connections ?? 1,
        tempfailExit: filled.tempfailExit ?? null,
      },
    };
  } catch (error) {
    await letter.dispose();
    throw error;
  }
}

/** Standard input can be read once. */
function checkStdin(options: SendOptions, { lang }: CliContext): void {
  const users = [
    ['--password-stdin', options.passwordStdin === true],
    ['--body-file', options.bodyFile === '-'],
    ['--html-file', options.htmlFile === '-'],
    ['--eml', options.eml?.includes('-') === true],
    ['--data', options.data === '-'],
    ['--attach', options.attach?.some((value) => /^-(?:;|$)/.test(value)) === true],
  ] as const;
  const [one, other] = users.filter(([, used]) => used).map(([name]) => name);
  if (one !== undefined && other !== undefined) throw usage('', optionWords[lang].twoFromStdin(one, other));
}

const BEFORE_MAIL: readonly StopPoint['stage'][] = ['connect', 'greeting', 'ehlo', 'starttls', 'auth'];

function stopPoint({ stopAfter, dropAfter }: SendOptions, { lang }: CliContext): StopPoint | null {
  if (stopAfter !== undefined && dropAfter !== undefined) throw usage('', sendWords[lang].stopNeedsOne);
  if (stopAfter !== undefined) return { stage: stopAfter, how: 'stop' };
  return dropAfter === undefined ? null : { stage: dropAfter, how: 'drop' };
}

function exchangeOf(options: SendOptions, { lang }: CliContext): ExchangeRoute | null {
  const { dns } = options;
  if (dns !== undefined && !isResolver(dns)) throw usage('--dns', sendWords[lang].badResolver);
  return options.mx === true ? { port: options.port ?? DEFAULT_PORTS.relay } : null;
}

function checkDomains(recipients: readonly string[], { lang }: CliContext): void {
  const bare = recipients.find((address) => !address.includes('@'));
  if (bare !== undefined) throw usage('--mx', sendWords[lang].mxNeedsDomain(bare));
}

/** What is asked for with the letter, besides who gets it. */
function wishesOf(options: SendOptions, { lang }: CliContext): Omit<PlannedEnvelope, 'from' | 'recipients'> {
  const words = sendWords[lang];
  const parameters = (option: string, values: readonly string[] | undefined): readonly string[] => {
    for (const value of values ?? []) {
      refuseControls(option, value);
      if (!/^[^\s=]+(?:=\S+)?$/.test(value)) throw usage(option, words.badParameter);
    }
    return values ?? [];
  };
  const notify = options.dsnNotify?.toUpperCase() ?? null;
  if (
    notify !== null &&
    (!/^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*)$/.test(notify) ||
      new Set(notify.split(',')).size < notify.split(',').length)
  ) {
    throw usage('--dsn-notify', words.badNotify);
  }
  const envid = options.dsnEnvid ?? null;
  refuseControls('--dsn-envid', options.dsnEnvid);
  if (envid !== null && !/^[ -~]{1,100}$/.test(envid)) throw usage('--dsn-envid', words.badEnvid);
  return {
    dsn: { notify, ret: options.dsnRet?.toUpperCase() ?? null, envid },
    requireTls: options.requiretls === true,
    mailParameters: parameters('--mail-param', options.mailParam),
    rcptParameters: parameters('--rcpt-param', options.rcptParam),
    extensions: {
      size: options.size,
      eightBitMime: options['8bitmime'],
      smtpUtf8: options.smtputf8,
      pipelining: options.pipelining,
      chunking: options.chunking === true,
    },
  };
}

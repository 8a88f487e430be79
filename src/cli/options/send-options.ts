/** The options of `send`: their names, their groups, what each value must look like. What they come to together is for the command. */

import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { StopPoint } from '../../io/plan/index.ts';
import { sendWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { SHOWN_LINES } from '../terminal/index.ts';
import { addConnectionOptions, several, valueParsers } from './connection.ts';
import type { ConnectionOptions } from './connection.ts';
import type { LetterOptionValues } from './letter.ts';

export interface SendOptions extends ConnectionOptions, LetterOptionValues {
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
  readonly stopAfter?: StopPoint['stage'];
  readonly dropAfter?: StopPoint['stage'];
  readonly count?: number;
  readonly connections?: number;
  readonly interval?: number;
  readonly rate?: number;
  readonly reconnect?: number;
  readonly untilAccepted?: boolean;
  readonly csv?: string;
  readonly showData: number;
  readonly tempfailExit?: number;
  readonly dryRun?: boolean;
  readonly transcript?: (typeof TRANSCRIPTS)[number];
}

const STOPS = ['connect', 'greeting', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt'] as const;
const DROPS = [...STOPS, 'data', 'message'] as const;
const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1_048_576 };
/** A terabyte: more is a slip. */
const MOST_LETTER_OCTETS = 1_099_511_627_776;
const TRANSCRIPTS = ['always', 'on-error', 'never'] as const;

/** Adds all of them to the definition of the command, those that are shared included. */
export function addSendOptions(command: Command, lang: Lang): Command {
  const words = sendWords[lang];
  const { options: say, groups } = words;
  const { count, factor, seconds } = valueParsers(lang);
  const size = (value: string): number => {
    const [, digits = '', unit = ''] = /^(\d{1,11})([km]?)$/i.exec(value) ?? [];
    const octets = Number(digits) * (UNITS[unit.toLowerCase()] ?? 1);
    if (digits === '' || octets < 1 || octets > MOST_LETTER_OCTETS)
      throw new InvalidArgumentError(words.notASize);
    return octets;
  };
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
        new Option('--raw-data', say.rawData),
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
    [groups.routing, [new Option('--mx', say.mx)]],
    [
      groups.control,
      [
        new Option('--stop-after <STAGE>', say.stopAfter).choices(STOPS),
        new Option('--drop-after <STAGE>', say.dropAfter).choices(DROPS),
        new Option('--tempfail-exit <N>', say.tempfailExit).argParser(exitCode),
        new Option('--dry-run', say.dryRun),
        new Option('--transcript <WHEN>', say.transcript).choices(TRANSCRIPTS).default(undefined, 'always'),
      ],
    ],
    [
      groups.measuring,
      [
        new Option('--count <N>', say.count).argParser(count),
        new Option('--connections <N>', say.connections).argParser(count),
        new Option('--interval <SECONDS>', say.interval).argParser(seconds),
        new Option('--rate <N>', say.rate).argParser(factor).conflicts(['interval', 'untilAccepted']),
        new Option('--reconnect <N>', say.reconnect).argParser(count).conflicts('mx'),
        new Option('--letter-size <SIZE>', say.letterSize).argParser(size),
        new Option('--until-accepted', say.untilAccepted),
        new Option('--csv <FILE>', say.csv),
      ],
    ],
  ];
  for (const [group, options] of grouped) {
    for (const option of options) command.addOption(option.helpGroup(group));
  }
  addConnectionOptions(command, lang);
  const servers: string[] = [];
  SERVERS.set(command, servers);
  const first = (value: string, before: string | undefined): string => {
    servers.push(value);
    return before ?? value;
  };
  command.options.find(({ long }) => long === '--server')?.argParser(first);
  return command;
}

const SERVERS = new WeakMap<Command, readonly string[]>();

/** The servers that were typed, to be tried in turn. The option itself has the first of them, as that of every other command. */
export function serversOf(command: Command): readonly string[] {
  return command.getOptionValueSource('server') === 'cli' ? (SERVERS.get(command) ?? []) : [];
}

/** What is said in the protocol in capitals may be typed so. */
function inAnyCase(option: Option): Option {
  const check = option.parseArg;
  if (check !== undefined)
    option.parseArg = <T>(value: string, before: T): T => check(value.toLowerCase(), before);
  return option;
}

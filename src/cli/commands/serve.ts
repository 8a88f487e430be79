/**
 * `smtp-lab serve`: the practice server as a program of its own, in the foreground. Says how to reach it, shows what its clients
 * say, and ends when it is told to. With `--json` each happening is an object a line.
 */

import { Option } from 'commander';
import type { Command } from 'commander';
import { serve } from '../../io/serve/index.ts';
import type { ListeningPlace, ReceivedMail, ServePlan } from '../../io/serve/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { LabEvent } from '../../pure/events/index.ts';
import { optionWords, pageWords, scenarioWords, serveWords, sessionWords } from '../../pure/phrases/index.ts';
import { isScenarioName, SCENARIO_NAMES, scenarioOf, scenarioWith } from '../../pure/practice/index.ts';
import type { Account, BriefRule } from '../../pure/practice/index.ts';
import { exitCodeOfSignal } from '../../pure/problems/index.ts';
import { DEFAULT_PORTS, makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import {
  addRuleOptions,
  checkWritable,
  ConnectionRecordings,
  readAccounts,
  readRuleOptions,
  several,
  usage,
  valueParsers,
} from '../options/index.ts';
import type { RuleOptions } from '../options/index.ts';
import { openWebPage } from '../page/index.ts';
import { refuseWithoutScript, serveFiles } from '../suite/index.ts';
import { createEventView, SHOWN_LINES, widthOf, wrapProse } from '../terminal/index.ts';

interface ServeOptions extends RuleOptions {
  readonly port: number;
  readonly host: string;
  readonly tls?: 'off' | 'starttls' | 'implicit';
  readonly account?: readonly string[];
  readonly accountFile?: string;
  readonly maildir?: string;
  readonly caOut?: string;
  readonly once?: boolean;
  readonly idleExit?: number;
  readonly scenario?: string;
  readonly listScenarios?: boolean;
  readonly seed?: string;
  readonly lmtp?: boolean;
  readonly maxSize?: number;
  readonly script?: readonly string[];
  readonly loop?: boolean;
  readonly var?: readonly string[];
  readonly varsFile?: string;
  readonly record?: string;
  readonly showData: number;
  readonly showSecrets?: boolean;
  readonly web?: number;
}

export function define(setting: CommandSetting): Command {
  const { about, options: say } = serveWords[setting.lang];
  const sessions = sessionWords[setting.lang];
  const { seconds, freePort, count } = valueParsers(setting.lang);
  const command = newCommand('serve', about, setting)
    .addOption(new Option('-p, --port <N>', say.port).argParser(freePort).default(DEFAULT_PORTS.practice))
    .addOption(new Option('--host <ADDRESS>', say.host).default('127.0.0.1'))
    .addOption(new Option('--tls <MODE>', say.tls).choices(['off', 'starttls', 'implicit']))
    .addOption(new Option('--scenario <NAME>', say.scenario).choices(SCENARIO_NAMES))
    .addOption(new Option('--list-scenarios', say.listScenarios))
    .addOption(new Option('--lmtp', say.lmtp));
  addRuleOptions(command, setting.lang);
  return command
    .addOption(new Option('--account <NAME:PASSWORD>', say.account).argParser(several))
    .addOption(new Option('--account-file <FILE>', say.accountFile))
    .addOption(new Option('--maildir <DIR>', say.maildir))
    .addOption(new Option('--web <PORT>', pageWords[setting.lang].option).argParser(freePort))
    .addOption(new Option('--max-size <OCTETS>', say.maxSize).argParser(count))
    .addOption(new Option('--ca-out <FILE>', say.caOut))
    .addOption(new Option('--once', say.once))
    .addOption(new Option('--idle-exit <SECONDS>', say.idleExit).argParser(seconds))
    .addOption(new Option('--seed <TEXT>', say.seed))
    .addOption(new Option('--script <FILE...>', say.script))
    .addOption(new Option('--loop', say.loop))
    .addOption(new Option('--var <NAME=VALUE>', sessions.vars).argParser(several))
    .addOption(new Option('--vars-file <FILE>', sessions.varsFile))
    .addOption(new Option('--record <FILE>', say.record))
    .addOption(new Option('--show-secrets', optionWords[setting.lang].help.showSecrets))
    .addOption(new Option('--show-data <N>', say.showData).argParser(count).default(SHOWN_LINES));
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const options: ServeOptions = command.opts();
  if (options.listScenarios === true) return listScenarios(context);
  context.acts();
  if (options.caOut !== undefined) await checkWritable('--ca-out', options.caOut);
  const recordings = await ConnectionRecordings.open(options.record, 'serve', context);
  const explainer = await openExplainer(command, context, null);
  if (options.web !== undefined && options.script !== undefined)
    throw usage('--web', serveWords[context.lang].notWithScript);
  const { connected } = serveWords[context.lang];
  const page =
    options.web === undefined
      ? null
      : await openWebPage(
          {
            port: options.web,
            title: 'serve',
            explainer: await openExplainer(command, context, null),
            connected,
          },
          context,
        );
  const web = page === null ? {} : { web: page.url };
  const view = createEventView({
    context,
    explainer,
    showData: options.showData,
    showSecrets: options.showSecrets === true,
  });
  const say = context.json || context.quiet ? () => undefined : context.out.line;
  const words = serveWords[context.lang];
  const event = (happened: LabEvent): void => {
    page?.event(happened);
    recordings.event(happened.connection ?? 0, happened);
    if (happened.kind === 'close') recordings.over(happened.connection ?? 0);
    if (happened.kind === 'connect' && !context.json) {
      const { connection = 0, address, port } = happened;
      say();
      say(words.connected(connection, `${address}:${port ?? ''}`));
    } else view.event(happened);
  };
  if (options.showSecrets === true) view.event({ kind: 'warning', at: 0, code: 'secrets-shown', detail: {} });
  const accounts = await readAccounts(options, context);
  if (options.script !== undefined) {
    if (accounts !== null && accounts.length > 1) throw usage('--account', words.oneAccount);
    try {
      return await serveFiles(options.script, options, accounts?.[0] ?? null, { event, recordings }, context);
    } catch (error) {
      throw fileError(error, options, context);
    } finally {
      view.stop();
    }
  }
  refuseWithoutScript(options, context);
  const plan = makePlan(options, accounts, await readRuleOptions(options, context), context);
  const received = (mail: ReceivedMail, at: number): void => {
    const { connection, from, to, bytes, file } = mail;
    if (context.json) {
      context.out.line(formatJson({ type: 'received', at: rounded(at), connection, from, to, bytes, file }));
      return;
    }
    say(
      makeVisible(
        words.received(connection, from, to.map((address) => `<${address}>`).join(', '), bytes, file),
      ),
    );
  };
  const listening = (place: ListeningPlace, at: number): void => {
    if (context.json) context.out.line(formatJson({ type: 'listening', at: rounded(at), ...place, ...web }));
    // A port that nobody chose has to be told however quiet it is.
    else if (context.quiet && options.port === 0) context.out.line(`${place.host}:${place.port}`);
    else {
      for (const line of howToReach(place, plan, context)) say(line);
      if (page !== null) say(pageWords[context.lang].at(page.url));
    }
  };
  try {
    await serve(plan, { listening, event, received }, context.signal);
    await recordings.finish();
  } catch (error) {
    throw fileError(error, options, context);
  } finally {
    view.stop();
    await page?.close();
  }
  return context.signal.aborted ? exitCodeOfSignal(context.signal.reason) : 0;
}

function rounded(at: number): number {
  return Math.round(at * 1000) / 1000;
}

function makePlan(
  options: ServeOptions,
  accounts: readonly Account[] | null,
  rules: readonly BriefRule[],
  { lang }: CliContext,
): ServePlan {
  const words = serveWords[lang];
  if (options.lmtp === true && options.scenario !== undefined) throw usage('--lmtp', words.lmtpScenario);
  const name = options.lmtp === true ? 'lmtp' : (options.scenario ?? 'default');
  return {
    scenario: scenarioWith(rules, scenarioOf(isScenarioName(name) ? name : 'default')),
    host: options.host,
    port: options.port,
    tls: options.tls ?? null,
    accounts,
    maxSize: options.maxSize ?? null,
    maildir: options.maildir ?? null,
    authorityFile: options.caOut ?? null,
    seed: options.seed ?? null,
    once: options.once === true,
    idleMilliseconds: options.idleExit === undefined ? null : options.idleExit * 1000,
  };
}

/** Where it is, who may sign in, and a line to try for each of three programs. */
function howToReach(
  { host, port, tls }: ListeningPlace,
  plan: ServePlan,
  context: CliContext,
): readonly string[] {
  const words = serveWords[context.lang];
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const lines: string[] = [];
  const prose = (text: string): void => {
    lines.push(...wrapProse(makeVisible(text), context.out.columns));
  };
  prose(words.listening(place, plan.scenario.name));
  if (!/^(?:127\.|::1$)/.test(host)) prose(words.openToNetwork(host));
  const accounts = (plan.accounts ?? plan.scenario.accounts).map(
    ({ user, password }) => `${user} / ${password}`,
  );
  // An account of the user's own is the user's secret.
  if (plan.accounts === null && accounts.length > 0) prose(words.signIn(accounts.join(', ')));
  if (plan.authorityFile !== null) prose(words.authority(plan.authorityFile));
  lines.push('', words.toTry, ...attempts(place, tls, plan, context), '', words.toStop);
  return lines;
}

function attempts(
  place: string,
  tls: ListeningPlace['tls'],
  plan: ServePlan,
  { program }: CliContext,
): readonly string[] {
  const to = 'teacher@example.test';
  const lmtp = plan.scenario.dialect === 'lmtp';
  const url = lmtp ? `lmtp://${place}` : place;
  const ours = [
    `${program} send --server ${url}${tls === 'implicit' ? ' --tls implicit' : ''}`,
    ...(plan.authorityFile === null
      ? []
      : [`--tls-ca ${plan.authorityFile} --tls-servername ${plan.scenario.hostname}`]),
    '--from student@example.test',
    `--to ${to}`,
  ];
  if (lmtp) return [`  ${ours.join(' \\\n    ')}`];
  const swaks = [
    `swaks --server ${place}`,
    ...(tls === 'implicit' ? ['--tls-on-connect'] : []),
    '--from student@example.test',
    `--to ${to}`,
  ];
  return [`  ${ours.join(' \\\n    ')}`, `  ${swaks.join(' \\\n    ')}`];
}

function listScenarios(context: CliContext): number {
  const words = scenarioWords[context.lang];
  if (context.json) {
    for (const name of SCENARIO_NAMES) context.out.line(formatJson({ name, text: words[name] }));
    return 0;
  }
  const width = Math.max(...SCENARIO_NAMES.map((name) => widthOf(name))) + 2;
  for (const name of SCENARIO_NAMES) {
    const [first = '', ...rest] = wrapProse(words[name], Math.max(30, context.out.columns - width));
    context.out.line(`${name.padEnd(width)}${first}`);
    for (const line of rest) context.out.line(`${' '.repeat(width)}${line}`);
  }
  return 0;
}

/** A file or folder of the user's that cannot be written is a usage error. */
function fileError(
  error: unknown,
  { maildir }: Pick<ServeOptions, 'maildir'>,
  { lang }: CliContext,
): unknown {
  if (!(error instanceof Error) || !('path' in error) || !('code' in error)) return error;
  const option = maildir !== undefined && String(error.path).startsWith(maildir) ? '--maildir' : '--ca-out';
  return usage(option, serveWords[lang].cannotWrite(String(error.path), String(error.code)));
}

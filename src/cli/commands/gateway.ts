/**
 * `smtp-lab gateway`: between clients and a server that is named, in the foreground. Says where it listens, shows what both sides say,
 * and ends when it is told to. With `--json` each happening is an object a line, with the leg that it is of.
 */

import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { isNetwork, runGateway } from '../../io/gateway/index.ts';
import type { GatewayPlace, GatewayPlan, ListenTls } from '../../io/gateway/index.ts';
import type { ConversationPlan } from '../../io/plan/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { LabEvent } from '../../pure/events/index.ts';
import {
  gatewayWords,
  optionWords,
  pageWords,
  policyWords,
  ruleWords,
  serveWords,
  verdictLines,
} from '../../pure/phrases/index.ts';
import { exitCodeOfSignal } from '../../pure/problems/index.ts';
import { DEFAULT_PORTS, isDomain, makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { openWebPage } from '../page/index.ts';
import { trainWords, tryPolicy } from '../gateway/index.ts';
import {
  addConnectionOptions,
  checkWritable,
  ConnectionRecordings,
  readCertificatePair,
  readAccounts,
  readConversationPlan,
  readPolicyOption,
  readRuleOptions,
  ruleOptions,
  several,
  usage,
  valueParsers,
} from '../options/index.ts';
import type { AccountOptions, RuleOptions } from '../options/index.ts';
import { createEventView, SHOWN_LINES, wrapProse } from '../terminal/index.ts';

interface GatewayOptions extends AccountOptions, RuleOptions {
  readonly ham?: readonly string[];
  readonly spam?: readonly string[];
  readonly listen: number;
  readonly host: string;
  readonly listenTls: ListenTls;
  readonly cert?: string;
  readonly key?: string;
  readonly caOut?: string;
  readonly relayFrom?: readonly string[];
  readonly relayTo?: readonly string[];
  readonly seed?: string;
  readonly policy?: string;
  readonly web?: number;
  readonly once?: boolean;
  readonly idleExit?: number;
  readonly record?: string;
  readonly showData: number;
  readonly hex?: boolean;
  readonly showSecrets?: boolean;
}

/** Options of other commands that mean nothing here, or that this one has in its own words. */
const WITHOUT = [
  'scenario',
  'max-time',
  'save-chain',
  'log',
  'timing',
  'record',
  'helo',
  'xclient',
  'local-port',
];

export function define(setting: CommandSetting): Command {
  const { about, group, options: say } = gatewayWords[setting.lang];
  const { seconds, freePort, count } = valueParsers(setting.lang);
  const policy = policyWords[setting.lang];
  const command = newCommand('gateway', about, setting).addArgument(
    new Argument('[train|try]', policy.argument).choices(['train', 'try']),
  );
  const own = [
    new Option('--listen <PORT>', say.listen).argParser(freePort).default(DEFAULT_PORTS.practice),
    new Option('--host <ADDRESS>', say.host).default('127.0.0.1'),
    new Option('--listen-tls <MODE>', say.listenTls)
      .choices(['mirror', 'off', 'starttls', 'implicit'])
      .default('mirror'),
    new Option('--cert <FILE>', say.cert),
    new Option('--key <FILE>', say.key),
    new Option('--ca-out <FILE>', say.caOut),
    new Option('--account <NAME:PASSWORD>', say.account).argParser(several),
    new Option('--account-file <FILE>', say.accountFile),
    new Option('--relay-from <NETWORK>', say.relayFrom).argParser(several),
    new Option('--relay-to <DOMAIN>', say.relayTo).argParser(several),
    new Option('--once', say.once),
    new Option('--idle-exit <SECONDS>', say.idleExit).argParser(seconds),
  ];
  for (const option of own) command.addOption(option.helpGroup(group));
  command.addOption(new Option('--policy <FILE>', policyWords[setting.lang].option).helpGroup(group));
  command.addOption(
    new Option('--web <PORT>', pageWords[setting.lang].option).argParser(freePort).helpGroup(group),
  );
  const rules = ruleWords[setting.lang];
  for (const option of [...ruleOptions(setting.lang), new Option('--seed <TEXT>', rules.seed)])
    command.addOption(option.helpGroup(rules.group));
  addConnectionOptions(command, setting.lang, WITHOUT);
  // There is none in its place here.
  const server = command.options.find(({ long }) => long === '--server');
  if (server !== undefined) server.description = say.server;
  for (const option of [
    new Option('--ham <PATH>', policy.ham).argParser(several),
    new Option('--spam <PATH>', policy.spam).argParser(several),
  ])
    command.addOption(option.helpGroup(policy.group));
  const { output } = optionWords[setting.lang].groups;
  return command
    .addOption(new Option('--record <FILE>', say.record).helpGroup(output))
    .addOption(
      new Option('--show-data <N>', say.showData).argParser(count).default(SHOWN_LINES).helpGroup(output),
    );
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const [work] = command.args;
  if (work !== undefined) return workOnFiles(work, command.opts(), context);
  const { plan: server, remarks } = await readConversationPlan(command, context, { serverFromOutside: true });
  // A profile may have filled some of them.
  const options: GatewayOptions = command.opts();
  const plan = await makePlan(options, server, context);
  context.acts();
  if (options.caOut !== undefined) await checkWritable('--ca-out', options.caOut);
  const recordings = await ConnectionRecordings.open(options.record, 'gateway', context);
  // Each remembers what it has said.
  const open = async (): ReturnType<typeof openExplainer> => ({
    ...(await openExplainer(command, context, serverOf(server))),
    verdict: (event) => verdictLines(event, policyWords[context.lang]),
  });
  const explainer = await open();
  const words = gatewayWords[context.lang];
  const page =
    options.web === undefined
      ? null
      : await openWebPage(
          { port: options.web, title: 'gateway', explainer: await open(), connected: words.connected },
          context,
        );
  const view = createEventView({
    context,
    explainer,
    showData: options.showData,
    showSecrets: options.showSecrets === true,
    hex: options.hex === true,
  });
  const isPlain = !context.json && !context.quiet;
  const event = (happened: LabEvent): void => {
    const { connection = 0, leg } = happened;
    page?.event(happened);
    if (leg === 'client') recordings.event(connection, happened);
    if (happened.kind === 'connect' && leg === 'client' && !context.json) {
      const { address, port } = happened;
      if (isPlain) context.out.line();
      if (isPlain) context.out.line(words.connected(connection, `${address}:${port ?? ''}`));
    } else view.event(happened);
  };
  for (const remark of remarks) view.event({ kind: 'warning', at: 0, ...remark });
  const web = page === null ? {} : { web: page.url };
  const listening = (place: GatewayPlace, at: number): void => {
    if (context.json)
      context.out.line(formatJson({ type: 'listening', at: Math.round(at * 1000) / 1000, ...place, ...web }));
    // A port that nobody chose has to be told however quiet it is.
    else if (context.quiet && options.listen === 0) context.out.line(`${place.host}:${place.port}`);
    else if (isPlain)
      for (const line of howToReach(place, plan, page?.url ?? null, context)) context.out.line(line);
  };
  const over = (connection: number): void => {
    recordings.over(connection);
  };
  try {
    await runGateway(plan, { listening, event, over }, context.signal);
    await recordings.finish();
  } catch (error) {
    throw fileError(error, plan, context);
  } finally {
    view.stop();
    await page?.close();
  }
  return context.signal.aborted ? exitCodeOfSignal(context.signal.reason) : 0;
}

/** `train` and `try` talk to nobody but the scanners of the policy. */
async function workOnFiles(work: string, options: GatewayOptions, context: CliContext): Promise<number> {
  const words = policyWords[context.lang];
  const policy = await readPolicyOption(options.policy, context);
  if (policy === null) throw usage('--policy', words.needsPolicy);
  const piles = { ham: options.ham ?? [], spam: options.spam ?? [] };
  try {
    return await (work === 'train' ? trainWords(policy, piles, context) : tryPolicy(policy, piles, context));
  } catch (error) {
    throw error instanceof RangeError ? usage('--policy', words.badPattern(error.message)) : error;
  }
}

async function makePlan(
  options: GatewayOptions,
  server: ConversationPlan,
  context: CliContext,
): Promise<GatewayPlan> {
  const words = gatewayWords[context.lang];
  const { listen, host, relayFrom = [], relayTo = [] } = options;
  for (const pile of ['ham', 'spam'] as const)
    if (options[pile] !== undefined) throw usage(`--${pile}`, policyWords[context.lang].onlyWithFiles);
  if (server.server === null) throw usage('--server', words.serverNeeded);
  const own = ['127.0.0.1', 'localhost', '::1', host];
  if ('port' in server.server && server.server.port === listen && own.includes(server.server.host))
    throw usage('--server', words.toItself);
  const policy = await readPolicyOption(options.policy, context);
  const { networks = [], domains = [] } = policy?.relay ?? {};
  for (const network of networks) if (!isNetwork(network)) throw usage('--policy', words.notANetwork);
  for (const domain of domains) if (!isDomain(domain)) throw usage('--policy', words.notADomain);
  for (const network of relayFrom) if (!isNetwork(network)) throw usage('--relay-from', words.notANetwork);
  for (const domain of relayTo) if (!isDomain(domain)) throw usage('--relay-to', words.notADomain);
  const accounts = await readAccounts(options, context);
  if (accounts !== null && server.credentials === null) throw usage('--account', words.together('--user'));
  return {
    server,
    host,
    port: listen,
    tls: options.listenTls,
    certificate: await readCertificatePair(options, context),
    authorityFile: options.caOut ?? null,
    // Who the server takes us for is not for everybody: without accounts nobody may sign in.
    accounts: server.credentials === null ? null : (accounts ?? []),
    relayFrom: [...relayFrom, ...networks],
    relayTo: [...relayTo, ...domains],
    policy,
    rules: await readFaults(options, context),
    seed: options.seed ?? null,
    once: options.once === true,
    idleMilliseconds: options.idleExit === undefined ? null : options.idleExit * 1000,
  };
}

/** SECURITY: a yes that the server did not say would be a letter lost. */
async function readFaults(options: GatewayOptions, context: CliContext): Promise<GatewayPlan['rules']> {
  const rows = await readRuleOptions(options, context);
  if (rows.some(({ reply = '' }) => /^[123]/.test(reply)))
    throw usage(options.rule === undefined ? '--rules' : '--rule', gatewayWords[context.lang].onlyRefusals);
  return rows;
}

/** Where it is, and a line to try. */
function howToReach(
  { host, port }: GatewayPlace,
  plan: GatewayPlan,
  web: string | null,
  { lang, out, program }: CliContext,
): readonly string[] {
  const words = gatewayWords[lang];
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const lines: string[] = [];
  const prose = (text: string): void => {
    lines.push(...wrapProse(makeVisible(text), out.columns));
  };
  prose(words.listening(place, nameOf(plan.server)));
  prose(words.legend);
  if (!/^(?:127\.|::1$)/.test(host)) prose(words.openToNetwork(host));
  if (plan.authorityFile !== null) prose(words.authority(plan.authorityFile));
  // An address is copied: it is not broken.
  if (web !== null) lines.push(pageWords[lang].at(web));
  const lmtp = plan.server.dialect === 'lmtp';
  const line = [
    `${program} send --server ${lmtp ? `lmtp://${place}` : place}${plan.tls === 'implicit' ? ' --tls implicit' : ''}`,
    ...(plan.authorityFile === null ? [] : [`--tls-ca ${plan.authorityFile}`]),
    '--from a@example.com',
    '--to b@example.com',
  ];
  lines.push('', words.toTry, `  ${line.join(' \\\n    ')}`, '', words.toStop);
  return lines;
}

function nameOf({ server }: ConversationPlan): string {
  if (server === null) return '';
  if (server.kind === 'unix') return server.path;
  return server.kind === 'pipe' ? server.command : `${server.host}:${server.port}`;
}

function serverOf({ server }: ConversationPlan): Parameters<typeof openExplainer>[2] {
  return server;
}

/** A file of the user's that cannot be written is a usage error. */
function fileError(error: unknown, plan: GatewayPlan, { lang }: CliContext): unknown {
  // A pattern of the policy that is none; the message is the name of its rule.
  if (error instanceof RangeError) return usage('--policy', policyWords[lang].badPattern(error.message));
  if (!(error instanceof Error) || !('path' in error) || !('code' in error)) return error;
  const option = String(error.path).startsWith(plan.policy?.quarantine ?? '\0') ? '--policy' : '--ca-out';
  return usage(option, serveWords[lang].cannotWrite(String(error.path), String(error.code)));
}

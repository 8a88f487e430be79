/**
 * From the shared options to a plan of a conversation: whom to talk to, over what, who signs in. Everything is checked and
 * fetched here, so that nothing is connected to before all of it is good. What is wrong is a usage error that names the option.
 */

import { isIP } from 'node:net';
import type { Command } from 'commander';
import { FINAL_MILLISECONDS, parseServer, REPLY_MILLISECONDS, targetOf } from '../../io/plan/index.ts';
import type { NamedServer, ConversationPlan, TlsMode } from '../../io/plan/index.ts';
import type { Remark } from '../../pure/events/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import type { OptionWords } from '../../pure/phrases/index.ts';
import { isScenarioName, scenarioOf } from '../../pure/practice/index.ts';
import { startsWithTls } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../../pure/problems/index.ts';
import { refuseControls, usage } from './input.ts';
import { routeOf } from './road-options.ts';
import { readSignIn } from './sign-in.ts';
import { readTlsOptions, tlsRemarks } from './tls-options.ts';
import { fillFromOutside } from './sources.ts';
import { addConnectionOptions } from './connection.ts';
import type { ConnectionOptions } from './connection.ts';

/** A plan, and what is to be said before it is followed. */
export interface ReadPlan {
  /** The port was named, and is not the usual one of what is wanted. */
  readonly portNamed: boolean;
  readonly plan: ConversationPlan;
  readonly remarks: readonly Remark[];
}

/** What a command says of itself. */
export interface PlanSetting {
  /** A server that was named otherwise than by `--server`. */
  readonly server?: string;
  /** Whether a server of the environment or of a profile counts. */
  readonly serverFromOutside: boolean;
  /** Whether a password may be given without a name: a session file may have it. */
  readonly userElsewhere?: boolean;
  /** Options of the command itself that a profile and the environment may fill as well. */
  readonly alsoShared?: readonly string[];
}

/** Reads the shared options of a command that was parsed already. */
export async function readConversationPlan(
  command: Command,
  context: CliContext,
  setting: PlanSetting,
): Promise<ReadPlan> {
  const words = optionWords[context.lang];
  const shared = sharedNames(command).filter((name) => name !== 'server' || setting.serverFromOutside);
  await fillFromOutside(command, [...shared, ...(setting.alsoShared ?? [])], context);
  const options: ConnectionOptions = command.opts();
  checkTogether(options, command, words);
  const named = namedServer(options, command, setting, words);
  const practice = named === null;
  const whom = {
    user: named?.user ?? null,
    host: named?.place.kind === 'tcp' ? named.place.host : null,
  };
  const signIn = await readSignIn(options, whom, practice, context, setting.userElsewhere);
  const wish = tlsMode(options, named, words);
  const usual = wish === 'verify' ? 'auto' : wish;
  const server = named === null ? null : targetFor(named, options, usual, signIn.credentials !== null, words);
  const tls = requiredMode(wish, server !== null && 'port' in server ? server.port : null);
  if (server !== null) checkFamily(server, options, words);
  if (
    server !== null &&
    server.kind !== undefined &&
    server.kind !== 'tcp' &&
    options.tlsServername === undefined
  ) {
    if (tls === 'starttls' || tls === 'implicit') throw usage('--tls', words.needsServername);
  }
  refuseControls('--ehlo', options.ehlo);
  if (options.ehlo !== undefined && !/^\S+$/.test(options.ehlo)) throw usage('--ehlo', words.badHostName);
  const timeout = options.timeout ?? REPLY_MILLISECONDS / 1000;
  const remarks: Remark[] = [...signIn.remarks, ...tlsRemarks(options, context)];
  if (options.showSecrets === true) remarks.push({ code: 'secrets-shown', detail: {} });
  const scenario = options.scenario;
  const ownPort = named?.place.kind === 'tcp' && named.place.port !== null;
  return {
    portNamed: options.port !== undefined || ownPort,
    remarks,
    plan: {
      server,
      scenario: scenario !== undefined && isScenarioName(scenario) ? scenarioOf(scenario) : null,
      dialect: options.lmtp === true ? 'lmtp' : (named?.dialect ?? 'smtp'),
      tls: needsName(server, options) ? 'off' : tls,
      tlsOptions: await readTlsOptions(options, context),
      insecure: options.insecure === true,
      credentials: signIn.credentials,
      ...(signIn.renewToken === undefined ? {} : { renewToken: signIn.renewToken }),
      mechanisms: signIn.mechanisms,
      allowPlaintextAuth: options.allowPlaintextAuth === true,
      ehlo: options.ehlo ?? null,
      helo: options.helo === true,
      xclient: readXclient(options, words),
      milliseconds: timeout * 1000,
      finalMilliseconds: (options.finalTimeout ?? options.timeout ?? FINAL_MILLISECONDS / 1000) * 1000,
      rfcTimeouts: options.rfcTimeouts === true,
      maxMilliseconds: options.maxTime === undefined ? null : options.maxTime * 1000,
      route: routeOf(options, timeout * 1000, context),
    },
  };
}

/** Names of the shared options that a command has. */
function sharedNames(command: Command): readonly string[] {
  const all = addConnectionOptions(command.createCommand(), 'en').options.map((option) => option.name());
  return command.options.map((option) => option.name()).filter((name) => all.includes(name));
}

/** `auto` on a path without a name to check stays unencrypted: it never leaves the machine. */
function needsName(server: ConversationPlan['server'], options: ConnectionOptions): boolean {
  return (
    server !== null &&
    (server.kind === 'unix' || server.kind === 'pipe') &&
    options.tlsServername === undefined
  );
}

function checkTogether(options: ConnectionOptions, command: Command, words: OptionWords): void {
  if ((options.tlsCert === undefined) !== (options.tlsKey === undefined))
    throw usage('--tls-cert', words.needsKey);
  if (options.proxySource !== undefined && options.proxyProtocol === undefined) {
    throw usage('--proxy-source', words.needsProxyProtocol);
  }
  const bothTyped = ['scenario', 'server'].every((name) => command.getOptionValueSource(name) === 'cli');
  if (bothTyped) throw usage('--scenario', words.scenarioWithServer);
}

function namedServer(
  options: ConnectionOptions,
  command: Command,
  setting: PlanSetting,
  words: OptionWords,
): NamedServer | null {
  const typed = setting.server ?? options.server;
  // Whoever types a scenario wants the practice server, whatever the environment says.
  if (setting.server === undefined && command.getOptionValueSource('scenario') === 'cli') return null;
  if (typed === undefined) return null;
  refuseControls('--server', typed);
  const read = parseServer(typed);
  if (read.ok) return read.value;
  switch (read.fault) {
    case 'password-in-url':
      throw new UsageError('password-in-url', { option: '--server' });
    case 'bad-port':
      throw usage('--server', words.badPortOfServer);
    case 'path-in-server':
      throw usage('--server', words.pathInServer);
    case 'path-needs-slashes':
      throw usage('--server', words.pathNeedsSlashes(typed.trim()));
    case 'needs-port':
      throw usage('--server', words.needsPortOrPath);
    case 'bad-server':
      throw usage('--server', /%(?![0-9A-Fa-f]{2})/.test(typed) ? words.badPercent : words.badServer);
  }
}

type TlsWish = TlsMode | 'verify';

function tlsMode(options: ConnectionOptions, named: NamedServer | null, words: OptionWords): TlsWish {
  if (options.tls === 'verify' && options.insecure === true) throw usage('--tls', words.verifyAndInsecure);
  if (named?.implicitTls !== true) return options.tls ?? 'auto';
  if (options.tls === 'starttls' || options.tls === 'off') {
    throw usage('--tls', words.schemeAgainst('smtps://', `--tls ${options.tls}`));
  }
  return 'implicit';
}

/** An address cannot be reached over the other family. */
function checkFamily(
  server: NonNullable<ConversationPlan['server']>,
  { ipv4, ipv6, bind, proxy }: ConnectionOptions,
  words: OptionWords,
): void {
  if (server.kind === 'unix' || server.kind === 'pipe' || proxy !== undefined) return;
  const family = isIP(server.host.replace(/%.*$/, ''));
  const wanted: readonly (readonly [string, number | null])[] = [
    ['--ipv4', ipv4 === true ? 4 : null],
    ['--ipv6', ipv6 === true ? 6 : null],
    ['--bind', bind === undefined ? null : isIP(bind)],
  ];
  for (const [option, asked] of wanted) {
    if (family !== 0 && asked !== null && asked !== family)
      throw usage(option, words.otherFamily(server.host, family === 4 ? 'IPv4' : 'IPv6'));
  }
}

function targetFor(
  named: NamedServer,
  options: ConnectionOptions,
  tls: TlsMode,
  user: boolean,
  words: OptionWords,
): NonNullable<ConversationPlan['server']> {
  if (named.place.kind !== 'tcp' && options.port !== undefined) throw usage('--port', words.portOfPath);
  const wanted = { port: options.port ?? null, tls, user };
  const target = targetOf(options.lmtp === true ? { ...named, dialect: 'lmtp' } : named, wanted);
  if (!target.ok) throw usage('--server', words.needsPortOrPath);
  return target.value;
}

/** `verify` is whatever the port begins with, and neither without encryption nor with a certificate that does not verify. */
function requiredMode(mode: TlsWish, port: number | null): TlsMode {
  return mode !== 'verify' ? mode : startsWithTls(port) ? 'implicit' : 'starttls';
}

function readXclient({ xclient }: ConnectionOptions, words: OptionWords): readonly string[] {
  for (const attribute of xclient ?? []) {
    refuseControls('--xclient', attribute);
    if (!/^[A-Za-z][A-Za-z0-9-]*=\S+$/.test(attribute)) throw usage('--xclient', words.badAttribute);
  }
  return xclient ?? [];
}

/**
 * `smtp-lab send`: one message, one shot, every line of the conversation shown and explained. Reads the options, hands a plan to
 * the lab, shows its events. Exit codes are the lab's.
 */

import type { Command } from 'commander';
import { startClock } from '../../io/plan/index.ts';
import { dryRun, send } from '../../io/send/index.ts';
import type { PlannedEnvelope, StopPoint } from '../../io/plan/index.ts';
import type { ExchangeRoute, SendPlan } from '../../io/send/index.ts';
import { optionWords, sendmailWords, sendWords } from '../../pure/phrases/index.ts';
import { exitCodeOfSignal } from '../../pure/problems/index.ts';
import { DEFAULT_PORTS } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainers } from '../explainer.ts';
import {
  addSendOptions,
  checkOwn,
  openKeptFiles,
  readLetters,
  readConversationPlan,
  refuseControls,
  serversOf,
  toldWhereUnwritten,
  usage,
  writeOut,
} from '../options/index.ts';
import type { ReadLetters, SendmailLetter, SendOptions } from '../options/index.ts';
import { createEventView, isMeasuresCsv, openRunTiming, showServers } from '../terminal/index.ts';
import type { ServerRow } from '../terminal/index.ts';

export function define(setting: CommandSetting): Command {
  return addSendOptions(newCommand('send', sendWords[setting.lang].about, setting), setting.lang);
}

export function run(args: readonly string[], context: CliContext): Promise<number> {
  return sendAs(args, context, null);
}

/** How another program would call: what it says of the letter, and remarks on what it asked for. */
export type Face = SendmailLetter & Pick<SendPlan, 'remarks' | 'exitCode'>;

/** Sends as the options say; `face` is that of another program, which names a server. */
export async function sendAs(
  args: readonly string[],
  context: CliContext,
  face: Face | null,
): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const servers = serversOf(command);
  const { plans, letter } = await makePlans(command, servers, context, face);
  const options: SendOptions = command.opts();
  const [first] = plans;
  try {
    let turn = 0;
    const named = plans.map(({ talking: { server } }, at) => ({ typed: servers[at], server }));
    const explainer = () => openExplainers(command, context, named, () => turn);
    const view = createEventView({
      context,
      explainer: await explainer(),
      showData: options.showData,
      showSecrets: options.showSecrets === true,
      hex: options.hex === true,
      transcript: options.transcript ?? 'always',
    });
    const tried = options.dryRun !== true;
    const timing = openRunTiming(view.event, {
      shown: options.timing === true && tried,
      measured: plans.length > 1 || first.count > 1 || first.untilAccepted || options.csv !== undefined,
      context,
    });
    if (options.csv !== undefined) await checkOwn('--csv', options.csv, isMeasuresCsv);
    const kept = await openKeptFiles(
      options,
      timing.event,
      {
        command: 'send',
        explainer,
        showData: options.showData,
        hex: options.hex === true,
      },
      context,
    );
    if (tried) context.acts();
    const rows: ServerRow[] = [];
    const now = startClock();
    try {
      for (const [at, plan] of plans.entries()) {
        turn = at;
        const server = servers[at] ?? '';
        if (context.signal.aborted) {
          rows.push({ server, result: null, milliseconds: 0 });
          continue;
        }
        timing.next(server);
        const began = now();
        const result = tried
          ? await send(plan, kept.sink, context.signal, now)
          : await dryRun(plan, kept.sink);
        rows.push({ server, result, milliseconds: now() - began });
      }
      view.stop();
      if (plans.length > 1 && tried) showServers(rows, context, now());
      await kept.finishAfter();
      await writeTimes(options, timing.csv(), context);
      return exitCodeOfAll(rows, context.signal);
    } finally {
      view.stop();
    }
  } finally {
    await letter.dispose();
  }
}

/** The first failure decides; a server that was not tried was left out because the user stopped the run. */
function exitCodeOfAll(rows: readonly ServerRow[], signal: AbortSignal): number {
  for (const { result } of rows)
    if (result === null || result.exitCode !== 0) return result?.exitCode ?? exitCodeOfSignal(signal.reason);
  return 0;
}

async function writeTimes(
  { csv, dryRun: rehearsed }: SendOptions,
  text: string,
  context: CliContext,
): Promise<void> {
  if (csv === undefined || rehearsed === true) return;
  await toldWhereUnwritten(context, () => writeOut('--csv', csv, text, context));
}

/** Everything that the options name, checked and fetched, for each server: nothing is connected to before all of it is good. */
async function makePlans(
  command: Command,
  servers: readonly string[],
  context: CliContext,
  face: Face | null,
): Promise<{ readonly plans: readonly [SendPlan, ...SendPlan[]]; readonly letter: ReadLetters }> {
  const { plan, letter } = await makePlan(command, context, face);
  const words = sendWords[context.lang];
  try {
    const options: SendOptions = command.opts();
    if (servers.length > 1 && options.passwordStdin === true)
      throw usage('--password-stdin', words.oneServerOnly);
    const others: SendPlan[] = [];
    for (const server of servers.slice(1)) {
      const { plan: talking, remarks } = await readConversationPlan(command, context, {
        server,
        serverFromOutside: true,
        alsoShared: SHARED,
      });
      others.push({ ...plan, talking, remarks });
    }
    return { plans: [plan, ...others], letter };
  } catch (error) {
    await letter.dispose();
    throw error;
  }
}

/** Options of its own that a profile and the environment may fill as well. */
const SHARED = ['from', 'transcript'];

async function makePlan(
  command: Command,
  context: CliContext,
  face: Face | null,
): Promise<{ readonly plan: SendPlan; readonly letter: ReadLetters }> {
  const words = sendWords[context.lang];
  const options: SendOptions = command.opts();
  checkStdin(options, context);
  const stop = stopPoint(options, context);
  if (options.mx === true && command.getOptionValueSource('server') === 'cli')
    throw usage('--mx', words.mxAndServer);
  const { plan: talking, remarks } = await readConversationPlan(command, context, {
    serverFromOutside: options.mx !== true,
    alsoShared: SHARED,
  });
  const filled: SendOptions = { ...command.opts(), ...(face === null ? {} : { asSendmail: face }) };
  const exchange = exchangeOf(filled);
  if (face !== null && talking.server === null && exchange === null)
    throw usage('--server', sendmailWords[context.lang].needsServer);
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
        remarks: [...(face?.remarks ?? []), ...remarks],
        ...(face?.exitCode === undefined ? {} : { exitCode: face.exitCode }),
        count: letter.count,
        connections: filled.connections ?? 1,
        ...measuringOf(filled, letter.count, context),
        tempfailExit: filled.tempfailExit ?? null,
      },
    };
  } catch (error) {
    await letter.dispose();
    throw error;
  }
}

/** How letters follow one another. */
function measuringOf(
  { interval, rate, reconnect, untilAccepted = false }: SendOptions,
  letters: number,
  { lang }: CliContext,
): Pick<SendPlan, 'interval' | 'perConnection' | 'untilAccepted'> {
  const words = sendWords[lang];
  if (untilAccepted && letters > 1) throw usage('--until-accepted', words.oneLetterOnly);
  if (letters === 1) {
    for (const [option, given] of [
      ['--interval', untilAccepted ? undefined : interval],
      ['--rate', rate],
      ['--reconnect', reconnect],
    ] as const)
      if (given !== undefined) throw usage(option, words.needsSeveral);
  }
  const seconds = rate === undefined ? interval : 1 / rate;
  return {
    interval: seconds === undefined ? null : seconds * 1000,
    perConnection: reconnect ?? null,
    untilAccepted,
  };
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

function exchangeOf(options: SendOptions): ExchangeRoute | null {
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

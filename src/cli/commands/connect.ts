/**
 * `smtp-lab connect`: the explorer. On a terminal a prompt, completion and a history; from a pipe one command a line, each waiting
 * for its reply. The conversation is led in `io/explore`, what a line means is known by `cli/explorer`.
 */

import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { Explorer, loadHistory, saveHistory } from '../../io/explore/index.ts';
import type { ConversationPlan } from '../../io/plan/index.ts';
import type { ResultEvent } from '../../pure/events/index.ts';
import { completionsFor } from '../../pure/explorer/index.ts';
import { explorerWords } from '../../pure/phrases/index.ts';
import {
  EXIT,
  exitCodeOf,
  exitCodeOfRefusal,
  exitCodeOfSignal,
  isTemporary,
} from '../../pure/problems/index.ts';
import { Recorder } from '../../pure/sessions/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { createVoice, Desk, linesOfPipe, mayLeave, TerminalLines } from '../explorer/index.ts';
import type { DeskOptions, Voice } from '../explorer/index.ts';
import { addConnectionOptions, openKeptFiles, readConversationPlan, usage } from '../options/index.ts';
import { openTiming } from '../terminal/index.ts';

export function define(setting: CommandSetting): Command {
  const words = explorerWords[setting.lang];
  const command = newCommand('connect', words.about, setting)
    .addArgument(new Argument('[SERVER]', words.serverArgument))
    .addOption(new Option('--fail', words.fail));
  return addConnectionOptions(command, setting.lang);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const words = explorerWords[context.lang];
  const [server] = command.args;
  if (server !== undefined && command.getOptionValue('server') !== undefined)
    throw usage('--server', words.twoServers);
  const { plan, remarks } = await readConversationPlan(command, context, {
    serverFromOutside: true,
    ...(server === undefined ? {} : { server }),
  });
  const interactive = context.stdinIsTerminal && context.out.isTerminal && !context.json;
  const voice = createVoice({
    context,
    explainer: await openExplainer(command, context, plan.server),
    showSecrets: command.getOptionValue('showSecrets') === true,
    hex: command.getOptionValue('hex') === true,
    echoes: interactive,
  });
  context.acts();
  const started = performance.now();
  const now = (): number => performance.now() - started;
  for (const remark of remarks) voice.event({ kind: 'warning', at: now(), ...remark });
  const timing = openTiming(command.getOptionValue('timing') === true, context);
  const host = plan.server !== null && 'host' in plan.server ? plan.server.host : '';
  const recorder = new Recorder(`smtp-lab connect ${host}`.trim());
  const kept = await openKeptFiles(
    command.opts(),
    (event) => {
      recorder.event(event);
      timing.event(event);
      voice.event(event);
    },
    {
      command: 'connect',
      explainer: () => openExplainer(command, context, plan.server),
      hex: command.getOptionValue('hex') === true,
    },
    context,
  );
  const explorer = await Explorer.open(plan, {
    sink: kept.sink,
    now,
    // On a terminal Ctrl-C is a key, and is asked about inside a letter: no signal comes of it.
    signal: context.signal,
  });
  const session = { plan, explorer, voice, recorder, context, fail: command.getOptionValue('fail') === true };
  try {
    const code = interactive ? await onTerminal(session) : await fromPipe(session);
    voice.stop();
    timing.show();
    if (context.json) voice.event(resultOf(explorer, code, now()));
    return code;
  } finally {
    voice.stop();
    await explorer.close();
    await kept.finishAfter();
  }
}

interface Session {
  readonly plan: ConversationPlan;
  readonly explorer: Explorer;
  readonly voice: Voice;
  readonly recorder: Recorder;
  readonly context: CliContext;
  readonly fail: boolean;
}

/** A desk; `aside` makes room for a question. */
function deskOf(
  { plan, explorer, voice, recorder, context }: Session,
  interactive: boolean,
  aside: DeskOptions['aside'] = (work) => work(),
): Desk {
  const { credentials, mechanisms } = plan;
  return new Desk({ explorer, voice, recorder, context, interactive, aside, credentials, mechanisms });
}

async function fromPipe(session: Session): Promise<number> {
  const { explorer, context } = session;
  const desk = deskOf(session, false);
  const over = new AbortController();
  const stop = AbortSignal.any([over.signal, context.signal]);
  // The server may close the connection while the pipe is silent.
  const listen = (): void =>
    explorer.watch(() => {
      if (explorer.ended) over.abort();
    });
  listen();
  for await (const line of linesOfPipe(context.stdin, stop)) {
    if (explorer.ended || desk.leaving || stop.aborted) break;
    await desk.handle(line);
    if (explorer.ended) break;
    listen();
  }
  explorer.watch(null);
  if (!explorer.ended && !context.signal.aborted) await desk.endOfInput();
  const { mode, ended } = explorer;
  const inLetter = mode === 'letter' || mode === 'chunk';
  if (inLetter && !ended && !context.signal.aborted)
    session.voice.note(explorerWords[context.lang].inputEnded[mode]);
  await explorer.close();
  if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  // That it had gone may be seen only when it is told goodbye.
  const left = ended || explorer.leftByServer;
  const { keptBack, problem } = explorer;
  // Nobody is there to be told of it otherwise.
  return keptBack !== null && problem === null ? exitCodeOf(keptBack) : exitCode(session, left, inLetter);
}

async function onTerminal(session: Session): Promise<number> {
  const { explorer, voice, context } = session;
  const words = explorerWords[context.lang];
  const lines: TerminalLines = new TerminalLines({
    context,
    complete: (line) => completionsFor(line, explorer.state, explorer.mode),
    hides: (line) => explorer.hides(line),
    isSecret: (line) => explorer.mayHoldSecret(line),
    history: await loadHistory(context.env),
    movable: context.env['TERM'] !== 'dumb',
  });
  const desk = deskOf(session, true, (work) => lines.aside(work));
  voice.before = () => lines.clear();
  voice.after = () => lines.restore();
  voice.note(words.begin);
  let interrupted = false;
  try {
    while (!explorer.ended && !desk.leaving) {
      explorer.watch(() => {
        if (explorer.ended) lines.wake();
      });
      const entered = await lines.next(desk.prompt());
      explorer.watch(null);
      if (entered.kind === 'woken') continue;
      if (entered.kind === 'end' || entered.kind === 'stopped') break;
      if (entered.kind === 'interrupt') {
        interrupted = await mayLeave(explorer, { voice, context, lines });
        if (interrupted) break;
        continue;
      }
      await desk.handle(entered.line);
    }
    if (explorer.leftByServer) voice.note(words.serverLeft);
  } finally {
    lines.close();
    await saveHistory(context.env, lines.history);
  }
  const left = explorer.ended;
  await explorer.close();
  if (interrupted || context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  return exitCode(session, left, false);
}

/** `left` says whether the conversation was over before we ended it, `inLetter` whether a letter was under way then. */
function exitCode({ explorer, fail }: Session, left: boolean, inLetter: boolean): number {
  const { problem, firstRefusal } = explorer;
  if (problem !== null) return exitCodeOf(problem);
  if (fail && firstRefusal !== null) return exitCodeOfRefusal(firstRefusal.verb);
  if (inLetter) return EXIT.lost;
  return left && explorer.leftByServer ? EXIT.lost : 0;
}

function resultOf(explorer: Explorer, code: number, at: number): ResultEvent {
  const { accepted, problem, queueId } = explorer;
  const outcome =
    accepted.length > 0 ? 'accepted' : problem?.code === 'outcome-unknown' ? 'unknown' : 'stopped';
  const retryable = problem !== null && isTemporary(problem);
  const nobody = { rejected: [], unknown: [], stage: 'quit' } as const;
  return { kind: 'result', at, ...nobody, outcome, exitCode: code, accepted, queueId, retryable, problem };
}

/**
 * `smtp-lab tour`: a whole practice conversation, explained line by line; what `npm start` runs. Exits 0. Takes no server: it is
 * always the practice server inside the program.
 */

import { Option } from 'commander';
import type { Command } from 'commander';
import { playTour } from '../../io/tour/index.ts';
import { tourWords } from '../../pure/phrases/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { usage } from '../options/index.ts';
import { createEventView } from '../terminal/index.ts';

export function define(setting: CommandSetting): Command {
  // Who names a server here is told where it can be named.
  const server = new Option('-s, --server <SERVER>').hideHelp();
  return newCommand('tour', tourWords[setting.lang].about, setting).addOption(server);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const words = tourWords[context.lang];
  const { server }: { readonly server?: string } = command.opts();
  if (server !== undefined) throw usage('--server', words.practiceOnly(context.program));
  const say = context.json || context.quiet ? () => undefined : context.out.line;
  const view = createEventView({
    context,
    explainer: await openExplainer(command, context, null),
    showData: 'notable',
    withoutConnect: true,
  });
  say(words.title);
  say(words.legend);
  say();
  const result = await playTour((event) => {
    // On the screen the counts say it, in one line.
    if (event.kind !== 'result' || context.json) view.event(event);
  }, new Date());
  view.stop();
  say();
  say(words.counts(result.accepted, result.retry, result.refused));
  for (const line of nextSteps(context)) say(line);
  return 0;
}

/** Commands to go on with, each as it can be typed. */
function nextSteps({ lang, program }: CliContext): readonly string[] {
  const { next } = tourWords[lang];
  const steps = [
    { what: next.learn, command: 'learn' },
    { what: next.send, command: 'send' },
    { what: next.explain, command: 'explain 450 4.2.0' },
  ];
  return steps.map(({ what, command }) => `${what} ${program} ${command}`);
}

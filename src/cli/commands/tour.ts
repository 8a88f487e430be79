/** `smtp-lab tour`: a whole practice conversation, explained line by line. Exits 0. */

import type { Command } from 'commander';
import { playTour } from '../../io/lab/index.ts';
import { tourWords } from '../../pure/phrases/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { createMargin, createTranscript } from '../terminal/index.ts';

export function define(setting: CommandSetting): Command {
  return newCommand('tour', tourWords[setting.lang].about, setting);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  readArguments(define(context), args, context.lang);
  const words = tourWords[context.lang];
  const transcript = createTranscript({
    context,
    explainer: createMargin(context.lang),
    showData: 'notable',
    withoutConnect: true,
  });
  context.out.line(words.title);
  context.out.line(words.legend);
  context.out.line();
  const result = await playTour(transcript.event, new Date());
  context.out.line();
  context.out.line(words.counts(result.accepted, result.retry, result.refused));
  context.out.line(`${words.next} ${context.program} tour --lang ${context.lang === 'en' ? 'ru' : 'en'}`);
  return 0;
}

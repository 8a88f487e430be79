/** `smtp-lab tour`: a whole practice conversation, explained line by line. Exits 0. */

import { playTour } from '../../io/lab/index.ts';
import { tourWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { createTranscript } from '../terminal/index.ts';

export async function run(_args: readonly string[], context: CliContext): Promise<number> {
  const words = tourWords[context.lang];
  const transcript = createTranscript(context);
  context.out.line(words.title);
  context.out.line(words.legend);
  context.out.line();
  const result = await playTour(transcript.event, new Date());
  context.out.line();
  context.out.line(words.counts(result.accepted, result.retry, result.refused));
  context.out.line(`${words.next} ${context.program} tour --lang ${context.lang === 'en' ? 'ru' : 'en'}`);
  return 0;
}

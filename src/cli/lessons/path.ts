/** The path through the lessons as a list: what is done, what is half done, what comes next. */

import { loadLesson, loadPath, stateOf } from '../../io/learn/index.ts';
import type { LessonState, Progress } from '../../io/learn/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { indentProse, padTo, widthOf } from '../terminal/index.ts';

const HELD = '\u00a0';

/** Prints the path, or with `short` what of it is done. Rejects with the system's error where there is no such folder. */
export async function showPath(
  folder: string,
  progress: Progress,
  context: CliContext,
  short: boolean,
): Promise<number> {
  const { parts, entries } = await loadPath(folder, context.lang);
  // Whether a lesson has changed since it was done, its steps tell: only what was begun is read whole.
  const stateIn = async (id: string): Promise<LessonState> => {
    const begun = progress.has(id) ? await loadLesson(folder, id, context.lang) : null;
    return begun === null ? 'new' : stateOf(begun.lesson, progress);
  };
  const words = learnWords[context.lang];
  let next: string | null = null;
  let passed = 0;
  const states = Math.max(...Object.values(words.state).map(widthOf));
  const ids = Math.max(0, ...[...entries.keys()].map(widthOf));
  if (!short && !context.json) context.out.line(words.path);
  for (const part of parts) {
    if (!short && !context.json && part.title !== '') context.out.line(`\n${makeVisible(part.title)}`);
    for (const id of part.lessons) {
      const entry = entries.get(id);
      if (entry === undefined) continue;
      const state = await stateIn(id);
      if (state === 'passed') passed++;
      else next ??= id;
      if (context.json)
        context.out.line(formatJson({ lesson: id, title: entry.title, state, minutes: entry.minutes }));
      else if (!short) {
        const start = `  ${padTo(words.state[state].trim(), states)}  ${padTo(makeVisible(id), ids)}  `;
        // A number and its unit stay together: their blank holds until the lines are broken.
        const minutes = words.minutes(entry.minutes).replaceAll(' ', HELD);
        const title = makeVisible(`${entry.title} (${minutes})`);
        const [first = '', ...more] = indentProse(title, widthOf(start), context.out.columns);
        for (const line of [start + first.trimStart(), ...more]) context.out.line(line.replaceAll(HELD, ' '));
      }
    }
  }
  if (context.json) return 0;
  context.out.line(`${short ? '' : '\n'}${words.done(passed, entries.size)}`);
  context.out.line(next === null ? words.allDone : words.start(next, context.program));
  return 0;
}

/** What was said of a check, as an event for `--json`. */

import type { LessonSession } from '../../io/learn/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { Check } from '../../pure/lessons/index.ts';
import type { CliContext } from '../context.ts';

/** Prints it with `--json`, else nothing. */
export function checkEvent(
  { id }: Check,
  { run: { lesson, step } }: LessonSession,
  { json, out }: Pick<CliContext, 'json' | 'out'>,
  ok: boolean,
  say: string,
): void {
  if (json)
    out.line(formatJson({ type: 'check', at: 0, lesson: lesson.id, step: step?.id ?? '', id, ok, say }));
}

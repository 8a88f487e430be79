/** A lesson by its id, with the nearest one where there is none of that name. */

import type { LessonOnDisk, LoadedCourse } from '../../io/learn/index.ts';
import { nearestNames } from '../../pure/explain/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { usage } from '../options/index.ts';

/** The lesson. Throws a `UsageError` where there is none, or it cannot be read. */
export async function lessonNamed(
  id: string,
  { lessons, unread }: LoadedCourse,
  { lang }: Pick<CliContext, 'lang'>,
): Promise<LessonOnDisk> {
  const found = lessons.get(id);
  if (found !== undefined) return found;
  if (unread.has(id)) throw usage('', learnWords[lang].faulty(id));
  const near = [...lessons.keys()].find((one) => one.startsWith(id) || one.includes(id)) ?? '';
  const other = near === '' ? ((await nearestNames(id, lang))[0] ?? '') : near;
  throw usage('', learnWords[lang].unknown(id, other));
}

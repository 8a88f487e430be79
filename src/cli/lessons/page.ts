/**
 * A lesson as a page to read along: its prose, its goals and answers, and the real conversation of its solution; as text for the
 * terminal, as Markdown, or as one page of HTML that loads nothing (a handout).
 */

import { filmSolution } from '../../io/learn/index.ts';
import type { LessonOnDisk } from '../../io/learn/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { practicePlan } from '../tutor/index.ts';
import { markdownToHtml, renderMarkdown } from '../terminal/index.ts';

export const PAGE_FORMATS = ['text', 'md', 'html'] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];

/** Prints the page. */
export async function showLesson(
  disk: LessonOnDisk,
  format: PageFormat,
  context: CliContext,
): Promise<number> {
  const page = await pageOf(disk, context);
  const { title } = disk.lesson;
  if (format === 'md') for (const line of page.split('\n')) context.out.line(line);
  else if (format === 'html') context.out.line(await markdownToHtml(page, title, context.lang));
  else for (const line of await renderMarkdown(page, context)) context.out.line(line);
  return 0;
}

async function pageOf(disk: LessonOnDisk, { lang }: CliContext): Promise<string> {
  const words = learnWords[lang];
  const { lesson } = disk;
  const film = await filmSolution(disk, practicePlan());
  const conversation = film.map((line) => makeVisible(line)).join('\n');
  const parts = [
    `# ${lesson.title}`,
    lesson.intro,
    ...lesson.steps.flatMap(({ title, prose, answer, afterwards, checks }) => [
      `## ${title}`,
      prose,
      ...checks.filter(({ question }) => question !== '').map(({ question }) => `*${question}*`),
      `**${words.answer}**`,
      answer,
      afterwards,
    ]),
    ...(conversation === '' ? [] : [`## ${words.conversation}`, `\`\`\`\n${conversation}\n\`\`\``]),
  ];
  // On a page no server listens.
  return visible(parts.filter((part) => part !== '').join('\n\n')).replaceAll('{{port}}', 'PORT');
}

/** SECURITY: a lesson may be a stranger's; whatever the format, its control characters are shown, and its lines and tabs stay. */
function visible(page: string): string {
  return page.replace(/[^\n\t]+/g, makeVisible);
}

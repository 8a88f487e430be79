/** Lessons for those who write and hand them out: made, translated, proved, shown as a page. */
export { checkLessons, createNew, translateLesson } from './authoring.ts';
export type { AuthoringOptions } from './authoring.ts';
export { doHomework, verifyHomework } from './homework.ts';
export { lessonNamed } from './named.ts';
export { PAGE_FORMATS, showLesson } from './page.ts';
export type { PageFormat } from './page.ts';
export { showPath } from './path.ts';

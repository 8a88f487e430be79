/** `--web`: what happens at a server of ours as a page for a browser: its conversations, its letters, its figures. */
export { openWebPage } from './web-page.ts';
export type { WebPage } from './web-page.ts';

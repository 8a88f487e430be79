/** A page of ours for a browser of this machine: `openPage` serves it, and hands on to it what happens. */
export { openPage } from './page-server.ts';
export type { Page, PageParts } from './page-server.ts';

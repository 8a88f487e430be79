/** What options say and bring: a server's name, the contents of files and of standard input. */
export { allOf, contentOf, unreadable, usage } from './input.ts';
export { readServer } from './server.ts';
export type { NamedServer } from './server.ts';

/** Letters: composing one of plain text, and what must be seen to in a ready one. */
export { composeLetter, encodeWords, formatDate } from './compose.ts';
export type { Composed } from './compose.ts';
export { HeaderFilter } from './header-filter.ts';

/** Letters: composing one (`composeLetter`, `composeFields`), and what must be seen to in a ready one. */
export { composeFields, composeLetter } from './compose.ts';
export type { Composed, Heading } from './compose.ts';
export { formatAddresses, formatDate, formatField } from './fields.ts';
export { HeaderFilter } from './header-filter.ts';
export { LetterScan } from './letter-scan.ts';
export type { LongLines, Places } from './letter-scan.ts';

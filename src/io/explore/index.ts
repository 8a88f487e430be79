/** `connect`: a conversation led by typed lines, and what is seen in it; a sign-in taken apart. */

export { Explorer } from './explorer.ts';
export { loadHistory, saveHistory } from './history.ts';
export { checkRecorded, walkThrough } from './sasl-bench.ts';
export type { BenchLine, BenchResult } from './sasl-bench.ts';

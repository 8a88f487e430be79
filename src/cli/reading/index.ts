/** What `explain` does with the texts of others. */
export { followLetter } from './follow.ts';
export { explainSource } from './source.ts';
export { explainErrorText } from './text.ts';
export { showSasl } from './sasl-bench.ts';

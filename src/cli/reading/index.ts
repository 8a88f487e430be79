/** What `explain` does with the texts of others. */
export { explainSource } from './source.ts';
export { printReading } from './print.ts';

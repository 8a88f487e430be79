/** What `gateway` does with letters that lie in files: a policy tried on them, its words learnt from them. */
export { trainWords } from './train.ts';
export { tryPolicy } from './try-policy.ts';

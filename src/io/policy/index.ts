/** The rules of a policy at work: names and lists asked, scanners asked, the content looked at, each within its time. */
export { openJudge } from './judge.ts';
export type { Judge, JudgeSetting } from './judge.ts';
export type { PolicyFacts, LetterOctets } from './letter-facts.ts';
export { Greylist } from './greylist.ts';
export { openPolicyStore } from './store.ts';
export type { PolicyStore } from './store.ts';
export { factsOf, lettersIn } from './pile.ts';
export type { LyingLetter } from './pile.ts';
export { wordsIn } from './words.ts';

/** Policy without its sockets: what a file may hold, points and verdicts, lists, scanners, the fields that go into a letter. */
export { judgeWords, wordsOf } from './bayes.ts';
export { headerFields, protocolOf, withoutOurs } from './header.ts';
export type { Passage } from './header.ts';
export { listAnswer, listName, SELF_TEST } from './lists.ts';
export { scannerPlaceOf, policySchema, readPolicy } from './policy.ts';
export type {
  ContentRule,
  ListRule,
  ScannerPlace,
  Policy,
  PolicyFault,
  ReadPolicy,
  WhenStalled,
} from './policy.ts';
export { addressIn, cameFrom } from './received.ts';
export {
  CLAMD_BEGIN,
  CLAMD_END,
  clamdAnswer,
  clamdChunk,
  rspamdAnswer,
  spamdAnswer,
  spamdHead,
} from './scanners.ts';
export type { Scanned } from './scanners.ts';
export { greyKey, PolicyState } from './state.ts';
export { timeOf } from './spec.ts';
export { signed, policyVerdictOf } from './verdict.ts';
export type { Point, PointWhat, PolicyAction, PolicyVerdict } from './verdict.ts';

/** The practice server without its sockets: scenarios as data, and the mind that answers by them. */
export type { Acceptance, AcceptedLetter, Action } from './actions.ts';
export { CERTIFICATE_FAULTS, readRule, scenarioWith } from './brief-rules.ts';
export type { BriefRule, ReadRule, RuleFault } from './brief-rules.ts';
export { withoutKeywords } from './deeds.ts';
export { formatRule, parseRule } from './rule-text.ts';
export { readRules } from './rule-file.ts';
export type { ReadRules } from './rule-file.ts';
export { chanceOf } from './chance.ts';
export { Mind } from './mind.ts';
export type { MindOptions } from './mind.ts';
export type { ReceivedFacts } from './letter.ts';
export { formatReply } from './replies.ts';
export type { ReplyId } from './replies.ts';
export { openMemory, Rules } from './rules.ts';
export type { Memory, Occasion } from './rules.ts';
export type { ProofPort } from './sasl/index.ts';
export type { GivenReply } from './replies.ts';
export type { Account, Deed, ScenarioMailbox, Rule, Scenario } from './scenario.ts';
export {
  DEFAULT_SCENARIO,
  isScenarioName,
  PRACTICE_ACCOUNT,
  SCENARIO_NAMES,
  scenarioOf,
  TOUR_SCENARIO,
} from './scenarios/index.ts';
export type { ScenarioName } from './scenarios/index.ts';
export type { TlsLayer } from './sign-in.ts';
export { scenarioForOne } from './personal-scenario.ts';

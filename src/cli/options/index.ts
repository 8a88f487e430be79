/** The options that talking commands share: `addConnectionOptions` defines them, `readConversationPlan` makes a plan of them. */
export { readAccounts } from './accounts.ts';
export type { AccountOptions } from './accounts.ts';
export { readCertificatePair } from './certificate-pair.ts';
export { ConnectionRecordings } from './connection-recordings.ts';
export {
  checkOwn,
  checkWritable,
  STANDARD_OUTPUT,
  toldWhereUnwritten,
  unwritable,
  writeOut,
} from './output-files.ts';
export { allOf, checkInput, contentOf, inputOf, refuseControls, unreadable, usage } from './input.ts';
export { readPolicyOption } from './policy.ts';
export { addRuleOptions, readRuleOptions, ruleOptions } from './rules.ts';
export type { RuleOptions } from './rules.ts';
export { checkReports, reportOption, reportsIn, writeReports } from './report-files.ts';
export { readMechanisms } from './sign-in.ts';
export { addConnectionOptions, several, valueParsers } from './connection.ts';
export type { ConnectionOptions } from './connection.ts';
export { addSendOptions, serversOf } from './send-options.ts';
export { readSendmailCall } from './sendmail-arguments.ts';
export type { SendOptions } from './send-options.ts';
export { addressesOf } from './letter.ts';
export { readLetters } from './letter-pile.ts';
export type { ReadLetters } from './letter-pile.ts';
export type { LetterOptionValues, SendmailLetter } from './letter.ts';
export { openKeptFiles } from './kept-files.ts';
export { readConversationPlan } from './conversation-plan.ts';
export type { PlanSetting, ReadPlan } from './conversation-plan.ts';

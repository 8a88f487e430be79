/** The options that talking commands share: `addTalkingOptions` defines them, `readTalkingPlan` makes a plan of them. */
export { ConnectionRecordings } from './connection-recordings.ts';
export { checkOwn, checkWritable, reasonOf, STANDARD_OUTPUT, unwritable, writeOut } from './output-files.ts';
export { allOf, contentOf, refuseControls, unreadable, usage } from './input.ts';
export { readMechanisms } from './sign-in.ts';
export { addTalkingOptions, several, valueParsers } from './talking.ts';
export type { TalkingOptions } from './talking.ts';
export { addressesOf, readLetter } from './letter.ts';
export type { LetterOptions, ReadLetter } from './letter.ts';
export { openRecording } from './recording.ts';
export type { Recording } from './recording.ts';
export { readTalkingPlan } from './talking-plan.ts';
export type { PlanSetting, ReadPlan } from './talking-plan.ts';

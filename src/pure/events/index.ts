/** The event log: what happened, in order, and everything that is derived from it without words. */
import type { Schema } from './schema.ts';

export type * from './event.ts';
export { Echoes } from './echoes.ts';
export { createEventLog } from './log.ts';
export type { EventLog } from './log.ts';
export { formatJson, toNdjson } from './ndjson.ts';
export type { NdjsonWords } from './ndjson.ts';
export { outcomeOf } from './outcome.ts';
export type { Remark, RemarkCode, RemarkDetails, SignInOddity } from './remarks.ts';
export { createRedactor, derivedForms } from './redact.ts';
export type { Redactor } from './redact.ts';
export { hideSignIns, repeatedSecrets, SignInMask } from './sign-ins-in-text.ts';
/** The schema of what `--json` prints, loaded when it is asked for. */
export async function loadEventsSchema(): Promise<Schema> {
  const { eventsSchema } = await import('./schema.ts');
  return eventsSchema();
}
export type { Schema };

/** The event log: what happened, in order, and everything that is derived from it without words. */
export type * from './event.ts';
export type { Remark, RemarkCode, RemarkDetails } from './remarks.ts';

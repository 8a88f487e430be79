/**
 * Slips in typed lines, by the grammar: what stands where, what was wanted there, the line as it should be. For every 500, 501, 503,
 * 504 and 555 that a typed line earns, and for what servers let pass though no grammar has it. Its words are in `phrases/slips`.
 */
export { SLIP_KINDS } from './slip.ts';
export type { Slip, SlipKind, SlipSetting } from './slip.ts';
export { slipFor, slipOf } from './slip-of.ts';

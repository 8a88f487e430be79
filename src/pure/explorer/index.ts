/** The explorer's mind: what a typed line is meant for, what is good to do next, what can be typed, which rules can be broken. */
export { adviceFor } from './advice.ts';
export type { NextStep } from './advice.ts';
export { completionsFor } from './completion.ts';
export { EXPERIMENTS, isExperimentName, experimentVerdictOf } from './experiments.ts';
export type { Experiment, ExperimentName, Observed, ExperimentVerdict } from './experiments.ts';
export { changesOf, offerOf } from './ledger.ts';
export type { LedgerChange, Offer } from './ledger.ts';
export { LAB_COMMANDS, readTyped } from './typed.ts';
export type { LabCommand, Mode, Typed } from './typed.ts';

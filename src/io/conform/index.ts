/** Conformance cases tried at a server: the catalogue from the disk, the run, the sink that letters are relayed to. */
export { loadCatalogue, loadFindings } from './catalogue.ts';
export type { CaseOnDisk, Catalogue } from './catalogue.ts';
export { runCases } from './run.ts';
export type { CaseResult, RunPlan } from './run.ts';
export { openSink } from './sink.ts';
export type { Sink, SinkPlan } from './sink.ts';
export type { ServerOffer } from './offer.ts';
export type { ConformPlan } from './try-case.ts';

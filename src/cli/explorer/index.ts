/** The explorer's desk: typed lines in, a led conversation out; on a terminal with a prompt, from a pipe without. */
export { Desk } from './desk.ts';
export type { DeskOptions } from './desk.ts';
export { mayLeave } from './leaving.ts';
export { linesOfPipe } from './piped-lines.ts';
export { TerminalLines } from './terminal-lines.ts';
export { createVoice } from './voice.ts';
export type { Voice } from './voice.ts';

/** The only home of colour and layout: events in, lines on the screen out. */
export { withNote } from './layout.ts';
export { createTranscript } from './transcript.ts';
export type { Transcript } from './transcript.ts';

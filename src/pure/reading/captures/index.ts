/** Captures of packets: pcap and pcapng to conversations with mail servers. */
export { CaptureFold } from './capture.ts';
export type { CaptureDocument, CapturedConversation, EncryptedStream } from './capture.ts';
export type { CaptureTurn, ConversationPiece } from './conversation.ts';
export { lettersOf } from './letters.ts';
export type { CapturedLetter } from './letters.ts';
export { spansOf } from './spans.ts';
export type { CapturedSpan } from './spans.ts';

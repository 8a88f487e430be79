/** The client's side of a conversation: `Conversation` opens a wire, sends commands and letters, and writes the event log. */
export { Conversation } from './conversation.ts';
export type { ConversationOptions, Outgoing } from './conversation.ts';

/** The client's side of a conversation: `Conversation` opens a wire, sends commands and letters, and writes the event log. */
export { Conversation } from './conversation.ts';
export type { ConversationOptions, Outgoing } from './conversation.ts';
export { deliver } from './deliver.ts';
export type { Delivered, Delivery } from './deliver.ts';
export { isSafeCredential, signIn } from './sign-in.ts';
export type { SignInOptions } from './sign-in.ts';

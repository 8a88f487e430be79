/**
 * The client's side of a conversation: `Conversation` opens a wire, sends commands and letters, and writes the event log;
 * `introduce` leads it to where mail can be sent, `signIn` signs in, `deliver` sends a letter and tells the truth about it.
 */
export { unverifiedIn } from './certificate-policy.ts';
export type { TlsMode, Unverified } from './certificate-policy.ts';
export type { ConversationOptions } from './channel.ts';
export { Conversation } from './conversation.ts';
export type { After, Timeouts } from './deadlines.ts';
export { deliver } from './deliver.ts';
export type { Delivery, StopPoint } from './deliver.ts';
export { notSent, queueIdOf, stopped, unanswered } from './delivered.ts';
export type { Delivered, ReplyFacts } from './delivered.ts';
export { greetingBehindHeader, introduce, ownName, sayHello } from './introduce.ts';
export type { Introduction } from './introduce.ts';
export type { Outgoing } from './mask.ts';
export { LetterWriter } from './letter-writer.ts';
export type { LetterEnd, Via } from './letter-writer.ts';
export { signIn } from './sign-in.ts';
export type { SignInOptions } from './sign-in.ts';

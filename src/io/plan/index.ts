/** What a user asks for, checked and filled in: the server, the conversation, the envelope; and the way from there to an open conversation. */

export type { StopPoint, TlsMode } from '../client/index.ts';
export { beginByHand, breakRule, deliverByHand, endsByHand, helloOf, signInByHand } from './by-hand.ts';
export { fitEnvelope } from './envelope.ts';
export type { DsnWishes, PlannedEnvelope, Extensions, Pile } from './envelope.ts';
export { addressResolver, findMailServers, isResolver } from './mx-records.ts';
export type { DnsOptions, MailServers } from './mx-records.ts';
export {
  encryptAsPlanned,
  openConversation,
  openReadyConversation,
  openVenue,
  startClock,
} from './open-conversation.ts';
export type { RunSetting, ConversationPlan, Venue } from './open-conversation.ts';
export { FINAL_MILLISECONDS, planFor, REPLY_MILLISECONDS } from './plan-defaults.ts';
export { openCrypto } from './sasl-crypto.ts';
export { parseServer, targetOf } from './target.ts';
export type { NamedResult, NamedServer, ServerFault } from './target.ts';

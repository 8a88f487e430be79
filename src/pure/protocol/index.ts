/** What SMTP is: bytes to lines to replies, commands, parameters, capabilities, states, SASL. No I/O, no words. */
export type { Capabilities, Capability } from './capabilities.ts';
export type { EnhancedCode } from './enhanced-code.ts';
export type { MalformedReply, Reply, ReplyClass, ReplyResult, TooLongReply } from './reply.ts';
export { HIDDEN, Secret } from './secret.ts';
export type { Dialect, Envelope, PendingCommand, Phase, SessionState } from './state.ts';
export type { CryptoPort, HashName } from './auth/crypto-port.ts';
export type { Credentials, MechanismName, SaslAnswer, SaslExchange, SaslPart, SaslStep } from './auth/mechanism.ts';

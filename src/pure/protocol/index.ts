/** What SMTP is: bytes to lines to replies, commands, parameters, capabilities, states, SASL. No I/O, no words. */
export { forbiddenIn, parseAddressList } from './address-list.ts';
export type { NamedAddress } from './address-list.ts';
export { decodeBase64, encodeBase64 } from './base64.ts';
export {
  concatBytes,
  CR,
  decodeStrictly,
  decodeText,
  encodeText,
  findOctet,
  LF,
  textAndOctets,
} from './bytes.ts';
export type { FindOctet } from './bytes.ts';
export { authMechanisms, hasKeyword, parseCapabilities, sizeLimit } from './capabilities.ts';
export type { Capabilities, Capability, CapabilityQuirk } from './capabilities.ts';
export { chunkOf, formatParameter, formatPathCommand, parseCommand, verbOf } from './command.ts';
export type { Command, CommandQuirk, Parameter } from './command.ts';
export type { Parsed, SyntaxFault } from './cursor.ts';
export { RawLetter } from './raw-letter.ts';
export { LetterEncoder } from './dot-stuffing.ts';
export type { LetterCounts } from './dot-stuffing.ts';
export { LetterDecoder } from './dot-unstuffing.ts';
export type { DecodedChunk } from './dot-unstuffing.ts';
export { parseEnhancedCode } from './enhanced-code.ts';
export type { EnhancedCode } from './enhanced-code.ts';
export * from './limits.ts';
export { asLatin, asRussian } from './keyboard-layout.ts';
export { LineReader } from './line-reader.ts';
export type { Line } from './line-reader.ts';
export {
  keywordOf,
  lineLimit,
  PARAMETERS,
  parametersBy,
  parametersOf,
  parametersOffered,
} from './parameters.ts';
export type { ParameterName } from './parameters.ts';
export { formatAddressLiteral, isAscii, isDomain, parseMailbox } from './path.ts';
export type { Mailbox, Path } from './path.ts';
export { DEFAULT_PORTS, PORTS, startsWithTls } from './ports.ts';
export type { Port, PortProperties } from './ports.ts';
export { Allowance, limitsOf } from './server-limits.ts';
export type { LimitName, ServerLimits, Share } from './server-limits.ts';
export { saysYes } from './reply.ts';
export type { MalformedReply, Reply, ReplyClass, ReplyQuirk, ReplyResult, TooLongReply } from './reply.ts';
export { classOf, replyOf, ReplyReader } from './reply-reader.ts';
export type { ReplyLimits } from './reply-reader.ts';
export { HIDDEN, Secret } from './secret.ts';
export { advance, awaitedReply, isInLetter, isLegal, legalCommands, openState } from './session.ts';
export type { Advanced, Happening, SessionNote } from './session.ts';
export { secretTexts } from './sign-in-secrets.ts';
export { nameSaid } from './sign-in-name.ts';
export { hearClient, hearServer, hidesWhileTyped, NO_SIGN_IN } from './sign-in-secrecy.ts';
export type { JudgedLine, SignInSecrecy } from './sign-in-secrecy.ts';
export { authWords, isSurelyCommand, MECHANISMS_KNOWN } from './sign-in-words.ts';
export { Pending } from './pending.ts';
export { PHASES } from './state.ts';
export type { Envelope } from './envelope.ts';
export type { Dialect, PendingCommand, Phase, SessionState } from './state.ts';
export { hasPlace, TRANSITIONS } from './transitions.ts';
export type { TransitionReply, Step, Transition } from './transitions.ts';
export { endsGroup, KNOWN_VERBS, mustEndGroup, verbFacts, VERBS } from './verbs.ts';
export type { Verb, VerbFacts } from './verbs.ts';
export { makeVisible } from '../problems/index.ts';
export { formatXtext, parseXtext } from './xtext.ts';
export { checkExchange } from './auth/check-exchange.ts';
export type { CheckedPart, ExchangeCheck } from './auth/check-exchange.ts';
export { chooseMechanisms, startExchange } from './auth/choose.ts';
export type { ExchangeContext } from './auth/choose.ts';
export { HASH_OCTETS } from './auth/crypto-port.ts';
export type { CryptoPort, HashName } from './auth/crypto-port.ts';
export { areHarmless, isScram, MECHANISM_NAMES, mechanismFacts, MECHANISMS } from './auth/mechanisms.ts';
export type { MechanismProperties, MechanismFamily, MechanismName, ScramName } from './auth/mechanisms.ts';
export type {
  CancelReason,
  Credentials,
  SaslAnswer,
  SaslCancel,
  SaslExchange,
  SaslPart,
  SaslStep,
} from './auth/mechanism.ts';

/**
 * From a fresh connection to where mail can be sent: greeting, EHLO (or HELO, LHLO), encryption, EHLO again. Follows RFC 5321
 * §3.2 and §4.1.4, RFC 3207 §4.2 (whatever was learnt unencrypted is forgotten), RFC 8314 §3 (TLS from the start), RFC 2033 §4.1.
 * Where TLS is refused or not offered depends on the mode and on whether somebody wants to sign in: the table is here alone.
 */

import { hostname } from 'node:os';
import type { Stage } from '../../pure/events/index.ts';
import { LabError, UsageError } from '../../pure/problems/index.ts';
import {
  formatAddressLiteral,
  hasKeyword,
  isDomain,
  saysYes,
  startsWithTls,
} from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { asciiName, WireError } from '../wire/index.ts';
import type { TlsOptions } from '../wire/index.ts';
import { unverifiedIn } from './certificate-policy.ts';
import type { TlsMode } from './certificate-policy.ts';
import type { Conversation } from './conversation.ts';
import type { StopPoint } from './deliver.ts';
import { factsOf } from './delivered.ts';

export interface Introduction {
  /** What to call ourselves; null for this host's name, or the address of this end. */
  readonly name: string | null;
  /** HELO instead of EHLO. LMTP has its own word by itself. */
  readonly helo?: boolean;
  readonly tls: TlsMode;
  readonly tlsOptions: Omit<TlsOptions, 'milliseconds'>;
  /** Goes on where a certificate does not verify. */
  readonly insecure?: boolean;
  /** Whether somebody is to sign in: then `auto` does not go on unencrypted, nor with a certificate that does not verify. */
  readonly user: boolean;
  /** XCLIENT attributes, `NAME=value` each. */
  readonly xclient?: readonly string[];
  /** Whether the hello that counts is left to somebody else: then only the one before a STARTTLS is said. */
  readonly leaveHello?: boolean;
  readonly stop?: StopPoint;
  /** Told of each stage as it is begun, so that a failure can say how far it came. */
  readonly reached?: (stage: Stage) => void;
}

/** Replies to EHLO that say "no such command" (RFC 5321 §3.2): HELO is worth a try then, and after no other. */
const EHLO_UNKNOWN: readonly number[] = [500, 502, 504];

/** Leads a conversation to where mail can be sent. Resolves to the stage where it was asked to stop, or null. */
export async function introduce(conversation: Conversation, plan: Introduction): Promise<Stage | null> {
  const { stop } = plan;
  const ends = (stage: Stage): boolean => {
    if (stop?.stage !== stage) return false;
    if (stop.how === 'drop' || stage === 'connect') conversation.destroy();
    return true;
  };
  const mode = modeOf(conversation, plan);
  if (mode === 'implicit') {
    plan.reached?.('starttls');
    await conversation.startTls(plan.tlsOptions, unverifiedIn(plan, mode), 'implicit');
  }
  if (ends('connect')) return 'connect';
  plan.reached?.('greeting');
  await expectGreeting(conversation);
  if (ends('greeting')) return 'greeting';
  const left = plan.leaveHello === true;
  if (left && mode !== 'starttls' && mode !== 'auto') return null;
  plan.reached?.('ehlo');
  await sayHello(conversation, plan);
  if (mode === 'starttls' || mode === 'auto') {
    plan.reached?.('starttls');
    if (await upgrade(conversation, plan, mode)) {
      if (left) return null;
      await sayHello(conversation, plan);
      // The EHLO that counts is the one inside TLS: the first is forgotten (RFC 3207 §4.2).
      if (ends('ehlo')) return 'ehlo';
      if (ends('starttls')) return 'starttls';
    }
  }
  if (ends('ehlo')) return 'ehlo';
  if (stop?.stage === 'starttls') throw new UsageError('stage-not-reached', { stage: 'starttls' });
  if (plan.xclient !== undefined) await sayXclient(conversation, plan, plan.xclient);
  return null;
}

/** EHLO, HELO or LHLO. Rejects with `hello-refused`; HELO is tried where EHLO is unknown. */
export async function sayHello(
  conversation: Conversation,
  plan: Pick<Introduction, 'name' | 'helo'>,
): Promise<Reply> {
  const given = plan.name ?? ownName(conversation.localAddress);
  const name = asciiName(given);
  if (name === null) throw new WireError('bad-host-name', { option: 'ehlo', value: given });
  const verb = conversation.state.dialect === 'lmtp' ? 'LHLO' : plan.helo === true ? 'HELO' : 'EHLO';
  const reply = await conversation.command({ verb, line: `${verb} ${name}` });
  if (saysYes(reply)) return reply;
  const version = conversation.headerVersion();
  // A second reply says that the first one was about the header.
  if (version !== null && (await conversation.replyWithin(HEADER_MILLISECONDS)) !== null)
    throw headerRefused(version, reply);
  if (verb !== 'EHLO' || !EHLO_UNKNOWN.includes(reply.code)) throw refusal(conversation, verb, reply);
  conversation.remark({ kind: 'note', code: 'helo-fallback', detail: { code: reply.code } });
  const second = await conversation.command({ verb: 'HELO', line: `HELO ${name}` });
  if (!saysYes(second)) throw refusal(conversation, 'HELO', second);
  return second;
}

/** This host's name where it is one that a server can look up, else the address of this end (RFC 5321 §4.1.4). */
export function ownName(localAddress: string | null): string {
  const name = hostname();
  return name.includes('.') && isDomain(name) ? name : formatAddressLiteral(localAddress ?? '127.0.0.1');
}

function modeOf(conversation: Conversation, { tls }: Introduction): TlsMode {
  const { port } = conversation.peer;
  if (!startsWithTls(port)) return tls;
  if (tls === 'auto') return 'implicit';
  if (tls !== 'implicit')
    conversation.remark({ kind: 'warning', code: 'implicit-tls-port', detail: { port } });
  return tls;
}

/**
 * The greeting; where a PROXY header was sent, also whether the server took it. One that does not know it answers it as a command that it
 * does not know, or disconnects: rejects with `proxy-header-refused` then.
 */
export async function greetingBehindHeader(conversation: Conversation): Promise<Reply> {
  const version = conversation.headerVersion();
  if (version === null) return conversation.greeting();
  try {
    const greeting = await conversation.greeting();
    const more = greeting.class === 2 ? await conversation.replyWithin(HEADER_MILLISECONDS) : null;
    if (more !== null) throw headerRefused(version, more);
    return greeting;
  } catch (error) {
    if (error instanceof LabError && error.code === 'connection-lost') throw headerRefused(version, null);
    throw error;
  }
}

/** How long a server may take to complain of a header; it does so at once or never. */
const HEADER_MILLISECONDS = 200;

function headerRefused(version: 1 | 2, reply: Reply | null): WireError {
  const { code, text } = reply === null ? { code: 0, text: '' } : factsOf(reply);
  return new WireError('proxy-header-refused', { version, code, text });
}

async function expectGreeting(conversation: Conversation): Promise<void> {
  const greeting = await greetingBehindHeader(conversation);
  if (greeting.class === 2) return;
  if (greeting.class === 4 || greeting.class === 5)
    throw new WireError('greeting-refused', factsOf(greeting));
  throw impossible(conversation, 'greeting', greeting);
}

/** What the mail guard of Cisco's firewalls makes of STARTTLS on its way, a word of the same length. */
const MASKED = /^X{7}[A-Z]$/i;

/** STARTTLS and the handshake. False where it goes on unencrypted, warned. */
async function upgrade(
  conversation: Conversation,
  plan: Introduction,
  mode: 'starttls' | 'auto',
): Promise<boolean> {
  const { peer } = conversation;
  if (!hasKeyword(conversation.state.capabilities, 'STARTTLS')) {
    const masked = [...(conversation.state.capabilities?.keywords.keys() ?? [])].find((word) =>
      MASKED.test(word),
    );
    if (masked !== undefined)
      conversation.remark({ kind: 'warning', code: 'keyword-masked', detail: { keyword: masked } });
    if (mode === 'starttls') throw new WireError('starttls-not-offered', peer);
    if (plan.user && conversation.speech.privacy === 'none')
      throw new WireError('auth-needs-tls', { ...peer, starttlsOffered: false });
    conversation.remark({ kind: 'warning', code: 'tls-not-offered', detail: { host: peer.host } });
    return false;
  }
  const reply = await conversation.command({ verb: 'STARTTLS', line: 'STARTTLS' });
  if (reply.code === 220) {
    await conversation.startTls(plan.tlsOptions, unverifiedIn(plan, mode));
    return true;
  }
  const { code } = reply;
  // A server that answers 421 is leaving: there is nothing to go on with unencrypted.
  if (mode === 'starttls' || code === 421) {
    throw new WireError('starttls-refused', { ...peer, code, text: factsOf(reply).text });
  }
  if (plan.user && conversation.speech.privacy === 'none')
    throw new WireError('auth-needs-tls', { ...peer, starttlsOffered: true });
  conversation.remark({ kind: 'warning', code: 'tls-refused', detail: { code } });
  return false;
}

/** Introduces us as a front end does, then begins again: the server greets and forgets. */
async function sayXclient(
  conversation: Conversation,
  plan: Introduction,
  attributes: readonly string[],
): Promise<void> {
  if (!hasKeyword(conversation.state.capabilities, 'XCLIENT')) {
    throw new WireError('extension-required', { option: '--xclient', keyword: 'XCLIENT' });
  }
  const reply = await conversation.command({ verb: 'XCLIENT', line: `XCLIENT ${attributes.join(' ')}` });
  if (reply.class !== 2) throw refusal(conversation, 'XCLIENT', reply);
  await sayHello(conversation, plan);
}

function refusal(conversation: Conversation, verb: string, reply: Reply): WireError {
  if (reply.class !== 4 && reply.class !== 5) return impossible(conversation, verb, reply);
  return new WireError('hello-refused', { verb, ...factsOf(reply) });
}

/** A reply that its question cannot have: both sides are out of step, and nothing that follows would mean anything. */
function impossible(conversation: Conversation, to: string, reply: Reply): WireError {
  conversation.destroy();
  return new WireError('impossible-reply', { to, code: reply.code, text: reply.lines.join(' ') });
}

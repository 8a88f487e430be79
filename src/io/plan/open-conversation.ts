/**
 * The beginning of every conversation that a user asks for: from a plan (where to, how to encrypt, who signs in) to where mail
 * can be sent. Without a server it is the practice server, started inside this process on loopback. What a plan holds was
 * checked by whoever read the options; nothing here asks anybody.
 */

import type { EventSink, Stage } from '../../pure/events/index.ts';
import { DEFAULT_SCENARIO } from '../../pure/practice/index.ts';
import type { Scenario } from '../../pure/practice/index.ts';
import { LabError, UsageError } from '../../pure/problems/index.ts';
import { authMechanisms, MECHANISM_NAMES, MECHANISMS } from '../../pure/protocol/index.ts';
import type { Credentials, Dialect, MechanismName, Secret } from '../../pure/protocol/index.ts';
import { Conversation, introduce, signIn, unverifiedIn } from '../client/index.ts';
import type { ConversationOptions, StopPoint, TlsMode } from '../client/index.ts';
import type { ReceivedMail } from '../practice-server/index.ts';
import { asciiName, checkTlsSettings, isLoopback, monotonicMilliseconds, WireError } from '../wire/index.ts';
import type { TlsOptions, WireTarget } from '../wire/index.ts';
import { openCrypto } from './sasl-crypto.ts';

/** How to talk, and to whom: what the options that all talking commands share come to. */
export interface ConversationPlan {
  /** Null for the practice server. */
  readonly server: WireTarget | null;
  /** How the practice server behaves; its default where this is null. */
  readonly scenario: Scenario | null;
  readonly dialect: Dialect;
  readonly tls: TlsMode;
  /** Without a servername it is the host. */
  readonly tlsOptions: Omit<TlsOptions, 'milliseconds' | 'servername'> & { readonly servername?: string };
  readonly insecure: boolean;
  readonly credentials: Credentials | null;
  /** Another token, asked for once where the first is refused; null where there is no other. */
  readonly renewToken?: () => Promise<Secret | null>;
  /** What to try, in order; empty for the strongest that both sides have. */
  readonly mechanisms: readonly MechanismName[];
  readonly allowPlaintextAuth: boolean;
  /** What to call ourselves; null for this host's name, or an address literal. */
  readonly ehlo: string | null;
  readonly helo: boolean;
  readonly xclient: readonly string[];
  readonly milliseconds: number;
  readonly finalMilliseconds: number;
  readonly rfcTimeouts: boolean;
  /** For the whole run; null for no limit. */
  readonly maxMilliseconds: number | null;
  readonly route: NonNullable<ConversationOptions['route']>;
}

/** What is given to a run from outside: where events go, its clock, and what stops it. */
export interface RunSetting {
  readonly sink: EventSink;
  /** Milliseconds since the start of the run. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** A server to talk to: the one that was named, or a practice server that runs until it is closed. */
export interface Venue {
  readonly target: WireTarget;
  /** The name to check in a certificate; null for none. */
  readonly servername: string | null;
  readonly authorities: readonly string[];
  /** See `TlsOptions`; null where the server is not of this process. */
  readonly anchor: string | null;
  readonly practice: boolean;
  /** Whether what is said there stays on this machine. */
  readonly onThisMachine: boolean;
  /** Moves the practice server's clock on; nothing for a server that was named. */
  readonly later: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** Whoever reads a lesson between two commands is not hung up on: this server has no other client. */
const A_READER_THINKS = 3_600_000;

/** Finds out where the conversation is to be held; starts the practice server where none was named. */
export async function openVenue(
  plan: ConversationPlan,
  onReceived?: (mail: ReceivedMail) => void,
  seed?: string,
): Promise<Venue> {
  const { server, tlsOptions } = plan;
  await checkTlsSettings(tlsOptions);
  if (server !== null) {
    const local = server.kind === 'unix' || server.kind === 'pipe';
    const target = local ? server : { ...server, host: hostOnWire('--server', server.host) };
    const { servername } = tlsOptions;
    return {
      target,
      servername:
        servername === undefined
          ? local
            ? null
            : hostOnWire('--server', server.host)
          : hostOnWire('--tls-servername', servername),
      authorities: tlsOptions.authorities,
      anchor: null,
      practice: false,
      onThisMachine: isLoopback(target, plan.route.proxy !== undefined),
      later: () => undefined,
      close: () => Promise.resolve(),
    };
  }
  // Where a server is named, it is not needed.
  const { startPracticeServer } = await import('../practice-server/index.ts');
  const practice = await startPracticeServer({
    scenario: plan.scenario ?? DEFAULT_SCENARIO,
    ...(plan.tls === 'implicit' ? { tls: 'implicit' as const } : {}),
    ...(onReceived === undefined ? {} : { onReceived }),
    ...(seed === undefined ? {} : { seed }),
    idleMilliseconds: A_READER_THINKS,
    sendsAuthority: true,
  });
  return {
    target: { host: practice.host, port: practice.port },
    servername: tlsOptions.servername ?? practice.hostname,
    authorities: [],
    anchor: await practice.authority(),
    practice: true,
    // Who a proxy finds at that address is not known.
    onThisMachine: plan.route.proxy === undefined,
    later: practice.later,
    close: practice.close,
  };
}

/** A host's name in A-labels, as DNS, TLS and certificates have it. */
function hostOnWire(option: string, name: string): string {
  const ascii = asciiName(name);
  if (ascii === null) throw new WireError('bad-host-name', { option, value: name });
  return ascii;
}

/** How far a conversation came, and where it was asked to stop (null where it can go on). */
export interface ReadyConversation {
  readonly conversation: Conversation;
  readonly stopped: Stage | null;
}

/** What `openReadyConversation` is told beside the plan. */
export interface ReadySetting extends RunSetting {
  readonly stop?: StopPoint;
  /** As in `introduce`; not where somebody signs in. */
  readonly leaveHello?: boolean;
  /** Told of each stage as it is begun, so that a failure can say how far it came. */
  readonly reached: (stage: Stage) => void;
  /** Told of the conversation once there is one: it has to be ended even where what follows fails. */
  readonly opened?: (conversation: Conversation) => void;
}

/** Opens the wire of a plan, and nothing more. */
export function openConversation(
  plan: ConversationPlan,
  venue: Venue,
  { sink, now, signal }: RunSetting,
): Promise<Conversation> {
  return Conversation.open(venue.target, {
    sink,
    now,
    practice: venue.practice,
    dialect: plan.dialect,
    route: plan.route,
    milliseconds: plan.milliseconds,
    finalMilliseconds: plan.finalMilliseconds,
    rfcTimeouts: plan.rfcTimeouts,
    allowPlaintextAuth: plan.allowPlaintextAuth,
    ...(plan.maxMilliseconds === null ? {} : { maxTime: plan.maxMilliseconds }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Connects, greets, encrypts, signs in. Rejects with a `LabError` that says why not. */
export async function openReadyConversation(
  plan: ConversationPlan,
  venue: Venue,
  setting: ReadySetting,
): Promise<ReadyConversation> {
  const { sink, now, signal, stop, reached } = setting;
  reached('connect');
  const conversation = await openConversation(plan, venue, {
    sink,
    now,
    ...(signal === undefined ? {} : { signal }),
  });
  setting.opened?.(conversation);
  const user = plan.credentials !== null;
  const stopped = await introduce(conversation, {
    name: plan.ehlo,
    helo: plan.helo,
    tls: plan.tls,
    tlsOptions: tlsOptionsOf(plan, venue),
    insecure: plan.insecure,
    user,
    reached,
    ...(plan.xclient.length === 0 ? {} : { xclient: plan.xclient }),
    ...(stop === undefined ? {} : { stop }),
    leaveHello: setting.leaveHello === true && !user,
  });
  if (stopped !== null) return { conversation, stopped };
  if (plan.credentials !== null) {
    reached('auth');
    await authenticate(conversation, plan, plan.credentials);
  }
  if (stop?.stage !== 'auth') return { conversation, stopped: null };
  if (!user) throw new UsageError('stage-not-reached', { stage: 'auth' });
  if (stop.how === 'drop') conversation.destroy();
  return { conversation, stopped: 'auth' };
}

async function authenticate(
  conversation: Conversation,
  { mechanisms: wanted, renewToken }: ConversationPlan,
  credentials: Credentials,
): Promise<void> {
  const { host, port } = conversation.peer;
  const binding = conversation.tls?.channelBinding ?? null;
  const context = {
    host,
    port: port ?? 0,
    binding,
    offered: authMechanisms(conversation.state.capabilities),
  };
  const crypto = await openCrypto();
  try {
    await signIn(conversation, { credentials, wanted, crypto, context });
  } catch (error) {
    if (renewToken === undefined || !isTokenRefusal(error) || conversation.isClosed) throw error;
    const token = await renewToken();
    if (token === null) throw error;
    conversation.remark({ kind: 'note', code: 'token-renewed', detail: {} });
    await signIn(conversation, { credentials: { ...credentials, token }, wanted, crypto, context });
  }
}

/** Whether a token was refused, as one is that has expired. */
function isTokenRefusal(error: unknown): boolean {
  if (!(error instanceof LabError) || error.code !== 'auth-rejected' || !('mechanism' in error.detail))
    return false;
  const { mechanism, code } = error.detail;
  return (
    code >= 500 && MECHANISM_NAMES.some((name) => name === mechanism && MECHANISMS[name].needs === 'token')
  );
}

/** The clock of a run: milliseconds since it was made. */
export function startClock(): () => number {
  const started = monotonicMilliseconds();
  return () => monotonicMilliseconds() - started;
}

export function tlsOptionsOf(plan: ConversationPlan, { servername, authorities, anchor }: Venue) {
  return { ...plan.tlsOptions, servername, authorities, ...(anchor === null ? {} : { anchor }) };
}

/** The handshake. Rejects with `tls-failed`, `certificate` and the like; the conversation is over then. */
export async function encryptAsPlanned(
  conversation: Conversation,
  plan: ConversationPlan,
  venue: Venue,
  mode: 'starttls' | 'implicit' = 'starttls',
): Promise<void> {
  const { tls, insecure, credentials } = plan;
  const unverified = unverifiedIn({ tls, insecure, user: credentials !== null });
  await conversation.startTls(tlsOptionsOf(plan, venue), unverified, mode);
}

/** Both legs of one client's conversation, and what its parts share: how a reply is handed on, what is known of the client. */

import type { LabEvent, Remark } from '../../pure/events/index.ts';
import type { WrongPasswords } from '../../pure/gateway/index.ts';
import type { PolicyVerdict } from '../../pure/policy/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import type { CertificateKind } from '../server/index.ts';
import type { Venue } from '../plan/index.ts';
import { isLoopback } from '../wire/index.ts';
import type { ClientLeg, ClientLine } from './client-leg.ts';
import type { Faults } from './faults.ts';
import type { GatewayPlan } from './gateway-plan.ts';
import type { OwnSignIn } from './own-sign-in.ts';
import { ownReply } from './own-replies.ts';
import type { OwnReply } from './own-replies.ts';
import type { RelayRules } from './relay.ts';
import type { Bench } from './bench.ts';
import type { ServerLeg } from './server-leg.ts';

/** Certificate and key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface SessionSetting {
  readonly plan: GatewayPlan;
  readonly venue: Venue;
  readonly relay: RelayRules;
  readonly wrong: WrongPasswords;
  /** Judges sign-ins with us; null where they go on to the server. */
  readonly own: OwnSignIn | null;
  readonly faults: Faults;
  /** The policy at work; null for none. */
  readonly bench: Bench | null;
  /** The certificate for the client, with a fault where a rule wants one. */
  readonly certificateOf: (fault: CertificateKind) => Certificate;
  readonly now: () => number;
  readonly tell: (event: LabEvent) => void;
  readonly signal: AbortSignal;
}

export class Exchange {
  readonly client: ClientLeg;
  readonly server: ServerLeg;
  readonly setting: SessionSetting;
  readonly connection: number;
  #letters = 0;
  /** Whether the client has signed in. */
  signedIn = false;
  /** Nothing more is to be heard of the client. */
  isOver = false;
  /** What a rule makes of the next reply to EHLO, and of the next handshake. */
  hidden: readonly string[] = [];
  certificate: CertificateKind = 'good';

  constructor(client: ClientLeg, server: ServerLeg, setting: SessionSetting, connection: number) {
    this.connection = connection;
    this.client = client;
    this.server = server;
    this.setting = setting;
  }

  /** Whether the client may be asked for a password, and listened to when it says one. */
  get mayAskPassword(): boolean {
    const near = isLoopback({ host: this.client.address, port: 0 }, false);
    return near || this.client.state.encrypted || this.setting.plan.server.allowPlaintextAuth;
  }

  /** Whether the client may begin TLS. */
  get offersTls(): boolean {
    const { tls } = this.setting.plan;
    return tls === 'starttls' || (tls === 'mirror' && this.server.couldEncrypt);
  }

  say(id: OwnReply): void {
    this.client.say(ownReply(id));
  }

  /** Hands on a reply of the server; `line` is what it answers where several lines wait. */
  answer(reply: Reply, line: ClientLine | null = null): void {
    this.client.say(reply, line?.asked ?? null);
    if (reply.code === 421) this.isOver = true;
  }

  tellVerdict(verdict: PolicyVerdict, kept: string | null): void {
    const { tell, now } = this.setting;
    tell({ kind: 'verdict', at: now(), connection: this.connection, ...verdict, kept });
  }

  /** What a letter is called in its header. */
  letterId(): string {
    this.#letters++;
    return `LAB${this.connection}.${this.#letters}.${Date.now().toString(36)}`;
  }

  remark(remark: Remark, kind: 'warning' | 'note' = 'warning'): void {
    this.client.observer.remark(remark, kind);
  }
}

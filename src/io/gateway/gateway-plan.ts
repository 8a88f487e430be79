/** What a gateway is asked for, and who hears of what it does. */

import type { LabEvent } from '../../pure/events/index.ts';
import type { Account, BriefRule } from '../../pure/practice/index.ts';
import type { Policy } from '../../pure/policy/index.ts';
import type { ConversationPlan } from '../plan/index.ts';
import type { Lifetime } from '../serve/index.ts';

/** `mirror` offers STARTTLS where the connection to the server is encrypted, or could be. */
export type ListenTls = 'mirror' | 'off' | 'starttls' | 'implicit';

export interface GatewayPlan extends Lifetime {
  /** How to talk to the server behind, which is named. */
  readonly server: ConversationPlan;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly tls: ListenTls;
  /** Certificate and key for the clients, PEM; null for those of the lab authority. */
  readonly certificate: { readonly cert: string; readonly key: string } | null;
  /** Where the certificate of the lab authority goes; null for nowhere. */
  readonly authorityFile: string | null;
  /** Who may sign in with us; null where sign-ins go on to the server. */
  readonly accounts: readonly Account[] | null;
  /** Who may have letters passed on to anybody, beside this machine and those who signed in: `192.0.2.0/24`. */
  readonly relayFrom: readonly string[];
  /** Domains that anybody may write to. */
  readonly relayTo: readonly string[];
  /** Null for none. */
  readonly policy: Policy | null;
  /** Faults at points of the protocol. */
  readonly rules: readonly BriefRule[];
  /** What chance in them is made from; null for what nobody can guess. */
  readonly seed: string | null;
}

export interface GatewayPlace {
  readonly host: string;
  readonly port: number;
}

export interface GatewayEars {
  readonly listening: (place: GatewayPlace, at: number) => void;
  /** With the number of the connection and the leg in it. */
  readonly event: (event: LabEvent) => void;
  /** A connection of a client is over, and everything about it was told. */
  readonly over: (connection: number) => void;
}

/**
 * TCP ports that mail uses: how the connection is encrypted there. The one table of them. Follows RFC 5321 §4.5.4.2 (25), RFC 6409
 * §3.1 (587), RFC 8314 §3.3 (465), RFC 2645 §4 (366); the rest is custom.
 */

export interface PortProperties {
  /** `optional` is STARTTLS, `implicit` is TLS from the first octet. */
  readonly tls: 'optional' | 'implicit' | 'none';
  /** Registered for mail, or only custom. */
  readonly registered: boolean;
}

export const PORTS = {
  24: { tls: 'optional', registered: true },
  25: { tls: 'optional', registered: true },
  366: { tls: 'optional', registered: true },
  465: { tls: 'implicit', registered: true },
  587: { tls: 'optional', registered: true },
  588: { tls: 'optional', registered: false },
  1025: { tls: 'none', registered: false },
  2465: { tls: 'implicit', registered: false },
  2525: { tls: 'optional', registered: false },
  2587: { tls: 'optional', registered: false },
  10024: { tls: 'none', registered: false },
  10025: { tls: 'none', registered: false },
} as const satisfies Readonly<Record<number, PortProperties>>;

export type Port = keyof typeof PORTS;

/** The port that is used where none is named, by what is wanted there. */
export const DEFAULT_PORTS = {
  relay: 25,
  submission: 587,
  submissionInTls: 465,
  practice: 2525,
} as const satisfies Readonly<Record<string, Port>>;

/** Whether TLS is expected from the first octet: on the port that is registered for that, and on no custom one. */
export function startsWithTls(port: number | null): port is number {
  const row = Object.entries<PortProperties>(PORTS).find(([number]) => Number(number) === port)?.[1];
  return row?.tls === 'implicit' && row.registered;
}

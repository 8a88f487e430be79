/**
 * TCP ports that mail uses. Follows RFC 6409 (submission), RFC 8314 (TLS from the start) and custom.
 */

/** One port. */
export interface PortFacts {
  readonly port: number;
  readonly service: 'relay' | 'submission' | 'delivery' | 'filter' | 'test';
  /** `optional` is STARTTLS, `implicit` is TLS from the first octet. */
  readonly tls: 'optional' | 'implicit' | 'none';
  /** Registered for mail, or only custom. */
  readonly registered: boolean;
  readonly source: string;
}

export const PORTS = {} as const satisfies Readonly<Record<number, PortFacts>>;

export type PortId = keyof typeof PORTS;

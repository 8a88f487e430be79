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

export const PORTS = {
  24: { port: 24, service: 'delivery', tls: 'optional', registered: true, source: '' },
  25: {
    port: 25,
    service: 'relay',
    tls: 'optional',
    registered: true,
    source: 'RFC 5321 §4.5.4.2; RFC 3207',
  },
  366: { port: 366, service: 'relay', tls: 'optional', registered: true, source: 'RFC 2645 §4' },
  465: { port: 465, service: 'submission', tls: 'implicit', registered: true, source: 'RFC 8314 §3.3, §7.3' },
  587: {
    port: 587,
    service: 'submission',
    tls: 'optional',
    registered: true,
    source: 'RFC 6409 §3.1; RFC 8314 §3.3',
  },
  588: { port: 588, service: 'submission', tls: 'optional', registered: false, source: '' },
  1025: { port: 1025, service: 'test', tls: 'none', registered: false, source: '' },
  2465: { port: 2465, service: 'submission', tls: 'implicit', registered: false, source: '' },
  2525: { port: 2525, service: 'submission', tls: 'optional', registered: false, source: '' },
  2587: { port: 2587, service: 'submission', tls: 'optional', registered: false, source: '' },
  10024: { port: 10024, service: 'filter', tls: 'none', registered: false, source: '' },
  10025: { port: 10025, service: 'filter', tls: 'none', registered: false, source: '' },
} as const satisfies Readonly<Record<number, PortFacts>>;

export type PortId = keyof typeof PORTS;

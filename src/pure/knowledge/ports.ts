/** TCP ports that mail uses, with where each is written down. What they are used for is in the table of the protocol. */

import type { Port } from '../protocol/index.ts';

/** One port. */
export interface PortFacts {
  readonly port: number;
  readonly source: string;
}

export const PORT_FACTS = {
  24: { port: 24, source: '' },
  25: {
    port: 25,

    source: 'RFC 5321 §4.5.4.2; RFC 3207',
  },
  366: { port: 366, source: 'RFC 2645 §4' },
  465: { port: 465, source: 'RFC 8314 §3.3, §7.3' },
  587: {
    port: 587,

    source: 'RFC 6409 §3.1; RFC 8314 §3.3',
  },
  588: { port: 588, source: '' },
  1025: { port: 1025, source: '' },
  2465: { port: 2465, source: '' },
  2525: { port: 2525, source: '' },
  2587: { port: 2587, source: '' },
  10024: { port: 10024, source: '' },
  10025: { port: 10025, source: '' },
} as const satisfies Readonly<Record<Port, PortFacts>>;

export type PortId = keyof typeof PORT_FACTS;

/**
 * What the server offered, each time it was asked: unencrypted, after TLS, after the sign-in, and what changed in between. Follows
 * RFC 3207 §4.2 and RFC 4954 §4 (a client asks again, and the lists may differ).
 */

import type { Capabilities } from '../protocol/index.ts';

/** One list, as it was offered. */
export interface Offer {
  readonly layer: 'clear' | 'tls';
  readonly authenticated: boolean;
  /** `KEYWORD parameters`, in the server's order. */
  readonly lines: readonly string[];
}

/** What one list has that the list before had not. */
export interface LedgerChange {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** A list for the ledger. */
export function offerOf(capabilities: Capabilities, layer: 'clear' | 'tls', authenticated: boolean): Offer {
  const lines = [...capabilities.keywords].map(([keyword, { parameters }]) =>
    [keyword, ...parameters].join(' '),
  );
  return { layer, authenticated, lines };
}

/** What changed from one list to the next. */
export function changesOf(before: Offer, now: Offer): LedgerChange {
  return {
    gained: now.lines.filter((line) => !before.lines.includes(line)),
    lost: before.lines.filter((line) => !now.lines.includes(line)),
  };
}

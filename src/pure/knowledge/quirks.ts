/**
 * The register of leniencies: what breaks the letter of a standard and is understood all the same. Code that lets one pass
 * carries a comment `QUIRK(name)` and reports the name.
 */

import type { CommandQuirk } from '../protocol/index.ts';

/** One leniency. */
export interface QuirkFacts {
  readonly of: 'reply' | 'command' | 'capabilities';
  /** The rule that is bent. */
  readonly source: string;
}

export const QUIRKS = {
  'bare-lf': { of: 'reply', source: 'RFC 5321 §2.3.8' },
  'long-line': { of: 'reply', source: 'RFC 5321 §4.5.3.1.5' },
  'code-only': { of: 'reply', source: 'RFC 5321 §4.2' },
  'missing-brackets': { of: 'command', source: 'RFC 5321 §4.1.2' },
  'source-route': { of: 'command', source: 'RFC 5321 §4.1.1.3, appendix C' },
  'no-domain': { of: 'command', source: 'RFC 5321 §4.1.2' },
  'space-before-path': { of: 'command', source: 'RFC 5321 §3.3' },
  'trailing-space': { of: 'command', source: 'RFC 5321 §4.1.1' },
  'extra-space': { of: 'command', source: 'RFC 5321 §4.1.1' },
  'auth-equals': { of: 'capabilities', source: 'RFC 4954 §3' },
} as const satisfies Readonly<Record<string, QuirkFacts>> & Readonly<Record<CommandQuirk, QuirkFacts>>;

export type QuirkId = keyof typeof QUIRKS;

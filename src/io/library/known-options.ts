/**
 * Which options each function of the library knows. A name that none of them is would be left out in silence, and a test that stands on it
 * would pass: it is refused, with the nearest one.
 */

import { nearestOf, UsageError } from '../../pure/problems/index.ts';
import type { LetterOptions, PlayOptions, ServerOptions } from './library.ts';

/** Each key once, by the type itself: an option that is added is known here, or it does not compile. */
type Keys<T> = Readonly<Record<keyof T, true>>;

export const SERVER_OPTIONS: Keys<ServerOptions> = {
  server: true,
  tls: true,
  ca: true,
  servername: true,
  insecure: true,
  user: true,
  password: true,
  token: true,
  mechanisms: true,
  allowPlaintextAuth: true,
  ehlo: true,
  timeout: true,
  scenario: true,
  signal: true,
  onEvent: true,
};

export const LETTER_OPTIONS: Keys<LetterOptions> = { ...SERVER_OPTIONS, from: true, to: true, letter: true };

export const PLAY_OPTIONS: Keys<PlayOptions> = {
  ...SERVER_OPTIONS,
  vars: true,
  match: true,
  keepGoing: true,
};

export const SOURCE_KEYS: Readonly<Record<'file' | 'text', true>> = { file: true, text: true };

/** Throws a `UsageError` for a key that is none of them; `call` is how it is called. */
export function refuseUnknown(given: object, known: Readonly<Record<string, true>>, call: string): void {
  for (const option of Object.keys(given)) {
    if (Object.hasOwn(known, option)) continue;
    const near = nearestOf(option, Object.keys(known));
    const reason = `unknown, in ${call}${near === '' ? '' : `; ${near}?`}`;
    throw new UsageError('usage', { option, reason });
  }
}

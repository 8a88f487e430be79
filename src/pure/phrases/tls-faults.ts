/** The words of a failed TLS handshake: the shape, a row for each kind of fault. Whose side the fault is on is always said. */

import type { TlsFault } from '../problems/index.ts';
import type { Attempt } from './problems.ts';

/** What decides between wordings. */
export interface TlsFaultSetting {
  /** The code that Node gives. */
  readonly code: string;
  readonly mode: 'starttls' | 'implicit';
  readonly port: number | null;
  readonly has: (option: string) => boolean;
}

/** A kind of fault: what happened (the end of a sentence), what it means, what to try. */
export interface TlsFaultText {
  readonly happened: string;
  readonly means: string;
  readonly tries: readonly Attempt[];
}

export type TlsFaultPhrases = Readonly<Record<TlsFault, (setting: TlsFaultSetting) => TlsFaultText>>;

/** Old versions need weak ciphers too: OpenSSL's security level 1 has none for them. */
export const OLD_SERVER = '--tls-min 1.0 --tls-ciphers DEFAULT@SECLEVEL=0';
export const WEAK_SERVER = '--tls-ciphers DEFAULT@SECLEVEL=0';

/** The options that set up our own side of TLS. */
export const OWN_TLS = ['--tls-cert', '--tls-ciphers', '--tls-min', '--tls-max', '--tls-ca'] as const;

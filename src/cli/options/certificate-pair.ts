/** `--cert` and `--key`: what a server of ours shows to its clients, checked to belong together. */

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { gatewayWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { contentOf, usage } from './input.ts';

/** Certificate and key for the clients. */
export async function readCertificatePair(
  { cert, key }: { readonly cert?: string; readonly key?: string },
  { lang }: Pick<CliContext, 'lang'>,
): Promise<{ readonly cert: string; readonly key: string } | null> {
  const words = gatewayWords[lang];
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined) throw usage('--key', words.together('--cert'));
  if (key === undefined) throw usage('--cert', words.together('--key'));
  const pair = {
    cert: (await contentOf('--cert', cert)).toString(),
    key: (await contentOf('--key', key)).toString(),
  };
  try {
    if (new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key))) return pair;
  } catch {
    // Not PEM at all: the same to the user.
  }
  throw usage('--cert', words.badPair);
}

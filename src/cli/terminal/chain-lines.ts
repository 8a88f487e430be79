/** A chain of certificates on the screen: a few lines for each, with nothing broken that is to be copied. */

import type { ChainLink, TlsEvent } from '../../pure/events/index.ts';
import type { TranscriptWords } from '../../pure/phrases/index.ts';

/** The key exchange, the stapled answer, and each certificate from the server's own upwards. */
export function chainLines(
  { keyExchange = '', ocspOctets = 0, cipher }: TlsEvent,
  chain: readonly ChainLink[],
  words: TranscriptWords,
): readonly string[] {
  const { chain: say, certificate: labels } = words;
  return [
    `${labels.cipher}: ${[cipher, keyExchange].filter((part) => part !== '').join(', ')}`,
    `OCSP: ${ocspOctets > 0 ? say.stapled(ocspOctets) : say.notStapled}`,
    ...chain.flatMap((link, at) => [
      `${at}: ${link.subject}`,
      `   ${labels.issuer}: ${link.issuer}`,
      ...(link.altNames.length === 0 ? [] : [`   ${labels.names}: ${labels.listed(link.altNames)}`]),
      `   ${labels.valid}: ${labels.from(link.validFrom, link.validTo)} (${say.days(link.daysLeft)})`,
      `   ${say.key}: ${link.key}`,
      `   ${labels.fingerprint}: ${link.fingerprint256}`,
      `   --tls-pin ${link.pin}`,
    ]),
  ];
}

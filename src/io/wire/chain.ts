/**
 * The chain of certificates, one by one: loaded where somebody wants to look at it, or has named a key. Node leads from the server's
 * certificate up to the one that it trusts; the last may come from this computer, where the server left it out (RFC 8446 §4.4.2 lets it).
 */

import { createHash, X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import type { ChainLink } from '../../pure/events/index.ts';
import { isoDate, nameOf, splitNames } from './certificate-names.ts';

/** SECURITY: a server may send as many as it likes. */
const MOST_LINKS = 16;
const DAY = 86_400_000;

/** The certificates from the server's own upwards. */
export function chainOf(certificate: DetailedPeerCertificate): readonly ChainLink[] {
  const links: ChainLink[] = [];
  let at: DetailedPeerCertificate | undefined = certificate;
  const seen = new Set<string>();
  while (at !== undefined && links.length < MOST_LINKS && !seen.has(at.fingerprint256)) {
    seen.add(at.fingerprint256);
    links.push(linkOf(at));
    at = at.issuerCertificate;
  }
  return links;
}

function linkOf(certificate: DetailedPeerCertificate): ChainLink {
  const { publicKey } = new X509Certificate(certificate.raw);
  const { asymmetricKeyType = '', asymmetricKeyDetails = {} } = publicKey;
  const size = asymmetricKeyDetails.modulusLength ?? asymmetricKeyDetails.namedCurve ?? '';
  const hash = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' }));
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    altNames: splitNames(certificate.subjectaltname ?? ''),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    daysLeft: Math.floor((Date.parse(certificate.valid_to) - Date.now()) / DAY),
    key: `${asymmetricKeyType.toUpperCase()} ${size}`.trim(),
    fingerprint256: certificate.fingerprint256,
    pin: `sha256//${hash.digest('base64')}`,
    pem: pemOf(certificate.raw),
  };
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

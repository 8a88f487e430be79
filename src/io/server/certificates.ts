/**
 * The practice server's certificate and the lab authority that signed it, both made anew in each process and kept in memory
 * alone. Follows RFC 5280 through a library; P-256 keys, valid for two days. The authority is trusted by nobody but the
 * client that is told of it.
 */

import { webcrypto } from 'node:crypto';

/** Certificate and key of a server, and the authority's certificate, all PEM. */
export interface LabCertificate {
  readonly cert: string;
  readonly key: string;
  readonly authority: string;
}

const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

let made: Promise<LabCertificate> | null = null;

/** The certificate of this process for `mail.example.test`, `localhost` and the loopback addresses. */
export function labCertificate(): Promise<LabCertificate> {
  made ??= makeCertificate(['mail.example.test', 'localhost'], ['127.0.0.1', '::1']);
  return made;
}

async function makeCertificate(
  names: readonly string[],
  addresses: readonly string[],
): Promise<LabCertificate> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  const authorityKeys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const serverKeys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const valid = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) };
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=smtp-lab practice authority',
    ...valid,
    signingAlgorithm: KEYS,
    keys: authorityKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: `CN=${names[0] ?? ''}`,
    issuer: authority.subject,
    ...valid,
    signingAlgorithm: KEYS,
    signingKey: authorityKeys.privateKey,
    publicKey: serverKeys.publicKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey)).toString(
    'base64',
  );
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
  return { cert: server.toString('pem'), key, authority: authority.toString('pem') };
}

/** Certificates for tests, made anew in each run: an authority, and what it signs for the names that a test asks for. */

import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  readonly authority: string;
}

/** A certificate for names of hosts and addresses, valid from yesterday until `days` from now. */
export async function testCertificate(names: readonly string[], days = 1): Promise<TestCertificate> {
  x509.cryptoProvider.set(webcrypto);
  const authorityKeys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const serverKeys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
  const now = Date.now();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Test authority',
    notBefore: new Date(now - 3 * DAY),
    notAfter: new Date(now + 3 * DAY),
    signingAlgorithm: KEYS,
    keys: authorityKeys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const server = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: `CN=${names[0] ?? ''}`,
    issuer: authority.subject,
    notBefore: new Date(now - 2 * DAY),
    notAfter: new Date(now + days * DAY),
    signingAlgorithm: KEYS,
    signingKey: authorityKeys.privateKey,
    publicKey: serverKeys.publicKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey));
  const body = pkcs8.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: server.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
    authority: authority.toString('pem'),
  };
}

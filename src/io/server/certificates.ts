/**
 * The practice server's certificates and the lab authority that signs them, made again in each process and kept in memory
 * alone; good ones, and ones with a fault to learn from. P-256 keys, valid for days. The authority is trusted by nobody but
 * the client that is told of it. Follows RFC 5280 §4.1 and §4.2, RFC 5480 §2.1.1 (the curve), RFC 5758 §3.2 (the signature).
 *
 * Written in DER by hand, though libraries do it: loading the smallest of them took 100 ms of each `send`, this takes 2.
 */

import type { BadCertificate } from '../../pure/sessions/index.ts';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import {
  bitString,
  boolean,
  context,
  integer,
  octetString,
  oid,
  pem,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';

/** What is wrong with a certificate: nothing, or the one thing that its name says. */
export type CertificateKind = 'good' | BadCertificate;

/** Certificate and key of a server, and the certificate of the lab authority, all PEM. */
export interface LabCertificate {
  readonly cert: string;
  readonly key: string;
  readonly authority: string;
  /** The certificate, and behind it that of the lab authority where it is this one's issuer. */
  readonly chain: string;
}

const DAY = 86_400_000;

const OID = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  altName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

/** Who signs: a name and its keys. */
interface Signer {
  readonly name: string;
  readonly keys: Keys;
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Authority extends Signer {
  readonly cert: string;
}

let authority: Authority | null = null;
const made = new Map<string, LabCertificate>();

/** The lab authority's certificate, PEM: the same for the life of this process. */
export function labAuthority(): string {
  return theAuthority().cert;
}

/**
 * The certificate of this process for a host name, `localhost` and the loopback addresses. Made at the first call, then kept.
 */
export function labCertificate(hostname: string, kind: CertificateKind = 'good'): LabCertificate {
  const key = `${kind} ${hostname}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const certificate = makeCertificate(hostname, kind);
  made.set(key, certificate);
  return certificate;
}

function theAuthority(): Authority {
  authority ??= makeAuthority('smtp-lab practice authority');
  return authority;
}

function makeAuthority(name: string): Authority {
  const keys = newKeys();
  const extensions = [
    extension(OID.basicConstraints, sequence(boolean(true), integer(Uint8Array.of(0))), true),
    // Bit 5: keyCertSign.
    extension(OID.keyUsage, bitString(Uint8Array.of(0x04), 2), true),
    extension(OID.subjectKeyId, octetString(keyId(keys))),
  ];
  const cert = certify({ name, keys }, { name, keys }, [-DAY, 7 * DAY], extensions);
  return { name, keys, cert };
}

function makeCertificate(hostname: string, kind: CertificateKind): LabCertificate {
  const keys = newKeys();
  const name = kind === 'wrong-name' ? 'elsewhere.example.test' : hostname;
  const subject = { name, keys };
  const issuer =
    kind === 'self-signed'
      ? subject
      : kind === 'unknown-issuer'
        ? makeAuthority('An authority that nobody trusts')
        : theAuthority();
  const validity = {
    expired: [-30 * DAY, -DAY],
    'not-yet-valid': [DAY, 7 * DAY],
  } as const;
  const from = kind === 'expired' || kind === 'not-yet-valid' ? validity[kind] : ([-DAY, 2 * DAY] as const);
  const names = kind === 'wrong-name' ? [name] : [name, 'localhost', '127.0.0.1', '::1'];
  const extensions = [
    extension(OID.altName, sequence(...[...new Set(names)].map(altName))),
    // Bit 0: digitalSignature.
    extension(OID.keyUsage, bitString(Uint8Array.of(0x80), 7), true),
    extension(OID.extendedKeyUsage, sequence(oid(OID.serverAuth))),
    extension(OID.authorityKeyId, sequence(context(0, false, keyId(issuer.keys)))),
  ];
  const cert = certify(subject, issuer, from, extensions);
  return {
    cert,
    chain: issuer === theAuthority() ? `${cert}${theAuthority().cert}` : cert,
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    authority: theAuthority().cert,
  };
}

function newKeys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

/**
 * ```
 * Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
 * ```
 *
 * `validity` is milliseconds from now.
 */
function certify(
  subject: Signer,
  issuer: Signer,
  [from, to]: readonly [number, number],
  extensions: readonly Buffer[],
): string {
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const now = Date.now();
  const body = sequence(
    // Version 3, counted from zero.
    context(0, true, integer(Uint8Array.of(2))),
    integer(randomBytes(15)),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(new Date(now + from)), time(new Date(now + to))),
    distinguishedName(subject.name),
    subject.keys.publicKey.export({ type: 'spki', format: 'der' }),
    context(3, true, sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuer.keys.privateKey);
  return pem('CERTIFICATE', sequence(body, algorithm, bitString(signature)));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(set(sequence(oid(OID.commonName), utf8String(commonName))));
}

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** RFC 5280 §4.2.1.6: dNSName is [2], iPAddress is [7] and holds the octets of the address. */
function altName(name: string): Buffer {
  const family = isIP(name);
  if (family === 0) return context(2, false, Buffer.from(name));
  if (family === 4) return context(7, false, Buffer.from(name.split('.').map(Number)));
  // The one IPv6 address that is asked for.
  return context(7, false, Buffer.from([...new Array<number>(15).fill(0), 1]));
}

/** RFC 5280 §4.2.1.2: a hash of the key. */
function keyId({ publicKey }: Keys): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

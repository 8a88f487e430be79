/**
 * The handshake, over any stream, and what is learnt from it. The certificate is judged here and told as facts: whether a
 * failed check ends the conversation is for the caller to say. Follows RFC 3207 §4.1 (checking the name), RFC 6066 §3 (no
 * address as a server name), RFC 9266 (`tls-exporter`), RFC 8314 §3 (TLS from the start).
 */

import type { Duplex } from 'node:stream';
import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../pure/events/index.ts';
import { decodeText } from '../../pure/protocol/index.ts';
import { isoDate, nameOf, splitNames } from './certificate-names.ts';
import { ipFamily } from './ip-family.ts';
import { tapOf } from './tap.ts';
import type { Endpoint, TlsFacts, TlsOptions, TlsStart } from './wire.ts';
import { WireError } from './wire-error.ts';

/** RFC 9266 §2: the label and the length of the keying material. */
const BINDING_LABEL = 'EXPORTER-Channel-Binding';
const BINDING_OCTETS = 32;

export interface SecureStream {
  readonly stream: TLSSocket;
  readonly facts: TlsFacts;
  /** Whether the other side announced its end with close_notify. */
  readonly cleanly: () => boolean;
}

/** Makes TLS of a stream. `begun` gets the stream to close, from the first octet of the handshake on. */
export async function secureStream(
  plain: Duplex,
  early: readonly Uint8Array[],
  peer: Endpoint,
  options: TlsOptions,
  mode: TlsStart,
  begun: (stream: Duplex) => void,
): Promise<SecureStream> {
  const tls = await import('node:tls');
  const chains = options.details === true || options.pins !== undefined ? await import('./chain.ts') : null;
  const trusts = await trustOf(options);
  let ocspOctets = 0;
  return new Promise((resolve, reject) => {
    let secure: TLSSocket | null = null;
    let over = false;
    const fail = (error: WireError): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      secure?.destroy();
      plain.destroy();
      reject(error);
    };
    const failFor = (reason: string, cause?: unknown): void => {
      fail(new WireError('tls-failed', { ...peer, reason, mode }, cause));
    };
    const timer = setTimeout(() => {
      failFor('timeout');
    }, options.milliseconds);
    const tap = tapOf(plain, early, (text) => {
      const greeting = decodeText(text).trimEnd();
      fail(new WireError('plain-text-to-tls', { ...peer, greeting }));
    });
    begun(tap.stream);
    try {
      secure = tls.connect({ socket: tap.stream, ...settingsOf(options) });
    } catch (error) {
      // A certificate, key or cipher list that OpenSSL does not take.
      failFor(codeOf(error), error);
      return;
    }
    const stream = secure;
    begun(stream);
    if (options.keylog !== undefined) stream.on('keylog', options.keylog);
    stream.on('OCSPResponse', (response: Buffer | null) => {
      ocspOctets = response?.length ?? 0;
    });
    stream.once('error', (error: Error) => {
      failFor(codeOf(error), error);
    });
    stream.once('close', () => {
      failFor('closed');
    });
    stream.once('secureConnect', () => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      stream.removeAllListeners('error');
      stream.removeAllListeners('close');
      resolve({
        stream,
        facts: {
          ...factsOf(stream, options, tls.checkServerIdentity, trusts, chains),
          ...(options.details === true ? { ocspOctets } : {}),
        },
        cleanly: tap.endedCleanly,
      });
    });
  });
}

function settingsOf(options: TlsOptions): Readonly<Record<string, unknown>> {
  const { authorities, anchor, cert, key, minVersion, maxVersion, ciphers, details } = options;
  const servername = options.sni ?? options.servername;
  return {
    // The check is made below, so that its facts can be shown: see `judge`. Node's own would ask for `localhost` where no name is sent.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(servername !== null && ipFamily(servername) === 0 ? { servername } : {}),
    ...(details === true ? { requestOCSP: true } : {}),
    ...(anchor !== undefined ? { ca: [] } : authorities.length > 0 ? { ca: [...authorities] } : {}),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
    ...(ciphers === undefined ? {} : { ciphers }),
  };
}

/** Whether a certificate is trusted all the same, whatever fault OpenSSL finds in its chain. */
type Trusts = (fault: string, certificate: PeerCertificate) => boolean;

async function trustOf({ anchor }: TlsOptions): Promise<Trusts> {
  if (anchor === undefined) return () => false;
  const { isAnchored } = await import('./anchor.ts');
  return (fault, certificate) => isAnchored(fault, certificate, anchor);
}

type NameCheck = (name: string, certificate: PeerCertificate) => Error | undefined;

function factsOf(
  secure: TLSSocket,
  options: TlsOptions,
  check: NameCheck,
  trusts: Trusts,
  chains: typeof import('./chain.ts') | null,
): TlsFacts {
  const certificate = secure.getPeerCertificate(true);
  const known = Object.keys(certificate).length > 0;
  const chain = known && chains !== null ? chains.chainOf(certificate) : null;
  const { pins } = options;
  const isPinned = pins === undefined || (chain !== null && pins.includes(chain[0]?.pin ?? ''));
  // A key that is not the expected one is worse than anything that its certificate says.
  const error = isPinned ? judge(secure, known ? certificate : null, options, check, trusts) : 'PIN_MISMATCH';
  const exchange = secure.getEphemeralKeyInfo();
  const protocol = secure.getProtocol() ?? '';
  return {
    protocol,
    cipher: secure.getCipher().name,
    servername: options.servername,
    authorized: error === null,
    error,
    certificate: known ? { ...describe(certificate), ...(chain === null ? {} : { chain }) } : null,
    keyExchange: exchange !== null && 'name' in exchange ? String(exchange.name ?? '') : '',
    channelBinding:
      protocol === 'TLSv1.3'
        ? secure.exportKeyingMaterial(BINDING_OCTETS, BINDING_LABEL, Buffer.alloc(0))
        : null,
  };
}

/** Why the certificate does not verify: its chain by OpenSSL, its name by Node's own check; null where it does. */
function judge(
  secure: TLSSocket,
  certificate: PeerCertificate | null,
  { servername: name }: TlsOptions,
  check: NameCheck,
  trusts: Trusts,
): string | null {
  // Node gives the code of the chain's fault as a string, though its types say an error.
  const chain: unknown = secure.authorizationError;
  const isTrusted = typeof chain === 'string' && certificate !== null && trusts(chain, certificate);
  if (typeof chain === 'string' && !isTrusted) return chain;
  if (chain instanceof Error) return codeOf(chain);
  if (certificate === null) return 'NO_CERTIFICATE';
  if (name === null) return null;
  const wrongName = check(name.replace(/%.*$/, ''), certificate);
  return wrongName === undefined ? null : codeOf(wrongName, 'ERR_TLS_CERT_ALTNAME_INVALID');
}

function describe(certificate: DetailedPeerCertificate): CertificateFacts {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    fingerprint256: certificate.fingerprint256,
    altNames: splitNames(certificate.subjectaltname ?? ''),
    issuers: issuersOf(certificate),
  };
}

/** SECURITY: a server may send as many as it likes. */
const MOST_ISSUERS = 16;

/** Node leads from each to the one above it, and from the last one to itself. */
function issuersOf(certificate: DetailedPeerCertificate): readonly string[] {
  const names: string[] = [];
  let at: DetailedPeerCertificate = certificate;
  while (names.length < MOST_ISSUERS) {
    const above: DetailedPeerCertificate | undefined = at.issuerCertificate;
    if (above === undefined || above === at || above.fingerprint256 === at.fingerprint256) break;
    names.push(nameOf(above.subject));
    at = above;
  }
  return names;
}

/** The stable code of an error of Node; never its message, which changes between versions. */
function codeOf(error: unknown, otherwise = 'unknown'): string {
  if (!(error instanceof Error) || !('code' in error)) return otherwise;
  return typeof error.code === 'string' ? error.code : otherwise;
}

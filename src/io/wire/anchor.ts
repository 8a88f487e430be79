/**
 * Trust in one authority of this very process, of which OpenSSL is not told: to be told of one, Node 20 first reads the hundred of the
 * system, 17 ms. The server sends the authority's certificate behind its own. SECURITY: OpenSSL judges dates, purposes and signatures as
 * ever; what is done here is to ask whether the key that signed the server's certificate is that authority's.
 */

import { X509Certificate } from 'node:crypto';

/** What OpenSSL says of a chain in which nothing is wrong but that its root is unknown. It gives the last fault, and finds this one first. */
const ONLY_UNKNOWN = 'SELF_SIGNED_CERT_IN_CHAIN';

/** Whether a certificate, of which OpenSSL says that, is signed by the anchor. */
export function isAnchored(
  fault: string,
  certificate: { readonly raw: Uint8Array },
  anchor: string,
): boolean {
  return (
    fault === ONLY_UNKNOWN &&
    new X509Certificate(certificate.raw).verify(new X509Certificate(anchor).publicKey)
  );
}

/**
 * The facts of a run that an assert can be about beside what was read: how often the client waited, what it wrote, TLS and its
 * certificate, the server that was connected to. A fact that is not there has no value, and no assert about it holds.
 */

import type { CertificateFacts, LabEvent } from '../../pure/events/index.ts';
import { LIST_MARK } from '../../pure/sessions/index.ts';
import type { Fact } from '../../pure/sessions/index.ts';
import type { Conversation } from '../client/index.ts';

export type Facts = Readonly<Partial<Record<Fact, string | undefined>>>;

/** What the client has counted so far. */
export interface Meter {
  readonly roundTrips: number;
  readonly bytes: number;
}

/** Hears of the connection what nothing but the log tells: the address. */
export class FactLog {
  #address: string | undefined;

  readonly hear = (event: LabEvent): void => {
    if (event.kind === 'connect') this.#address = event.address;
  };

  /** The facts as they are now; `today` in milliseconds since 1970. */
  of({ tls, peer }: Pick<Conversation, 'tls' | 'peer'>, meter: Meter, today: number): Facts {
    return {
      roundTrips: String(meter.roundTrips),
      bytes: String(meter.bytes),
      'tls.protocol': tls?.protocol,
      'tls.cipher': tls?.cipher,
      'tls.authorized': tls === null ? undefined : String(tls.authorized),
      'tls.servername': tls?.servername ?? undefined,
      'server.host': peer.host,
      'server.port': peer.port === null ? undefined : String(peer.port),
      'server.address': this.#address,
      ...(tls === null || tls.certificate === null ? {} : factsOfCertificate(tls.certificate, today)),
    };
  }
}

const DAY = 86_400_000;

function factsOfCertificate(facts: CertificateFacts, today: number): Facts {
  const { subject, issuer, altNames, issuers, validFrom, validTo, fingerprint256 } = facts;
  const left = (Date.parse(validTo) - today) / DAY;
  return {
    'cert.subject': subject,
    'cert.issuer': issuer,
    // An email or a URI keeps its kind: it names no host.
    'cert.names': altNames.map((name) => name.replace(/^(?:DNS|IP(?: Address)?):/, '')).join(LIST_MARK),
    'cert.chain': [subject, ...issuers].join(LIST_MARK),
    'cert.daysLeft': Number.isNaN(left) ? undefined : String(Math.floor(left)),
    'cert.validFrom': validFrom,
    'cert.validTo': validTo,
    'cert.fingerprint256': fingerprint256,
  };
}

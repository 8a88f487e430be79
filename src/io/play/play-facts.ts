/**
 * The facts of a run that an assert can be about beside what was read: how often the client waited, what it wrote, TLS and its
 * certificate, the server that was connected to, its last reply, its EHLO. A fact that is not there has no value, and no assert about it holds.
 */

import { LF } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
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
  of(
    { tls, peer, state }: Pick<Conversation, 'tls' | 'peer' | 'state'>,
    meter: Meter,
    today: number,
    reply: Reply | null,
  ): Facts {
    const { capabilities } = state;
    return {
      ...(reply === null ? {} : factsOfReply(reply)),
      'hello.name': capabilities?.name,
      'hello.keywords': capabilities === null ? undefined : [...capabilities.keywords.keys()].join(' '),
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

/** Of the reply that came last; `longest` is its longest line in octets, line end included. */
function factsOfReply({ code, lines, raw, quirks }: Reply): Facts {
  let longest = 0;
  for (let from = 0; from < raw.length;) {
    const end = raw.indexOf(LF, from);
    const next = end < 0 ? raw.length : end + 1;
    longest = Math.max(longest, next - from);
    from = next;
  }
  return {
    'reply.code': String(code),
    'reply.text': lines.join('\n'),
    'reply.lines': String(lines.length),
    'reply.longest': String(longest),
    'reply.quirks': quirks.join(' '),
  };
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

/**
 * The limits that a server announces, and what is left of them in a session. Follows RFC 9422: §3 (a fault of the syntax makes all of
 * them void), §3.6 (those of the last EHLO count, and no others), §3.7 (a value that is wrong makes its limit void), §4.
 */

import { asciiUpper } from './bytes.ts';
import type { Capabilities } from './capabilities.ts';

/** Each null where it was not announced. */
export interface ServerLimits {
  /** MAIL commands a session, whatever they are answered. */
  readonly mailMax: number | null;
  /** RCPT commands a transaction, whatever they are answered. */
  readonly rcptMax: number | null;
  /** Different domains of recipients a session. */
  readonly rcptDomainMax: number | null;
}

export type LimitName = 'MAILMAX' | 'RCPTMAX' | 'RCPTDOMAINMAX';

const PARAMETER = /^([A-Za-z0-9_-]+)(?:=([!-:<-~]+))?$/;
const NUMBER = /^[1-9]\d{0,5}$/;

/** What the last EHLO announced. */
export function limitsOf(capabilities: Capabilities | null): ServerLimits {
  const read = (capabilities?.keywords.get('LIMITS')?.parameters ?? []).map((text) => PARAMETER.exec(text));
  const sound = read.every((match) => match !== null);
  const limit = (name: LimitName): number | null => {
    const [, , value = ''] = (sound && read.find((match) => asciiUpper(match?.[1] ?? '') === name)) || [];
    return NUMBER.test(value) ? Number(value) : null;
  };
  return { mailMax: limit('MAILMAX'), rcptMax: limit('RCPTMAX'), rcptDomainMax: limit('RCPTDOMAINMAX') };
}

/** What a transaction may take of the recipients that wait, and which limit keeps the others out; null for none. */
export interface Share {
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly by: LimitName | null;
}

/** What is left of a server's limits in one session. */
export class Allowance {
  readonly #limits: ServerLimits;
  readonly #domains = new Set<string>();
  #mails = 0;

  constructor(limits: ServerLimits) {
    this.#limits = limits;
  }

  /** What a limit allows; 0 where it was not announced. */
  max(limit: LimitName): number {
    const { mailMax, rcptMax, rcptDomainMax } = this.#limits;
    return { MAILMAX: mailMax, RCPTMAX: rcptMax, RCPTDOMAINMAX: rcptDomainMax }[limit] ?? 0;
  }

  /** Takes a transaction for these recipients. In a session that is used up there is no room for any of them. */
  take(recipients: readonly string[]): Share {
    const { mailMax, rcptMax, rcptDomainMax } = this.#limits;
    if (mailMax !== null && this.#mails >= mailMax) return { now: [], later: recipients, by: 'MAILMAX' };
    const now: string[] = [];
    const later: string[] = [];
    let by: LimitName | null = null;
    for (const address of recipients) {
      const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
      const isNew = !this.#domains.has(domain);
      if (rcptMax !== null && now.length >= rcptMax) by = 'RCPTMAX';
      else if (rcptDomainMax !== null && isNew && this.#domains.size >= rcptDomainMax) by ??= 'RCPTDOMAINMAX';
      else {
        this.#domains.add(domain);
        now.push(address);
        continue;
      }
      later.push(address);
    }
    if (now.length > 0) this.#mails++;
    return { now, later, by };
  }
}

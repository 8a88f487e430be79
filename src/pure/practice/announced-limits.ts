/**
 * The limits that a practice server announces in its EHLO, kept: what goes beyond is put off. Follows RFC 9422 §4: commands count,
 * whatever they are answered.
 */

import { limitsOf, parseCapabilities } from '../protocol/index.ts';
import type { ReplyId } from './replies.ts';

export class AnnouncedLimits {
  readonly #domains = new Set<string>();
  #mails = 0;
  #rcpts = 0;

  /** What is said to another MAIL; null where it has room. `offers` are the EHLO lines of this layer. */
  mail(offers: readonly string[]): ReplyId | null {
    const { mailMax } = announced(offers);
    this.#mails++;
    this.#rcpts = 0;
    return mailMax !== null && this.#mails > mailMax ? 'too-many-letters' : null;
  }

  /** What is said to another RCPT; null where it has room. */
  rcpt(domain: string, offers: readonly string[]): ReplyId | null {
    const { rcptMax, rcptDomainMax } = announced(offers);
    this.#rcpts++;
    if (rcptMax !== null && this.#rcpts > rcptMax) return 'too-many-recipients';
    const name = domain.toLowerCase();
    if (rcptDomainMax !== null && !this.#domains.has(name) && this.#domains.size >= rcptDomainMax)
      return 'too-many-domains';
    if (rcptDomainMax !== null) this.#domains.add(name);
    return null;
  }
}

function announced(offers: readonly string[]) {
  return limitsOf(parseCapabilities({ lines: ['', ...offers.filter((line) => /^LIMITS\b/i.test(line))] }));
}

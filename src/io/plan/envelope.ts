/**
 * What is asked for with a letter, held against what a server offers: SIZE (RFC 1870), 8BITMIME (RFC 6152), SMTPUTF8
 * (RFC 6531), DSN (RFC 3461), REQUIRETLS (RFC 8689), CHUNKING (RFC 3030). Each choice is remarked; what cannot be done
 * without an extension that is not there ends the letter before MAIL.
 */

import type { Remark } from '../../pure/events/index.ts';
import { formatXtext, hasKeyword, isAscii, sizeLimit } from '../../pure/protocol/index.ts';
import type { Conversation, Via } from '../client/index.ts';
import type { Letter, LetterFacts } from '../letters/index.ts';
import { asciiAddress, WireError } from '../wire/index.ts';

/** Whether an extension is used where it is offered. */
export interface Extensions {
  readonly size: boolean;
  readonly eightBitMime: boolean;
  readonly smtpUtf8: boolean;
  readonly pipelining: boolean;
  /** True to send the letter by BDAT where that is offered. */
  readonly chunking: boolean;
}

/** Delivery status notifications that were asked for; null where not. */
export interface DsnWishes {
  readonly notify: string | null;
  readonly ret: string | null;
  readonly envid: string | null;
}

export interface PlannedEnvelope {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly dsn: DsnWishes;
  readonly requireTls: boolean;
  /** Parameters as they stand, for experiments. */
  readonly mailParameters: readonly string[];
  readonly rcptParameters: readonly string[];
  readonly extensions: Extensions;
}

/** Letters that differ, by their number from 0. */
export interface Pile {
  readonly envelope: (index: number) => Pick<PlannedEnvelope, 'from' | 'recipients'>;
  /** The letter; where it is asked for again it is the same one. */
  readonly letter: (index: number) => Promise<Letter>;
  /** It is over with that letter. */
  readonly release?: (index: number) => Promise<void>;
}

/** An envelope as it goes to one server. */
export interface FittedEnvelope {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly mailParameters: readonly string[];
  readonly rcptParameters: readonly string[];
  readonly via: Via;
  readonly pipelining: boolean;
}

/** Fits an envelope to what the server offers. Rejects with `too-large-for-server`, `needs-smtputf8` or `requiretls-not-to-be-had`. */
export function fitEnvelope(
  conversation: Pick<Conversation, 'state' | 'remark'> & { readonly tls?: Conversation['tls'] },
  envelope: PlannedEnvelope,
  letter: Pick<LetterFacts, 'size' | 'eightBit' | 'utf8Header'>,
): FittedEnvelope {
  const { capabilities } = conversation.state;
  const { extensions } = envelope;
  const note = (remark: Remark, kind: 'note' | 'warning' = 'note'): void => {
    conversation.remark({ kind, ...remark });
  };
  const offers = (keyword: string): boolean => hasKeyword(capabilities, keyword);
  const mail: string[] = [];

  if (extensions.size && offers('SIZE')) {
    const limit = sizeLimit(capabilities);
    if (limit !== null && letter.size > limit)
      throw new WireError('too-large-for-server', { size: letter.size, limit });
    note({ code: 'size-declared', detail: { bytes: letter.size } });
    mail.push(`SIZE=${letter.size}`);
  }

  const addresses = [envelope.from, ...envelope.recipients];
  const wanting = addresses.find((address) => !isAscii(localPartOf(address)));
  const utf8 = offers('SMTPUTF8') && extensions.smtpUtf8 && (wanting !== undefined || letter.utf8Header);
  if (wanting !== undefined && !utf8) throw new WireError('needs-smtputf8', { address: wanting });
  if (letter.utf8Header && !utf8 && wanting === undefined) {
    note({ code: 'utf8-header-not-offered', detail: { offered: offers('SMTPUTF8') } }, 'warning');
  }

  if (letter.eightBit && extensions.eightBitMime) {
    if (offers('8BITMIME')) {
      note({ code: 'body-8bitmime', detail: {} });
      mail.push('BODY=8BITMIME');
    } else throw new WireError('needs-8bitmime', {});
  }
  if (utf8) {
    note({ code: 'smtputf8-used', detail: { because: wanting ?? '' } });
    mail.push('SMTPUTF8');
  }
  if (envelope.requireTls) {
    const { encrypted } = conversation.state;
    // RFC 8689 §4.2.1: only to a server whose certificate verifies; where nothing is sent (a dry run) nothing is known of one.
    const verified = conversation.tls?.authorized !== false;
    if (!encrypted || !offers('REQUIRETLS') || !verified)
      throw new WireError('requiretls-not-to-be-had', { encrypted, verified });
    mail.push('REQUIRETLS');
  }
  const { ret, envid, notify } = envelope.dsn;
  const dsn = offers('DSN');
  for (const [option, value] of [
    ['--dsn-ret', ret],
    ['--dsn-envid', envid],
    ['--dsn-notify', notify],
  ] as const) {
    if (value !== null && !dsn) note({ code: 'dsn-not-offered', detail: { option } }, 'warning');
  }
  if (dsn && ret !== null) mail.push(`RET=${ret}`);
  if (dsn && envid !== null) mail.push(`ENVID=${formatXtext(envid)}`);

  const via = extensions.chunking && offers('CHUNKING') ? 'BDAT' : 'DATA';
  if (extensions.chunking && via === 'DATA') {
    note({ code: 'extension-not-offered', detail: { option: '--chunking', keyword: 'CHUNKING' } }, 'warning');
  }
  const fitted = (address: string): string => {
    const to = utf8 ? address : asciiAddress(address);
    // A name that IDNA does not know goes nowhere by any name.
    if (to === null) throw new WireError('needs-smtputf8', { address });
    if (to !== address) note({ code: 'domain-to-ascii', detail: { from: address, to } });
    return to;
  };
  return {
    from: fitted(envelope.from),
    recipients: envelope.recipients.map(fitted),
    mailParameters: joined(mail, envelope.mailParameters),
    rcptParameters: joined(dsn && notify !== null ? [`NOTIFY=${notify}`] : [], envelope.rcptParameters),
    via,
    pipelining: extensions.pipelining,
  };
}

/** A parameter may stand once (RFC 5321 §4.1.1.11): what the user gives takes the place of ours. */
function joined(ours: readonly string[], given: readonly string[]): readonly string[] {
  const keyword = (parameter: string): string => (parameter.split('=')[0] ?? '').toUpperCase();
  const named = given.map(keyword);
  return [...ours.filter((parameter) => !named.includes(keyword(parameter))), ...given];
}

function localPartOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? address : address.slice(0, at);
}

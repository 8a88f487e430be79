/**
 * What the practice server thinks of MAIL and RCPT: the parameters, then the address. Follows RFC 5321 §4.1.1.2 and §4.1.1.3,
 * RFC 1870 §6 (SIZE), RFC 6152 §3 (BODY), RFC 6531 §3.4 (SMTPUTF8), RFC 3461 §4 (DSN), RFC 4954 §5 (AUTH), RFC 8689 §4
 * (REQUIRETLS), RFC 3030 §3 (BINARYMIME). Whether the command has its place is for the mind to say.
 */

import { isAscii, keywordOf, parametersOf, parseXtext } from '../protocol/index.ts';
import type { Command, Parameter, ParameterName, SessionState } from '../protocol/index.ts';
import type { ReplyId } from './replies.ts';
import type { GivenReply } from './replies.ts';
import type { ScenarioMailbox, Scenario } from './scenario.ts';

export type PathCommand = Extract<Command, { kind: 'path' }>;

/** A reply of the table with what fills it in, or one of the scenario's own. */
export type Opinion =
  | { readonly id: ReplyId; readonly values?: Readonly<Record<string, string>> }
  | { readonly id: null; readonly reply: GivenReply };

/** RFC 3461 §4.4: an ENVID has at most 100 characters. */
const ENVID_CHARACTERS = 100;

/** What is carried out of the parameters that there are: whether a value is a good one. */
const IS_GOOD: Readonly<
  Partial<Record<ParameterName, (value: string | null, offers: readonly string[]) => boolean>>
> = {
  SIZE: (value) => value !== null && /^\d{1,20}$/.test(value),
  BODY: (value, offers) =>
    value !== null &&
    (/^(?:7BIT|8BITMIME)$/i.test(value) || (/^BINARYMIME$/i.test(value) && offers.includes('BINARYMIME'))),
  SMTPUTF8: (value) => value === null,
  REQUIRETLS: (value) => value === null,
  RET: (value) => value !== null && /^(?:FULL|HDRS)$/i.test(value),
  ENVID: (value) => value !== null && value.length <= ENVID_CHARACTERS && parseXtext(value) !== null,
  AUTH: (value) => value !== null && parseXtext(value) !== null,
  NOTIFY: (value) =>
    value !== null && /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*)$/i.test(value),
  ORCPT: (value) =>
    value !== null && /^[A-Za-z0-9-]+;./.test(value) && parseXtext(value.replace(/^[^;]*;/, '')) !== null,
};

/** RFC 5321 §4.1.2: no underscore in a domain. Clients are told of it as they type; a server has to refuse it. */
function isDomainOfNames({ mailbox: { domain } }: PathCommand): boolean {
  return !domain.includes('_');
}

/** What is said to MAIL. `offers` are the EHLO lines of this layer, none after HELO. */
export function judgeMail(command: PathCommand, scenario: Scenario, offers: readonly string[]): Opinion {
  if (!isDomainOfNames(command)) return { id: 'bad-argument', values: { verb: 'MAIL' } };
  const fault = parameterFault('MAIL', command.parameters, offers);
  if (fault !== null) return fault;
  const size = command.parameters.find(({ keyword }) => keyword === 'SIZE')?.value;
  if (size !== undefined && Number(size) > scenario.maxSize) return { id: 'letter-too-big' };
  if (!isAscii(command.mailbox.address) && !wantsUtf8(command)) return { id: 'needs-smtputf8' };
  return { id: 'mail-ok', values: { address: command.mailbox.address } };
}

/** What is said to RCPT. `utf8` tells whether MAIL had SMTPUTF8. */
export function judgeRcpt(
  command: PathCommand,
  scenario: Scenario,
  offers: readonly string[],
  state: SessionState,
  utf8: boolean,
): Opinion {
  if (!isDomainOfNames(command)) return { id: 'bad-argument', values: { verb: 'RCPT' } };
  const fault = parameterFault('RCPT', command.parameters, offers);
  if (fault !== null) return fault;
  const { address, domain } = command.mailbox;
  if (!isAscii(address) && !utf8) return { id: 'needs-smtputf8' };
  if (state.envelope.count >= scenario.maxRecipients) return { id: 'too-many-recipients' };
  const values = { address };
  const mailbox = mailboxOf(scenario, address);
  if (mailbox !== null) return { id: null, reply: { code: mailbox.code, lines: [mailbox.text] } };
  if (Object.hasOwn(scenario.lists, address.toLowerCase())) return { id: 'rcpt-ok', values };
  if (domain === '' || scenario.domains.includes(domain.toLowerCase())) return { id: 'no-such-user', values };
  return { id: mayRelay(scenario, state) ? 'rcpt-ok' : 'relaying-denied', values };
}

/** Whether MAIL asked for SMTPUTF8. */
export function wantsUtf8({ parameters }: PathCommand): boolean {
  return parameters.some(({ keyword }) => keyword === 'SMTPUTF8');
}

/** The mailbox of an address; a name without a domain is one of ours. */
export function mailboxOf(scenario: Scenario, written: string): ScenarioMailbox | null {
  const address = unquoted(written);
  const whole = (address.includes('@') ? address : `${address}@${scenario.domains[0] ?? ''}`).toLowerCase();
  const domain = whole.slice(whole.lastIndexOf('@'));
  const find = (wanted: string): ScenarioMailbox | undefined =>
    scenario.mailboxes.find((mailbox) => mailbox.address === wanted);
  return find(whole) ?? find(`*${domain}`) ?? null;
}

/** RFC 5321 §4.1.2: all quoted forms of a local part are the same, and the same as the unquoted one. */
function unquoted(address: string): string {
  const at = address.lastIndexOf('@');
  const quoted = /^"(.*)"$/s.exec(address.slice(0, at))?.[1];
  return quoted === undefined ? address : quoted.replace(/\\(.)/gs, '$1') + address.slice(at);
}

/** Someone who did not say who they are may not send to others. */
function mayRelay({ relay }: Scenario, { identity }: SessionState): boolean {
  return relay === 'anyone' || (relay === 'signed-in' && identity !== null && identity !== 'anonymous');
}

function parameterFault(
  verb: 'MAIL' | 'RCPT',
  parameters: readonly Parameter[],
  offers: readonly string[],
): Opinion | null {
  const seen = new Set<string>();
  for (const { keyword, value } of parameters) {
    const wanted = keywordOf(keyword);
    const isGood = Object.entries(IS_GOOD).find(([name]) => name === keyword)?.[1];
    const known = isGood !== undefined && parametersOf(verb).includes(keyword);
    const offered = offers.some((line) => line.split(/[ =]/)[0]?.toUpperCase() === wanted);
    if (!known || !offered) return { id: 'unknown-parameter', values: { keyword } };
    if (seen.has(keyword) || !isGood(value, offers)) return { id: 'bad-parameter' };
    seen.add(keyword);
  }
  return null;
}

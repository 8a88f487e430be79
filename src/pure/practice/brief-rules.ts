/**
 * Rules in a few words, for test suites, the practice server and the gateway alike:
 * `{ on: 'RCPT', to: 'busy@*', first: 2, reply: '450 4.2.0 Busy' }`. What they do not say is as it would be anyway. The same in one
 * line of text is in `rule-text.ts`.
 */

import type { BadCertificate } from '../sessions/index.ts';
import { UsageError } from '../problems/index.ts';
import { parseGivenReply } from './replies.ts';
import { countOf, millisecondsOf, shareOf, sizeOf } from './rule-units.ts';
import type { Deed, Rule, Scenario } from './scenario.ts';
import { ALWAYS, DEFAULT_SCENARIO } from './scenarios/index.ts';

export interface BriefRule {
  /** A verb, in any case; `connect` for the greeting, `letter` (or `dot`) for the end of a letter, `*` for any command. */
  readonly on: string;
  /** The address, of MAIL the sender's; `*` stands for any text. */
  readonly to?: string;
  /** What follows the verb, in any case; `*` stands for any text. */
  readonly match?: string;
  /** Only letters with more octets than these: a number, or `1MB`. */
  readonly over?: number | string;
  /** How often it acts, over all connections; each time where none of these is there. */
  readonly times?: number;
  /** The same as `times`. */
  readonly first?: number;
  /** It acts from this time on. */
  readonly from?: number;
  /** It acts each so many times. */
  readonly every?: number;
  /** How likely it is to act, as 0.1 or `10%`; decided by the seed. */
  readonly chance?: number | string;
  /** Code and text; more lines behind `\n`. The usual reply where it is left out. */
  readonly reply?: string;
  /** Before the reply: milliseconds, or `5s`. */
  readonly wait?: number | string;
  /** Hangs up without a reply. */
  readonly drop?: boolean;
  /** The same as TCP aborts a connection. */
  readonly reset?: boolean;
  /** The usual, of whose reply only so many octets get out before the connection ends. */
  readonly cut?: number | string;
  /** Keywords that the reply to EHLO leaves out. */
  readonly hide?: string | readonly string[];
  /** What is wrong with the certificate of this handshake. */
  readonly certificate?: string;
}

/** Why something is no rule. */
export type RuleFault =
  | { readonly code: 'not-a-rule' | 'no-deed' | 'too-many-deeds' | 'too-many-counts' }
  | { readonly code: 'bad-when' | 'bad-count' | 'bad-deed' | 'unknown-key'; readonly text: string }
  | { readonly code: 'bad-value'; readonly key: string; readonly text: string }
  /** What can be said of another occasion alone. */
  | { readonly code: 'misplaced'; readonly key: string; readonly on: string };

export type ReadRule =
  | { readonly ok: true; readonly row: BriefRule; readonly rule: Rule }
  | { readonly ok: false; readonly fault: RuleFault };

/** Occasions that are no verbs. */
const OCCASIONS: readonly string[] = ['connect', 'letter', 'chunk', 'answer', '*'];
const KEYS: readonly string[] =
  'on to match over times first from every chance reply wait drop reset cut hide certificate'.split(' ');
/** At most one of these; a wait may come before each. */
const DEEDS: readonly (keyof BriefRule)[] = ['reply', 'drop', 'reset', 'cut', 'hide', 'certificate'];
const COUNTS: readonly (keyof BriefRule)[] = ['times', 'first', 'from', 'every'];
const PATHS: Readonly<Record<string, string>> = { RCPT: 'TO', MAIL: 'FROM' };
/** Occasions of which alone something can be said. */
const PLACES: Readonly<Partial<Record<keyof BriefRule, readonly string[]>>> = {
  over: ['letter'],
  hide: ['EHLO', 'LHLO'],
  certificate: ['STARTTLS'],
};

/** The compiler keeps it whole. */
const CERTIFICATES: Readonly<Record<BadCertificate, true>> = {
  expired: true,
  'not-yet-valid': true,
  'wrong-name': true,
  'self-signed': true,
  'unknown-issuer': true,
};

/** Faults of certificates, by name. */
export const CERTIFICATE_FAULTS: readonly string[] = Object.keys(CERTIFICATES);

/** A scenario that differs from another one, or from the default, in these rules; they come before its own. */
export function scenarioWith(rules: readonly BriefRule[], base: Scenario = DEFAULT_SCENARIO): Scenario {
  return { ...base, rules: [...rules.map(ruleOf), ...base.rules] };
}

/** The rule of a row. Throws a `UsageError` where it is none. */
function ruleOf(row: BriefRule): Rule {
  const read = readRule(row);
  if (read.ok) return read.rule;
  throw new UsageError('usage', { option: 'scenario', reason: sentenceOf(read.fault) });
}

/** For developers, in the library. */
function sentenceOf(fault: RuleFault): string {
  switch (fault.code) {
    case 'unknown-key':
      return `"${fault.text}" of a rule`;
    case 'bad-value':
      return `${fault.key} ${fault.text}`;
    case 'misplaced':
      return `"${fault.key}" of a rule on ${fault.on}`;
    case 'bad-when':
      return `on "${fault.text}"`;
    default:
      return `a rule: ${fault.code}`;
  }
}

/** Checks a row that somebody wrote. */
export function readRule(given: unknown): ReadRule {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return no({ code: 'not-a-rule' });
  const row: Readonly<Record<string, unknown>> = { ...given };
  const strange = Object.keys(row).find((key) => !KEYS.includes(key));
  if (strange !== undefined) return no({ code: 'unknown-key', text: strange });
  for (const key of KEYS) {
    const value = row[key];
    if (value !== undefined && !isValue(key, value))
      return no({ code: 'bad-value', key, text: JSON.stringify(value) });
  }
  // Every value was looked at.
  const checked = row as unknown as BriefRule;
  const on = occasionOf(checked.on);
  if (on === null) return no({ code: 'bad-when', text: String(row['on'] ?? '') });
  const fault = faultOf(checked, on);
  if (fault !== null) return no(fault);
  const chance = shareOf(checked.chance) ?? 1;
  const rule = { ...ALWAYS, ...countsOf(checked), on, match: matchOf(checked, on), chance };
  return { ok: true, row: checked, rule: { ...rule, over: sizeOf(checked.over), deeds: deedsOf(checked) } };
}

function no(fault: RuleFault): ReadRule {
  return { ok: false, fault };
}

function occasionOf(on: unknown): string | null {
  if (typeof on !== 'string') return null;
  if (on.toLowerCase() === 'dot') return 'letter';
  if (OCCASIONS.includes(on.toLowerCase())) return on.toLowerCase();
  return /^[A-Za-z][A-Za-z0-9]*$/.test(on) ? on.toUpperCase() : null;
}

function isValue(key: string, value: unknown): boolean {
  switch (key) {
    case 'over':
      return sizeOf(value) !== null;
    case 'cut':
      return sizeOf(value) !== null && Number.isInteger(sizeOf(value));
    case 'times':
    case 'first':
    case 'from':
    case 'every':
      return typeof value === 'number' && countOf(value) !== null;
    case 'chance':
      return shareOf(value) !== null;
    case 'wait':
      return millisecondsOf(value) !== null;
    case 'drop':
    case 'reset':
      return typeof value === 'boolean';
    case 'reply':
      return typeof value === 'string' && parseGivenReply(value) !== null;
    case 'hide':
      return keywordsOf(value).length > 0;
    case 'certificate':
      return isBadCertificate(value);
    default:
      return typeof value === 'string' && !/[\r\n\0]/.test(value);
  }
}

function faultOf(row: BriefRule, on: string): RuleFault | null {
  if (row.to !== undefined && (PATHS[on] === undefined || row.match !== undefined))
    return { code: 'misplaced', key: 'to', on };
  for (const [key, places] of Object.entries(PLACES))
    if (row[key as keyof BriefRule] !== undefined && !places.includes(on))
      return { code: 'misplaced', key, on };
  const said = DEEDS.filter((key) => row[key] !== undefined && row[key] !== false);
  if (said.length > 1) return { code: 'too-many-deeds' };
  if (said.length === 0 && row.wait === undefined) return { code: 'no-deed' };
  if (COUNTS.filter((key) => row[key] !== undefined).length > 1) return { code: 'too-many-counts' };
  return null;
}

function countsOf({ times, first, from, every }: BriefRule): Partial<Rule> {
  const last = times ?? first;
  if (last !== undefined) return { last, count: 'server' };
  if (from !== undefined) return { first: from, count: 'server' };
  return every === undefined ? {} : { every, count: 'server' };
}

function matchOf({ to, match }: BriefRule, on: string): string | null {
  return to === undefined ? (match ?? null) : `${PATHS[on] ?? ''}:<${to}>*`;
}

function deedsOf(row: BriefRule): readonly Deed[] {
  const wait = millisecondsOf(row.wait);
  return wait === null ? [deedOf(row)] : [{ kind: 'wait', milliseconds: wait }, deedOf(row)];
}

function deedOf({ reply, drop, reset, cut, hide, certificate }: BriefRule): Deed {
  const given = reply === undefined ? null : parseGivenReply(reply);
  if (given !== null) return { kind: 'reply', reply: given };
  if (drop === true || reset === true) return { kind: 'drop', reset: reset === true };
  if (cut !== undefined) return { kind: 'part', octets: sizeOf(cut) ?? 0 };
  if (hide !== undefined) return { kind: 'hide', keywords: keywordsOf(hide) };
  return isBadCertificate(certificate) ? { kind: 'certificate', certificate } : { kind: 'usual' };
}

/** Keywords in upper case; none where one of them is no keyword. */
function keywordsOf(value: unknown): readonly string[] {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,]+/) : [];
  const names = given.map((name: unknown) => (typeof name === 'string' ? name.toUpperCase() : ''));
  return names.every((name) => /^[A-Z0-9][A-Z0-9-]*$/.test(name)) ? names : [];
}

function isBadCertificate(value: unknown): value is BadCertificate {
  return typeof value === 'string' && Object.hasOwn(CERTIFICATES, value);
}

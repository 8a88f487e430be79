/**
 * Rules in a few words, for test suites: `{ on: 'RCPT', to: 'busy@*', reply: '450 4.2.0 Busy', times: 2 }`. What they do not say is
 * as the practice server does it anyway.
 */

import { UsageError } from '../problems/index.ts';
import { parseGivenReply } from './replies.ts';
import type { Deed, Rule, Scenario } from './scenario.ts';
import { ALWAYS, DEFAULT_SCENARIO } from './scenarios/index.ts';

export interface BriefRule {
  /** A verb, in any case; `connect` for the greeting, `letter` for the end of a letter, `*` for any command. */
  readonly on: string;
  /** The address, of MAIL the sender's; `*` stands for any text. */
  readonly to?: string;
  /** What follows the verb, in any case; `*` stands for any text. */
  readonly match?: string;
  /** Code and text; more lines behind `\n`. The usual reply where it is left out. */
  readonly reply?: string;
  /** How often it acts, over all connections; each time where it is left out. */
  readonly times?: number;
  /** Milliseconds before the reply. */
  readonly wait?: number;
  /** Hangs up without a reply. */
  readonly drop?: boolean;
}

const OCCASIONS: readonly string[] = ['connect', 'letter', 'chunk', 'answer'];
const KEYS: readonly string[] = ['on', 'to', 'match', 'reply', 'times', 'wait', 'drop'];
const PATHS: Readonly<Record<string, string>> = { RCPT: 'TO', MAIL: 'FROM' };

/** A scenario that differs from another one, or from the default, in these rules; they come before its own. */
export function scenarioWith(rules: readonly BriefRule[], base: Scenario = DEFAULT_SCENARIO): Scenario {
  return { ...base, rules: [...rules.map(ruleOf), ...base.rules] };
}

function ruleOf(brief: BriefRule): Rule {
  const strange = Object.keys(brief).find((key) => !KEYS.includes(key));
  if (strange !== undefined) throw refused(`"${strange}" of a rule`);
  const on = OCCASIONS.includes(brief.on) ? brief.on : brief.on.toUpperCase();
  const { times } = brief;
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) throw refused(`times ${times}`);
  return {
    ...ALWAYS,
    on,
    match: matchOf(on, brief),
    ...(times === undefined ? {} : { last: times, count: 'server' }),
    deeds: deedsOf(brief),
  };
}

function matchOf(on: string, { to, match }: BriefRule): string | null {
  if (to === undefined) return match ?? null;
  const path = PATHS[on];
  if (path === undefined || match !== undefined) throw refused(`"to" of a rule on ${on}`);
  return `${path}:<${to}>*`;
}

function deedsOf({ reply, wait, drop }: BriefRule): readonly Deed[] {
  const given = reply === undefined ? null : parseGivenReply(reply);
  if (reply !== undefined && (given === null || drop === true)) throw refused(`reply "${reply}"`);
  const last: Deed =
    drop === true
      ? { kind: 'drop', reset: false }
      : given === null
        ? { kind: 'usual' }
        : { kind: 'reply', reply: given };
  return wait === undefined ? [last] : [{ kind: 'wait', milliseconds: wait }, last];
}

function refused(reason: string): UsageError {
  return new UsageError('usage', { option: 'scenario', reason });
}

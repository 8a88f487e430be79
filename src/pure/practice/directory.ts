/**
 * VRFY, EXPN and HELP at the practice server: who there is, where it tells. Follows RFC 5321 §3.5 (what to answer, and that a
 * server may keep it to itself with 252), §4.1.1.8.
 */

import { hasPlace, KNOWN_VERBS, verbFacts } from '../protocol/index.ts';
import { replyOf } from './replies.ts';
import type { GivenReply } from './replies.ts';
import type { ScenarioMailbox, Scenario } from './scenario.ts';

/** The commands that are carried out: all whose order is known, and no other. */
export const CARRIED_OUT: readonly string[] = KNOWN_VERBS.filter((verb) => hasPlace('ready', verb) !== null);

/** The commands that are carried out in this dialect, for HELP. */
export function helpText({ dialect, disabled }: Scenario): string {
  return CARRIED_OUT.filter(
    (verb) => (verbFacts(verb)?.only ?? dialect) === dialect && !disabled.includes(verb),
  ).join(' ');
}

export function vrfy(scenario: Scenario, argument: string): GivenReply {
  const { replies } = scenario;
  if (!scenario.tells) return replyOf('vrfy-hidden', replies);
  const wanted = argument.replace(/^<|>$/g, '').toLowerCase();
  const found = scenario.mailboxes.filter((mailbox) => isCalled(mailbox, wanted));
  const [only] = found;
  if (only === undefined) return replyOf('vrfy-unknown', replies);
  if (found.length > 1) {
    return replyOf('vrfy-ambiguous', replies, {
      found: found.map(({ address }) => `<${address}>`).join(', '),
    });
  }
  if (only.code === 551) return replyOf('vrfy-elsewhere', replies, { found: only.address });
  if (only.code >= 500) return replyOf('vrfy-unknown', replies);
  return replyOf('vrfy-found', replies, { found: nameOf(only) });
}

export function expn(scenario: Scenario, argument: string): GivenReply {
  const { replies, lists, mailboxes, domains } = scenario;
  if (!scenario.tells) return replyOf('expn-hidden', replies);
  const wanted = argument.replace(/^<|>$/g, '').toLowerCase();
  const members = lists[wanted] ?? lists[`${wanted}@${domains[0] ?? ''}`];
  if (members === undefined || members.length === 0) return replyOf('expn-unknown', replies);
  const lines = members.map((address) => {
    const mailbox = mailboxes.find((one) => one.address === address);
    return `2.1.5 ${mailbox === undefined ? `<${address}>` : nameOf(mailbox)}`;
  });
  return { code: 250, lines };
}

function isCalled({ address, owner = '' }: ScenarioMailbox, wanted: string): boolean {
  const name = owner.toLowerCase();
  return (
    address === wanted ||
    address.slice(0, address.indexOf('@')) === wanted ||
    (name !== '' && (name === wanted || name.split(' ').includes(wanted)))
  );
}

function nameOf({ address, owner }: ScenarioMailbox): string {
  return owner === undefined ? `<${address}>` : `${owner} <${address}>`;
}

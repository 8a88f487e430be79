/**
 * Bounces that list addresses, each with its reason behind or below it: Exim and what descends from it (Mail.ru, GMX, 1&1, MXLogic),
 * qmail and what writes like it (Yahoo and others), Postfix, OpenSMTPD, Courier, GroupWise and more. One grammar, a row a system for
 * the sentence that opens the list.
 */

import { ADDRESS, firstAddress } from '../addresses.ts';
import type { TextLine } from '../letters/letter.ts';
import { proseRow, sureCause } from './prose-row.ts';
import type { ProseRow } from './prose-row.ts';
import { lineAfter, span } from './prose.ts';
import type { Prose, ProseSystem } from './prose.ts';

interface ListSystem {
  readonly name: string;
  /** On the flat text: ends where the list begins. */
  readonly opening: RegExp;
  /** Items without a domain are addresses too, where the header names the recipient. */
  readonly locals?: true;
  /** What an item without a reason means. */
  readonly silent?: 'delayed' | 'gave-up';
}

const SYSTEMS: readonly ListSystem[] = [
  {
    name: 'qmail',
    opening:
      /(?:I'm afraid I wasn't able to deliver your message to the following addresses\.|your message (?:could not|was not able to) be delivered to the following addresses\.|Hi\. (?:This is|The) .{0,80}?(?:program|deliver\w*|daemon)\b.{0,100}?following addresses\.|I tried to deliver a bounce message to this address, but the bounce bounced!|We're sorry\. There's a problem with the e-?mail address)/i,
  },
  {
    name: 'Yahoo',
    opening: /Sorry, we were unable to deliver your message to the following address(?:es)?\./i,
  },
  {
    name: 'Postfix',
    opening:
      /(?:This is the (?:mail system|(?:\S{1,20} )?Postfix(?: \S{1,20})? program) at host|##########.{0,200}The (?:Postfix|mail system))/i,
  },
  {
    name: 'OpenSMTPD',
    opening:
      /This is the MAILER-DAEMON, please DO NOT REPLY.{0,200}?(?:list of recipients:|following recipients?:|recipients of your message[^:]{0,120}:|occurred while attempting to deliver a message[^:]{0,80}:)/i,
    silent: 'delayed',
  },
  { name: 'X4', opening: /Your mail message to the following address\(es\) could not be delivered/i },
  { name: 'X2', opening: /Unable to deliver message to the following address\(es\)\./i },
  {
    name: 'Exim',
    opening:
      /(?:created automatically by (?:the )?(?:\S{1,20} )?(?:mail delivery|delivery) (?:software|system)|created automatically by|A message (?:that you (?:have )?sent|sent by)).{0,600}?(?:following address(?:\(es\)|es)? failed:|recipients\.(?: This is a permanent error\.)?(?: The following address(?:\(es\)|es)? failed:)?|not yet been delivered (?:is|are):|incorrectly constructed:|have not yet been delivered (?:is|are):)/i,
    locals: true,
    silent: 'delayed',
  },
  {
    name: 'Mail.ru',
    opening: /создано автоматически сервером Mail\.Ru.{0,200}?(?:получател\S{0,6}):?/i,
  },
  { name: 'Courier', opening: /Your message to the following recipients? cannot be delivered:/i },
  {
    name: 'X3',
    opening:
      /Del[ei]very to the following recipients? (?:was aborted after|failed permanently|has been delayed|failed)[^:]{0,60}:/i,
    silent: 'gave-up',
  },
  { name: 'GroupWise', opening: /The message that you sent was undeliverable to the following:/i },
  { name: 'X1', opening: /-+\s*The following addresses had delivery (?:errors|problems)\s*-+/i },
  { name: 'IMS', opening: /\|-+ Failed addresses follow: -+\|/i },
  {
    name: 'list',
    opening:
      /(?:(?:could not|cannot|was not|were not|not|unable to) (?:be )?deliver(?:ed|y)? (?:your message )?to (?:the following|these) (?:recipient|address|e-?mail address)(?:\(s\)|\(es\)|s|es)?(?: or groups)?|The following (?:address|recipient)(?:\(es\)|\(s\)|es|s)? (?:failed|could not be (?:reached|delivered(?: to)?)|were not reached))\s*[:.]/i,
  },
];

const ITEM = new RegExp(
  `^(\\s*)(?:[*•-]\\s+|>>>\\s*)?[<"'\`]?(${ADDRESS.source})[>"'\`]?(?:<mailto:[^>]{1,300}>)?\\s*(?:$|(?=[:.[(-])|\\s{2,}|(?=on \\d)|(?=<)|\\s(?=Invalid|Delivery|Unknown|User|Host|Mailbox))(.*)$`,
  'u',
);

interface Item {
  readonly recipient: string | null;
  readonly lines: TextLine[];
  readonly words: string[];
}

function listOf(lines: readonly TextLine[], system: ListSystem, failed: readonly string[]): readonly Item[] {
  const items: Item[] = [];
  let item = null as Item | null;
  let blank = false;
  let indent = -1;
  for (const line of lines) {
    const text = line.text.trimEnd();
    if (text.trim() === '') {
      blank = item !== null && item.words.length > 0;
      continue;
    }
    const found = ITEM.exec(text);
    const recipient = found?.[2] ?? null;
    const current: Item | null = item;
    const local: boolean =
      recipient === null && system.locals === true && isLocal(text, blank || current === null, indent);
    if ((recipient !== null && recipient !== current?.recipient) || local) {
      item = {
        recipient: recipient ?? localOf(text, failed),
        lines: [line],
        words: wordsOf(found?.[3] ?? (local ? text.trim() : '')),
      };
      items.push(item);
      blank = false;
      if (indent === -1) indent = /^\s*/.exec(text)?.[0].length ?? 0;
      continue;
    }
    if (item === null) continue;
    if (/^[-=*_\s]{5,}$|^\s*Technical details:\s*$/.test(text)) continue;
    const goesOn = item.words.at(-1)?.endsWith('reason:') === true;
    if (blank && !(system.name === 'Courier' || item.words.length === 0 || goesOn)) {
      // What comes after a blank line and names no address is about all of them, or about none.
      item = null;
      continue;
    }
    item.lines.push(line);
    item.words.push(text.trim());
  }
  return items;
}

/** Exim lists a pipe, a file or a bare name at the same two spaces. */
function isLocal(text: string, mayBegin: boolean, indent: number): boolean {
  const own = /^ {2}(\S.*)$/.exec(text)?.[1];
  if (own === undefined || (indent !== -1 && indent !== 2)) return false;
  if (/^(?:pipe to |save to |\|)/.test(own)) return true;
  return mayBegin && /^[^\s<>@:"]{1,64}$/.test(own);
}

function localOf(text: string, failed: readonly string[]): string | null {
  if (failed.length === 1) return failed[0] ?? null;
  return firstAddress(text) ?? failed.find((one) => one.startsWith(`${text.trim()}@`)) ?? null;
}

function wordsOf(rest: string): string[] {
  const text = rest
    .replace(/^[\s:.[(-]+|[\])]$/g, '')
    .replace(/^on \d.*/, '')
    .trim();
  return text === '' ? [] : [text];
}

function rowOf(item: Item, system: ListSystem, prose: Prose): ProseRow {
  let words = item.words.join(' ');
  let recipient = item.recipient;
  const from = /^\((?:ultimately )?generated from ([^()]{1,320})\)\s*/.exec(words);
  if (from !== null) words = words.slice(from[0].length);
  const pipe = /^(?:pipe to |save to |\|)/.test(words);
  if (pipe) recipient = /generated by (\S{1,320})/.exec(words)?.[1] ?? recipient;
  const malformed = /<([^<>\s]{1,320})>: malformed address/.exec(words);
  if (malformed !== null) recipient = malformed[1] ?? null;
  const row = proseRow(recipient, words, span(item.lines));
  if (pipe) return { ...row, cause: sureCause('delivery-program') };
  const expired = /(?:was aborted after|for the last) \d/.test(prose.flat);
  if (words === '' && expired) return { ...row, cause: sureCause('gave-up') };
  if (words === '' && system.silent === 'delayed' && /not yet been|delayed|WARNING/i.test(prose.flat))
    return { ...row, cause: sureCause('delayed') };
  return row;
}

function readList(system: ListSystem, prose: Prose): readonly ProseRow[] | null {
  const start = lineAfter(prose, system.opening);
  if (start === -1) return null;
  // The sentence may end in the middle of a line that goes on to the first address.
  const rest = prose.lines.slice(start);
  const items = listOf(rest, system, prose.failed);
  const rows = items.map((item) => rowOf(item, system, prose));
  if (rows.length === 0) return null;
  return unique(rows);
}

/** Some tell everything twice, in two languages. */
function unique(rows: readonly ProseRow[]): readonly ProseRow[] {
  const seen = new Map<string, ProseRow>();
  for (const row of rows) {
    const key = (row.recipient ?? '').toLowerCase();
    const before = seen.get(key);
    if (before === undefined || (before.text === '' && row.text !== '')) seen.set(key, row);
  }
  return [...seen.values()];
}

export const LIST_SYSTEMS: readonly ProseSystem[] = SYSTEMS.map((system) => ({
  name: system.name,
  read: (prose) => readList(system, prose),
}));

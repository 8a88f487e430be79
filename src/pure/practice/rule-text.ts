/**
 * A rule in one line of text: `RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later`. When, how often, and what:
 *
 * ```
 * rule  = when *( "[" count "]" ) "=" what
 * when  = "connect" / "dot" / "letter" [ ">" size ] / "*" / verb [ pattern ]
 * count = "first" n / "from" n / "every" n / "chance" n "%"
 * what  = [ "delay" time [ "," ] ] [ reply / "drop" / "reset" / "cut" n / "hide" keywords / "certificate" fault ]
 * ```
 *
 * It makes the row of `brief-rules.ts`, which says what a row means.
 */

import type { BriefRule, ReadRule, RuleFault } from './brief-rules.ts';
import { readRule } from './brief-rules.ts';

type Row = Record<string, unknown>;

/** Reads one. */
export function parseRule(text: string): ReadRule {
  const at = text.indexOf(' = ');
  if (at < 0) return { ok: false, fault: { code: 'not-a-rule' } };
  const what = text.slice(at + 3);
  const [, when = '', counts = ''] = /^(.*?)((?:\s+\[[^\]]*\])*)\s*$/s.exec(text.slice(0, at)) ?? [];
  const row: Row = {};
  const fault = readWhen(when.trim(), row) ?? readCounts(counts, row) ?? readWhat(what.trim(), row);
  return fault === null ? readRule(row) : { ok: false, fault };
}

function readWhen(when: string, row: Row): RuleFault | null {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(when) ?? [];
  row['on'] = word;
  const over = /^>\s*(\S+)$/.exec(rest)?.[1];
  if (over !== undefined) row['over'] = over;
  // Parameters may follow a path.
  else if (rest !== '') row['match'] = rest.endsWith('>') ? `${rest}*` : rest;
  const isNoVerb = /^(?:connect|dot|letter|\*)$/i.test(word);
  return word === '' || (isNoVerb && row['match'] !== undefined) ? { code: 'bad-when', text: when } : null;
}

function readCounts(counts: string, row: Row): RuleFault | null {
  for (const [, inner = ''] of counts.matchAll(/\[([^\]]*)\]/g)) {
    const [, word = '', value = ''] = /^\s*(first|from|every|chance)\s+(\S+)\s*$/i.exec(inner) ?? [];
    const key = word.toLowerCase();
    if (key === '' || (key !== 'chance' && !/^\d{1,9}$/.test(value)))
      return { code: 'bad-count', text: inner };
    row[key] = key === 'chance' ? value : Number(value);
  }
  return null;
}

function readWhat(what: string, row: Row): RuleFault | null {
  const [, time, behind = ''] = /^delay\s+([^\s,]+)\s*,?\s*(.*)$/is.exec(what) ?? [];
  if (time !== undefined) row['wait'] = time;
  const rest = time === undefined ? what : behind;
  if (rest === '') return time === undefined ? { code: 'no-deed' } : null;
  if (/^\d{3}(?: |-|$)/.test(rest)) {
    row['reply'] = rest.replaceAll('\\n', '\n');
    return null;
  }
  const [, word = '', value = ''] = /^([a-z]+)\s*(.*)$/is.exec(rest) ?? [];
  switch (word.toLowerCase()) {
    case 'drop':
    case 'reset':
      row[word.toLowerCase()] = true;
      return value === '' ? null : { code: 'bad-deed', text: rest };
    case 'cut':
    case 'hide':
    case 'certificate':
      row[word.toLowerCase()] = value;
      return null;
    default:
      return { code: 'bad-deed', text: rest };
  }
}

/** A row as such a line. */
export function formatRule(row: BriefRule): string {
  const { on, to, match, over, times, chance, wait, reply, hide, cut, certificate } = row;
  const path = to === undefined ? null : `${on.toUpperCase() === 'MAIL' ? 'FROM' : 'TO'}:<${to}>`;
  const counts = (['first', 'from', 'every'] as const).map((key) => [key, row[key]] as const);
  const first = times === undefined ? [] : [['first', times] as const];
  const bracketed = [...first, ...counts, ['chance', chance] as const]
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `[${key} ${value ?? ''}]`);
  const deeds = [
    wait === undefined ? '' : `delay ${typeof wait === 'number' ? `${wait}ms` : wait}`,
    reply?.replaceAll('\n', '\\n') ?? '',
    row.drop === true ? 'drop' : '',
    row.reset === true ? 'reset' : '',
    cut === undefined ? '' : `cut ${cut}`,
    hide === undefined ? '' : `hide ${typeof hide === 'string' ? hide : hide.join(' ')}`,
    certificate === undefined ? '' : `certificate ${certificate}`,
  ].filter((deed) => deed !== '');
  // What follows a path is let pass by itself.
  const when = [
    on,
    path ?? match?.replace(/>\*$/, '>') ?? '',
    over === undefined ? '' : `> ${over}`,
    ...bracketed,
  ];
  return `${when.filter((part) => part !== '').join(' ')} = ${deeds.join(', ')}`;
}

/**
 * What is wrong with MAIL and RCPT up to the end of the address. The pieces of the line are read as leniently as they can be; the
 * first that is not as the grammar has it is the slip, and the line is put together again from the pieces.
 *
 * ```
 * mail = "MAIL FROM:" Reverse-path [SP Mail-parameters]      RFC 5321 §4.1.1.2
 * rcpt = "RCPT TO:" Forward-path [SP Rcpt-parameters]        RFC 5321 §4.1.1.3
 * Path = "<" Local-part "@" ( Domain / address-literal ) ">" RFC 5321 §4.1.2
 * ```
 */

import { parseMailbox } from '../protocol/index.ts';
import { lettersBetween } from '../problems/index.ts';
import { firstDifference, slip } from './slip.ts';
import type { Slip, SlipKind } from './slip.ts';

/** MAIL or RCPT as it was typed, in pieces. */
export interface PathPieces {
  readonly verb: 'MAIL' | 'RCPT';
  /** The address without its brackets, as far as it could be found. */
  readonly address: string;
  /** What stands behind it. */
  readonly parameters: string;
  readonly parametersAt: number;
}

const WRAPPED: readonly (readonly [RegExp, SlipKind])[] = [
  [/^["'`“”„«»‘’‹›]+\s*<?\s*([^\s<>"'`“”„«»‘’‹›]*)\s*>?\s*["'`“”«»‘’‹›]+/, 'quotes'],
  [/^<\s*["'`“”„«»‘’]\s*([^\s<>"'`“”„«»‘’]+@[^\s<>"'`“”„«»‘’]+)\s*["'`“”«»‘’]\s*>/, 'quotes'],
  [/^(?:[[({〈＜]|&lt;)\s*([^\s[\](){}<>&＞〉]*)\s*(?:[\])}〉＞]|&gt;)/, 'wrong-brackets'],
  [/^<<+\s*([^\s<>]*)\s*>+/, 'double-brackets'],
  [/^<\s*([^\s<>]*)\s*>>+/, 'double-brackets'],
  [/^<\s*mailto:\s*([^\s<>]*)\s*>/i, 'mailto'],
  [/^mailto:\s*([^\s<>]+)/i, 'mailto'],
];

/** The slip before the parameters; else the pieces. Null where the line is neither MAIL nor RCPT. */
export function slipOfPath(line: string): Slip | PathPieces | null {
  const start = /^\s*(MAIL|RCPT)\b(\s*)/i.exec(line);
  if (start === null) return null;
  const verb = start[1]?.toUpperCase() === 'MAIL' ? 'MAIL' : 'RCPT';
  const keyword = verb === 'MAIL' ? 'FROM' : 'TO';
  const behindVerb = start[0].length;
  const rest = line.slice(behindVerb);
  const word = /^([A-Za-z]*)(\s*)([:;=,.：]?)(\s*)/.exec(rest);
  const [whole = '', given = '', before = '', mark = '', after = ''] = word ?? [];
  const upper = given.toUpperCase();
  const isKeyword = upper === keyword;
  const isOther = upper === (verb === 'MAIL' ? 'TO' : 'FROM');
  const isMisspelt =
    !isKeyword &&
    !isOther &&
    upper.length > 1 &&
    upper.length < 6 &&
    mark !== '' &&
    lettersBetween(upper, keyword) <= 2;
  const hasKeyword = isKeyword || isOther || isMisspelt;
  const pathAt = behindVerb + (hasKeyword ? whole.length : (/^[:;=,\s]*/.exec(rest)?.[0].length ?? 0));
  const path = readLoosely(line, pathAt, verb);
  const head = `${verb} ${keyword}:`;
  const meant = meantOf(verb, head, path);
  const at = (kind: SlipKind, where: number, found = line.charAt(where)): Slip =>
    slip(kind, line, meant, { at: where, found, name: `${keyword}:` });
  if (!hasKeyword) return at('missing-keyword', behindVerb);
  if (isOther) return at('wrong-keyword', behindVerb, given);
  if (isMisspelt) return at('misspelt-keyword', behindVerb, given);
  if (mark !== ':')
    return at('no-colon', behindVerb + given.length + (mark === '' ? 0 : before.length), mark);
  if (before !== '') return at('space-before-colon', behindVerb + given.length);
  if (path.kind !== null) {
    // A slip that is let pass by many servers is told of last.
    return slip(path.kind, line, meant, { at: path.at, found: path.found, name: `${keyword}:` });
  }
  if (after !== '') return at('space-before-path', pathAt - after.length, after);
  return { verb, address: path.addresses[0] ?? '', parameters: line.slice(path.end), parametersAt: path.end };
}

interface LoosePath {
  readonly kind: SlipKind | null;
  readonly at: number;
  readonly found: string;
  readonly addresses: readonly string[];
  /** Whether the line cannot be put together from what is there. */
  readonly lost: boolean;
  readonly parameters: string;
  readonly end: number;
}

function meantOf(
  verb: 'MAIL' | 'RCPT',
  head: string,
  { addresses, lost, parameters, kind }: LoosePath,
): readonly string[] {
  if (lost) return [];
  const shown =
    addresses.length > 0 ? addresses : [verb === 'MAIL' ? 'student@example.test' : 'teacher@example.test'];
  const kept = /^\s*[A-Za-z]/.test(parameters) && kind !== 'two-recipients' ? ` ${parameters.trim()}` : '';
  const lines = shown.map((address) => `${head}<${address}>${kept}`);
  return verb === 'RCPT' ? lines : lines.slice(0, 1);
}

/** Reads what should be a path. */
function readLoosely(line: string, from: number, verb: 'MAIL' | 'RCPT'): LoosePath {
  const text = line.slice(from);
  const made = (
    kind: SlipKind | null,
    addresses: readonly string[],
    length: number,
    more: { readonly at?: number; readonly found?: string; readonly lost?: boolean } = {},
  ): LoosePath => ({
    kind,
    addresses,
    end: from + length,
    parameters: text.slice(length),
    at: from + (more.at ?? 0),
    found: more.found ?? text.charAt(more.at ?? 0),
    lost: more.lost ?? false,
  });
  if (text.trim() === '') return made('no-path', [], text.length, { found: '' });
  const several = [...text.matchAll(/[^\s<>,;"'()[\]]+@[^\s<>,;"'()]+/g)].filter(
    ({ 0: one }) => !/^[A-Z]+=/i.test(one),
  );
  const [, next] = several;
  if (next !== undefined && !/[A-Z]=\S*$/i.test(text.slice(0, next.index)) && !text.startsWith('<@')) {
    const addresses = several.map(({ 0: one }) => one.replace(/[.]+$/, ''));
    const last = several.at(-1);
    const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
    const closing = /^[>\s,;.]*/.exec(text.slice(end))?.[0].length ?? 0;
    const gap = text.slice(0, next.index).search(/[>\s,;<]+$/);
    return made(verb === 'RCPT' ? 'two-recipients' : 'two-senders', addresses, end + closing, {
      at: Math.max(0, gap),
      found: text.charAt(Math.max(0, gap)),
    });
  }
  const quotedLocal = /^"(?:[^"\\]|\\.)*"@[^\s<>]+/.exec(text);
  if (quotedLocal !== null) return made('missing-brackets', [quotedLocal[0]], quotedLocal[0].length);
  const named = /^(?:"[^"<>]*"|[^<>@"'“«]+?)\s*<([^<>\s]*@[^<>\s]*)>/.exec(text);
  if (named !== null && !/^\s*</.test(text))
    return made('display-name', [named[1] ?? ''], named[0].length, {
      found: text.slice(0, text.indexOf('<')).trim(),
    });
  for (const [pattern, kind] of WRAPPED) {
    const match = pattern.exec(text);
    if (match !== null && !/^<"[^"]*"@/.test(text)) {
      const address = match[1] ?? '';
      const at = Math.max(
        0,
        kind === 'mailto' ? text.search(/mailto/i) : kind === 'quotes' ? text.search(/["'`“”„«»‘’‹›]/) : 0,
      );
      const found = text.slice(at, at + (kind === 'mailto' ? 7 : 1));
      return made(kind, [address], match[0].length, {
        at,
        found,
        lost: address !== '' && !isMailbox(address),
      });
    }
  }
  if (!text.startsWith('<')) return readBare(text, made);
  return readBracketed(text, verb, made);
}

type Make = (
  kind: SlipKind | null,
  addresses: readonly string[],
  length: number,
  more?: { readonly at?: number; readonly found?: string; readonly lost?: boolean },
) => LoosePath;

function isMailbox(text: string): boolean {
  return parseMailbox(text).ok;
}

function readBare(text: string, made: Make): LoosePath {
  const word = /^[^\s<>]+/.exec(text)?.[0] ?? '';
  if (text.charAt(word.length) === '>' && isMailbox(word))
    return made('no-opening-bracket', [word], word.length + 1);
  const trimmed = word.replace(/[.,;!?]+$/, '');
  if (isMailbox(trimmed)) return made('missing-brackets', [trimmed], word.length);
  return faultIn(trimmed, 0, word.length, made);
}

function readBracketed(text: string, verb: 'MAIL' | 'RCPT', made: Make): LoosePath {
  const end = closingOf(text);
  if (end < 0) {
    const inside = /^<\s*([^\s<>]*)/.exec(text);
    const address = (inside?.[1] ?? '').replace(/[.,;!?]+$/, '');
    const length = inside?.[0].length ?? 1;
    // Where the address itself is faulty too, the bracket is said first: the line is read from the left to where it ends.
    return made('no-closing-bracket', [address], length, {
      at: length,
      found: text.charAt(length),
      lost: address !== '' && !isMailbox(address),
    });
  }
  const inside = text.slice(1, end);
  const length = end + 1;
  const behind = text.slice(length);
  const address = inside.trim();
  if (address === '' && verb === 'RCPT') return made('null-recipient', [], length);
  if (inside !== address)
    return made('space-inside', [address], length, {
      at: /^\s/.test(inside) ? 1 : 1 + inside.trimEnd().length,
      lost: address !== '' && !isMailbox(address),
    });
  if (address !== '' && !isSource(address) && !isMailbox(address) && !isName(address))
    return faultIn(address, 1, length, made);
  if (behind !== '' && !/^\s/.test(behind)) {
    if (/^[A-Za-z]/.test(behind)) return made('no-space-before-parameter', [address], length, { at: length });
    const marks = /^[^\sA-Za-z]+/.exec(behind)?.[0] ?? '';
    return made('trailing-mark', [address], length + marks.length, { at: length, found: marks });
  }
  const marks = /^\s+([.,;!?]+)\s*$/.exec(behind)?.[1];
  if (marks !== undefined) return made('trailing-mark', [address], text.length, { at: length, found: marks });
  return made(null, [address], length);
}

/** Where the bracket closes, quoted text aside; -1 where it does not. */
function closingOf(text: string): number {
  let quoted = false;
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && quoted) at++;
    else if (character === '"') quoted = !quoted;
    else if (character === '>' && !quoted) return at;
  }
  return text.indexOf('>');
}

/** A source route before the mailbox: read and ignored (RFC 5321 §4.1.1.3). */
function isSource(address: string): boolean {
  const colon = address.indexOf(':');
  return address.startsWith('@') && colon > 0 && isMailbox(address.slice(colon + 1));
}

/** A name without a domain, which servers take for one of theirs. */
function isName(address: string): boolean {
  return /^[\w.-]+$/.test(address);
}

/** Why an address is none. `start` is where it begins in the path, `length` how much of the text is the path. */
function faultIn(address: string, start: number, length: number, made: Make): LoosePath {
  const parsed = parseMailbox(address);
  const blank = address.search(/\s/);
  if (blank >= 0) {
    const at = address.indexOf('@');
    const quoted =
      at > blank && !/["\\]/.test(address.slice(0, at))
        ? `"${address.slice(0, at)}"${address.slice(at)}`
        : '';
    return made('space-in-address', quoted === '' ? [] : [quoted], length, {
      at: start + blank,
      lost: quoted === '' || !isMailbox(quoted),
    });
  }
  const ats = address.split('@').length - 1;
  if (ats === 0) return made('no-at', [], length, { at: start, found: address, lost: true });
  if (ats > 1 && !address.startsWith('"')) {
    const single = address.replace(/@+/g, '@');
    return made('two-ats', [single], length, {
      at: start + address.indexOf('@', address.indexOf('@') + 1),
      lost: !isMailbox(single),
    });
  }
  if (parsed.ok) return made('missing-brackets', [address], length);
  const { code, offset, found } = parsed.problem;
  const kind = FAULTS[code] ?? 'bad-local-part';
  const mended = address
    .replace(/\.{2,}/g, '.')
    .replace(/^\.|\.$/g, '')
    .replace(/\.@/, '.@'.slice(1))
    .replace(/@[.-]+/, '@')
    .replace(/[-.]+$/, '');
  const lost = !isMailbox(mended);
  // Where the line can be mended, the place is the first character that has to go.
  const where = lost ? offset : firstDifference(address, mended);
  return made(kind, [mended], length, {
    at: start + where,
    found: lost ? found.slice(0, 1) : address.charAt(where),
    lost,
  });
}

const FAULTS: Readonly<Record<string, SlipKind>> = {
  'bad-domain': 'bad-domain',
  'bad-address-literal': 'bad-address-literal',
  'local-part-too-long': 'address-too-long',
  'domain-too-long': 'address-too-long',
  'label-too-long': 'address-too-long',
  'missing-at': 'no-at',
  // Two labels of a domain are parted by a dot, and nothing stands behind the last.
  'extra-text': 'bad-domain',
};

/**
 * Mailboxes and paths of the envelope. Follows RFC 5321 §4.1.2 (Path, Mailbox, quoted and dotted local parts, source
 * routes that are read and ignored), §4.1.3 (address literals), and RFC 6531 §3.3 (UTF-8 in both parts).
 *
 * ```
 * Path    = "<" [ A-d-l ":" ] Mailbox ">"
 * Mailbox = Local-part "@" ( Domain / address-literal )
 * ```
 */

import { asciiUpper, encodeText } from './bytes.ts';
import { Cursor } from './cursor.ts';
import type { Parsed } from './cursor.ts';
import { LABEL_OCTETS, LOCAL_PART_OCTETS, NAME_OCTETS } from './limits.ts';

/** A mailbox as it stands in an envelope. `address` is both parts joined; the null sender has all three empty. */
export interface Mailbox {
  readonly address: string;
  readonly local: string;
  readonly domain: string;
}

/** A path between brackets. `quirks` names what was let pass. */
export interface Path {
  readonly mailbox: Mailbox;
  readonly quirks: readonly ('missing-brackets' | 'source-route' | 'no-domain')[];
}

const NULL_MAILBOX: Mailbox = { address: '', local: '', domain: '' };

const isAtext = (character: string): boolean =>
  /[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]/.test(character) || character > '\u00a0';

const isLetDig = (character: string): boolean => /[A-Za-z0-9]/.test(character) || character > '\u00a0';

/** Whether a mailbox needs SMTPUTF8 to be written as it is. */
export function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}

/** Reads one mailbox that is the whole text, such as `"a b"@example.com`. */
export function parseMailbox(text: string): Parsed<Mailbox> {
  const cursor = new Cursor(text);
  const mailbox = readMailbox(cursor);
  if (mailbox.ok && !cursor.atEnd) return cursor.fault('extra-text', 'end');
  return mailbox;
}

/** Reads a path here: `<…>`, the null path `<>`, or (a quirk) a mailbox without brackets. Leaves what follows. */
export function readPath(cursor: Cursor): Parsed<Path> {
  // QUIRK(missing-brackets)
  if (!cursor.accept('<')) {
    const bare = readMailbox(cursor);
    return bare.ok ? { ok: true, value: { mailbox: bare.value, quirks: ['missing-brackets'] } } : bare;
  }
  if (cursor.accept('>')) return { ok: true, value: { mailbox: NULL_MAILBOX, quirks: [] } };
  const quirks: Path['quirks'][number][] = [];
  // QUIRK(source-route)
  if (cursor.peek() === '@') {
    cursor.takeWhile((character) => isLetDig(character) || '@,.-_'.includes(character));
    if (!cursor.accept(':')) return cursor.fault('bad-source-route', ':');
    quirks.push('source-route');
  }
  const start = cursor.offset;
  const mailbox = readMailbox(cursor);
  if (!mailbox.ok) {
    // QUIRK(no-domain) RFC 5321 §4.1.1.3: postmaster is the one name that needs no domain; real servers take other bare names too.
    const name = cursor.text.slice(start, cursor.text.indexOf('>', start));
    if (cursor.text.indexOf('>', start) < 0 || !/^[\w.-]+$/.test(name)) return mailbox;
    cursor.offset = start + name.length + 1;
    return {
      ok: true,
      value: { mailbox: { address: name, local: name, domain: '' }, quirks: [...quirks, 'no-domain'] },
    };
  }
  if (!cursor.accept('>')) return cursor.fault('missing-bracket', '>');
  return { ok: true, value: { mailbox: mailbox.value, quirks } };
}

function readMailbox(cursor: Cursor): Parsed<Mailbox> {
  const start = cursor.offset;
  const local = readLocalPart(cursor);
  if (!local.ok) return local;
  if (encodeText(local.value).length > LOCAL_PART_OCTETS)
    return cursor.fault('local-part-too-long', 'at most 64', start);
  if (!cursor.accept('@')) return cursor.fault('missing-at', '@');
  const domain = readDomain(cursor);
  if (!domain.ok) return domain;
  const address = `${local.value}@${domain.value}`;
  return { ok: true, value: { address, local: local.value, domain: domain.value } };
}

function readLocalPart(cursor: Cursor): Parsed<string> {
  const start = cursor.offset;
  if (cursor.accept('"')) {
    while (!cursor.atEnd && cursor.peek() !== '"') {
      if (cursor.peek() === '\\') cursor.offset++;
      if (/[\u0000-\u001f\u007f]/.test(cursor.peek()))
        return cursor.fault('control-character', 'quoted text');
      cursor.offset++;
    }
    if (!cursor.accept('"')) return cursor.fault('unclosed-quote', '"');
    return { ok: true, value: cursor.text.slice(start, cursor.offset) };
  }
  do {
    if (cursor.takeWhile(isAtext) === '') return cursor.fault('bad-local-part', 'a name');
  } while (cursor.accept('.'));
  return { ok: true, value: cursor.text.slice(start, cursor.offset) };
}

function readDomain(cursor: Cursor): Parsed<string> {
  const start = cursor.offset;
  if (cursor.accept('[')) {
    const inside = cursor.takeWhile((character) => character > ' ' && !'[\\]'.includes(character));
    if (!isLiteral(inside)) return cursor.fault('bad-address-literal', 'an address', start + 1);
    if (!cursor.accept(']')) return cursor.fault('bad-address-literal', ']');
    return { ok: true, value: cursor.text.slice(start, cursor.offset) };
  }
  do {
    const label = cursor.takeWhile(
      (character) => isLetDig(character) || character === '-' || character === '_',
    );
    if (label === '' || label.startsWith('-') || label.endsWith('-'))
      return cursor.fault('bad-domain', 'a domain');
    if (isAscii(label) && label.length > LABEL_OCTETS)
      return cursor.fault('label-too-long', 'at most 63', start);
  } while (cursor.accept('.'));
  const domain = cursor.text.slice(start, cursor.offset);
  if (encodeText(domain).length > NAME_OCTETS) return cursor.fault('domain-too-long', 'at most 253', start);
  return { ok: true, value: domain };
}

/**
 * ```
 * address-literal = "[" ( IPv4-address-literal / IPv6-address-literal / General-address-literal ) "]"
 * ```
 */
function isLiteral(text: string): boolean {
  const tagged = /^([A-Za-z0-9-]*[A-Za-z0-9]):([!-Z^-~]+)$/.exec(text);
  if (tagged === null) return isIpv4(text);
  const [, tag = '', content = ''] = tagged;
  // An IPv6 address without its tag looks like a tag of another kind, and is none.
  return asciiUpper(tag) === 'IPV6' ? isIpv6(content) : !isIpv6(text);
}

function isIpv4(text: string): boolean {
  const numbers = text.split('.');
  return numbers.length === 4 && numbers.every((number) => /^\d{1,3}$/.test(number) && Number(number) < 256);
}

/** Eight groups of four digits, one run of them left out as `::`, the last two perhaps as an IPv4 address. */
function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const count = groups.length + (last.includes('.') ? 1 : 0);
  const good = groups.every((group, at) =>
    at === groups.length - 1 && group.includes('.') ? isIpv4(group) : /^[0-9A-Fa-f]{1,4}$/.test(group),
  );
  return good && (halves.length === 2 ? count < 8 : count === 8);
}

/** Whether a text may stand behind EHLO as a host name: letters, digits, hyphens, no empty label. */
export function isDomain(text: string): boolean {
  return (
    text.length <= NAME_OCTETS &&
    text.split('.').every((label) => label.length <= LABEL_OCTETS) &&
    /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(text)
  );
}

/** An IP address as an address literal, RFC 5321 §4.1.3: an IPv4-mapped one as IPv4, a zone id left out. */
export function formatAddressLiteral(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  const plain = mapped?.[1] ?? bare;
  return plain.includes(':') ? `[IPv6:${plain}]` : `[${plain}]`;
}

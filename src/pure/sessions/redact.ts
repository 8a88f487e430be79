/**
 * A session file without its secrets: `replay --redact`. Where a line of a sign-in gave one away stands the function of variables
 * that makes it; a sign-in that no function can make becomes `@auth`. Whatever else repeats a secret, in any form, is hidden.
 * `anonymize` also gives addresses, hosts and queue ids stable names from reserved example domains (RFC 2606 §2, RFC 5737 §3,
 * RFC 3849). `leftovers` looks for what still looks like a secret.
 */

import { createRedactor } from '../events/index.ts';
import { decodeBase64, decodeText, mechanismFacts } from '../protocol/index.ts';
import type { SessionFile, Span } from './ast.ts';
import { markOf, ownersOf } from './connections.ts';
import { escapeContent, printLine } from './print.ts';
import { findSecretLines } from './secret-lines.ts';
import type { FoundSecrets, SignInLines } from './secret-lines.ts';

/** The cleaned text of a file, and how many places were cleaned. */
export interface Redacted {
  readonly text: string;
  readonly places: number;
}

export function redactSession(file: SessionFile, options: { readonly anonymize: boolean }): Redacted {
  const found = findSecretLines(file);
  const redactor = createRedactor();
  for (const secret of [...found.lines.flatMap(({ secrets }) => secrets), ...found.repeated])
    redactor.add(secret);
  const { changed, gone } = replacements(file, found);
  const lines = file.lines.map((line, index) => {
    if (gone.has(index)) return '';
    const content = changed.get(index);
    return content === undefined ? redactor.redact(printLine(line)) : line.indent + content + line.eol;
  });
  const text = (file.bom ? '\uFEFF' : '') + redactor.redact(file.head) + lines.join('');
  return {
    text: options.anonymize ? anonymized(text, found.signIns) : text,
    places: found.lines.length,
  };
}

/** What stands in place of which line, and lines that leave nothing. */
function replacements(
  file: SessionFile,
  { lines, signIns }: FoundSecrets,
): { readonly changed: ReadonlyMap<number, string>; readonly gone: ReadonlySet<number> } {
  const changed = new Map<number, string>();
  const gone = new Set<number>();
  const owners = ownersOf(file.lines);
  const client = (index: number): string => markOf('client', connectionAt(file, index));
  const mine = ({ index, before, template }: FoundSecrets['lines'][number]): string =>
    `${client(index)}: ${escapeContent(before)}${template === '' ? '{{secret}}' : template}`;
  for (const line of lines) changed.set(line.index, line.whole ?? mine(line));
  for (const signIn of signIns) {
    const { mechanism, from, to, names, challenges, connection } = signIn;
    const own = lines.filter(
      (line) => line.index >= from && line.index < to && line.connection === connection,
    );
    if (own.length === 0) continue;
    for (const name of names) {
      const line = file.lines[name];
      const initial = line?.kind === 'client' && /^AUTH/i.test(printLine(line).replace(/^\s*C[1-9]?: ?/, ''));
      changed.set(name, `${client(name)}: ${initial ? `AUTH ${mechanism} ` : ''}{{user|base64}}`);
    }
    if (mechanism === 'CRAM-MD5')
      for (const at of challenges)
        changed.set(at, `${markOf('server', connectionAt(file, at))}: 334 {{challenge}}`);
    if (!signIn.accepted || own.every(({ template }) => template !== '')) continue;
    const secret = mechanismFacts(mechanism)?.needs ?? 'password';
    // An order to sign in is about the connection of the line before it: elsewhere the lines stay, without their secrets.
    if ((owners[from - 1] ?? 1) !== connection) continue;
    changed.set(from, `@auth ${mechanism} user ${secret}`);
    for (let index = from + 1; index < to; index++) if (owners[index] === connection) gone.add(index);
  }
  return { changed, gone };
}

/** The number of a line's connection, as it is written. */
function connectionAt({ lines }: SessionFile, index: number): number | undefined {
  const line = lines[index];
  return line !== undefined && 'connection' in line ? line.connection : undefined;
}

const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$/i;
const ADDRESS = /([A-Za-z0-9.!#$%&'*+/=?^_`|~-]+)@([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)/g;
const HOST = /\b(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,24}\b/g;
const IPV4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
const IPV6 = /\bIPv6:[0-9A-Fa-f:.]+/g;
const QUEUE_ID = /\b(queued as |queue id:? ?|id=|message-id: ?<)([A-Za-z0-9][\w.-]{5,})/gi;

/** Names are stable: the same name gets the same stand-in everywhere in the file. */
function anonymized(text: string, signIns: readonly SignInLines[]): string {
  const host = standIns((n) => `host${n}.example.test`);
  const user = standIns((n) => `user${n}`);
  const v4 = standIns((n) => `192.0.2.${((n - 1) % 254) + 1}`);
  const v6 = standIns((n) => `IPv6:2001:db8::${n.toString(16)}`);
  const queue = standIns((n) => `ID${n}`);
  const hostFor = (name: string): string => (RESERVED.test(name) ? name : host(name.toLowerCase()));
  let out = text.replace(QUEUE_ID, (_, before: string, id: string) => before + queue(id));
  out = out.replace(
    ADDRESS,
    (_, local: string, domain: string) =>
      `${RESERVED.test(domain) ? local : user(`${local}@${domain.toLowerCase()}`)}@${hostFor(domain)}`,
  );
  out = out.replace(IPV6, (found) => v6(found.toLowerCase()));
  out = out.replace(IPV4, (found) => (/^(?:127|192\.0\.2)\./.test(found) ? found : v4(found)));
  out = out.replace(HOST, hostFor);
  for (const { user: name } of signIns)
    if (name !== '' && !name.includes('@')) out = out.replaceAll(name, user(name));
  return out;
}

function standIns(make: (n: number) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = make(known.size + 1);
    known.set(name, made);
    return made;
  };
}

/** Something that looks like a secret; `what` names its kind. */
export interface Leftover {
  readonly span: Span;
  readonly what: 'sign-in' | 'url' | 'bearer' | 'assignment' | 'encoded';
  readonly source: string;
}

const LOOKS: readonly (readonly [Leftover['what'], RegExp])[] = [
  ['url', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{1,200}:[^\s@/{]{1,200}@/i],
  ['bearer', /\bBearer +[A-Za-z0-9._~+/-]{8,}/i],
  ['assignment', /\b(?:password|passwd|pwd|secret|token)["']?\s{0,5}[=:]\s{0,5}["']?[^\s"'{<]{3,}/i],
];

/** What is left in a file that looks like a secret. Bounded by its length. */
export function leftovers(file: SessionFile): readonly Leftover[] {
  const found: Leftover[] = findSecretLines(file).lines.flatMap(({ index, before }) => {
    const line = file.lines[index];
    if (line === undefined) return [];
    const { span } = line;
    const source = printLine(line).trimEnd();
    const column = source.indexOf(':') + 3 + before.length;
    return [
      { span: { ...span, column, length: source.length - column + 1 }, what: 'sign-in' as const, source },
    ];
  });
  const places = new Set(found.map(({ span }) => span.line));
  for (const line of file.lines) {
    if (places.has(line.span.line)) continue;
    const rows = printLine(line).slice(0, MOST_SEARCHED).split('\n');
    for (const [at, row] of rows.entries()) {
      for (const [what, pattern] of [...LOOKS, ['encoded', /[A-Za-z0-9+/]{12,}={0,2}/] as const]) {
        const match = pattern.exec(row);
        if (match === null || (what === 'encoded' && !isPlainAnswer(match[0]))) continue;
        const span = { line: line.span.line + at, column: match.index + 1, length: match[0].length };
        found.push({ span, what, source: row.trimEnd() });
        break;
      }
    }
  }
  return found.sort((a, b) => a.span.line - b.span.line);
}

const MOST_SEARCHED = 4_194_304;

/** Base64 of `\0user\0password` (RFC 4616 §2), or of a token's answer, wherever it stands. */
function isPlainAnswer(text: string): boolean {
  const octets = decodeBase64(text);
  if (octets === null) return false;
  const clear = decodeText(octets);
  return /^[^\0]*\0[^\0]+\0[^\0]+$/.test(clear) || clear.includes('auth=Bearer ');
}

/**
 * The last line of defence for secrets: everything that leaves (screen, recording, report, error text) is searched for each
 * known secret and for the forms that it takes on its way: base64 at its three alignments (RFC 4648 §4 and §5), hexadecimal,
 * percent and quoted-printable escapes (RFC 2045 §6.7), xtext (RFC 3461 §4), UTF-16, and how JSON, HTML and our own screen
 * write it. Secrets of fewer than six characters are left to the protocol's state, which hides them where they stand: a
 * search for `abc` would hide half of every page.
 */

import { decodeText, encodeBase64, encodeText, formatXtext, HIDDEN, makeVisible } from '../protocol/index.ts';

/** Shorter secrets are not searched for. */
export const SHORTEST_SOUGHT = 6;

/** Searches text for secrets. */
export interface Redactor {
  /** Looks for this secret from now on; says whether it is long enough to be looked for. */
  readonly add: (secret: string) => boolean;
  /** The text with `<hidden>` where a secret stood in any form; the same string where none did. */
  readonly redact: (text: string) => string;
  /** Whether a secret stands in the text, in any form. */
  readonly finds: (text: string) => boolean;
}

/** A redactor that knows no secrets yet. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  const plain = new Set<string>();
  const base64 = new Set<string>();
  const escaped: RegExp[] = [];
  return {
    add: (secret) => {
      if (secret.length < SHORTEST_SOUGHT) return false;
      if (known.has(secret)) return true;
      known.add(secret);
      for (const form of plainForms(secret)) plain.add(form);
      for (const form of base64Stems(secret)) base64.add(form);
      escaped.push(escapedForm(secret));
      return true;
    },
    redact: (text) => {
      const spans = [
        ...spansOf(text, plain, false),
        ...spansOf(text, base64, true),
        ...escapedSpans(text, escaped),
      ];
      return spans.length === 0 ? text : hide(text, spans);
    },
    finds: (text) =>
      [plain, base64].some((forms) => [...forms].some((form) => text.includes(form))) ||
      escapedSpans(text, escaped).length > 0,
  };
}

/** Every text that gives a secret away, the secret itself first; base64 without what neighbours may change. */
export function derivedForms(secret: string): readonly string[] {
  return [...new Set([...plainForms(secret), ...base64Stems(secret)])];
}

function plainForms(secret: string): readonly string[] {
  const utf8 = encodeText(secret);
  const forms = [secret, JSON.stringify(secret).slice(1, -1), makeVisible(secret), escapeHtml(secret)];
  for (const octets of [utf8, utf16(secret, true), utf16(secret, false)]) {
    const hex = [...octets].map((octet) => octet.toString(16).padStart(2, '0'));
    for (const pairs of [hex, hex.map((pair) => pair.toUpperCase())]) {
      forms.push(pairs.join(''), pairs.join(' '), pairs.join(':'), pairs.map((pair) => `%${pair}`).join(''));
    }
    forms.push(decodeText(octets), makeVisible(decodeText(octets)));
  }
  forms.push(formatXtext(secret));
  return [...new Set(forms)];
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const octets = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    octets[at * 2 + (littleEndian ? 0 : 1)] = unit & 0xff;
    octets[at * 2 + (littleEndian ? 1 : 0)] = unit >> 8;
  }
  return octets;
}

/**
 * Octets inside a longer base64 text stand at one of three alignments. The characters that hold their bits alone are the
 * same whatever stands around them: those are looked for.
 */
function base64Stems(secret: string): readonly string[] {
  const stems: string[] = [];
  for (const octets of [encodeText(secret), utf16(secret, true), utf16(secret, false)]) {
    for (const before of [0, 1, 2]) {
      const shifted = new Uint8Array(before + octets.length);
      shifted.set(octets, before);
      const from = Math.ceil((before * 8) / 6);
      const to = Math.floor((shifted.length * 8) / 6);
      const stem = encodeBase64(shifted).slice(from, to);
      stems.push(stem, stem.replaceAll('+', '-').replaceAll('/', '_'));
    }
  }
  return stems;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spansOf(text: string, forms: ReadonlySet<string>, isBase64: boolean): readonly Span[] {
  const spans: Span[] = [];
  for (const form of forms) {
    for (let at = text.indexOf(form); at >= 0;) {
      const span = { from: at, to: at + form.length };
      const grown = isBase64 ? wholeRun(text, span) : span;
      spans.push(grown);
      at = text.indexOf(form, grown.to);
    }
  }
  return spans;
}

/** The secret with any of its characters escaped and any not: which ones are is up to whoever wrote it. */
function escapedForm(secret: string): RegExp {
  const characters = [...secret].map((character) => {
    const octets = [...encodeText(character)].map((octet) => anyCase(octet.toString(16).padStart(2, '0')));
    const point = (character.codePointAt(0) ?? 0).toString(16);
    const own = /[A-Za-z0-9]/.test(character) ? character : `\\u{${point}}`;
    const forms = [own, octets.map((pair) => `(?:[%=]|\\\\x)${pair}`).join('')];
    if (character.length === 1) forms.push(`\\\\u${anyCase(point.padStart(4, '0'))}`);
    if (ENTITIES[character] !== undefined) forms.push(ENTITIES[character]);
    if (character === '"' || character === '\\') forms.push(`\\\\${own}`);
    if (character === ' ') forms.push('[+_]');
    return `(?:${forms.reverse().join('|')})`;
  });
  return new RegExp(characters.join(''), 'gu');
}

const anyCase = (hex: string): string =>
  hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Where a secret stands with some of its characters escaped. Text without a sign that escapes is not searched. */
function escapedSpans(text: string, forms: readonly RegExp[]): readonly Span[] {
  if (forms.length === 0 || !/[%=\\&]/.test(text)) return [];
  return forms.flatMap((form) =>
    [...text.matchAll(form)].map(({ index, 0: found }) => ({ from: index, to: index + found.length })),
  );
}

const isBase64Character = (character: string): boolean => /[A-Za-z0-9+/_-]/.test(character);

/** The whole base64 text around a stem: its ends hold bits of the secret too. */
function wholeRun(text: string, { from, to }: Span): Span {
  let start = from;
  let end = to;
  while (start > 0 && isBase64Character(text.charAt(start - 1))) start--;
  while (end < text.length && isBase64Character(text.charAt(end))) end++;
  while (end < text.length && text.charAt(end) === '=') end++;
  return { from: start, to: end };
}

function hide(text: string, spans: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (to <= done) continue;
    if (from >= done) result += text.slice(done, from) + HIDDEN;
    done = to;
  }
  return result + text.slice(done);
}

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
  return {
    add: (secret) => {
      if (secret.length < SHORTEST_SOUGHT) return false;
      if (known.has(secret)) return true;
      known.add(secret);
      for (const form of plainForms(secret)) plain.add(form);
      for (const form of base64Stems(secret)) base64.add(form);
      return true;
    },
    redact: (text) => {
      const spans = [...spansOf(text, plain, false), ...spansOf(text, base64, true)];
      return spans.length === 0 ? text : hide(text, spans);
    },
    finds: (text) => [plain, base64].some((forms) => [...forms].some((form) => text.includes(form))),
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
  for (const capital of [true, false]) {
    forms.push(escapeOctets(utf8, '%', capital, isUnreserved), escapeOctets(utf8, '=', capital, isPrintable));
    forms.push(escapeOctets(utf8, '=', capital, (octet) => octet === SPACE || isPrintable(octet)));
    forms.push(escapeOctets(utf8, '=', capital, isPrintable).replaceAll('=20', '_'));
    forms.push(escapeOctets(utf8, '%', capital, isUnreserved).replaceAll('%20', '+'));
  }
  forms.push(formatXtext(secret));
  return [...new Set(forms)];
}

const SPACE = 0x20;
const EQUALS = 0x3d;

const isPrintable = (octet: number): boolean => octet > SPACE && octet < 0x7f && octet !== EQUALS;
/** RFC 3986 §2.3. */
const isUnreserved = (octet: number): boolean => /[A-Za-z0-9._~-]/.test(String.fromCharCode(octet));

function escapeOctets(
  octets: Uint8Array,
  mark: string,
  capital: boolean,
  keeps: (octet: number) => boolean,
): string {
  let text = '';
  for (const octet of octets) {
    const pair = octet.toString(16).padStart(2, '0');
    text += keeps(octet) ? String.fromCharCode(octet) : mark + (capital ? pair.toUpperCase() : pair);
  }
  return text;
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

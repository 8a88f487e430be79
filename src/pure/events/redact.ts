/**
 * The last line of defence for secrets: everything that leaves (screen, recording, report, error text) is searched for each
 * known secret and for the forms that it takes on its way: base64 at its three alignments (RFC 4648 §4 and §5), hexadecimal,
 * percent and quoted-printable escapes (RFC 2045 §6.7), xtext (RFC 3461 §4), UTF-16, and how JSON, HTML and our own screen
 * write it. Secrets of fewer than six characters are left to the protocol's state, which hides them where they stand: a
 * search for `abc` would hide half of every page.
 */

import { escapedSpans, latin1 } from './escapes.ts';
import type { Span } from './escapes.ts';
import { decodeText, encodeBase64, encodeText, formatXtext, HIDDEN, makeVisible } from '../protocol/index.ts';

/** Shorter secrets are not searched for. */
const SHORTEST_SOUGHT = 6;

/** Searches text for secrets. */
export interface Redactor {
  /** Looks for this secret from now on; says whether it is long enough to be looked for. */
  readonly add: (secret: string) => boolean;
  /** Data with `<hidden>` where a secret stood in any form; the same string where none did. */
  readonly redact: (text: string) => string;
  /**
   * The same for a page that has sentences of the program in it: a secret that is a word, such as `secret`, is looked for in its
   * derived forms alone. Data is to be redacted before it comes into a sentence.
   */
  readonly redactProse: (text: string) => string;
  /** Whether a secret stands in the text, in any form. */
  readonly finds: (text: string) => boolean;
  /** Whether anything is looked for. */
  readonly knowsAny: () => boolean;
}

/** A redactor that knows no secrets yet. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  const all = new FormSearch();
  const prose = new FormSearch();
  const spansIn = (text: string, search: FormSearch): readonly Span[] => [
    ...search.spansIn(text),
    ...escapedSpans(text, search.octets),
  ];
  const redactWith = (text: string, search: FormSearch): string => {
    const spans = known.size === 0 ? [] : spansIn(text, search);
    return spans.length === 0 ? text : hide(text, spans);
  };
  return {
    add: (secret) => {
      if (secret.length < SHORTEST_SOUGHT) return false;
      if (known.has(secret)) return true;
      known.add(secret);
      const isWord = /^\p{L}+(?:[ '-]\p{L}+)*$/u.test(secret);
      const plain = plainForms(secret);
      const stems = base64Stems(secret);
      all.add(plain, stems, latin1(encodeText(secret)));
      prose.add(
        isWord ? plain.filter((form) => form !== secret) : plain,
        stems,
        isWord ? null : latin1(encodeText(secret)),
      );
      return true;
    },
    redact: (text) => redactWith(text, all),
    redactProse: (text) => redactWith(text, prose),
    finds: (text) => known.size > 0 && spansIn(text, all).length > 0,
    knowsAny: () => known.size > 0,
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

/** Longer forms are looked for by their pieces: a part of a long secret gives it away too, and a page may break it anywhere. */
const PIECE = 32;

/** The forms of secrets: short ones as they are, long ones cut into pieces, any of which is found by looking at each place once. */
class FormSearch {
  readonly #plain = new Set<string>();
  readonly #base64 = new Set<string>();
  readonly #pieces = new Set<string>();
  /** UTF-8 of each secret, an octet a character, for texts with escapes in them. */
  readonly octets: string[] = [];

  add(plain: readonly string[], base64: readonly string[], octets: string | null): void {
    for (const [forms, short] of [
      [plain, this.#plain],
      [base64, this.#base64],
    ] as const)
      for (const form of forms) {
        if (form.length < PIECE * 2) {
          short.add(form);
          continue;
        }
        for (let at = 0; at + PIECE <= form.length; at += PIECE) this.#pieces.add(form.slice(at, at + PIECE));
        this.#pieces.add(form.slice(-PIECE));
      }
    if (octets !== null) this.octets.push(octets);
  }

  spansIn(text: string): readonly Span[] {
    return [
      ...spansOf(text, this.#plain, false),
      ...spansOf(text, this.#base64, true),
      ...this.#piecesIn(text),
    ];
  }

  #piecesIn(text: string): readonly Span[] {
    if (this.#pieces.size === 0) return [];
    const spans: Span[] = [];
    for (let at = 0; at + PIECE <= text.length; at++) {
      if (!this.#pieces.has(text.slice(at, at + PIECE))) continue;
      const run = wholeWord(text, { from: at, to: at + PIECE });
      spans.push(run);
      at = run.to - 1;
    }
    return spans;
  }
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

/** Everything up to the next blanks: of a long secret's pieces the ends are not known. */
function wholeWord(text: string, { from, to }: Span): Span {
  let start = from;
  let end = to;
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) start--;
  while (end < text.length && !/\s/.test(text.charAt(end))) end++;
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

/**
 * How programs and documents mark who speaks: `C:` and `S:` in RFCs, `->` and `<-` in swaks, `>` and `<` in curl, and so on. A
 * mark says that somebody speaks; who is the server is found out by content (`roles.ts`), since marks lie: in old RFCs `S:` is
 * the sender, and Postfix's two programs use the same words the other way round.
 */

import type { SourceLine } from './source.ts';

/** Where a text could be of several, the one named first. */
export const NOTATIONS = [
  ...(['swaks', 'curl', 'postfix', 'sendmail', 'msmtp', 'rfc', 'mailkit', 'go-mail', 'phpmailer'] as const),
  ...(['hmailserver', 'exim', 'telnet'] as const),
] as const;
export type Notation = (typeof NOTATIONS)[number];

/** A line as its notation reads it. */
export type Marked =
  /** Somebody speaks: under this mark, which stands at `markColumn`, from `column` on (0 is the first). */
  | {
      readonly kind: 'said';
      readonly mark: string;
      readonly text: string;
      readonly markColumn: number;
      readonly column: number;
    }
  /** The program's own words: TLS began, octets were sent that are not shown, something else. */
  | { readonly kind: 'tls' | 'octets' | 'aside' }
  /** No mark of this notation. */
  | { readonly kind: 'plain' };

const PLAIN: Marked = { kind: 'plain' };
const ASIDE: Marked = { kind: 'aside' };
const TLS_BEGAN = /\bTLS started\b|SSL connection using|SSL negotiation|TLS handshake (?:done|finished)/i;

/** The lines of a text, read by a notation. */
export function markedBy(notation: Notation, lines: readonly SourceLine[]): readonly Marked[] {
  if (notation !== 'telnet') return lines.map(({ text }) => readers[notation](text));
  // Before the server's first line it is the program that speaks.
  let begun = false;
  return lines.map(({ text }) => {
    begun ||= BARE_REPLY.test(text);
    return begun ? readers.telnet(text) : ASIDE;
  });
}

const readers: Readonly<Record<Notation, (text: string) => Marked>> = {
  // A letter or a word with a colon, or arrows; the first space behind it separates.
  rfc: byMark(
    /^([ \t]*)(C ?& ?S(?=:)|[A-Z](?=:)|(?:[Cc]lient|CLIENT|[Ss]erver|SERVER|[Ss]ender|[Rr]eceiver)(?=:)|>{3}(?= |$)|<{3}(?= |$)|-{2,3}>(?= |$)|<-{2,3}(?= |$)):? ?/,
  ),
  swaks: byMark(/^()( [-~]>|\*[*~]>|<(?:[-~]|\*\*|~\*))(?: {1,2}|$)/, {
    aside: /^(?:===|\*\*\*) |^ {2}> |^< {2}/,
    name: (mark) => (mark.startsWith('<') ? '<-' : '->'),
  }),
  curl: byMark(/^()([<>]) /, { aside: /^\* /, octets: /^[{}] \[\d+ bytes data\]/ }),
  postfix: byMark(/^( *)(In|Out): {1,2}/),
  // Between the speakers stand lines of sendmail's own, which look like replies.
  sendmail: byMark(/^([ \t]*)(>>>|<<<) /, { aside: /^(?:\.{3} |\d{3} )/ }),
  msmtp: byMark(/^()(-->|<--) /),
  mailkit: byMark(/^((?:\S*\d{1,4}[-/:T]\d{2}\S*[ \t]+)*)([CS]): /, { aside: /^Connected to / }),
  'go-mail': byMark(/^(.{0,100}?)(C -->|C <--) S: /),
  phpmailer: byMark(/^(.{0,60}?)(CLIENT -> SERVER|SERVER -> CLIENT): /, {
    aside: /^(?:.{0,40}\t)?(?:SMTP|Connection|SMTP ERROR|SMTP NOTICE): /,
  }),
  // The server's view: what it received, the client said.
  hmailserver: byMark(/^(".{0,200}?")(RECEIVED|SENT): /, { aside: /^"/, closing: /(?:\[nl\])?"\s*$/ }),
  exim: (text) => {
    if (text.startsWith('??? ')) return saidAt('???', text, 0, 4);
    if (/^(?:\+\+\+|\*{4}|#|Connect)/.test(text)) return ASIDE;
    return text === '' ? PLAIN : saidAt('client', text, 0, 0);
  },
  telnet: (text) => {
    if (BARE_REPLY.test(text)) return saidAt('server', text, 0, 0);
    return TERMINAL_WORDS.test(text) ? ASIDE : saidAt('client', text, 0, 0);
  },
};

const BARE_REPLY = /^[2-5]\d\d(?:[ -]|$)/;
const TERMINAL_WORDS =
  /^(?:Trying |Connected to |Escape character|Connection closed|Connection to .* closed|closed$|DONE$|read:|CONNECTED\(|depth=|verify |---$|RENEGOTIATING)/;

interface Around {
  /** What the program says of itself. */
  readonly aside?: RegExp;
  /** That octets went over which are not shown. */
  readonly octets?: RegExp;
  /** What stands behind the text. */
  readonly closing?: RegExp;
  readonly name?: (mark: string) => string;
}

/** A reader of marks in front of the line: the first group is what stands before the mark, the second the mark. */
function byMark(pattern: RegExp, around: Around = {}): (text: string) => Marked {
  return (text) => {
    const match = pattern.exec(text);
    if (match !== null) {
      const [whole, before = '', mark = ''] = match;
      const marked = saidAt(around.name?.(mark) ?? mark, text, before.length, whole.length);
      return around.closing === undefined || marked.kind !== 'said'
        ? marked
        : { ...marked, text: marked.text.replace(around.closing, '') };
    }
    if (around.octets?.test(text) === true) return { kind: 'octets' };
    if (around.aside?.test(text) !== true) return PLAIN;
    return TLS_BEGAN.test(text) ? { kind: 'tls' } : ASIDE;
  };
}

function saidAt(mark: string, text: string, markColumn: number, column: number): Marked {
  return { kind: 'said', mark, text: text.slice(column), markColumn, column };
}

/**
 * The notations that are known by name, as data: a row each, with the marks of both sides, what stands between, how it is quoted,
 * what stands behind. A text in a notation that has no row is read by the marks that it shows itself (`learn.ts`).
 */

/** Where a text could be of several, the one named first. */
export const NOTATIONS = [
  ...(['swaks', 'curl', 'postfix', 'sendmail', 'msmtp', 'rfc', 'mailkit', 'go-mail', 'phpmailer'] as const),
  ...(['hmailserver', 'exim', 'exim-debug', 'python', 'curl-trace', 'blocks', 'learned', 'telnet'] as const),
] as const;
export type Notation = (typeof NOTATIONS)[number];

/** Notations of which each line is read by itself. */
export type RowNotation = Exclude<Notation, 'curl-trace' | 'blocks' | 'learned' | 'telnet'>;

export interface NotationRow {
  /** In front of what is said: the first group is what stands before the mark, the second the mark. */
  readonly mark: RegExp;
  /** What the program says of itself; all else that has no mark is not understood. */
  readonly aside?: RegExp;
  /** That octets went over which are not shown. */
  readonly octets?: RegExp;
  /** What stands behind the text. */
  readonly closing?: RegExp;
  /** Marks of one side are several. */
  readonly name?: (mark: string) => string;
  /** Marks that say that the connection is encrypted. */
  readonly encrypted?: RegExp;
  /** What a text of this notation has for certain: its marks alone could be of another. */
  readonly sign?: RegExp;
  /** Printed in running text, where prose ends a dialogue. */
  readonly inProse?: boolean;
  /** Only the first line of a letter may have a mark. */
  readonly looseLetter?: boolean;
  /** The text is a quoted literal. */
  readonly quoted?: boolean;
}

/** In front of a line where a program, a log or a container adds the time. */
const STAMP = String.raw`(?:[\[(]?\d{0,4}[-/:.\dTZ ,+]{5,40}(?:[AP]M)?[\])]?[\s|:-]{1,4}){0,1}`;

export const ROWS: Readonly<Record<RowNotation, NotationRow>> = {
  // A letter or a word with a colon, or arrows; the first space behind it separates.
  rfc: {
    mark: /^([ \t]*)(C ?& ?S(?=:)|[A-Z](?=:)|(?:[Cc]lient|CLIENT|[Ss]erver|SERVER|[Ss]ender|[Rr]eceiver)(?=:)|>{3}(?= |$)|<{3}(?= |$)|-{2,3}>(?= |$)|<-{2,3}(?= |$)):? ?/,
    inProse: true,
  },
  swaks: {
    mark: /^()( [-~]>|\*[*~]>|<(?:[-~]|\*\*|~\*))(?: {1,2}|$)/,
    aside: /^(?:===|\*\*\*) |^ {2}> |^< {2}/,
    name: (mark) => (mark.startsWith('<') ? '<-' : '->'),
    encrypted: /~/,
  },
  curl: {
    mark: new RegExp(String.raw`^(${STAMP}(?:\[\d+-[\dx]+\] )?)([<>])(?: |$)`),
    aside: new RegExp(
      String.raw`^${STAMP}(?:\[\d+-[\dx]+\] )?\* |^[\d\s.:kMG-]+(?:--:--:--|\d:\d\d:\d\d)|^\s*% Total|^\s+Dload`,
    ),
    octets: new RegExp(String.raw`^${STAMP}(?:\[\d+-[\dx]+\] )?[{}] \[\d+ bytes data\]`),
  },
  postfix: { mark: /^( *)(In|Out): {1,2}/, inProse: true },
  // Between the speakers stand lines of sendmail's own, which look like replies.
  sendmail: {
    mark: /^([ \t]*)(>>>|<<<) /,
    aside: /^(?:\.{3} |\d{3} )/,
    sign: /while talking to|Transcript of session/i,
  },
  msmtp: {
    mark: /^()(-->|<--)(?: |$)/,
    aside:
      /^(?:[\w ]+ = |[a-z_]+ +=|loaded |using account|ignoring |reading recipients|TLS |msmtp: |falling back|envelope from|\s+(?!\d{3}[ -])\S)/,
  },
  // SECURITY: the words in front are told apart by blanks alone, so that a hostile line costs no more than its length.
  mailkit: { mark: /^((?:\[?\d\S{0,40}[ \t]{1,4}){0,4})([CS]): ?/, aside: /^Connected to / },
  'go-mail': { mark: /^(.{0,100}?)(C -->|C <--) S: /, looseLetter: true },
  phpmailer: {
    mark: new RegExp(
      String.raw`^(.{0,60}?)(CLIENT -> (?:SERVER|SMTP)|SERVER -> CLIENT|SMTP -> FROM SERVER): ?`,
    ),
    looseLetter: true,
    aside:
      /^(?:.{0,60}?[\t ])?(?:SMTP (?:INBOUND|ERROR|NOTICE|Error|connect)|SMTP(?: -> (?:ERROR|NOTICE|get_lines\(\)))?|Connection|Auth(?:entication)? methods?|Requested auth|Mailer Error|Language string|EDebug|Sending with|Message (?:sent|could not))\b.*:?/,
  },
  // The server's view: what it received, the client said.
  hmailserver: {
    mark: /^(".{0,200}?")(RECEIVED|SENT): /,
    aside: /^"/,
    closing: /(?:\[nl\])?"\s*$/,
    looseLetter: true,
  },
  // Test scripts of Exim: what the server says is only begun.
  exim: { mark: /^()(\?\?\? )/, aside: /^(?:\+\+\+|\*{4}|#|Connect)/, sign: /^\?\?\? / },
  'exim-debug': {
    mark: /^((?:.{1,80}?\s)?\s{0,4})(SMTP(?:<<|>>|\|>|\+>|\(Connection refused\)>>))(?: |$)/,
    aside:
      /^(?:LOG: |\s+(?!\d{3}[ -])\S|Connecting to |delivering |\S.* entered$|cmdlog|Exim version|>{4}|-{4})/,
    name: (mark) => (mark.endsWith('<<') ? '<<' : '>>'),
    sign: /SMTP(?:<<|>>)/,
  },
  python: {
    mark: new RegExp(String.raw`^(${STAMP})(send|reply): (?=b?['"])`),
    aside: new RegExp(String.raw`^${STAMP}(?:connect: |data: \(|reply: retcode|send: \(|error: )`),
    quoted: true,
  },
};

const BY_NAME: ReadonlyMap<string, NotationRow> = new Map(Object.entries(ROWS));

/** The row of a notation; undefined for one that is read as a whole. */
export function rowOf(notation: Notation): NotationRow | undefined {
  return BY_NAME.get(notation);
}

/**
 * The syntax tree of a session file. Every node has its place, and every character of the text is in some node (white
 * space as `indent`, `gap`, `trail` or inside raw pieces), so that printing what was parsed gives the same text back.
 * What a line means on the wire is for `program.ts`; what it looks like is here.
 */

/** A place: line and column count from 1, columns and length in UTF-16 units of the source. */
export interface Span {
  /** The file that the line was included from; absent in the file itself. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** An argument in a hole or a directive: a bare word, or a quoted text. */
export interface Argument {
  readonly kind: 'word' | 'string';
  /** The word, or the text that the quotes hold. */
  readonly text: string;
  readonly span: Span;
}

export const FILTERS = ['base64', 'unbase64', 'upper', 'lower', 'xtext'] as const;
export type FilterName = (typeof FILTERS)[number];

export const FUNCTIONS = ['uuid', 'now', 'plain', 'cram-md5', 'xoauth2', 'hex', 'repeat'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** What stands between `{{` and the first `|` or `}}`. */
export type Expression =
  /** `{{*}}`: any text. */
  | { readonly kind: 'any' }
  /** `{{"text"}}`: that text itself. */
  | { readonly kind: 'literal'; readonly text: string }
  /** `{{name}}`: a variable, or a capture where text is read. */
  | { readonly kind: 'name'; readonly name: string }
  /** `{{plain user password}}`. */
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Argument[] };

export interface Hole {
  readonly kind: 'hole';
  /** As written, braces included. */
  readonly raw: string;
  readonly expression: Expression;
  readonly filters: readonly FilterName[];
  readonly span: Span;
}

/** A piece of a line's content. */
export type Part = { readonly kind: 'text'; readonly text: string } | Hole;

export interface Pattern {
  readonly source: string;
  /** Letters behind the last slash, of `ims`. */
  readonly flags: string;
  readonly span: Span;
}

/** What may end a line: `...` (the rest is skipped) or `~ /regex/` (must be found in the text). `raw` has its white space. */
export type Tail =
  | { readonly kind: 'rest'; readonly raw: string; readonly span: Span }
  | { readonly kind: 'pattern'; readonly raw: string; readonly pattern: Pattern };

interface Line {
  readonly span: Span;
  readonly indent: string;
  /** The line's end as it stood: LF, CRLF, or nothing at the end of the file. */
  readonly eol: string;
}

/** A line without a mark of its own: blank, or a comment. */
export interface PlainLine extends Line {
  readonly kind: 'blank' | 'comment';
  readonly text: string;
}

/** `C: MAIL FROM:<a@example.test>` */
export interface ClientLine extends Line {
  readonly kind: 'client';
  /** As written, `C2:`; absent for a line of the first connection that has no number. */
  readonly connection?: number;
  /** The one space that separates, or nothing. */
  readonly gap: string;
  readonly parts: readonly Part[];
  readonly tail: Tail | null;
}

/** A reply's code as written: `250`, `250|251`, `2xx`. Lines with the same text share one. */
export interface CodeSet {
  readonly raw: string;
  /** Three characters each, digits or `x`. */
  readonly alternatives: readonly string[];
}

/** `S: 250-mail.example ...`; `S?` may be left out, `S*` is one of several in any order. */
export interface ServerLine extends Line {
  readonly kind: 'server';
  readonly connection?: number;
  readonly mode: 'plain' | 'optional' | 'unordered';
  readonly gap: string;
  readonly codes: CodeSet;
  /** Between code and text: `-` where more lines follow, a space or nothing on the last. */
  readonly separator: '-' | ' ' | '';
  readonly parts: readonly Part[];
  readonly tail: Tail | null;
}

/** `S! 250-AUTH`, `S! ~ /regex/`: no line of the reply that stands before it is like this. `codes` null: whatever the code. */
export interface AbsentLine extends Line {
  readonly kind: 'absent';
  readonly connection?: number;
  readonly gap: string;
  readonly codes: CodeSet | null;
  readonly separator: '-' | ' ' | '';
  readonly parts: readonly Part[];
  readonly tail: Tail | null;
}

/** `C| "QUIT\n"`, `S| "250 half"`: octets with nothing added. */
export interface RawLine extends Line {
  readonly kind: 'raw';
  readonly connection?: number;
  readonly side: Side;
  readonly gap: string;
  /** The JSON string as written, and what follows it. */
  readonly json: string;
  readonly trail: string;
  readonly parts: readonly Part[];
}

/** `C< letter.eml`: a file sent as a letter. */
export interface FileLine extends Line {
  readonly kind: 'file';
  readonly connection?: number;
  readonly gap: string;
  readonly path: string;
  readonly trail: string;
}

/**
 * `@literal` and the letter behind it: `body` is the source of its lines, marks and line ends included, up to and with
 * the lone dot. It is kept as one piece of text, so that a letter of megabytes costs no tree.
 */
export interface LiteralBlock extends Line {
  readonly kind: 'literal';
  readonly connection?: number;
  /** What follows the word on its line. */
  readonly trail: string;
  readonly body: string;
}

export type Side = 'client' | 'server';

export interface DirectiveLine extends Line {
  readonly kind: 'directive';
  /** What follows `@name`, white space included. */
  readonly rest: string;
  readonly directive: Directive;
}

export const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', 'matches', 'contains', 'starts', 'ends'] as const;
export type Operator = (typeof OPERATORS)[number];

/** `? queueId matches /^\w+$/ "the queue id is one word"`. Values: a quoted text, a word, a number, a pattern or `{{name}}`. */
export interface AssertLine extends Line {
  readonly kind: 'assert';
  /** What follows the `?`, white space included. */
  readonly rest: string;
  readonly subject: string;
  /** `x not contains y`. */
  readonly negated: boolean;
  readonly operator: Operator;
  readonly value: string;
  /** The name whose value is meant; null for a value that stands for itself. */
  readonly valueName: string | null;
  readonly pattern: Pattern | null;
  /** Own words for the report; '' for none. */
  readonly words: string;
}

export type SessionLine =
  | PlainLine
  | ClientLine
  | ServerLine
  | AbsentLine
  | RawLine
  | FileLine
  | LiteralBlock
  | DirectiveLine
  | AssertLine;

/** How much of a reply must be the same: see `match.ts`. */
export const MATCH_LEVELS = ['code', 'exact', 'class'] as const;
export type MatchLevel = (typeof MATCH_LEVELS)[number];

/** What the front matter says. Absent keys have the values of `NO_FRONT_MATTER`. */
export interface FrontMatter {
  readonly title: string;
  readonly summary: string;
  /** Defaults of variables, as text. */
  readonly vars: ReadonlyMap<string, string>;
  /** The side that the file speaks for: who `@close`, `@reset` and `@stall` mean where they name nobody. */
  readonly side: Side | null;
  readonly dialect: 'smtp' | 'lmtp';
  readonly match: MatchLevel | null;
  readonly tags: readonly string[];
  /** What has to be there, or the file is skipped: keywords of EHLO, `tls`, `auth`, addresses that are given from outside. */
  readonly needs: readonly string[];
  /** For `@include` alone: whoever plays a folder leaves it. */
  readonly fragment: boolean;
  /** How many connections it has; each but the first is named by its lines (`C2:`, `S2:`). */
  readonly connections: number;
  readonly target: Target;
  /** Null where it is played once. */
  readonly retry: Retry | null;
  /** For wrong answers of lessons: the step, and the id of the feedback. */
  readonly step: string;
  readonly expect: string;
  /** What a conformance case says of itself, by key: read by those who try it. */
  readonly case: ReadonlyMap<string, unknown>;
}

export interface SessionFile {
  /** What messages call it: a path, or a word such as `pasted`. */
  readonly name: string;
  /** A byte-order mark stood in front. */
  readonly bom: boolean;
  /** The front matter as written, both `---` lines and their ends included; '' for none. */
  readonly head: string;
  readonly front: FrontMatter;
  readonly lines: readonly SessionLine[];
}

export const NO_FRONT_MATTER: FrontMatter = {
  title: '',
  summary: '',
  vars: new Map(),
  side: null,
  dialect: 'smtp',
  match: null,
  tags: [],
  needs: [],
  fragment: false,
  connections: 1,
  target: { tls: null, port: null },
  retry: null,
  step: '',
  expect: '',
  case: new Map(),
};

/** Names that a loop gives: `{{n}}`, columns of a row. */
export type Values = ReadonlyMap<string, string>;

/** The certificate that a server shows wrongly on purpose. */
export const BAD_CERTIFICATES = [
  'expired',
  'not-yet-valid',
  'wrong-name',
  'self-signed',
  'unknown-issuer',
] as const;
export type BadCertificate = (typeof BAD_CERTIFICATES)[number];

/** What an `@` line orders. Times are milliseconds. `side` null: see `side.ts`. */
export type Directive =
  | { readonly name: 'tls'; readonly bad: BadCertificate | null }
  | { readonly name: 'wait' | 'within' | 'after' | 'quiet'; readonly milliseconds: number }
  | { readonly name: 'split'; readonly sizes: readonly number[] }
  | { readonly name: 'slow'; readonly octetsPerSecond: number }
  | { readonly name: 'stall' | 'close' | 'reset'; readonly side: Side | null }
  | { readonly name: 'closed'; readonly side: Side | null }
  | {
      readonly name: 'auth';
      readonly mechanism: string;
      readonly user: Argument;
      readonly secret: Argument | null;
    }
  /** The author's words; with `-ru` those of the one before it in Russian. */
  | { readonly name: 'note' | 'note-ru' | 'why' | 'why-ru'; readonly text: string }
  | { readonly name: 'include'; readonly path: string }
  /** What follows depends on the code that came; `negated` is `not 250`. */
  | { readonly name: 'if'; readonly codes: CodeSet; readonly negated: boolean }
  /** So many times, or once for each row of a file; `rows` are read by those who read files. */
  | { readonly name: 'repeat'; readonly times: number; readonly path: null; readonly rows: null }
  | {
      readonly name: 'repeat';
      readonly times: null;
      readonly path: string;
      readonly rows: readonly Values[] | null;
    }
  | { readonly name: 'else' | 'end' };

/** How a connection of the file begins: in TLS (`implicit`), or not (`off`), or not and it is encrypted later on (`starttls`). */
export const TARGET_TLS = ['off', 'starttls', 'implicit'] as const;
export type TargetTls = (typeof TARGET_TLS)[number];

/** The server that a file is for; null where it leaves that to those who play it. */
export interface Target {
  readonly tls: TargetTls | null;
  readonly port: number | null;
}

/** A file that failed for a reply of these codes is played again, so many times at most. */
export interface Retry {
  readonly times: number;
  readonly milliseconds: number;
  readonly on: CodeSet;
}

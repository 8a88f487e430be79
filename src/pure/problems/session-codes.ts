/**
 * The register of what can be wrong with a session file or a transcript: each stable code with the shape of its data.
 * Codes of our own notation are kebab-case words; `T001` to `T015` are the remarks of lenient reading. Words stand in
 * `phrases/sessions.en.ts` and `phrases/sessions.ru.ts`; a code without words does not compile.
 */

interface Found {
  readonly found: string;
}
interface Near extends Found {
  /** The nearest known word, or '' where none is near. */
  readonly suggestion: string;
}
type Nothing = Readonly<Record<never, never>>;

/** Errors: the file cannot be played. */
export interface SessionErrorDetails {
  readonly 'not-utf8': { readonly octet: number };
  readonly 'file-too-large': { readonly octets: number; readonly max: number };
  readonly 'line-too-long': { readonly length: number; readonly max: number };
  readonly 'control-character': { readonly character: string };
  readonly 'no-conversation': Nothing;
  readonly 'unknown-notation': Nothing;
  /** A capture without a conversation with a mail server that can be read. */
  readonly 'no-mail-in-capture': {
    readonly packets: number;
    readonly streams: number;
    readonly encrypted: number;
  };
  readonly 'unmarked-line': Near;
  readonly 'unknown-directive': Near;
  readonly 'directive-argument': Found & { readonly directive: string; readonly wanted: string };
  readonly 'literal-unclosed': Nothing;
  readonly 'path-outside': { readonly path: string };
  readonly 'path-missing': { readonly mark: string };
  readonly 'include-unreadable': { readonly path: string; readonly reason: string };
  readonly 'bad-rows': Found & { readonly path: string; readonly line: number };
  readonly 'include-loop': { readonly path: string };
  readonly 'too-many-includes': { readonly max: number };
  readonly 'no-folder': { readonly found: string };
  readonly 'front-matter-unclosed': Nothing;
  readonly 'front-matter-syntax': { readonly reason: string };
  readonly 'front-matter-key': Near;
  readonly 'front-matter-value': { readonly key: string; readonly wanted: string };
  /** A line is of a connection that the file does not have, or it has one that no line is of. */
  readonly 'unknown-connection': { readonly connection: number; readonly connections: number };
  readonly 'connection-in-branch': { readonly connection: number };
  readonly 'connection-unused': { readonly connection: number; readonly connections: number };
  readonly 'target-differs': { readonly tls: 'off' | 'starttls' };
  readonly 'secret-in-vars': { readonly name: string };
  readonly 'bad-code': Found;
  readonly 'bad-separator': Found & { readonly code: string };
  readonly 'codes-differ': Found & { readonly first: string };
  readonly 'unfinished-reply': { readonly code: string };
  readonly 'optional-last': Nothing;
  readonly 'absent-without-reply': Nothing;
  readonly 'block-unclosed': { readonly directive: string };
  readonly 'block-not-open': Found;
  readonly 'program-too-long': { readonly max: number };
  readonly 'block-too-deep': { readonly max: number };
  readonly 'hole-unclosed': Nothing;
  readonly 'bad-hole': Found;
  readonly 'unknown-function': Near;
  readonly 'unknown-filter': Near;
  readonly 'function-arguments': Found & { readonly name: string; readonly wanted: string };
  readonly 'repeat-too-large': { readonly octets: number; readonly max: number };
  readonly 'regex-unclosed': Nothing;
  readonly 'regex-flag': { readonly flag: string };
  readonly 'bad-regex': { readonly reason: string };
  readonly 'bad-json-string': { readonly reason: string };
  readonly 'bad-assert': Found;
  readonly 'unknown-operator': Near;
}

/** Warnings of our own notation: the file plays, but probably not as meant. */
export interface SessionWarningDetails {
  readonly 'letter-not-ended': Nothing;
  /** A reply that leaves open whether a letter begins. */
  readonly 'reply-left-open': { readonly codes: string };
  readonly 'branches-part': Nothing;
  readonly 'unstuffed-dot': Nothing;
  readonly 'pipelining-not-offered': { readonly commands: number };
  /** Octets of a chunk: those that BDAT names, and those that stand behind it. */
  readonly 'chunk-size': { readonly announced: number; readonly present: number };
  readonly 'tls-without-starttls': Nothing;
  readonly 'captures-touch': { readonly first: string; readonly second: string };
  readonly 'unknown-subject': Near;
}

/** Remarks of lenient reading: what was guessed, joined, left out or missing in a foreign transcript. */
export interface TranscriptRemarkDetails {
  readonly T001: { readonly code: string };
  readonly T002: { readonly text: string };
  readonly T003: { readonly command: string };
  readonly T004: {
    readonly rule: 'backslash' | 'parameter' | 'token' | 'base64' | 'challenge' | 'reply-text';
    readonly text: string;
  };
  readonly T005: { readonly text: string };
  readonly T006: { readonly server: string; readonly client: string };
  readonly T007: { readonly verb: string };
  readonly T008: { readonly text: string };
  readonly T009: { readonly text: string };
  readonly T010: { readonly lines: number };
  readonly T011: { readonly word: string };
  readonly T012: { readonly lines: number };
  /** Octets of either side that are not in a capture. */
  readonly T013: { readonly client: number; readonly server: number };
  /** A capture that is damaged or cut, at this octet. */
  readonly T014: { readonly octet: number };
  /** What of a capture was beyond the limits: packets and octets. */
  readonly T015: { readonly packets: number; readonly octets: number };
}

export interface SessionProblemDetails
  extends SessionErrorDetails, SessionWarningDetails, TranscriptRemarkDetails {}

export type SessionProblemCode = keyof SessionProblemDetails;

/** Code and data of a problem of a session file, without its place. */
export type SessionFault = {
  readonly [K in SessionProblemCode]: { readonly code: K; readonly detail: SessionProblemDetails[K] };
}[SessionProblemCode];

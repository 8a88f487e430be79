/**
 * The steps that a session file is compiled into: who does what, where it is written, and the session before it. `program.ts` makes them;
 * whoever plays, shows, checks or cleans a file consumes them, and asks nothing of the lines what they mean.
 */

import type { JudgedLine, PendingCommand, SessionNote, SessionState } from '../protocol/index.ts';
import type {
  AbsentLine,
  AssertLine,
  ClientLine,
  CodeSet,
  FileLine,
  LiteralBlock,
  PlainLine,
  RawLine,
  ServerLine,
  Span,
} from './ast.ts';
import type { BadCertificate, Directive, Values } from './ast.ts';
import type { HiddenText } from './hidden-text.ts';

/** Where a step stands. */
export interface Placed {
  /** The number of its first line among those of the file, from 0. */
  readonly index: number;
  readonly span: Span;
  /** The session before it, as far as the file tells. */
  readonly state: SessionState;
  /** What is odd about it there. */
  readonly notes: readonly SessionNote[];
  readonly values: Values;
  /** From 1. */
  readonly connection: number;
}

/** A line that the client says: a command, or an answer in a sign-in. */
export interface CommandStep extends Placed {
  readonly act: 'command';
  readonly line: ClientLine | RawLine;
  /** AUTH for an answer. */
  readonly verb: string;
  /** It answers a 334. */
  readonly answers: boolean;
  /** As written, and as it may be shown. */
  readonly text: string;
  readonly shown: string;
  /** What of it is a secret; null for nothing. */
  readonly hidden: HiddenText | null;
  /** What it is to a sign-in. */
  readonly judged: JudgedLine;
  /** Another command of the same write stands before it. */
  readonly grouped: boolean;
}

/** A line of a letter, dots as on the wire; `ends` for the lone dot, and for octets that have it. */
export interface LetterLineStep extends Placed {
  readonly act: 'letter-line';
  readonly line: ClientLine | RawLine;
  readonly text: string;
  readonly ends: boolean;
}

/** A letter as a whole: any (`{{*}}`), a literal block, or a file. */
export type LetterStep = Placed & { readonly act: 'letter' } & (
    | { readonly of: 'any'; readonly line: ClientLine }
    | { readonly of: 'literal'; readonly line: LiteralBlock; readonly lines: readonly string[] }
    | { readonly of: 'file'; readonly line: FileLine }
  );

/** Octets of a chunk (RFC 3030 §2). */
export interface ChunkStep extends Placed {
  readonly act: 'chunk';
  readonly line: ClientLine | RawLine;
  readonly text: string;
  /** Octets, where the file tells them; and those that are still to come. */
  readonly octets: number | null;
  readonly left: number | null;
  /** It is of the last chunk of a letter. */
  readonly last: boolean;
}

/** A reply, whole. */
export interface ReplyStep extends Placed {
  readonly act: 'reply';
  readonly lines: readonly ServerLine[];
  readonly codes: CodeSet;
  /** The code that it is taken for. */
  readonly code: number;
  readonly optional: boolean;
  /** What it answers; null where nothing was asked. */
  readonly to: PendingCommand | 'greeting' | null;
  /** It leaves open whether a letter begins. */
  readonly open: boolean;
}

/** What a directive orders that is about neither a text nor the order of steps. */
export type Order = Exclude<
  Directive,
  { name: 'tls' | 'auth' | 'note' | 'note-ru' | 'why' | 'why-ru' | 'include' | 'if' | 'else' | 'end' }
>;

export type Step =
  | CommandStep
  | LetterLineStep
  | LetterStep
  | ChunkStep
  | ReplyStep
  /** What must not be in the reply before it. */
  | (Placed & { readonly act: 'absent'; readonly line: AbsentLine })
  /** Octets of the server, with nothing added. */
  | (Placed & { readonly act: 'server-octets'; readonly line: RawLine })
  | (Placed & { readonly act: 'handshake'; readonly bad: BadCertificate | null; readonly first: boolean })
  | (Placed & {
      readonly act: 'sign-in';
      readonly directive: Extract<Directive, { name: 'auth' }>;
      readonly hidden: HiddenText | null;
    })
  | (Placed & { readonly act: 'order'; readonly directive: Order; readonly text: string })
  | (Placed & { readonly act: 'assert'; readonly line: AssertLine })
  /** The author's words, or those of the step before it in Russian. */
  | (Placed & { readonly act: 'words'; readonly text: string; readonly inRussian: boolean })
  | (Placed & { readonly act: 'comment'; readonly line: PlainLine })
  /** What follows is done where the last code is of the set; else it goes on at `to`. */
  | (Placed & {
      readonly act: 'if';
      readonly codes: CodeSet;
      readonly negated: boolean;
      readonly to: number;
      readonly text: string;
    })
  /** The end of what an `if` leads to: it goes on at `to`. */
  | (Placed & { readonly act: 'else'; readonly to: number; readonly text: string })
  | (Placed & { readonly act: 'end'; readonly text: string });

export type Act = Step['act'];

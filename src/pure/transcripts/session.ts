/**
 * A dialogue as a session file of our own notation, which can be watched, checked, played and printed. Places are those of the
 * source, so that a difference points into the text that was given. With `comments`, each guess stands above the line that it is
 * about (`replay --repair`).
 */

import { emptySession, escapeContent, parseSession } from '../sessions/index.ts';
import type { Part, ServerLine, SessionFile, SessionLine, Span } from '../sessions/index.ts';
import { HiddenAnswers } from './hidden-answers.ts';
import { looksLikeReply } from './roles.ts';
import type { Dialogue, Turn } from './turns.ts';

/** Words for a remark, in the language of those who read the file; '' for none. */
export type Comment = (remark: Dialogue['remarks'][number]) => string;

/** The file. Content is escaped, so that it means exactly what was said. */
export function toSession(dialogue: Dialogue, name: string, comment: Comment | null = null): SessionFile {
  const lines: SessionLine[] = [];
  const remarks = comment === null ? [] : [...dialogue.remarks];
  const answers = new HiddenAnswers();
  for (const [at, turn] of dialogue.turns.entries()) {
    const stand = answers.standFor(turn);
    const next = dialogue.turns[at + 1];
    // What is said of a line or of its continuation stands above it.
    while (remarks[0] !== undefined && remarks[0].span.line < (next?.line ?? Infinity)) {
      const remark = remarks.shift();
      const text = remark === undefined ? '' : (comment?.(remark) ?? '');
      if (text !== '') lines.push(plainLine(`# ${text}`, turn));
    }
    const pause = pauseBefore(turn, dialogue.turns[at - 1]);
    if (pause !== null) lines.push(pause);
    for (const line of linesOf(turn, next, { playable: comment !== null, stand })) lines.push(line);
  }
  const empty = emptySession(name);
  return isLmtp(dialogue)
    ? { ...empty, head: LMTP, front: { ...empty.front, dialect: 'lmtp' }, lines }
    : { ...empty, lines };
}

const LMTP = '---\ndialect: lmtp\n---\n';

/** Whether the client greets as RFC 2033 has it, and never otherwise. */
function isLmtp({ turns }: Dialogue): boolean {
  const greets = (verb: RegExp): boolean =>
    turns.some(({ kind, text }) => kind === 'client' && verb.test(text));
  return greets(/^LHLO\b/i) && !greets(/^(?:EHLO|HELO)\b/i);
}

/** As in a recording: time before a reply, where a reader would notice it. */
function pauseBefore(turn: Turn, before: Turn | undefined): SessionLine | null {
  const milliseconds = Math.round(turn.after ?? 0);
  if (milliseconds < 1000 || turn.kind !== 'server' || before?.kind === 'server') return null;
  const base = { span: spanOf(turn), indent: '', eol: '\n' };
  return {
    kind: 'directive',
    rest: ` ${milliseconds}ms`,
    directive: { name: 'after', milliseconds },
    ...base,
  };
}

/** `playable`: what stands for a letter becomes one; `stand` is what stands for a hidden answer. */
function linesOf(
  turn: Turn,
  next: Turn | undefined,
  { playable, stand }: { readonly playable: boolean; readonly stand: string },
): readonly SessionLine[] {
  const at = spanOf(turn);
  const base = { span: at, indent: '', eol: '\n' };
  const clientLine = (text: string): SessionLine => {
    return { kind: 'client', gap: text === '' ? '' : ' ', parts: partsOf(text, at), tail: null, ...base };
  };
  switch (turn.kind) {
    case 'client':
    case 'letter':
      return [clientLine(turn.text)];
    case 'chunk': {
      const end = turn.open === true ? '' : '\r\n';
      const json = JSON.stringify(`${escapeContent(turn.text)}${end}`);
      const parts = partsOf(`${turn.text}${end}`, at);
      return [{ kind: 'raw', side: 'client', gap: ' ', json, trail: '', parts, ...base }];
    }
    case 'server':
      return [serverLine(turn, next, at)];
    case 'tls':
      return [{ kind: 'directive', rest: '', directive: { name: 'tls', bad: null }, ...base }];
    case 'hidden':
      return [hiddenLine(turn, stand)];
    case 'placeholder':
      return [clientLine(playable ? 'Subject: a letter' : turn.text)];
    case 'note': {
      const directive = { name: 'note', text: turn.text } as const;
      return [{ kind: 'directive', rest: ` ${turn.text}`, directive, ...base }];
    }
    case 'omitted':
      return [plainLine(`# ${turn.text}`, turn)];
  }
}

/** A variable, or a function of them, where a program hid what was said. */
function hiddenLine(turn: Turn, stand: string): SessionLine {
  const [line] = parseSession(`C: ${escapeContent(turn.text)}${stand}`, '').file.lines;
  const parts = line?.kind === 'client' ? line.parts : [];
  return { kind: 'client', gap: ' ', parts, tail: null, span: spanOf(turn), indent: '', eol: '\n' };
}

function plainLine(text: string, turn: Turn): SessionLine {
  return { kind: 'comment', text, span: spanOf(turn), indent: '', eol: '\n' };
}

function spanOf({ line, column, text }: Turn): Span {
  return { line, column, length: Math.max(1, text.length) };
}

/** A reply's line: one without a code may have any of its class, one that never ends is ended. */
function serverLine(turn: Turn, next: Turn | undefined, at: Span): ServerLine {
  const known = looksLikeReply(turn.text);
  const code = known ? turn.text.slice(0, 3) : '2xx';
  const goesOn = next?.kind === 'server' && next.text.startsWith(code);
  const hyphen = known && turn.text[3] === '-' && goesOn;
  const text = known ? turn.text.slice(4) : turn.text;
  return {
    kind: 'server',
    mode: 'plain',
    gap: ' ',
    codes: { raw: code, alternatives: [code] },
    separator: hyphen ? '-' : text === '' ? '' : ' ',
    parts: partsOf(text, { ...at, column: at.column + 4 }),
    tail: null,
    span: at,
    indent: '',
    eol: '\n',
  };
}

/** The text as it is: a hole where our notation would read something else into it. */
function partsOf(text: string, span: Span): readonly Part[] {
  if (text === '') return [];
  if (escapeContent(text) === text) return [{ kind: 'text', text }];
  const raw = escapeContent(text);
  return [{ kind: 'hole', raw, expression: { kind: 'literal', text }, filters: [], span }];
}

/**
 * A transcript held against a session file, line by line, as if it had been played: its commands against the `C:` lines, its replies
 * against the `S:` lines, its letter against the letter. `C: {{*}}` behind a 354 is any letter.
 */

import type { SessionFile, ServerLine, SessionLine, Span } from './ast.ts';
import { literalLines } from './literal.ts';
import { matchCommand, matchReply, showReply, withCaptures } from './match.ts';
import type { MatchSetting } from './match.ts';
import { printParts } from './print.ts';

/** One thing that was held against the file; the place is the file's, or the transcript's where the file has no more. */
export interface Compared {
  readonly file: string;
  readonly span: Span;
  readonly ok: boolean;
  readonly wanted: string;
  readonly came: string;
  /** The command before it. */
  readonly after: string;
}

/** What one side did at one time. */
type Step =
  | {
      readonly kind: 'command';
      readonly text: string;
      readonly line: Extract<SessionLine, { kind: 'client' }>;
    }
  | { readonly kind: 'reply'; readonly lines: readonly ServerLine[] }
  | { readonly kind: 'letter'; readonly lines: readonly string[]; readonly any: boolean; readonly span: Span }
  | { readonly kind: 'tls'; readonly span: Span };

export type CompareSetting = Pick<MatchSetting, 'level' | 'regex' | 'variables'>;

/** Compares them up to the first difference. */
export function compareSessions(
  wanted: SessionFile,
  came: SessionFile,
  { level, regex, variables: given }: CompareSetting,
): readonly Compared[] {
  const results: Compared[] = [];
  const captures = new Map<string, string>();
  const variables = withCaptures(given, captures);
  const left = stepsOf(came);
  let after = '';
  let at = 0;
  const tell = (span: Span, ok: boolean, want: string, have: string): boolean => {
    results.push({ file: span.file ?? wanted.name, span, ok, wanted: want, came: have, after });
    return ok;
  };
  for (const step of stepsOf(wanted)) {
    const next = left[at];
    const isOptional = step.kind === 'reply' && step.lines[0]?.mode === 'optional';
    if (next?.kind !== step.kind) {
      if (isOptional) continue;
      tell(spanOf(step), false, show(step), next === undefined ? '' : show(next));
      return results;
    }
    if (step.kind === 'command' && next.kind === 'command') {
      const { difference, captures: found } = matchCommand(step.line, next.text, { variables, regex });
      for (const [name, text] of found) captures.set(name, text);
      if (!tell(step.line.span, difference === null, show(step), next.text)) return results;
      after = next.text;
    } else if (step.kind === 'reply' && next.kind === 'reply') {
      const reply = replyOf(next.lines);
      const hello = /^(?:EHLO|HELO|LHLO)\b/i.test(after);
      const { difference, captures: found } = matchReply(step.lines, reply, {
        level,
        hello,
        variables,
        regex,
      });
      if (difference !== null && isOptional) continue;
      for (const [name, text] of found) captures.set(name, text);
      const span = difference?.span ?? spanOf(step);
      if (!tell(span, difference === null, difference?.wanted ?? show(step), showReply(reply)))
        return results;
    } else if (step.kind === 'letter' && next.kind === 'letter' && !step.any) {
      const differs = step.lines.findIndex((line, index) => line !== next.lines[index]);
      const longer = differs < 0 && next.lines.length > step.lines.length ? step.lines.length : differs;
      const want = step.lines[longer] ?? '.';
      if (
        !tell(
          step.span,
          longer < 0,
          longer < 0 ? show(step) : want,
          longer < 0 ? show(next) : (next.lines[longer] ?? '.'),
        )
      )
        return results;
      after = '.';
    }
    at++;
  }
  const rest = left[at];
  if (rest !== undefined) tell(spanOf(rest), false, '', show(rest));
  return results;
}

function stepsOf(file: SessionFile): readonly Step[] {
  const steps: Step[] = [];
  let reply: ServerLine[] = [];
  let letter: { lines: string[]; any: boolean; span: Span } | null = null;
  for (const line of file.lines) {
    if (line.kind === 'server') {
      reply.push(line);
      if (line.separator === '-') continue;
      steps.push({ kind: 'reply', lines: reply });
      letter = line.codes.alternatives.includes('354') ? { lines: [], any: false, span: line.span } : null;
      reply = [];
    } else if (line.kind === 'client') {
      const text = printParts(line.parts) + (line.tail?.raw ?? '');
      if (letter === null) {
        steps.push({ kind: 'command', text, line });
        continue;
      }
      const any = text === '{{*}}';
      letter.any ||= any;
      if (text === '.' || any) {
        steps.push({ kind: 'letter', ...letter });
        letter = null;
      } else letter.lines.push(text);
    } else if (line.kind === 'literal' && letter !== null) {
      const lines = literalLines(line.body).slice(0, -1);
      steps.push({ kind: 'letter', lines, any: false, span: line.span });
      letter = null;
    } else if (line.kind === 'file' && letter !== null) {
      steps.push({ kind: 'letter', lines: [], any: true, span: line.span });
      letter = null;
    } else if (line.kind === 'directive' && line.directive.name === 'tls') {
      steps.push({ kind: 'tls', span: line.span });
    }
  }
  return steps;
}

function replyOf(lines: readonly ServerLine[]): { readonly code: number; readonly lines: readonly string[] } {
  const code = Number((lines[0]?.codes.alternatives[0] ?? '').replace(/x/g, '0'));
  return { code, lines: lines.map((line) => printParts(line.parts) + (line.tail?.raw ?? '')) };
}

function spanOf(step: Step): Span {
  if (step.kind === 'command') return step.line.span;
  if (step.kind === 'reply') return step.lines[0]?.span ?? NOWHERE;
  return step.span;
}

const NOWHERE: Span = { line: 1, column: 1, length: 1 };

function show(step: Step): string {
  switch (step.kind) {
    case 'command':
      return step.text;
    case 'reply':
      return step.lines
        .map((line) => `${line.codes.raw}${line.separator}${printParts(line.parts)}${line.tail?.raw ?? ''}`)
        .join(' / ');
    case 'letter':
      return step.any ? '{{*}}' : `${step.lines[0] ?? ''} / .`;
    case 'tls':
      return '@tls';
  }
}

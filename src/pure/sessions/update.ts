/**
 * What came, written into a session file in the place of what was wanted: `replay --update`. As much of a line stays as still fits: a
 * line that skips its rest (`...`), captures or has a pattern keeps its content where only the code has changed.
 */

import { parseEnhancedCode } from '../protocol/index.ts';
import type { ServerLine, SessionFile, SessionLine } from './ast.ts';
import type { CameReply } from './match.ts';
import { escapeContent, printParts } from './print.ts';
import { compile } from './program.ts';

/** The file with replies that were accepted; `accepted` has them by the number of a line of the reply that they replace. */
export function updateSession(file: SessionFile, accepted: ReadonlyMap<number, CameReply>): SessionFile {
  const changed = new Map<SessionLine, readonly SessionLine[]>();
  for (const step of compile(file).steps) {
    if (step.act !== 'reply') continue;
    const came = step.lines.map(({ span }) => accepted.get(span.line)).find((reply) => reply !== undefined);
    if (came === undefined) continue;
    for (const line of step.lines) changed.set(line, []);
    const [first] = step.lines;
    if (first !== undefined) changed.set(first, replaced(step.lines, came));
  }
  return { ...file, lines: file.lines.flatMap((line) => changed.get(line) ?? [line]) };
}

function replaced(group: readonly ServerLine[], { code, lines }: CameReply): readonly ServerLine[] {
  const [first] = group;
  if (first === undefined) return [];
  const raw = String(code);
  return lines.map((text, at): ServerLine => {
    const before = group.length === lines.length ? group[at] : undefined;
    const model = before ?? group[Math.min(at, group.length - 1)] ?? first;
    const codes = { raw, alternatives: [raw] };
    const separator = at < lines.length - 1 ? '-' : text === '' ? '' : ' ';
    if (before !== undefined && keepsContent(before, text)) return { ...before, codes, separator };
    const written = escapeContent(text);
    const parts = written === '' ? [] : [{ kind: 'text' as const, text: written }];
    return { ...model, mode: 'plain', gap: ' ', codes, separator, parts, tail: null };
  });
}

/** Whether a line's content says something that is still true of the text: marks stay, and an enhanced code that is the same. */
function keepsContent(line: ServerLine, text: string): boolean {
  const marked = line.tail !== null || line.parts.some(({ kind }) => kind === 'hole');
  const enhanced = parseEnhancedCode(printParts(line.parts))?.text;
  return marked && (enhanced === undefined || enhanced === parseEnhancedCode(text)?.text);
}

/** A session file as `playSession` is given one: by its path, or as a text, which has no folder to read anything from. */

import { UsageError } from '../../pure/problems/index.ts';
import { loadRegex, mayHavePattern, parseSession, printLine } from '../../pure/sessions/index.ts';
import type { SessionLine, SessionProblem } from '../../pure/sessions/index.ts';
import { readSession } from '../play/index.ts';
import type { ReadSession } from '../play/index.ts';

export type PlaySource = { readonly file: string } | { readonly text: string };

/** What messages call a text. */
const TEXT = 'session.smtp';

/** Reads it. Rejects with a `LabError` where there is no such file. */
export async function readSource(source: PlaySource): Promise<ReadSession> {
  if ('file' in source) return readFromDisk(source.file);
  const path = TEXT;
  const regex = mayHavePattern(source.text) ? await loadRegex() : null;
  const session = parseSession(source.text, path, regex);
  const problems = [...session.problems, ...session.file.lines.flatMap(withoutFolder)];
  return { ...session, problems, path, regex, sources: new Map([[path, session.file]]) };
}

async function readFromDisk(file: string): Promise<ReadSession> {
  try {
    return await readSession(file);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new UsageError('file-unreadable', { option: 'file', file, reason: String(error.code) });
  }
}

/** What a line wants from beside its file, where there is no file. */
function withoutFolder(line: SessionLine): readonly SessionProblem[] {
  const found = readsBeside(line);
  if (found === null) return [];
  const fault = { code: 'no-folder', detail: { found } } as const;
  return [{ file: TEXT, span: line.span, severity: 'error', fault, source: printLine(line).trimEnd() }];
}

/** The mark of a line that reads a file; null for any other. */
function readsBeside(line: SessionLine): string | null {
  if (line.kind === 'file') return 'C<';
  if (line.kind !== 'directive') return null;
  const { directive } = line;
  const reads = directive.name === 'include' || (directive.name === 'repeat' && directive.path !== null);
  return reads ? `@${directive.name}` : null;
}

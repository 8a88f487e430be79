/**
 * Session files from the disk: found in folders, read with what they include, filled with variables from outside; and transcripts
 * of other programs, made into session files. SECURITY: a file includes nothing from outside of its folder.
 */

import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import {
  checkSession,
  decodeSession,
  loadRegex,
  mayHavePattern,
  MAX_FILE_OCTETS,
  parseSession,
  printLine,
  readRows,
} from '../../pure/sessions/index.ts';
import type { Directive, DirectiveLine, SessionFile, SessionLine } from '../../pure/sessions/index.ts';
import type { SessionFault } from '../../pure/problems/index.ts';
import { isCapture } from '../../pure/reading/index.ts';
import { readTranscript, toSession } from '../../pure/transcripts/index.ts';
import { checkSource } from '../storage/index.ts';
import type { Origin, ReadConversation, ReadSession } from './read-session.ts';
import { captureConversations, captureOf, conversationsOf, isCaptureFile } from './capture-reading.ts';

/** Session files under the given paths: a file as it is, a folder with all of its `.smtp` files in order. */
export async function findSessions(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      found.push(path);
      continue;
    }
    const names = await readdir(path, { recursive: true });
    found.push(
      ...names
        .filter((name) => name.endsWith('.smtp'))
        .sort()
        .map((name) => join(path, name)),
    );
  }
  return found;
}

/** Reads and parses a file, what it includes with it. Rejects with the system's error where it cannot be read. */
export async function readSession(path: string): Promise<ReadSession> {
  return parsed(await boundedFile(path), path);
}

/** SECURITY: of a file, or of a device that never ends, no more is read than the largest session file has, and an octet. */
async function boundedFile(path: string): Promise<Uint8Array> {
  await checkSource(path);
  const about = await stat(path);
  if (about.isFile() && about.size <= MAX_FILE_OCTETS) return readFile(path);
  return boundedInput(createReadStream(path, { end: MAX_FILE_OCTETS }));
}

/** SECURITY: a file that includes itself, or many times many, costs a bounded amount. */
const MOST_INCLUDES = 1000;

/** Which files were read on the way to this one, and how many more may be. */
interface Inclusion {
  readonly above: readonly string[];
  readonly budget: { left: number };
}

async function parsed(
  octets: Uint8Array,
  path: string,
  { above, budget }: Inclusion = { above: [], budget: { left: MOST_INCLUDES } },
): Promise<ReadSession> {
  const decoded = decodeSession(octets);
  if (!decoded.ok) {
    const { file } = parseSession('', path);
    const span = { line: decoded.line, column: 1, length: 1 };
    const problem = { file: path, span, severity: 'error', fault: decoded.fault, source: '' } as const;
    return { path, file, problems: [problem], regex: null, sources: new Map() };
  }
  const regex = mayHavePattern(decoded.text) ? await loadRegex() : null;
  const own = parseSession(decoded.text, path, regex, above.length === 0);
  const problems = [...own.problems];
  const lines: SessionLine[] = [];
  const sources = new Map([[path, own.file]]);
  for (const line of own.file.lines) {
    if (line.kind === 'directive' && line.directive.name === 'repeat' && line.directive.path !== null) {
      const read = await withRows(line, line.directive, path);
      lines.push(read.line);
      if (read.fault !== null)
        problems.push({
          file: path,
          span: line.span,
          severity: 'error',
          fault: read.fault,
          source: printLine(line).trimEnd(),
        });
      continue;
    }
    if (line.kind !== 'directive' || line.directive.name !== 'include') {
      lines.push(line);
      continue;
    }
    const beside = join(dirname(path), line.directive.path);
    const { path: named } = line.directive;
    const unreadable = (reason: string): void => {
      const fault = { code: 'include-unreadable', detail: { path: named, reason } } as const;
      problems.push({ file: path, span: line.span, severity: 'error', fault, source: `@include ${named}` });
    };
    try {
      const isLoop = above.includes(beside) || beside === path;
      if (isLoop || budget.left-- <= 0) {
        const fault = isLoop
          ? ({ code: 'include-loop', detail: { path: named } } as const)
          : ({ code: 'too-many-includes', detail: { max: MOST_INCLUDES } } as const);
        const source = `@include ${line.directive.path}`;
        problems.push({ file: path, span: line.span, severity: 'error', fault, source });
        continue;
      }
      const outside = await whyOutside(path, beside);
      if (outside !== null) {
        unreadable(outside);
        continue;
      }
      const included = await parsed(await boundedFile(beside), beside, { above: [...above, path], budget });
      for (const problem of included.problems) problems.push(problem);
      for (const [name, source] of included.sources) sources.set(name, source);
      for (const one of included.file.lines) lines.push(placedIn(one, beside));
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      unreadable(String(error.code));
    }
  }
  const file = { ...own.file, lines };
  // A piece means what it does where it is included.
  if (above.length === 0 && (sources.size > 1 || lines.some(hasRows))) problems.push(...checkSession(file));
  return { path, file, problems, regex, sources };
}

/** SECURITY: a link may lead anywhere; what it leads to has to lie in the folder too, and to be a file. Why it may not be read, or null. */
async function whyOutside(path: string, beside: string): Promise<string | null> {
  const folder = await realpath(dirname(path));
  const target = await realpath(beside);
  if (!target.startsWith(folder + sep)) return 'EACCES';
  return (await stat(target)).isFile() ? null : 'EINVAL';
}

function hasRows(line: SessionLine): boolean {
  return line.kind === 'directive' && line.directive.name === 'repeat' && line.directive.rows !== null;
}

/** The rows that an `@repeat` goes over, from beside the session file. */
async function withRows(
  line: DirectiveLine,
  directive: Extract<Directive, { readonly name: 'repeat'; readonly path: string }>,
  path: string,
): Promise<{ readonly line: DirectiveLine; readonly fault: SessionFault | null }> {
  const about = { path: directive.path };
  try {
    const beside = join(dirname(path), directive.path);
    const outside = await whyOutside(path, beside);
    if (outside !== null)
      return { line, fault: { code: 'include-unreadable', detail: { ...about, reason: outside } } };
    const decoded = decodeSession(await boundedFile(beside));
    if (!decoded.ok) return { line, fault: decoded.fault };
    const read = readRows(decoded.text);
    if (!read.ok)
      return { line, fault: { code: 'bad-rows', detail: { ...about, line: read.line, found: read.found } } };
    return { line: { ...line, directive: { ...directive, rows: read.rows } }, fault: null };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { line, fault: { code: 'include-unreadable', detail: { ...about, reason: String(error.code) } } };
  }
}

/** A line whose place names the file that it stands in. */
function placedIn(line: SessionLine, file: string): SessionLine {
  return line.span.file === undefined ? { ...line, span: { ...line.span, file } } : line;
}

/**
 * Reads a file of any notation: one of ours is one conversation, a transcript may hold several, named `path#2` and so on. `stdin` is
 * read for `-`. Rejects with the system's error where it cannot be read.
 */
export async function readConversations(
  path: string,
  origin: Origin,
  stdin: AsyncIterable<unknown>,
): Promise<readonly ReadConversation[]> {
  if (path !== '-' && (await isCaptureFile(path))) return captureConversations(path);
  const octets = path === '-' ? await boundedInput(stdin) : await boundedFile(path);
  if (isCapture(octets)) return conversationsOf(captureOf(octets), path);
  if (origin === 'native') return [{ ...(await parsed(octets, path)), dialogue: null }];
  const own = await parsed(octets, path);
  const isOwn = origin === 'auto' && own.problems.every(({ severity }) => severity !== 'error');
  if (isOwn && !beginsTlsUntold(own.file)) return [{ ...own, dialogue: null }];
  if (octets.length > MAX_FILE_OCTETS) return [{ ...own, dialogue: null }];
  const text = decodeForeign(octets);
  const { dialogues, problems } = readTranscript(text, path, origin);
  if (dialogues.length === 0) {
    // Whoever writes our own notation is told what is wrong with it.
    const broken = origin === 'auto' && isMostlyOwn(own.file, text) ? own.problems : problems;
    return [{ ...own, problems: broken, dialogue: null }];
  }
  return dialogues.map((dialogue, index) => {
    const name = index === 0 ? path : `${path}#${index + 1}`;
    const whole =
      index === 0 ? problems.filter(({ fault }) => fault.code === 'T010' || fault.code === 'T012') : [];
    return {
      path: name,
      file: toSession(dialogue, name),
      problems: [...whole, ...dialogue.remarks],
      regex: null,
      sources: new Map(),
      dialogue,
    };
  });
}

/** PowerShell writes UTF-16, with a mark or without. */
function decodeForeign(octets: Uint8Array): string {
  const [first = 0, second = 0] = octets;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && octets.length > 3);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(octets);
}

/** A screen with marks like ours, in which nothing tells that TLS began: other readers know it by the second EHLO. */
function beginsTlsUntold({ lines }: SessionFile): boolean {
  return (
    !lines.some(({ kind }) => kind === 'directive') &&
    lines.some(
      (line) =>
        line.kind === 'client' &&
        line.parts.some((part) => part.kind === 'text' && /^STARTTLS\s*$/i.test(part.text)),
    )
  );
}

/** Half of the lines have our marks. */
function isMostlyOwn({ lines }: SessionFile, text: string): boolean {
  const filled = text.split('\n', 10_000).filter((line) => line.trim() !== '').length;
  return lines.filter(({ kind }) => kind !== 'blank').length * 2 >= filled;
}

/** SECURITY: an input that never ends is read no further than the largest file. */
async function boundedInput(stdin: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    if (!(chunk instanceof Uint8Array)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FILE_OCTETS) break;
  }
  return Buffer.concat(chunks);
}

/** Variables of a YAML file, name to text. Rejects with an error where it cannot be read or is none. */
export async function readVariables(path: string): Promise<ReadonlyMap<string, string>> {
  const { parse } = await import('yaml');
  const text = new TextDecoder().decode(await boundedFile(path));
  const value: unknown = parse(text, { maxAliasCount: 20, logLevel: 'error' });
  return new Map(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([name, one]) => [
      name,
      String(one),
    ]),
  );
}

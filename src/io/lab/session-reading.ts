/**
 * Session files from the disk: found in folders, read with what they include, filled with variables from outside; and transcripts
 * of other programs, made into session files. SECURITY: a file includes nothing from outside of its folder.
 */

import { createHmac, randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LabError } from '../../pure/problems/index.ts';
import {
  decodeSession,
  loadRegex,
  mayHavePattern,
  MAX_FILE_OCTETS,
  missingNames,
  parseSession,
} from '../../pure/sessions/index.ts';
import type {
  ParsedSession,
  RegexPort,
  SessionFile,
  SessionLine,
  Variables,
} from '../../pure/sessions/index.ts';
import { readTranscript, toSession } from '../../pure/transcripts/index.ts';
import type { Dialogue, Notation } from '../../pure/transcripts/index.ts';

/** A file that was read; `problems` with an error in them mean that it cannot be played. */
export interface ReadSession extends ParsedSession {
  readonly path: string;
  readonly regex: RegexPort | null;
}

const SECRET_NAMES = /pass|secret|token/i;
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
export async function readSession(path: string, depth = 0): Promise<ReadSession> {
  return parsed(await readFile(path), path, depth);
}

async function parsed(octets: Uint8Array, path: string, depth: number): Promise<ReadSession> {
  const decoded = decodeSession(octets);
  if (!decoded.ok) {
    const { file } = parseSession('', path);
    const span = { line: decoded.line, column: 1, length: 1 };
    const problem = { file: path, span, severity: 'error', fault: decoded.fault, source: '' } as const;
    return { path, file, problems: [problem], regex: null };
  }
  const regex = mayHavePattern(decoded.text) ? await loadRegex() : null;
  const parsed = parseSession(decoded.text, path, regex);
  const problems = [...parsed.problems];
  const lines: SessionLine[] = [];
  for (const line of parsed.file.lines) {
    if (line.kind !== 'directive' || line.directive.name !== 'include') {
      lines.push(line);
      continue;
    }
    const beside = join(dirname(path), line.directive.path);
    try {
      if (depth >= MOST_INCLUDES)
        throw new LabFileError('file-unreadable', { option: '@include', file: beside, reason: 'loop' });
      const included = await readSession(beside, depth + 1);
      problems.push(...included.problems);
      lines.push(...included.file.lines);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'loop';
      const fault = { code: 'include-unreadable', detail: { path: line.directive.path, reason } } as const;
      problems.push({
        file: path,
        span: line.span,
        severity: 'error',
        fault,
        source: `@include ${line.directive.path}`,
      });
    }
  }
  return { path, file: { ...parsed.file, lines }, problems, regex };
}

const MOST_INCLUDES = 10;

/** Values for a file: what was given, the environment, its own defaults. */
export function variablesFor(
  file: SessionFile,
  given: ReadonlyMap<string, string>,
  env: Readonly<Record<string, string | undefined>>,
): Variables {
  const now = new Date();
  const values = (name: string): string | undefined =>
    given.get(name) ??
    env[`SMTP_LAB_VAR_${name}`] ??
    env[`SMTP_LAB_VAR_${name.toUpperCase()}`] ??
    file.front.vars.get(name);
  return {
    get: values,
    isSecret: (name) => SECRET_NAMES.test(name),
    uuid: randomUUID,
    now: () => now.toISOString(),
    cramMd5: (user, password, challenge) => {
      const asked = Buffer.from(challenge, 'base64');
      const digest = createHmac('md5', password).update(asked).digest('hex');
      return Buffer.from(`${user} ${digest}`).toString('base64');
    },
  };
}

/** Names that a file wants from outside: those that its client lines use and nothing captures. */
export function namesWanted(file: SessionFile, variables: Variables): readonly string[] {
  const captured = new Set<string>();
  for (const line of file.lines) {
    if (line.kind !== 'server') continue;
    for (const part of line.parts) {
      if (part.kind === 'hole' && part.expression.kind === 'name') captured.add(part.expression.name);
    }
  }
  const wanted = file.lines.flatMap((line) => {
    if (line.kind === 'client' || (line.kind === 'raw' && line.side === 'client'))
      return missingNames(line.parts, variables);
    return [];
  });
  return [...new Set(wanted)].filter((name) => !captured.has(name));
}

/** How a file is written: our own notation, that of some program, or whatever it turns out to be. */
export type Origin = 'native' | 'auto' | Notation;

/** A conversation of a transcript; `dialogue` is null for a file of our own. */
export interface ReadConversation extends ReadSession {
  readonly dialogue: Dialogue | null;
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
  const octets = path === '-' ? await boundedInput(stdin) : await readFile(path);
  if (origin === 'native' || origin === 'auto') {
    const own = await parsed(octets, path, 0);
    if (origin === 'native' || own.problems.every(({ severity }) => severity === 'remark'))
      return [{ ...own, dialogue: null }];
  }
  if (octets.length > MAX_FILE_OCTETS) return [{ ...(await parsed(octets, path, 0)), dialogue: null }];
  const { dialogues, problems } = readTranscript(new TextDecoder().decode(octets), path, origin);
  const broken = problems.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) {
    const own = await parsed(octets, path, 0);
    return [
      {
        ...own,
        problems: origin === 'auto' && own.problems.length > 0 ? own.problems : broken,
        dialogue: null,
      },
    ];
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
      dialogue,
    };
  });
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

class LabFileError extends LabError<'file-unreadable'> {}

/** Variables of a YAML file, name to text. Rejects with an error where it cannot be read or is none. */
export async function readVariables(path: string): Promise<ReadonlyMap<string, string>> {
  const { parse } = await import('yaml');
  const value: unknown = parse(await readFile(path, 'utf8'), { maxAliasCount: 20, logLevel: 'error' });
  return new Map(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([name, one]) => [
      name,
      String(one),
    ]),
  );
}

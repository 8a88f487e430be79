/**
 * `replay`: session files read from disk and played, each by itself: against a server, against the practice server, or against
 * itself with both sides over loopback. What is needed of the world (files, variables, sockets) is fetched here.
 */

import { createHmac, randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Problem } from '../../pure/problems/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import {
  decodeSession,
  loadRegex,
  mayHavePattern,
  missingNames,
  parseSession,
} from '../../pure/sessions/index.ts';
import type {
  MatchLevel,
  ParsedSession,
  RegexPort,
  SessionFile,
  SessionLine,
  Variables,
} from '../../pure/sessions/index.ts';
import type { MechanismName } from '../../pure/protocol/index.ts';
import { Secret } from '../../pure/protocol/index.ts';
import { signIn } from '../client/index.ts';
import { listen, playServer } from '../server/index.ts';
import { writeWhole } from '../storage/index.ts';
import { encryptByHand } from './by-hand.ts';
import { openCrypto } from './crypto.ts';
import { playClient } from './play-client.ts';
import type { Expectation } from './play-client.ts';
import { exitCodeFor, openConversation, openVenue } from './talking.ts';
import type { RunSetting, TalkingPlan, Venue } from './talking.ts';

/** A file that was read; `problems` with an error in them mean that it cannot be played. */
export interface ReadSession extends ParsedSession {
  readonly path: string;
  readonly regex: RegexPort | null;
}

const SECRET_NAMES = /pass|secret|token/i;
const MISMATCH = 15;

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
  const decoded = decodeSession(await readFile(path));
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

/** A file that was played. */
export interface PlayedFile {
  readonly path: string;
  readonly title: string;
  readonly expectations: readonly Expectation[];
  readonly problem: Problem | null;
  readonly milliseconds: number;
  readonly exitCode: number;
}

export interface ReplayPlan {
  readonly talking: TalkingPlan;
  readonly variables: (file: SessionFile) => Variables;
  readonly match: MatchLevel | null;
  readonly keepGoing: boolean;
  readonly told: (expectation: Expectation) => void;
}

/** Plays a file against the server of the plan. Never rejects for what a server did. */
export async function replayFile(
  session: ReadSession,
  plan: ReplayPlan,
  setting: RunSetting,
): Promise<PlayedFile> {
  const { file, path } = session;
  const started = performance.now();
  const over = (expectations: readonly Expectation[], problem: Problem | null): PlayedFile => ({
    path,
    title: file.front.title,
    expectations,
    problem,
    milliseconds: performance.now() - started,
    exitCode: problem !== null ? exitCodeFor(problem) : expectations.every(({ ok }) => ok) ? 0 : MISMATCH,
  });
  const talking = { ...plan.talking, dialect: file.front.dialect };
  let venue: Venue | null = null;
  try {
    venue = await openVenue(talking);
    return await playOn(venue, talking, session, plan, setting, over);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return over([], error.problem);
  } finally {
    await venue?.close();
  }
}

async function playOn(
  venue: Venue,
  talking: TalkingPlan,
  { file, path, regex }: ReadSession,
  plan: ReplayPlan,
  setting: RunSetting,
  over: (expectations: readonly Expectation[], problem: Problem | null) => PlayedFile,
): Promise<PlayedFile> {
  const conversation = await openConversation(talking, venue, setting);
  try {
    // A file whose first line is the handshake speaks TLS from the start.
    const first = file.lines.find(({ kind }) => kind !== 'blank' && kind !== 'comment');
    const begins = first?.kind === 'directive' && first.directive.name === 'tls';
    let handshakes = 0;
    if (talking.tls === 'implicit' && !begins) await encryptByHand(conversation, talking, venue, 'implicit');
    const { expectations, problem } = await playClient(file, {
      conversation,
      variables: plan.variables(file),
      captures: new Map(),
      level: plan.match ?? file.front.match ?? 'code',
      regex,
      keepGoing: plan.keepGoing,
      readFile: (name) => readBeside(path, name),
      encrypt: () =>
        encryptByHand(conversation, talking, venue, begins && handshakes++ === 0 ? 'implicit' : 'starttls'),
      signIn: (mechanism, user, secret) => signInAs(conversation, mechanism, user, secret),
      told: plan.told,
    });
    return over(expectations, problem);
  } finally {
    await conversation.quit();
  }
}

async function signInAs(
  conversation: Parameters<typeof signIn>[0],
  mechanism: string,
  user: string,
  secret: string,
): Promise<void> {
  const { host, port } = conversation.peer;
  const binding = conversation.tls?.channelBinding ?? null;
  const name = MECHANISMS.find((one) => one === mechanism);
  await signIn(conversation, {
    credentials: { user, password: new Secret(secret), token: new Secret(secret) },
    wanted: name === undefined ? [] : [name],
    crypto: await openCrypto(),
    context: { host, port: port ?? 0, binding },
  });
}

const MECHANISMS: readonly MechanismName[] = [
  ...(['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-1-PLUS'] as const),
  ...(['SCRAM-SHA-256-PLUS', 'XOAUTH2', 'OAUTHBEARER', 'EXTERNAL', 'ANONYMOUS'] as const),
];

/** SECURITY: a session file may come from anybody; it reaches no file outside of its folder. */
function readBeside(path: string, name: string): Promise<Uint8Array> {
  const folder = resolve(dirname(path));
  const target = resolve(folder, name);
  if (!target.startsWith(folder + sep))
    throw new LabFileError('file-unreadable', { option: 'C<', file: name, reason: 'EACCES' });
  return readFile(target);
}

class LabFileError extends LabError<'file-unreadable'> {}

/** Plays a file against itself: one side listens on loopback, the other connects. */
export async function replayBoth(
  session: ReadSession,
  plan: ReplayPlan,
  setting: RunSetting,
): Promise<PlayedFile> {
  const { file, regex } = session;
  const strays: Expectation[] = [];
  const listening = await listen({}, (peer) => {
    void playServer(peer, file, {
      regex,
      variables: plan.variables(file),
      hostname: 'mail.example.test',
      told: ({ ok, ...one }) => {
        if (!ok) strays.push({ ...one, ok, after: '' });
      },
      said: () => undefined,
    });
  });
  try {
    const talking: TalkingPlan = {
      ...plan.talking,
      server: { host: listening.host, port: listening.port },
      tls: 'off',
      insecure: true,
    };
    const played = await replayFile(session, { ...plan, talking }, setting);
    const expectations = [...played.expectations, ...strays];
    return {
      ...played,
      expectations,
      exitCode: strays.length > 0 && played.exitCode === 0 ? MISMATCH : played.exitCode,
    };
  } finally {
    await listening.close();
  }
}

/** Writes a report whole. Rejects with the system's error. */
export async function writeReport(path: string, text: string): Promise<void> {
  await writeWhole(path, text);
}

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

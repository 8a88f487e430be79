/**
 * What the front matter of a session file says of the server that it is for (`target`), of playing it again
 * (`retry`) and of its connections. Each value is checked where it is read: one that means nothing is told, and never left out in silence.
 */

import { startsWithTls } from '../protocol/index.ts';
import { TARGET_TLS } from './ast.ts';
import type { Retry, SessionFile, Target } from './ast.ts';
import { codesOf } from './codes.ts';
import { milliseconds } from './directive.ts';

const NO_TARGET: Target = { tls: null, port: null };

const MOST_PORT = 65_535;
const MOST_TIMES = 100;
/** A line has room for one digit. */
const MOST_CONNECTIONS = 9;
const EVERY = '1s';
const FOR_NOW = '4xx';

/** Is told of a value that cannot be meant: its key, and what it can be. */
type Wrong = (key: string, wanted: string) => void;

export function readTarget(given: unknown, wrong: Wrong): Target {
  const about = fieldsOf(given, 'target', ['tls', 'port'], wrong);
  if (about === null) return NO_TARGET;
  const tls = TARGET_TLS.find((mode) => mode === modeOf(about.get('tls'))) ?? null;
  if (about.has('tls') && tls === null) wrong('target.tls', TARGET_TLS.join(', '));
  const port = whole(about.get('port'), 1, MOST_PORT);
  if (about.has('port') && port === null) wrong('target.port', `1 … ${MOST_PORT}`);
  return { tls, port };
}

/** YAML 1.1 reads `off` as a truth value, and some people write it as one. */
function modeOf(given: unknown): unknown {
  return given === false ? 'off' : given;
}

export function readRetry(given: unknown, wrong: Wrong): Retry | null {
  const about = fieldsOf(given, 'retry', ['times', 'every', 'on'], wrong);
  if (about === null) return null;
  const times = whole(about.get('times'), 1, MOST_TIMES);
  if (times === null) wrong('retry.times', `1 … ${MOST_TIMES}`);
  const every = milliseconds(String(about.get('every') ?? EVERY));
  if (every === null) wrong('retry.every', '500ms, 60s, 5m');
  const on = codesOf(String(about.get('on') ?? FOR_NOW));
  if (on === null) wrong('retry.on', '4xx, 450|451');
  return times === null || every === null || on === null ? null : { times, milliseconds: every, on };
}

export function readConnections(given: unknown, wrong: Wrong): number {
  if (given === undefined) return 1;
  const connections = whole(given, 1, MOST_CONNECTIONS);
  if (connections === null) wrong('connections', `1 … ${MOST_CONNECTIONS}`);
  return connections ?? 1;
}

/** Whether a file is to begin in TLS, and has no `@tls` of its own at its beginning. */
export function needsHandshake({ front, lines }: Pick<SessionFile, 'front' | 'lines'>): boolean {
  const { tls, port } = front.target;
  if (tls !== 'implicit' && !(tls === null && startsWithTls(port))) return false;
  const first = lines.find((line) =>
    line.kind === 'directive' ? line.directive.name === 'tls' : !ASIDE.includes(line.kind),
  );
  return first?.kind !== 'directive';
}

const ASIDE: readonly string[] = ['blank', 'comment', 'assert'];

/** The fields of a value in braces; null where there is none, or where it is something else. */
function fieldsOf(
  given: unknown,
  key: string,
  known: readonly string[],
  wrong: Wrong,
): ReadonlyMap<string, unknown> | null {
  if (given === undefined) return null;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    wrong(key, `{ ${known.join(', ')} }`);
    return null;
  }
  const fields = new Map(Object.entries(given));
  for (const name of fields.keys()) if (!known.includes(name)) wrong(`${key}.${name}`, known.join(', '));
  return fields;
}

function whole(given: unknown, least: number, most: number): number | null {
  const isWhole = typeof given === 'number' && Number.isInteger(given);
  return isWhole && given >= least && given <= most ? given : null;
}

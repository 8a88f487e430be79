/**
 * The marks of a text in a notation that nobody listed: what stands in front of its replies, and what in front of its commands. Both
 * have a shape each (`shapes.ts`); a line of either shape is said, whatever it says. Where both have the same, the text has no marks
 * (`bare.ts`).
 */

import { candidatesIn } from './candidates.ts';
import { isHiddenByProgram } from './program-lines.ts';
import { commonShape, markOf, MOST_PREFIX, patternOf, shapeOf } from './shapes.ts';
import type { SourceLine } from './source.ts';

export interface LearnedMarks {
  /** Shapes in front of what each side says, the most common first. */
  readonly server: readonly string[];
  readonly client: readonly string[];
  /** What stands in front of all lines. */
  readonly context: string;
  /** What stands behind everything that is said; '' for nothing. */
  readonly suffix: { readonly client: string; readonly server: string };
  /** How many lines are replies or commands under these marks. */
  readonly weight: number;
}

interface Score {
  replies: number;
  commands: number;
  readonly length: number;
  /** What stood behind commands that end for certain. */
  readonly behind: string[];
}

/** As many lines are learned from: marks do not change in the middle of a text. */
const MOST_LINES = 20_000;
const MOST_SHAPES = 2000;

/** Learns the marks; null where no line is a reply or a command, or where nothing stands in front of either. */
export function learnMarks(lines: readonly SourceLine[]): LearnedMarks | null {
  const scores = scoresOf(lines);
  const ranked = (of: (score: Score) => number): readonly string[] =>
    [...scores]
      .filter(([, score]) => of(score) > 0)
      .sort(([, a], [, b]) => of(b) - of(a) || a.length - b.length)
      .map(([shape]) => shape);
  const servers = ranked(({ replies, commands }) => (replies > commands ? replies - 2 * commands : 0));
  const clients = ranked(({ replies, commands }) => (commands > replies ? commands - 2 * replies : 0));
  const [server] = servers;
  const client = clients[0] ?? (server === undefined ? undefined : answering(lines, server));
  const mixed = [...scores].sort(([, a], [, b]) => b.replies + b.commands - (a.replies + a.commands))[0];
  if (mixed !== undefined && isMixed(mixed[1], scores.get(server ?? ''), scores.get(client ?? '')))
    return marksOf(mixed[0], mixed[0], [], scores);
  if (server === undefined && client === undefined) return null;
  // Calls typed at a prompt, such as `$w.WriteLine("EHLO pc")`: what comes back has nothing in front.
  if (server === undefined && client !== undefined) {
    const bare = lines.slice(0, MOST_LINES).filter(({ text }) => isBareReply(text)).length;
    const known = marksOf(undefined, client, [servers, clients], scores);
    return bare < 2 ? known : { ...known, server: [''], weight: known.weight + bare };
  }
  return marksOf(server, client, [servers, clients], scores);
}

function isBareReply(text: string): boolean {
  const [first] = candidatesIn(text);
  return first?.kind === 'reply' && first.at === 0;
}

/** Both sides under one shape, and more of them than any two shapes have. */
function isMixed(one: Score, server: Score | undefined, client: Score | undefined): boolean {
  if (one.replies === 0 || one.commands === 0) return false;
  if (Math.min(one.replies, one.commands) * 4 < Math.max(one.replies, one.commands)) return false;
  return one.replies + one.commands > (server?.replies ?? 0) + (client?.commands ?? 0);
}

function scoresOf(lines: readonly SourceLine[]): ReadonlyMap<string, Score> {
  const scores = new Map<string, Score>();
  for (const { text } of lines.slice(0, MOST_LINES)) {
    for (const { kind, at, end } of candidatesIn(text)) {
      if (at > MOST_PREFIX) continue;
      const prefix = text.slice(0, at);
      // Further lines of a reply, and conversations without marks, have nothing in front but white space.
      if (prefix.trim() === '') continue;
      const shape = shapeOf(prefix);
      let score = scores.get(shape);
      if (score === undefined) {
        if (scores.size >= MOST_SHAPES) continue;
        score = { replies: 0, commands: 0, length: at, behind: [] };
        scores.set(shape, score);
      }
      if (kind === 'reply') score.replies++;
      else score.commands++;
      if (end !== null && score.behind.length < 50) score.behind.push(text.slice(end));
    }
  }
  return scores;
}

/** In front of what answers a 334: a word of base64, or what the program printed in place of it. */
function answering(lines: readonly SourceLine[], server: string): string | undefined {
  const counts = new Map<string, number>();
  let asked = false;
  for (const { text } of lines.slice(0, MOST_LINES)) {
    const said = patternOf(server).exec(text);
    if (said !== null && /^\d\d\d/.test(text.slice(said[0].length))) {
      asked = text.startsWith('334', said[0].length);
      continue;
    }
    if (!asked) continue;
    const word = /(?:^|[\s'"`>:])([A-Za-z0-9+/]{4,}={0,2}|\*{3,})['"]?(?:\\r\\n['"]?)?\s*$/.exec(text);
    if (word === null && !isHiddenByProgram(text)) continue;
    const at = text.lastIndexOf(word?.[1] ?? '');
    if (at > MOST_PREFIX) continue;
    const shape = shapeOf(text.slice(0, at));
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function marksOf(
  server: string | undefined,
  client: string | undefined,
  [servers = [], clients = []]: readonly (readonly string[])[],
  scores: ReadonlyMap<string, Score>,
): LearnedMarks {
  const context = server === undefined || client === undefined ? '' : commonShape(server, client);
  const mark = (shape: string | undefined): string => (shape === undefined ? '' : markOf(shape, context));
  const marks = { server: mark(server), client: mark(client) };
  // Further shapes of one side: the same mark behind something else in front, or another arrow behind the same.
  const alike = (main: string | undefined, other: string, own: string, foreign: string): boolean => {
    if (main === undefined || other === main) return other === main;
    if (own !== foreign && own.length > 1 && other.endsWith(lastPieces(main)))
      return !other.endsWith(foreign);
    const rest = markOf(other, commonShape(main, other));
    return (
      context !== '' &&
      other.startsWith(context) &&
      /^[^\p{L}]{0,24}$/u.test(rest.replace(/\\.|\{.*?\}/g, ''))
    );
  };
  const all = {
    server: servers.filter((one) => alike(server, one, marks.server, marks.client)),
    client: clients.filter((one) => alike(client, one, marks.client, marks.server)),
  };
  const main = client === undefined ? undefined : scores.get(client);
  const weightOf = (shapes: readonly string[]): number =>
    shapes.reduce((sum, shape) => {
      const score = scores.get(shape);
      return sum + (score === undefined ? 0 : score.replies + score.commands);
    }, 0);
  const chosen = {
    server: all.server.length > 0 ? all.server : server === undefined ? [] : [server],
    client: all.client.length > 0 ? all.client : client === undefined ? [] : [client],
  };
  const weight = weightOf([...new Set([...chosen.server, ...chosen.client])]);
  return { ...chosen, context, suffix: { client: suffixOf(main?.behind ?? []), server: '' }, weight };
}

function lastPieces(shape: string): string {
  return shape.split('\u0001').slice(-3).join('\u0001');
}

/** What always stands behind, such as ` state=1` or a comma; '' where nothing does. */
function suffixOf(behind: readonly string[]): string {
  const shapes = behind.map((text) => (text.trim() === '' ? '' : shapeOf(text)));
  const [first = ''] = shapes;
  if (first === '' || shapes.length < 2 || /^['"]/.test(behind[0] ?? '')) return '';
  return shapes.every((shape) => shape === first) ? first : '';
}

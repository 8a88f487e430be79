/** The table that the run prints: a row for each conversation, a column for each server. */

import type { RealServer } from './server.ts';
import type { Conversation } from './talk.ts';

/** `held` tells of each `SERVER: CONVERSATION` that was tried whether it went as it should. */
export function tableOf(
  parts: Readonly<Record<string, readonly Conversation[]>>,
  servers: readonly RealServer[],
  held: ReadonlyMap<string, string>,
): string {
  const rows = Object.values(parts).flat();
  const first = Math.max(...rows.map(({ name }) => name.length), 0) + 2;
  const widths = servers.map(({ name }) => name.length + 2);
  const cell = (server: RealServer, row: Conversation): string => {
    if (!row.fits(server)) return '-';
    const what = held.get(`${server.name}: ${row.name}`);
    return what === 'held' ? 'yes' : what === 'failed' ? 'NO' : '?';
  };
  const line = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(first)}${cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join('')}`.trimEnd();
  const count = (wanted: string): number => [...held.values()].filter((what) => what === wanted).length;
  const ofServer = ({ name }: RealServer): string =>
    String([...held].filter(([key, what]) => key.startsWith(`${name}: `) && what === 'held').length);
  return [
    '',
    line(
      '',
      servers.map(({ name }) => name),
    ),
    ...Object.entries(parts).flatMap(([part, conversations]) => [
      part,
      ...conversations.map((row) =>
        line(
          row.name,
          servers.map((server) => cell(server, row)),
        ),
      ),
    ]),
    line('held', servers.map(ofServer)),
    `real servers: ${servers.length}, conversations: ${rows.length}, held: ${count('held')}, failed: ${count('failed')}; - is what a server does not offer`,
  ].join('\n');
}

/**
 * The one rule of the house: a floor imports only floors below it, a room only what its row in `src/README.md` names, and only
 * through the other room's door. The table there is the rule; this file reads it.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, ROOT, roomOf, sourceFiles } from '../support/house.ts';

interface Row {
  /** Rooms whose values may be imported. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be. */
  readonly types: readonly string[];
  /** Packages, and modules of Node. */
  readonly packages: readonly string[];
}

/** The names in a cell of the table: in backquotes, with commas between them, and nothing else. */
function namesIn(cell: string): readonly string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  expect(cell).toBe(names.map((name) => `\`${name}\``).join(', '));
  return names;
}

/** The rows of the table of rooms in `src/README.md`: room, what it is for, rooms, rooms of types, packages. */
const ROWS = readFileSync(join(ROOT, 'src/README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| `(?:(?:pure|io|cli)[\w/-]*|index\.ts)` \|/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

const ROOMS = ROWS.map(([name = '']) => name.replaceAll('`', ''));

/** `pure/*` is every room of that floor. */
function allOf(names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    name.endsWith('/*') ? ROOMS.filter((room) => room.startsWith(name.slice(0, -1))) : [name],
  );
}

/** The door of the library has the name ''. */
const HOUSE: Readonly<Record<string, Row>> = Object.fromEntries(
  ROWS.map(([, , rooms = '', types = '', packages = ''], at) => [
    ROOMS[at] === 'index.ts' ? '' : ROOMS[at],
    { rooms: allOf(namesIn(rooms)), types: allOf(namesIn(types)), packages: namesIn(packages) },
  ]),
);

/** Files that are their own door: light ones that a whole room would make heavy, and those of the top floor. */
function isDoor(target: string): boolean {
  if (roomOf(target) === 'cli' || /^cli\/commands\/(?:names|registry)\.ts$/.test(target)) return true;
  return target === 'pure/phrases/lang.ts' || /^[^/]+\/[^/]+\/index\.ts$/.test(target);
}

function isAllowed(specifier: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*')
      ? specifier.startsWith(pattern.slice(0, -1))
      : specifier === pattern || specifier.startsWith(`${pattern}/`),
  );
}

/** What is wrong with the imports of a file, a sentence each. */
function faultsOf(file: string): readonly string[] {
  const room = roomOf(file);
  const row = HOUSE[room];
  if (row === undefined) return [`${room} is not in the table of src/README.md`];
  const faults: string[] = [];
  for (const { specifier, target, typeOnly } of importsOf(file)) {
    if (target === null) {
      if (!isAllowed(specifier, row.packages)) faults.push(`${room} may not use the package ${specifier}`);
      continue;
    }
    const other = roomOf(target);
    if (other === room) continue;
    const rooms = typeOnly ? [...row.rooms, ...row.types] : row.rooms;
    if (!rooms.includes(other))
      faults.push(`${room} may not import ${typeOnly ? '' : 'values '}from ${other || 'the library door'}`);
    if (!isDoor(target)) faults.push(`${target} is inside a room: import from ${other}/index.ts`);
  }
  return faults;
}

describe('the house', () => {
  it('has files to look at, and imports to read', () => {
    expect(sourceFiles.length).toBeGreaterThan(80);
    expect(sourceFiles.flatMap(importsOf).length).toBeGreaterThan(150);
  });

  it.each(sourceFiles)('%s imports only what its room may', (file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  it('has rows in full, of rooms that there are', () => {
    expect(ROWS.length).toBeGreaterThan(20);
    for (const row of ROWS) expect(row, row[0]).toHaveLength(5);
    for (const [room, row] of Object.entries(HOUSE))
      for (const other of [...row.rooms, ...row.types]) expect(ROOMS, `${room} → ${other}`).toContain(other);
  });

  it.each(ROWS.filter(([name]) => name !== '`index.ts`'))(
    'permits %s nothing that it does not use',
    (...row) => {
      const [name = '', , rooms = '', types = '', packages = ''] = row;
      const room = name.replaceAll('`', '');
      const imports = sourceFiles.filter((file) => roomOf(file) === room).flatMap(importsOf);
      const isUsed = (other: string, asType: boolean): boolean =>
        other.endsWith('/*') ||
        imports.some(
          ({ target, typeOnly }) => target !== null && roomOf(target) === other && typeOnly === asType,
        );
      const isPackageUsed = (pattern: string): boolean =>
        imports.some(({ specifier, target }) => target === null && isAllowed(specifier, [pattern]));
      expect(namesIn(rooms).filter((other) => !isUsed(other, false))).toEqual([]);
      expect(namesIn(types).filter((other) => !isUsed(other, true))).toEqual([]);
      expect(namesIn(packages).filter((pattern) => !isPackageUsed(pattern))).toEqual([]);
    },
  );

  it('lets no floor look up', () => {
    const floors = ['pure', 'io', 'cli'];
    const floorOf = (room: string): number => floors.indexOf(room.split('/')[0] ?? '');
    for (const [room, row] of Object.entries(HOUSE).filter(([name]) => name !== '')) {
      for (const other of [...row.rooms, ...row.types]) {
        expect(floorOf(other), `${room} → ${other}`).toBeLessThanOrEqual(floorOf(room));
      }
    }
  });

  it('keeps client and server apart, the terminal from io, and cli from wire, client and server', () => {
    const servers = ['io/server', 'io/practice-server', 'io/scripted-server'];
    for (const server of servers) {
      expect(HOUSE['io/client']?.rooms).not.toContain(server);
      expect(HOUSE[server]?.rooms).not.toContain('io/client');
    }
    expect(HOUSE['cli/terminal']?.rooms.filter((room) => room.startsWith('io/'))).toEqual([]);
    const cli = Object.entries(HOUSE).filter(([room]) => room.startsWith('cli'));
    expect(cli.length).toBeGreaterThan(5);
    for (const [room, { rooms, types }] of cli)
      for (const below of ['io/wire', 'io/client', ...servers])
        expect([...rooms, ...types], room).not.toContain(below);
  });
});

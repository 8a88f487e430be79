/**
 * The one rule of the house: a floor imports only floors below it, a room only what its row here names, and only through the
 * other room's door. Whoever needs more adds it to the row, and says why in `src/README.md`.
 */

import { describe, expect, it } from 'vitest';
import { importsOf, roomOf, sourceFiles } from '../support/house.ts';

interface Row {
  /** Rooms whose values may be imported. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be. */
  readonly types?: readonly string[];
  /** Packages, and modules of Node. */
  readonly packages?: readonly string[];
}

const PURE = [
  'problems',
  'protocol',
  'message',
  'knowledge',
  'phrases',
  'events',
  'sessions',
  'practice',
  'slips',
  'explorer',
  'lessons',
  'reading',
  'explain',
  'reports',
  'transcripts',
].map((name) => `pure/${name}`);
const IO = ['wire', 'client', 'server', 'storage', 'letters', 'lab'].map((name) => `io/${name}`);

const HOUSE: Readonly<Record<string, Row>> = {
  'pure/problems': { rooms: [] },
  'pure/protocol': { rooms: ['pure/problems'], packages: ['@mongodb-js/saslprep'] },
  'pure/message': { rooms: ['pure/protocol'] },
  'pure/knowledge': { rooms: [], types: ['pure/protocol'] },
  'pure/phrases': {
    rooms: [],
    types: [
      'pure/problems',
      'pure/protocol',
      'pure/events',
      'pure/practice',
      'pure/explorer',
      'pure/slips',
      'pure/lessons',
      'pure/reading',
      'pure/sessions',
    ],
  },
  'pure/reading': { rooms: ['pure/protocol', 'pure/knowledge'] },
  'pure/events': { rooms: ['pure/protocol', 'pure/problems'] },
  'pure/sessions': {
    rooms: ['pure/problems', 'pure/protocol', 'pure/events'],
    packages: ['yaml', 're2js'],
  },
  'pure/transcripts': { rooms: ['pure/protocol', 'pure/sessions'], types: ['pure/problems'] },
  'pure/practice': {
    rooms: ['pure/problems', 'pure/protocol', 'pure/message', 'pure/sessions'],
    packages: ['yaml'],
  },
  'pure/slips': { rooms: ['pure/problems', 'pure/protocol'] },
  'pure/explorer': { rooms: ['pure/protocol'] },
  'pure/lessons': {
    rooms: [
      'pure/problems',
      'pure/protocol',
      'pure/events',
      'pure/sessions',
      'pure/practice',
      'pure/knowledge',
    ],
    types: ['pure/phrases'],
    packages: ['yaml', 're2js'],
  },
  'pure/explain': {
    rooms: [
      'pure/problems',
      'pure/protocol',
      'pure/events',
      'pure/knowledge',
      'pure/phrases',
      'pure/reading',
      'pure/slips',
    ],
    types: ['pure/sessions', 'pure/lessons'],
  },
  'pure/reports': {
    rooms: ['pure/protocol', 'pure/events', 'pure/explain', 'pure/phrases'],
    types: ['pure/sessions', 'pure/problems'],
  },
  'io/wire': {
    rooms: ['pure/problems', 'pure/protocol'],
    types: ['pure/events'],
    packages: ['node:*', 'socks'],
  },
  'io/client': {
    rooms: ['io/wire', 'pure/problems', 'pure/protocol', 'pure/events', 'pure/message'],
    packages: ['node:*'],
  },
  'io/server': {
    rooms: ['io/wire', 'pure/problems', 'pure/protocol', 'pure/events', 'pure/practice', 'pure/sessions'],
    packages: ['node:*', '@mongodb-js/saslprep', '@peculiar/x509'],
  },
  'io/letters': {
    rooms: ['io/wire', 'pure/problems', 'pure/protocol', 'pure/message'],
    types: ['pure/events'],
    packages: ['node:*', 'nodemailer', 'postal-mime'],
  },
  'io/storage': {
    rooms: ['pure/problems'],
    types: ['pure/lessons', 'pure/sessions'],
    packages: ['node:*', 'env-paths', 'write-file-atomic', 'yaml'],
  },
  'io/lab': {
    rooms: [...PURE, ...IO.filter((room) => room !== 'io/lab')],
    packages: ['node:*', '@mongodb-js/saslprep', 'yaml'],
  },
  // The files of the top floor that lie in no room, and are for all of it.
  cli: {
    rooms: [...PURE, 'io/lab', 'cli/terminal', 'cli/commands', 'cli/options'],
    packages: ['node:fs', 'node:path', 'node:tty', 'node:process', 'commander'],
  },
  'cli/terminal': {
    rooms: [...PURE, 'cli'],
    packages: ['node:readline', 'chalk', 'ora', 'inquirer', 'get-east-asian-width', 'marked'],
  },
  'cli/explorer': {
    rooms: [...PURE, 'io/lab', 'cli', 'cli/terminal', 'cli/options'],
    packages: ['node:readline', 'node:stream', 'node:crypto', 'commander'],
  },
  'cli/options': { rooms: [...PURE, 'io/lab', 'cli', 'cli/terminal'], packages: ['commander', 'node:*'] },
  'cli/suite': { rooms: [...PURE, 'io/lab', 'cli', 'cli/terminal', 'cli/options'], packages: ['commander'] },
  'cli/lessons': { rooms: [...PURE, 'io/lab', 'cli', 'cli/terminal', 'cli/options', 'cli/explorer'] },
  'cli/reading': { rooms: [...PURE, 'cli', 'cli/terminal', 'cli/options'], packages: ['node:*'] },
  'cli/commands': {
    rooms: [
      ...PURE,
      ...[
        'io/lab',
        'cli',
        'cli/terminal',
        'cli/options',
        'cli/explorer',
        'cli/suite',
        'cli/lessons',
        'cli/reading',
      ],
    ],
    packages: ['commander', 'node:*'],
  },
  // The door of the library: `import … from 'smtp-lab'`.
  '': { rooms: [...PURE, ...IO] },
};

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
  if (row === undefined) return [`${room} is not in the table of test/house/imports.test.ts`];
  const faults: string[] = [];
  for (const { specifier, target, typeOnly } of importsOf(file)) {
    if (target === null) {
      if (!isAllowed(specifier, row.packages ?? []))
        faults.push(`${room} may not use the package ${specifier}`);
      continue;
    }
    const other = roomOf(target);
    if (other === room) continue;
    const rooms = typeOnly ? [...row.rooms, ...(row.types ?? [])] : row.rooms;
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

  it('lets no floor look up', () => {
    const floors = ['pure', 'io', 'cli'];
    const floorOf = (room: string): number => floors.indexOf(room.split('/')[0] ?? '');
    for (const [room, row] of Object.entries(HOUSE).filter(([name]) => name !== '')) {
      for (const other of [...row.rooms, ...(row.types ?? [])]) {
        expect(floorOf(other), `${room} → ${other}`).toBeLessThanOrEqual(floorOf(room));
      }
    }
  });

  it('keeps client and server apart, the terminal from io, and the commands from all of io but the lab', () => {
    expect(HOUSE['io/client']?.rooms).not.toContain('io/server');
    expect(HOUSE['io/server']?.rooms).not.toContain('io/client');
    expect(HOUSE['cli/terminal']?.rooms.filter((room) => room.startsWith('io/'))).toEqual([]);
    expect(HOUSE['cli/commands']?.rooms.filter((room) => room.startsWith('io/'))).toEqual(['io/lab']);
  });
});

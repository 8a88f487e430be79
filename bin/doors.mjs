// For the build: what a file takes through another room's door (`index.ts`) it is given from the file behind the door. In the source
// a room is entered by its door alone; a bundle that is cut into pieces would load all of a room with each name that comes from it.
// Also puts off what a package does at load and few runs need.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { AT_ONCE } from './plain-modules.mjs';

const doors = new Map();

/** Where each name of a door comes from: the file, and what it is called there. */
function namesOf(door) {
  const known = doors.get(door);
  if (known !== undefined) return known;
  const names = new Map();
  const text = readFileSync(door, 'utf8');
  for (const [, list, file] of text.matchAll(/^export \{([^}]*)\} from '(\.[^']+)';/gm)) {
    for (const entry of list.split(',').map((one) => one.trim())) {
      const [name, alias = name] = entry.split(/ as /);
      if (name !== '') names.set(alias, { file: join(dirname(door), file), name });
    }
  }
  for (const [, file] of text.matchAll(/^export \* from '(\.[^']+)';/gm)) {
    const path = join(dirname(door), file);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(
      /^export (?:async )?(?:const|function|class) (\w+)/gm,
    ))
      names.set(name, { file: path, name });
  }
  doors.set(door, names);
  return names;
}

/** How one file names another. */
function wayTo(file, from) {
  const way = relative(dirname(from), file).replaceAll('\\', '/');
  return way.startsWith('.') ? way : `./${way}`;
}

/** The text of a file with its imports led past the doors; lines keep their numbers. */
export function pastDoors(text, path) {
  const later = text.replace(
    /const \{ (\w+) \} = await import\('(\.[^']*\/index\.ts)'\)/g,
    (whole, name, specifier) => {
      const target = namesOf(resolve(dirname(path), specifier)).get(name);
      return target?.name === name ? whole.replace(specifier, wayTo(target.file, path)) : whole;
    },
  );
  return later.replace(/^import \{([^}]*)\} from '(\.[^']*\/index\.ts)';/gm, (whole, list, specifier) => {
    const names = namesOf(resolve(dirname(path), specifier));
    const direct = [];
    for (const entry of list.split(',').map((one) => one.trim())) {
      if (entry === '') continue;
      const [name, alias = name] = entry.split(/ as /);
      const target = names.get(name);
      if (target === undefined) return whole;
      const binding = target.name === alias ? alias : `${target.name} as ${alias}`;
      direct.push(`import { ${binding} } from '${wayTo(target.file, path)}';`);
    }
    return direct.join(' ') + '\n'.repeat(whole.split('\n').length - 1);
  });
}

/**
 * What packages do at load though few runs need it, and how it is put off. A segmenter, and a pattern of all emoji, take tens of
 * milliseconds to make, and little is measured with them; chalk asks whether it is at a terminal, which loads the network; commander would start programs for commands that are programs, and we have none.
 */
const PUT_OFF = [
  {
    filter: /[\\/]string-width[\\/]index\.js$/,
    sign: 'new Intl.Segmenter',
    lines: [
      [
        'const segmenter = new Intl.Segmenter();',
        'let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };',
      ],
      [
        'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        "let emoji; const rgiEmojiRegex = { test: (text) => (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };",
      ],
    ],
  },
  {
    filter: /[\\/]chalk[\\/]source[\\/]vendor[\\/]supports-color[\\/]index\.js$/,
    sign: 'node:tty',
    lines: [
      [
        "import tty from 'node:tty';",
        `import { isatty } from 'node:tty';
         import { fstatSync } from 'node:fs';
         const isDevice = (fd) => { try { return fstatSync(fd).isCharacterDevice(); } catch { return false; } };
         const tty = { isatty: (fd) => isDevice(fd) && isatty(fd) };`,
      ],
    ],
  },
  {
    filter: /[\\/]commander[\\/]lib[\\/]command\.js$/,
    sign: 'child_process',
    lines: [
      [
        "const childProcess = require('node:child_process');",
        "const childProcess = { spawn: (...all) => process.getBuiltinModule('node:child_process').spawn(...all) };",
      ],
    ],
  },
];

/** A file of `src`; where it holds words, with one language at a time. */
function wordsOrNot(path) {
  const text = readFileSync(path, 'utf8');
  return /[\\/](?:phrases|knowledge)[\\/][\w-]+\.ts$/.test(path) ? oneLanguage(text) : text;
}

export const throughDoors = {
  name: 'through-doors',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: pastDoors(wordsOrNot(path), path),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
    for (const { filter, sign, lines } of PUT_OFF) {
      build.onLoad({ filter }, ({ path }) => {
        let contents = readFileSync(path, 'utf8');
        if (!contents.includes(sign)) return null;
        for (const [now, later] of lines) {
          if (!contents.includes(now))
            return { errors: [{ text: `${path} has no such line any more: ${now}` }] };
          contents = contents.replace(now, () => later);
        }
        return { contents, loader: 'js', resolveDir: dirname(path) };
      });
    }
  },
};

/** The text of a file of words with each of its languages loaded when it is first asked for: a run speaks one. */
export function oneLanguage(text) {
  const files = new Map();
  const rest = text.replace(
    /^import \{ (\w+) \} from '(\.\/[\w-]+\.(?:en|ru)\.ts)';$/gm,
    (whole, name, file) => {
      files.set(name, file);
      return '';
    },
  );
  return rest.replace(/= \{ en: (\w+), ru: (\w+) \};/g, (whole, en, ru) => {
    const [first, second] = [en, ru].map(
      (name) => `{ return ${AT_ONCE}(import('${files.get(name)}')).${name}; }`,
    );
    return `= { get en() ${first}, get ru() ${second} };`;
  });
}

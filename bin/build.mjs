// Builds what ships: one bundle of modules in dist/, packages included, cut so that a command loads only its own part; with
// --types also the declarations of the library. Files are put in place one by one, each whole: a program that runs meanwhile
// finds what it needs.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throughDoors } from './doors.mjs';
import { PLACE, plainModule, refuseRings } from './plain-modules.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const shared = {
  absWorkingDir: root,
  outdir: 'dist/modules',
  bundle: true,
  format: 'esm',
  platform: 'node',
  // Modules rather than CommonJS where a package has both: named imports stay named, and unused parts fall away.
  mainFields: ['module', 'main'],
  // What its `node` condition gives is CommonJS, whose names a lazy import of a bundle does not have.
  alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'index.js') },
  target: 'node20',
  // Node 20 has them; rewritten as constructors they would be compiled at load, which takes tens of milliseconds.
  supported: { 'regexp-set-notation': true, 'regexp-unicode-property-escapes': true },
  // All ASCII: V8 keeps such a text in half the memory, and reads it as it lies.
  charset: 'ascii',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  // A module has no `__filename`; the one package that asks (write-file-atomic) only wants something of its own.
  define: { SMTP_LAB_VERSION: JSON.stringify(version), __filename: '"smtp-lab"', 'import.meta.url': PLACE },
};

/** Runs as they are usual, and the module with which the part begins that is theirs alone. */
const USUAL_RUNS = [
  { first: 'main', args: ['--help'] },
  { first: 'explain', args: ['explain', '550'] },
  { first: 'tour', args: ['tour'] },
  {
    first: 'send',
    args: ['send', '--server', 'SERVER', '--tls', 'off', '--from', 'a@example.com', '--to', 'b@example.com'],
  },
];

// One graph of modules, cut where a command or a table is loaded on demand.
const built = await build({
  ...shared,
  entryPoints: { main: 'src/cli/main.ts', index: 'src/index.ts' },
  splitting: true,
  plugins: [throughDoors],
});
const outputs = Object.values(built.metafile.outputs);
const modules = new Map();
const needsOf = new Map();
for (const { path, text } of built.outputFiles) {
  const plain = plainModule(text, basename(path));
  modules.set(basename(path), plain.text);
  needsOf.set(basename(path), plain.needs);
}
refuseRings(needsOf);

const written = new Set();

/** Puts a file into dist/, whole or not at all. */
function place(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, path);
  written.add(relative(dist, path));
}

/** A file of `dist/modules` that holds these modules. */
function placeModules(name, names) {
  const all = names.map((each) => `${JSON.stringify(each)}:${modules.get(each)}`);
  place(join(dist, 'modules', name), `module.exports={${all.join(',\n')}};\n`);
}

// Compiled code of other scripts than those that follow must not be found.
for (const name of filesIn(dist)) if (name.endsWith('.cache')) rmSync(join(dist, name), { force: true });
place(join(dist, 'modules', 'package.json'), '{ "type": "commonjs" }\n');
for (const name of modules.keys()) placeModules(name, [name]);

// The library is a module for those who import it; its names are those of the door.
const names = built.metafile.outputs['dist/modules/index.js'].exports;
place(
  join(dist, 'index.js'),
  `import modules from '../bin/modules.js';\nexport const { ${names.join(', ')} } = modules.load('index.js');\n`,
);

// What a usual run of a command loads goes into one file, that of its first module; what several use, into each.
for (const { first, args } of USUAL_RUNS) {
  const loaded = tryOut(args);
  const start = loaded.findIndex((name) => name === `${first}.js` || name.startsWith(`${first}-`));
  if (start < 0) throw new Error(`${args.join(' ')} loads no ${first}`);
  placeModules(loaded[start], loaded.slice(start));
}
// And its compiled code beside it, where this Node does not keep that by itself.
for (const { args } of USUAL_RUNS) tryOut(args, true);

// Whoever gets the bundle gets the licences of what is in it. Every output counts: what was shaken off is not in one.
const packages = new Set();
for (const output of outputs) {
  for (const input of Object.keys(output.inputs)) {
    const match = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) packages.add(match[1]);
  }
}
const notices = new Map();
for (const folder of [...packages].sort()) {
  const facts = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((name) =>
    /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(name),
  );
  const text =
    file === undefined ? `Author: ${authorOf(facts)}` : readFileSync(join(root, folder, file), 'utf8').trim();
  // The same package may lie in several places.
  notices.set(
    `${facts.name} ${facts.version}`,
    `${facts.name} ${facts.version} (${facts.license ?? 'see its page'})\n\n${text}\n`,
  );
}
place(join(dist, 'THIRD-PARTY-LICENSES.txt'), [...notices.values()].join(`\n${'-'.repeat(72)}\n\n`));

if (process.argv.includes('--types')) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', join(root, 'bin/declarations.json')], {
    stdio: 'inherit',
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

// What an earlier build left behind.
for (const name of filesIn(dist)) {
  if (/\.(?:js|json|new)$/.test(name) && !written.has(name)) rmSync(join(dist, name), { force: true });
}
place(join(dist, 'built'), '');

/** Runs the program; the names of the modules that it loads, in their order. */
function tryOut(args, keep = false) {
  const done = spawnSync(process.execPath, [join(root, 'bin/try-out.js'), keep ? 'keep' : 'look', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`smtp-lab ${args.join(' ')} ended with ${done.status}`);
  return JSON.parse(done.stdout.trim().split('\n').at(-1));
}

function filesIn(path) {
  return existsSync(path) ? readdirSync(path, { recursive: true }) : [];
}

function authorOf({ author, repository }) {
  const name = typeof author === 'string' ? author : author?.name;
  return name ?? (typeof repository === 'string' ? repository : repository?.url) ?? 'unknown';
}

// Builds what ships: dist/, cut into scripts of which a command loads only those that it needs, packages included; with --types
// also the declarations of the library and the JSON Schema of what `--json` prints. Everything is CommonJS: on Node 20 its loader
// costs a start 8 ms less than that of ECMAScript modules. A new file is put in place whole, and an old one goes last: a program that runs meanwhile finds what it needs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const { output } = await build({
  cwd: root,
  input: { main: 'src/cli/main.ts', index: 'src/index.ts', 'compiled-code': 'src/cli/compiled-code.ts' },
  platform: 'node',
  resolve: {
    alias: {
      // Its `node` condition gives CommonJS, which cannot be shaken.
      yaml: join(root, 'node_modules/yaml/browser/index.js'),
      // Whether there is a terminal is asked by us (`streams.ts`); chalk would load the network to find out.
      '#supports-color': join(root, 'node_modules/chalk/source/vendor/supports-color/browser.js'),
    },
  },
  plugins: [
    {
      // commander starts a command that is a program of its own: there is none, and `child_process` brings the network with it.
      name: 'no-programs-of-commander',
      resolveId: (name, from = '') =>
        name === 'node:child_process' && /[\\/]commander[\\/]/.test(from) ? '\0nothing' : null,
      load: (id) => (id === '\0nothing' ? 'module.exports = {};' : null),
    },
  ],
  transform: { target: 'node20', define: { SMTP_LAB_VERSION: JSON.stringify(version) } },
  output: {
    format: 'cjs',
    // Of Node itself, by then: what it has is there at once, while its loader of ECMAScript modules has to start first.
    dynamicImportInCjs: false,
    // The program's own has a hash like all that it loads: the file `built` names it.
    entryFileNames: ({ name }) => (name === 'main' ? '[name]-[hash].cjs' : '[name].cjs'),
    chunkFileNames: '[name]-[hash].cjs',
    // V8 keeps a text that is all ASCII in half the memory.
    charset: 'ascii',
    comments: false,
    minify: { compress: true, mangle: false },
  },
  write: false,
});

const placed = new Set();

/** Puts a file into dist/, whole or not at all. */
function place(name, content) {
  const draft = join(dist, `${name}.${process.pid}.new`);
  mkdirSync(dirname(draft), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, join(dist, name));
  placed.add(name);
}

// Entries last: they name the others.
for (const { fileName, code } of output.toSorted((a, b) => a.isEntry - b.isEntry)) place(fileName, code);

// Whoever gets the bundle gets the licences of what is in it.
const packages = new Set();
for (const { modules } of output) {
  for (const [path, { renderedLength }] of Object.entries(modules)) {
    const [folder] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path) ?? [];
    if (folder !== undefined && renderedLength > 0) packages.add(folder);
  }
}
// By name and version, since the same package may lie in several places.
const notices = new Map();
for (const folder of packages) {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = 'see its page', author } = about;
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(name));
  const text =
    file === undefined ? `Author: ${author?.name ?? author}` : readFileSync(join(folder, file), 'utf8');
  notices.set(`${name} ${version}`, `${name} ${version} (${license})\n\n${text.trim()}\n`);
}
const sorted = [...notices].sort().map(([, notice]) => notice);
place('THIRD-PARTY-LICENSES.txt', sorted.join(`\n${'-'.repeat(72)}\n\n`));

// What an earlier build left behind; only what is packed has declarations and schemas, and they take most of the time.
const packed = ['index.d.cts', 'schemas', 'smtp-lab.1'];
for (const name of readdirSync(dist))
  if (!placed.has(name) && !packed.includes(name)) rmSync(join(dist, name), { recursive: true });
place('built', `./${output.find(({ name, isEntry }) => isEntry && name === 'main').fileName}`);

if (process.argv.includes('--types')) {
  const { generateDtsBundle } = await import('dts-bundle-generator');
  const [types] = generateDtsBundle(
    [{ filePath: join(root, 'src/index.ts'), output: { exportReferencedTypes: false, noBanner: true } }],
    { preferredConfigPath: join(root, 'tsconfig.json') },
  );
  place('index.d.cts', types);
  const run = (...words) => execFileSync(process.execPath, [join(root, 'bin/smtp-lab.js'), ...words]);
  place('schemas/events.json', run('help', '--schema', 'events'));
  place('smtp-lab.1', run('help', 'man'));
}

// Builds what ships: one bundle of modules in dist/, packages included, cut so that a command loads only its own part; with
// --types also the declarations of the library. Files are put in place one by one, each whole: a program that runs meanwhile
// finds what it needs.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throughDoors } from './doors.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const shared = {
  absWorkingDir: root,
  outdir: 'dist',
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
  charset: 'utf8',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  // A module has no `__filename`; the one package that asks (write-file-atomic) only wants something of its own.
  define: { SMTP_LAB_VERSION: JSON.stringify(version), __filename: '"smtp-lab"' },
};
const requireBanner = {
  js: "import { createRequire as createRequireForPackages } from 'node:module'; const require = createRequireForPackages(import.meta.url);",
};

// The front door is one file: each file more costs time at every start. What it loads on demand is built apart, and is found where
// the source has it.
const onDemand = new Set();
const front = await build({
  ...shared,
  entryPoints: { 'cli/main': 'src/cli/main.ts' },
  plugins: [
    {
      name: 'on-demand',
      setup: (building) => {
        building.onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
          if (kind !== 'dynamic-import') return null;
          const source = relative(join(root, 'src'), join(resolveDir, path));
          onDemand.add(source);
          return { path: `../${source.replaceAll('\\', '/').replace(/\.ts$/, '.js')}`, external: true };
        });
      },
    },
    throughDoors,
  ],
});
const rooms = await build({
  ...shared,
  entryPoints: {
    index: 'src/index.ts',
    ...Object.fromEntries([...onDemand].map((source) => [source.replace(/\.ts$/, ''), join('src', source)])),
  },
  splitting: true,
  plugins: [throughDoors],
  banner: requireBanner,
});
const outputFiles = [...rooms.outputFiles, ...front.outputFiles];
const outputs = [...Object.values(rooms.metafile.outputs), ...Object.values(front.metafile.outputs)];

const written = new Set();

/** Puts a file into dist/, whole or not at all. */
function place(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, path);
  written.add(relative(dist, path));
}

// The front door last: it names the others.
for (const file of outputFiles) place(file.path, file.contents);

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
for (const name of readdirSync(dist, { recursive: true })) {
  if (/\.(?:js|new)$/.test(name) && !written.has(name)) rmSync(join(dist, name), { force: true });
}
place(join(dist, 'built'), '');

function authorOf({ author, repository }) {
  const name = typeof author === 'string' ? author : author?.name;
  return name ?? (typeof repository === 'string' ? repository : repository?.url) ?? 'unknown';
}

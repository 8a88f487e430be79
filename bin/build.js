// Builds what ships: one bundle of modules in dist/, packages included, cut so that a command loads only its own part.
import { build } from 'esbuild';
import { rmSync, writeFileSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

rmSync(dist, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { 'cli/main': 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // Modules rather than CommonJS where a package has both: named imports stay named, and unused parts fall away.
  mainFields: ['module', 'main'],
  target: 'node20',
  charset: 'utf8',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { SMTP_LAB_VERSION: JSON.stringify(version) },
  banner: {
    js: "import { createRequire as createRequireForPackages } from 'node:module'; const require = createRequireForPackages(import.meta.url);",
  },
});

// Whoever gets the bundle gets the licences of what is in it.
const packages = new Set();
for (const file of Object.keys(result.metafile.inputs)) {
  const match = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
  if (match) packages.add(match[1]);
}
const notices = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name);
  const facts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = ['LICENSE', 'LICENSE.md', 'license', 'license.md', 'LICENCE', 'LICENSE.txt', 'LICENSE-MIT.txt']
    .map((candidate) => join(folder, candidate))
    .find((candidate) => existsSync(candidate));
  const text = file ? readFileSync(file, 'utf8').trim() : '';
  return `${name} ${facts.version} (${facts.license ?? 'see its page'})\n\n${text}\n`;
});
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`));
writeFileSync(join(dist, 'built'), '');

// Makes a fresh clone ready: installs what package-lock.json names, builds what is older than its source. Plain Node,
// since it runs before there are packages. Says what it does; does nothing the second time.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command in the project's folder with our streams; ends the process with its code where it fails. */
export function run(command, args, quiet = false) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** The newest change, in milliseconds, of a file or of anything in a folder. */
function newest(path) {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function age(path) {
  return existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0;
}

/** Installs the packages where they are missing or older than the lock file. */
export function ensureInstalled() {
  if (age('node_modules/.package-lock.json') >= age('package-lock.json')) return;
  console.error('smtp-lab: installing packages (once) …');
  run('npm', ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'], true);
}

/** Builds `dist` where it is older than what it is made of. */
export function ensureBuilt() {
  const sources = Math.max(newest(join(root, 'src')), age('package.json'), age('bin/build.js'));
  if (age('dist/built') >= sources) return;
  console.error('smtp-lab: building …');
  run(process.execPath, ['bin/build.js']);
}

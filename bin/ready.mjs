// Makes a fresh clone ready: installs what package-lock.json names, builds what is older than its source. Plain Node,
// since it runs before there are packages. Says what it does on standard error; does nothing the second time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 17)) {
  console.error(
    `smtp-lab needs Node.js 20.17 or newer; this is ${process.versions.node}. See https://nodejs.org/`,
  );
  process.exit(1);
}

/** Runs a command in the project's folder with our streams; ends the process with its code where it fails. */
export function run(command, args, quiet = false) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (done.error !== undefined) console.error(`smtp-lab: ${command} does not start: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** The newest change, in milliseconds, of a file or of anything in a folder. */
function newest(path) {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function age(path) {
  return existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0;
}

/** Installs the packages where they are missing or not those of the lock file. */
export function ensureInstalled() {
  const stamp = join(root, 'node_modules/.smtp-lab-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // Installed by hand, with npm itself.
  const byHand = age('node_modules/.package-lock.json') >= age('package-lock.json');
  if (!byHand) {
    console.error('smtp-lab: installing packages (once) …');
    run('npm', ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'], true);
  }
  writeFileSync(stamp, lock);
}

/** Whether something in the sources is newer than what was built of them. */
function isStale() {
  const sources = Math.max(newest(join(root, 'src')), newest(join(root, 'bin')), age('package.json'));
  return age('dist/built') < sources;
}

/** Builds `dist` where it is older than what it is made of. */
export function ensureBuilt() {
  if (!isStale()) return;
  console.error('smtp-lab: building …');
  run(process.execPath, ['bin/build.mjs']);
}

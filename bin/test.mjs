// `npm test`: makes the clone ready, then checks format, rules and types, then runs the tests. `npm run test:all` (`--slow`): the
// tests that take minutes or talk with other programs. Says what it is at, and how long each part took.
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureInstalled, run } from './ready.mjs';

const CHECKS = [
  ['format', 'prettier', '--check', '--log-level=warn', 'bin', 'src', 'test', 'vitest.config.ts'],
  ['types', 'tsc', '-p', 'test/tsconfig.json'],
  ['types of src/pure, without Node', 'tsc', '-p', 'test/tsconfig.pure.json'],
  ['rules', 'oxlint', '--quiet', 'bin', 'src', 'test'],
  ['nothing that nobody uses', 'knip', '--no-progress'],
];

ensureInstalled();
ensureBuilt();
if (process.argv.includes('--slow')) test('slow');
else {
  const results = await Promise.all(CHECKS.map(([name, ...command]) => check(name, command)));
  if (results.includes(false)) process.exit(1);
  test('quick');
}

/** One check, beside the others; what it says is shown when it has ended. */
function check(name, command) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', ...command], { shell: process.platform === 'win32' });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('close', (code) => {
      const seconds = Math.round((performance.now() - started) / 1000);
      console.error(`smtp-lab: ${name}: ${code === 0 ? 'in order' : 'NOT in order'} (${seconds} s)`);
      if (code !== 0) process.stderr.write(said);
      resolve(code === 0);
    });
  });
}

function test(project) {
  console.error(`smtp-lab: tests (${project}), a line for each file …`);
  run('npx', ['--no-install', 'vitest', 'run', '--project', project]);
}

#!/usr/bin/env node
// Starts the program, with the code that was compiled for the same command before.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(__dirname, '../dist');
if (!existsSync(join(dist, 'built'))) {
  process.stderr.write('smtp-lab is not built yet: npm start builds it.\n');
  process.exit(1);
}
const [, , command = ''] = process.argv;
const kept = join(dist, `compiled-${process.version}-${process.arch}`, command.replace(/[^a-z]+/g, '-'));
const { load, keep } = require('../dist/compiled-code.cjs').scriptsOf(dist, kept);
process.on('exit', (code) => {
  try {
    if (code !== 2) keep();
  } catch {} // Not this user's to write to.
});
const { main } = load('./main.cjs');
void main().then((code) => (process.exitCode = code));

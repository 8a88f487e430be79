#!/usr/bin/env node
// Starts the program, with the code that was compiled for the same command before.
const { existsSync, readFileSync } = require('node:fs');
const dist = `${__dirname}/../dist`;
if (!existsSync(`${dist}/built`)) {
  process.stderr.write('smtp-lab is not built yet: npm start builds it.\n');
  process.exit(1);
}
const [, , command = ''] = process.argv;
const kept = `${dist}/compiled-${process.version}-${process.arch}/${command.replace(/[^a-z]+/g, '-')}`;
const load = require('../dist/compiled-code.cjs').scriptsOf(dist, kept, (keep) =>
  process.on('exit', (code) => {
    try {
      if (code !== 2) keep();
    } catch {} // Not this user's to write to.
  }),
);
const { main } = load(readFileSync(`${dist}/built`, 'latin1'));
void main().then((code) => (process.exitCode = code));

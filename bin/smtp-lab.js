#!/usr/bin/env node
// Starts the program. Node 22 and later keep its compiled code from one run to the next.
const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

const program = join(__dirname, '../dist/main.cjs');
if (!existsSync(program)) {
  process.stderr.write('smtp-lab is not built yet: npm start builds it.\n');
  process.exit(1);
}
enableCompileCache?.();
void require(program)
  .main()
  .then((code) => {
    process.exitCode = code;
  });

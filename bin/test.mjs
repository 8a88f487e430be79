// `npm test`: makes the clone ready, then runs every check: format, types, tests.
import { ensureBuilt, ensureInstalled, run } from './ready.mjs';

ensureInstalled();
ensureBuilt();
run('npm', ['run', '--silent', 'check']);

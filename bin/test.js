// `npm test`: makes the clone ready, then runs every check: format, types, tests.
import { ensureInstalled, run } from './ready.js';

ensureInstalled();
run('npm', ['run', '--silent', 'check']);

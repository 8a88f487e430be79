// `npm pack`: makes the clone ready and builds everything that ships, the declarations of the library too.
import { ensureInstalled, run } from './ready.js';

ensureInstalled();
run(process.execPath, ['bin/build.js', '--types']);

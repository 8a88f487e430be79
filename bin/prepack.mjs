// `npm pack`: makes the clone ready and builds everything that ships, the declarations of the library too.
import { ensureInstalled, run } from './ready.mjs';

ensureInstalled();
run(process.execPath, ['bin/build.mjs', '--types']);

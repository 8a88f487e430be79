// `npm start`: makes the clone ready, then shows a whole explained conversation.
import { ensureBuilt, ensureInstalled, run } from './ready.mjs';

ensureInstalled();
ensureBuilt();
run(process.execPath, ['bin/smtp-lab.js', 'tour', ...process.argv.slice(2)]);

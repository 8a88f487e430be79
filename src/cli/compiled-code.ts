/**
 * Loads the program's scripts with the code that V8 made of them in the first run of the same command, which lies beside them. Node 20
 * keeps none, and the cache of later ones is slower. SECURITY: it lies where only those may write who may change the program.
 */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { wrap } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** V8 knows a text by its length alone: only a script whose name has a hash of its content is taken for the same. */
const HASHED = /-[\w-]{8}\.cjs$/;

/** What loads the scripts of a folder by their names, `./main.cjs`; and what keeps their compiled code, where that was missing. */
export function scriptsOf(dist: string, kept: string): { load: (name: string) => unknown; keep: () => void } {
  const loaded = new Map<string, { exports: unknown }>();
  const fresh = new Map<string, Script>();
  const load = (name: string): unknown => {
    if (!name.startsWith('./')) return process.getBuiltinModule(name);
    const module = loaded.get(name) ?? { exports: {} };
    if (loaded.has(name)) return module.exports;
    loaded.set(name, module);
    const filename = join(dist, name);
    let cachedData;
    try {
      if (HASHED.test(name)) cachedData = readFileSync(join(kept, name));
    } catch {} // Its first run.
    const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, cachedData });
    if (HASHED.test(name) && script.cachedDataRejected !== false) fresh.set(name, script);
    script.runInThisContext()(module.exports, load, module, filename, dist);
    return module.exports;
  };
  const keep = (): void => {
    if (fresh.size > 0) mkdirSync(kept, { recursive: true });
    for (const [name, script] of fresh) {
      writeFileSync(join(kept, `${process.pid}`), script.createCachedData());
      renameSync(join(kept, `${process.pid}`), join(kept, name));
    }
  };
  return { load, keep };
}

/** Loads the program's scripts from packs: one text of what an earlier run of the command loaded, and the code that V8 made of it. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

type Load = (name: string) => unknown;
/** What loads scripts that have a hash in their names. A pack that is missing, or its code, is kept by what is handed to `atEnd`.
 * SECURITY: packs lie where only those may write who may change the program. */
export function scriptsOf(dist: string, kept: string, atEnd: (keep: () => void) => void): Load {
  const modules: Record<string, { exports: object }> = {};
  const bodies: Record<string, (exports: object, load: Load, module: object, file: string) => void> = {};
  const loose: string[] = [];
  const put = (name: string, text: string, code = Buffer.alloc(0)): void => {
    mkdirSync(kept, { recursive: true });
    writeFileSync(`${kept}/${process.pid}`, Buffer.concat([Buffer.from(`${text}\0`, 'latin1'), code]));
    renameSync(`${kept}/${process.pid}`, `${kept}/${name}`);
  };
  const unpack = (name: string): void => {
    const pack = readFileSync(`${kept}/${name}`);
    const text = pack.toString('latin1', 0, pack.indexOf(0));
    const script = new Script(text, { filename: name, cachedData: pack.subarray(text.length + 1) });
    Object.assign(bodies, script.runInThisContext());
    if (script.cachedDataRejected) atEnd(() => put(name, text, script.createCachedData()));
  };
  return function load(name) {
    if (!name.startsWith('./')) return process.getBuiltinModule(name);
    if (modules[name]) return modules[name].exports;
    const module = (modules[name] = { exports: {} });
    try {
      if (!bodies[name]) unpack(name);
    } catch {} // Its first run.
    if (!bodies[name]) {
      const text = `(function(exports,require,module,__filename){${readFileSync(`${dist}/${name}`, 'latin1')}\n})`;
      if (loose.push(`'${name}':${text}`) === 1) atEnd(() => put(name, `({${loose.join()}})`));
      bodies[name] = new Script(text, { filename: name }).runInThisContext();
    }
    bodies[name]?.(module.exports, load, module, `${dist}/${name}`);
    return module.exports;
  };
}

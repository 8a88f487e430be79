/**
 * Loads the program's scripts from packs: what a run of the same command had to load one by one is one text from then on, with the code
 * that V8 made of it in the run after. SECURITY: packs lie where only those may write who may change the program.
 */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

type Body = (exports: object, load: (name: string) => unknown, module: object, file: string) => void;

/** A script whose name has a hash of its content is the same as the one of that name in a pack. */
const HASHED = /-[\w-]{8}\.cjs$/;

/** What loads the scripts of a folder by their names, `./main.cjs`; and what keeps packs and code, where they were missing. */
export function scriptsOf(dist: string, kept: string): { load: (name: string) => unknown; keep: () => void } {
  const loaded = new Map<string, { exports: object }>();
  const bodies = new Map<string, Body>();
  const loose = new Map<string, string>();
  const compiled: (() => void)[] = [];
  /** A pack has the name of its first script: the length of its text, the text, the code. */
  const put = (name: string, text: string, code: Uint8Array): void => {
    mkdirSync(kept, { recursive: true });
    const draft = join(kept, `${process.pid}`);
    writeFileSync(draft, Buffer.concat([Buffer.from(`${text.length}\n${text}`, 'latin1'), code]));
    renameSync(draft, join(kept, name));
  };
  const unpack = (name: string): void => {
    const filename = join(kept, name);
    const pack = readFileSync(filename);
    const start = pack.indexOf('\n') + 1;
    const end = start + Number(pack.toString('latin1', 0, start));
    const text = pack.toString('latin1', start, end);
    const script = new Script(text, { filename, cachedData: pack.subarray(end) });
    for (const [one, body] of Object.entries<Body>(script.runInThisContext())) bodies.set(one, body);
    if (script.cachedDataRejected) compiled.push(() => put(name, text, script.createCachedData()));
  };
  const bodyOf = (name: string): Body => {
    try {
      if (HASHED.test(name) && !bodies.has(name)) unpack(name);
    } catch {} // Its first run.
    const body = bodies.get(name);
    if (body !== undefined) return body;
    const filename = join(dist, name);
    const text = `(function(exports,require,module,__filename){${readFileSync(filename, 'latin1')}\n})`;
    if (HASHED.test(name)) loose.set(name, text);
    return new Script(text, { filename }).runInThisContext();
  };
  const load = (name: string): unknown => {
    if (!name.startsWith('./')) return process.getBuiltinModule(name);
    const { exports } = loaded.get(name) ?? {};
    if (exports !== undefined) return exports;
    const module = { exports: {} };
    loaded.set(name, module);
    bodyOf(name)(module.exports, load, module, join(dist, name));
    return module.exports;
  };
  const keep = (): void => {
    for (const one of compiled) one();
    const texts = [...loose].map(([name, text]) => `'${name}':${text}`);
    const [first] = loose.keys();
    if (first !== undefined) put(first, `({${texts.join(',')}})`, new Uint8Array());
  };
  return { load, keep };
}

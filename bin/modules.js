// Finds the modules of the built program. Node needs one to two milliseconds for each file, and its loader of ECMAScript modules
// another eight; so what ships is plain scripts, and a file of `dist/modules` may hold many modules: those that its own first one
// uses at each start (see `build.mjs`). A module that lies in several files is taken from whichever is read first, once.
const { existsSync, readFileSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');
const vm = require('node:vm');

const folder = join(__dirname, '..', 'dist', 'modules');
if (!existsSync(folder)) {
  process.stderr.write('smtp-lab is not built yet: npm start builds it.\n');
  process.exit(1);
}

/** Modules by name: what they export. */
const loaded = new Map();
/** Modules by name, not yet run: functions of `exports` and of the function that gives them other modules. */
const waiting = new Map();
/** The paths of the files that were read. */
const reads = [];
/** Scripts by path, where this file keeps their compiled code itself. */
const scripts = new Map();

/** Node 22 and later keep compiled code between runs. Before, the build leaves it beside the script, for the Node that built. */
const nodeKeeps = typeof nodeModule.enableCompileCache === 'function';
if (nodeKeeps) nodeModule.enableCompileCache();

const cachePath = (path) => `${path}.${process.version}.cache`;

/** The functions of a file, by the names of their modules. */
function read(name) {
  const path = join(folder, name);
  reads.push(path);
  if (nodeKeeps) return require(path);
  const cachedData = existsSync(cachePath(path)) ? readFileSync(cachePath(path)) : undefined;
  const script = new vm.Script(nodeModule.wrap(readFileSync(path, 'latin1')), { filename: path, cachedData });
  scripts.set(path, script);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, path, folder);
  return module.exports;
}

/** What a module exports: one of ours by its file's name, or one of Node's. */
function load(name) {
  if (name.startsWith('node:')) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known;
  if (!waiting.has(name)) {
    for (const [each, make] of Object.entries(read(name))) if (!loaded.has(each)) waiting.set(each, make);
  }
  const exports = {};
  loaded.set(name, exports);
  const make = waiting.get(name);
  waiting.delete(name);
  try {
    make(exports, load, importLater);
  } catch (error) {
    // Half a module is none: whoever asks again is told again.
    loaded.delete(name);
    waiting.set(name, make);
    throw error;
  }
  return exports;
}

/** As `import()`: a promise, also of what goes wrong. */
async function importLater(name) {
  const found = load(name);
  return name.startsWith('node:') ? { ...found, default: found } : found;
}

module.exports = { load, loaded, reads, scripts, cachePath };

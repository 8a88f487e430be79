// For the build: makes plain functions of the ECMAScript modules that esbuild writes, for `modules.js` to run. What a module takes
// from another is read once, when it begins; so no two may need each other, and nothing exported may change: the first is
// checked here, the second is a rule of the house (no `export let`). Functions of Node's own modules are fetched when they are first
// called: a command that opens no connection loads no network.

import { parse } from 'es-module-lexer';

/** An import statement as esbuild writes it: default, namespace, names. */
const IMPORT =
  /^import(?:\s*([\w$]+)\s*,?)?(?:\s*\*\s*as\s+([\w$]+)\s*)?(?:\s*\{([^{}]*)\}\s*)?(?:from\s*)?"[^"]+"$/;
const EXPORT = /export\s*\{([^{}]*)\};?\s*$/;

/** What the build writes around an `import()` that is to give its module at once, and not a promise of it. */
export const AT_ONCE = 'moduleAtOnce';

/** What the build writes for `import.meta.url`. */
export const PLACE = 'importMetaUrl';

/** A module of ours by its file's name, one of Node's with its prefix. */
function targetOf(specifier) {
  if (specifier.startsWith('./')) return specifier.slice(2);
  return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
}

/** `a as b,c` as pairs. */
function pairs(list) {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [name, alias = name] = one.split(/\s+as\s+/);
      return [name, alias];
    });
}

/** The module as the text of a function, and the names of the modules of ours that it needs at once. */
export function plainModule(text, name) {
  const needs = [];
  let head = '';
  let body = '';
  let end = 0;
  const [imports, exported] = parse(text, name);
  // In the order of the text, in which the lexer does not always give them where one holds another.
  for (const { n: specifier, ss, se, d } of imports.toSorted((a, b) => a.ss - b.ss)) {
    if (d === -2) throw new Error(`${name}: import.meta`);
    const statement = text.slice(ss, se);
    body += text.slice(end, ss);
    end = se;
    if (specifier === undefined) throw new Error(`${name}: ${statement} names no module`);
    const target = targetOf(specifier);
    if (d >= 0) {
      body += `importLater("${target}")`;
      continue;
    }
    if (!target.startsWith('node:')) needs.push(target);
    const match = IMPORT.exec(statement);
    if (match === null) throw new Error(`${name}: ${statement} is not understood`);
    head += taken(target, match);
  }
  body += text.slice(end);
  let tail = '';
  let given = 0;
  body = body.replace(EXPORT, (whole, names) => {
    for (const [from, to] of pairs(names)) {
      tail += `exports.${to}=${from};`;
      given++;
    }
    return '';
  });
  // So ends a package in CommonJS that is loaded on demand.
  body = body.replace(/export default (\w+\(\));?\s*$/, (whole, value) => {
    tail += `exports.default=${value};`;
    given++;
    return '';
  });
  if (given !== exported.length) throw new Error(`${name}: ${exported.length} exports, ${given} understood`);
  body = body.replaceAll(new RegExp(`${AT_ONCE}\\(importLater\\(("[^"]+")\\)\\)`, 'g'), 'load($1)');
  if (body.includes(AT_ONCE)) throw new Error(`${name}: a module that is not had at once`);
  if (body.includes(PLACE)) head += `const ${PLACE}=load("node:url").pathToFileURL(__filename).href;`;
  return { text: `(function(exports,load,importLater){"use strict";${head}${body};${tail}})`, needs };
}

/** What takes the place of an import. What Node's own modules give as `default` is all that they export; ours have none. */
function taken(target, [, all, namespace, names = '']) {
  const source = `load("${target}")`;
  let text = '';
  const list = [];
  for (const [from, to] of pairs(names)) {
    if (isLater(target, from)) text += `const ${to}=(...all)=>${source}.${from}(...all);`;
    else list.push(from === to ? to : `${from}:${to}`);
  }
  if (all !== undefined) text += `const ${all}=${source};`;
  if (namespace !== undefined) text += `const ${namespace}=${source};`;
  if (list.length > 0) text += `const{${list.join()}}=${source};`;
  return text === '' && names === '' ? `${source};` : text;
}

/** Node's modules that are there at each start anyway. */
const THERE = ['node:fs', 'node:path', 'node:process', 'node:url', 'node:module'];

/** Whether a name is a function of a module of Node that need not be loaded before it is called. Classes are used otherwise. */
function isLater(target, name) {
  if (!target.startsWith('node:') || THERE.includes(target)) return false;
  return /^[a-z]/.test(name) && typeof process.getBuiltinModule(target)?.[name] === 'function';
}

/** Throws where modules need each other in a ring. */
export function refuseRings(needsOf) {
  const done = new Set();
  const visit = (name, way) => {
    if (way.includes(name)) throw new Error(`modules that need each other: ${[...way, name].join(' → ')}`);
    if (done.has(name)) return;
    for (const other of needsOf.get(name) ?? []) visit(other, [...way, name]);
    done.add(name);
  };
  for (const name of needsOf.keys()) visit(name, []);
}

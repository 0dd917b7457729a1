/**
 * Packages that are loaded once in a worker instead of once in every test file: reading the same thousand modules again
 * was a third of what most files cost before their first test. What stands here keeps nothing between two files.
 *
 * As a transform it puts one line in place of such a module: take it from outside.
 */
const { createRequire } = require('node:module');
const { types } = require('node:util');

const SHARED = [
  'axios',
  'bson',
  'cheerio',
  'domhandler',
  'domutils',
  'fast-xml-parser',
  'htmlparser2',
  'lmdb',
  'mongoose',
  'pino',
  'playwright-core',
  'rss-parser',
  'socket.io',
  'zod',
];
/** For use in a pattern of paths. */
const names = SHARED.map((name) => name.replaceAll('.', '\\.')).join('|');
const TAKE = 'gov-matrix.takeFromOutside';

const isErrorOf = (name) => (thing) => {
  if (!types.isNativeError(thing)) return false;
  for (let kind = thing; kind !== null; kind = Object.getPrototypeOf(kind))
    if (kind.constructor.name === name) return true;
  return false;
};

/** A test file has built-in objects of its own, and is given those from outside: each is what it says in both. */
const BUILT_IN = {
  Array: Array.isArray,
  Date: types.isDate,
  Error: types.isNativeError,
  Function: (thing) => typeof thing === 'function',
  Map: types.isMap,
  Promise: types.isPromise,
  RangeError: isErrorOf('RangeError'),
  RegExp: types.isRegExp,
  Set: types.isSet,
  SyntaxError: isErrorOf('SyntaxError'),
  TypeError: isErrorOf('TypeError'),
};
const ordinary = Function.prototype[Symbol.hasInstance];

function recogniseBuiltIns(global) {
  for (const [name, isOne] of Object.entries(BUILT_IN)) {
    const constructor = global[name];
    Object.defineProperty(constructor, Symbol.hasInstance, {
      configurable: true,
      // Classes that extend it inherit this and have instances of their own.
      value(thing) {
        return ordinary.call(this, thing) || (this === constructor && isOne(thing));
      },
    });
  }
}

recogniseBuiltIns(globalThis);

/** Lets a test file use the packages from outside. */
function shareWith(global) {
  global[Symbol.for(TAKE)] = (file) => createRequire(file)(file);
  recogniseBuiltIns(global);
}

module.exports = {
  shareWith,
  names,
  process: (_source, file) => ({
    code: `module.exports = globalThis[Symbol.for('${TAKE}')](${JSON.stringify(file)});`,
  }),
};

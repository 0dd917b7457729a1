/**
 * The product's sources are compiled and run once in a worker, not once in every test file: that costs a file up to half
 * a second, and code that has run for a while is quicker. Their modules keep nothing (test/architecture/moduleState), so
 * that no file can tell.
 *
 * A file that puts something in their place (`jest.mock`, timers of its own) has them loaded anew, for itself, with
 * `@jest-environment-options {"ownSources": "anew"}` in its first comment.
 *
 * As a transform it puts both ways into a module; the environment of the file says which one is taken.
 */
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const swc = require('@swc/jest');

const TAKE = 'gov-matrix.takeOwnSource';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

let loading = false;

/** Lets this process load TypeScript. Its code has the name of the file it is kept in, where jest finds its lines. */
function loadTypeScript() {
  if (loading) return;
  loading = true;
  const { compile } = require('./typescript.cjs');
  Module._extensions['.ts'] = (module, file) => {
    const { code, kept } = compile(file);
    const run = vm.compileFunction(code, PARAMETERS, { filename: kept });
    run.call(module.exports, module.exports, Module.createRequire(file), module, file, path.dirname(file));
  };
}

/** Lets a test file use the sources of the worker. */
function shareWith(global) {
  loadTypeScript();
  global[Symbol.for(TAKE)] = (file) => Module.createRequire(file)(file);
}

module.exports = {
  shareWith,
  createTransformer(options) {
    const compiler = swc.createTransformer(options);
    return {
      ...compiler,
      process(source, file, settings) {
        const { code, ...rest } = compiler.process(source, file, settings);
        const take = `globalThis[Symbol.for('${TAKE}')]`;
        // On the first line, so that all others keep their numbers.
        const one = `"use strict"; if (${take}) module.exports = ${take}(${JSON.stringify(file)}); else {`;
        return { ...rest, code: `${one} ${code}\n}` };
      },
    };
  },
};

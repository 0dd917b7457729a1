/**
 * Lets a process or thread that a test starts load TypeScript: `node --require test/runner/typescript.cjs file.ts`.
 * Compiled with the compiler of the tests (swc) and kept by name, size and time of the source, because a store's thread
 * is started by every third test file: 0.12 s like this, 0.65 s through tsx. Packages of this repository are read from
 * their sources, as in the tests themselves.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/typescript-for-tests');
const OPTIONS = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};
const VERSION = JSON.stringify([OPTIONS, require('@swc/core/package.json').version]);

/** Compiled source, and the file it is kept in. */
function compile(file) {
  const { size, mtimeMs } = fs.statSync(file);
  const name = createHash('sha1').update(`${VERSION} ${file} ${size} ${mtimeMs}`).digest('hex');
  const kept = path.join(cache, `${name}.js`);
  try {
    return { code: fs.readFileSync(kept, 'utf8'), kept };
  } catch {
    const { code } = require('@swc/core').transformFileSync(file, { ...OPTIONS, sourceMaps: 'inline' });
    fs.mkdirSync(cache, { recursive: true });
    const unfinished = `${kept}.${process.pid}.${Date.now()}`;
    fs.writeFileSync(unfinished, code);
    fs.renameSync(unfinished, kept);
    return { code, kept };
  }
}

Module._extensions['.ts'] = (module, file) => module._compile(compile(file).code, file);

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function resolve(request, ...rest) {
  // A store started from here starts its thread in the same way.
  if (request === 'tsx/cjs') return __filename;
  // What is loaded on demand is named as it is once it is built.
  if (/^\.{1,2}\/.*\.js$/.test(request) && rest[0]?.filename?.endsWith('.ts')) {
    const source = path.resolve(path.dirname(rest[0].filename), request.replace(/js$/, 'ts'));
    if (fs.existsSync(source)) return source;
  }
  const own = /^@gov-matrix\/([a-z-]+)$/.exec(request);
  return own === null
    ? resolveFilename.call(this, request, ...rest)
    : path.join(root, 'packages', own[1], 'src/index.ts');
};

module.exports = { compile };

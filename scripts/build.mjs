// Builds what is out of date before `npm start`: the server (swc) and the dashboard (vite). Prints what it does and how
// long it takes. A stamp over names, sizes and times of the inputs decides; comparing contents would cost a second at
// every start and gain nothing. `node scripts/build.mjs server` builds the server alone.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`gov-matrix needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(2);
}

function files(folder, keep) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return files(full, keep);
    return keep(full) ? [full] : [];
  });
}

function stampOf(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.sort()) {
    const stat = fs.statSync(file);
    hash.update(`${path.relative(root, file)} ${stat.size} ${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const source = path.join(root, 'src');
const web = path.join(source, 'web');
const dist = path.join(root, 'dist');

const packages = path.join(root, 'packages');
/** What the server is made of: its own sources and the packages of this repository, each into a `dist` of its own. */
const sourceTrees = [
  { from: source, to: dist },
  ...fs.readdirSync(packages).map((name) => ({
    from: path.join(packages, name, 'src'),
    to: path.join(packages, name, 'dist'),
  })),
];

/**
 * The server, file by file through swc: about one second where the compiler takes fifteen. Types are checked by `npm
 * test`, not at every start.
 */
async function buildServer() {
  for (const { to } of sourceTrees) clear(to);
  await Promise.all(
    sourceTrees.flatMap(({ from, to }) =>
      sourceFiles(from).map((file) => compile(file, path.join(to, path.relative(from, file)).replace(/\.ts$/, '.js'))),
    ),
  );
}

async function compile(file, output) {
  const { transformFile } = await import('@swc/core');
  const { code, map } = await transformFile(file, {
    swcrc: false,
    sourceMaps: true,
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  fs.mkdirSync(path.dirname(output), { recursive: true });
  fs.writeFileSync(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
  fs.writeFileSync(`${output}.map`, map);
}

/** Empties a `dist` of what an earlier build left; the dashboard in it has a build and a stamp of its own. */
function clear(folder) {
  for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (entry !== 'web' && entry !== '.web.stamp') fs.rmSync(path.join(folder, entry), { recursive: true });
  }
}

function sourceFiles(folder) {
  return files(folder, (file) => file.endsWith('.ts') && !file.startsWith(web));
}

async function buildDashboard() {
  const { build } = await import('vite');
  await build({ configFile: path.join(web, 'vite.config.mts'), logLevel: 'warn' });
  // Compressed once here rather than at every request; the server picks the twin the browser accepts.
  for (const file of files(path.join(dist, 'web'), (name) => /\.(js|css|svg|json)$/.test(name))) {
    const bytes = fs.readFileSync(file);
    if (bytes.length < 1024) continue;
    fs.writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    fs.writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}

const parts = [
  {
    title: 'server',
    output: path.join(dist, 'main.js'),
    stampFile: path.join(dist, '.server.stamp'),
    inputs: () => sourceTrees.flatMap(({ from }) => sourceFiles(from)),
    run: buildServer,
  },
  {
    title: 'dashboard',
    output: path.join(dist, 'web', 'index.html'),
    stampFile: path.join(dist, '.web.stamp'),
    inputs: () => [
      ...files(web, () => true),
      ...files(path.join(source, 'domain'), () => true),
      ...files(path.join(source, 'api'), () => true),
    ],
    run: buildDashboard,
  },
];

const [only] = process.argv.slice(2);

for (const part of parts.filter(({ title }) => only === undefined || title === only)) {
  const stamp = stampOf([...part.inputs(), path.join(root, 'package-lock.json'), fileURLToPath(import.meta.url)]);
  const fresh =
    fs.existsSync(part.output) && fs.existsSync(part.stampFile) && fs.readFileSync(part.stampFile, 'utf8') === stamp;
  if (fresh) {
    process.stdout.write(`build: ${part.title} is up to date\n`);
    continue;
  }
  process.stdout.write(`build: ${part.title} …\n`);
  const startedAt = performance.now();
  try {
    await part.run();
  } catch (cause) {
    process.stderr.write(`build: ${part.title} failed: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
  fs.writeFileSync(part.stampFile, stamp);
  process.stdout.write(`build: ${part.title} done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

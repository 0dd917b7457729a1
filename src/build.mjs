// Builds what is out of date before `npm start`: the server (tsc) and the dashboard (vite). Prints what it does and how long it takes.
// A stamp over names, sizes and times of the inputs decides; comparing contents would cost a second at every start and gain nothing.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
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

const web = path.join(root, 'src', 'web');
const parts = [
  {
    title: 'server', output: path.join(root, 'dist', 'main.js'), stampFile: path.join(root, 'dist', '.server.stamp'),
    inputs: () => [...files(path.join(root, 'src'), (file) => file.endsWith('.ts') && !file.startsWith(web)), path.join(root, 'package-lock.json'), path.join(root, 'tsconfig.json'), path.join(root, 'tsconfig.build.json')],
    command: [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
    before: () => {
      // The compiler's own memory would make it skip files that somebody removed from dist.
      if (!fs.existsSync(path.join(root, 'dist', 'main.js'))) fs.rmSync(path.join(root, 'node_modules', '.cache', 'build.tsbuildinfo'), { force: true });
    },
  },
  {
    title: 'dashboard', output: path.join(root, 'dist', 'web', 'index.html'), stampFile: path.join(root, 'dist', '.web.stamp'),
    inputs: () => [...files(web, () => true), ...files(path.join(root, 'src', 'domain'), () => true), path.join(root, 'package-lock.json')],
    command: [path.join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', path.join('src', 'web', 'vite.config.mts'), '--logLevel', 'warn'],
    before: () => undefined,
  },
];

for (const part of parts) {
  const stamp = stampOf(part.inputs());
  const fresh = fs.existsSync(part.output) && fs.existsSync(part.stampFile) && fs.readFileSync(part.stampFile, 'utf8') === stamp;
  if (fresh) {
    process.stdout.write(`build: ${part.title} is up to date\n`);
    continue;
  }
  process.stdout.write(`build: ${part.title} …\n`);
  const startedAt = performance.now();
  part.before();
  try {
    execFileSync(process.execPath, part.command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch {
    process.stderr.write(`build: ${part.title} failed; see above.\n`);
    process.exit(1);
  }
  fs.writeFileSync(part.stampFile, stamp);
  process.stdout.write(`build: ${part.title} done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

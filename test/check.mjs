// Format, lint, types and knip side by side: together they take little longer than the slowest of them.
import { spawn } from 'node:child_process';

function run(script) {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn('npm', ['run', '--silent', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      process.stdout.write(
        `${output}check: ${script} ${code === 0 ? 'passed' : 'failed'} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`,
      );
      resolve(code === 0);
    });
  });
}

const passed = await Promise.all(['format:check', 'lint', 'types', 'knip'].map(run));
process.exit(passed.every(Boolean) ? 0 : 1);

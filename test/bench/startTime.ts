import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { getText, median } from './loadOf';
import { noteMissing, noteRow } from './rows';

const MAIN = path.join(__dirname, '../../dist/main.js');

/** How soon the built product serves an office of this size, beside an empty store, in turn. */
export async function measureStart(
  dataDir: string,
  { accounts, posts, rounds }: { readonly accounts: number; readonly posts: number; readonly rounds: number },
): Promise<void> {
  if (!fs.existsSync(MAIN)) return noteMissing('start', 'not run: the product is not built');
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-empty-'));
  const [floor, ours]: [number[], number[]] = [[], []];
  try {
    // What a first start makes is not what is compared.
    await startSeconds(empty);
    for (let round = 0; round < rounds; round += 1) {
      floor.push(await startSeconds(empty));
      ours.push(await startSeconds(dataDir));
    }
  } finally {
    fs.rmSync(empty, { recursive: true, force: true });
  }
  console.log(`start --role web until healthy: ${median(ours).toFixed(1)} s, empty ${median(floor).toFixed(1)} s`);
  noteRow({
    engine: `start with ${accounts} accounts and ${posts} posts (floor: empty)`,
    unit: 's',
    floor: median(floor),
    ours,
    goal: '≤ 3 s',
    limit: { is: 'at-most', value: 3 },
  });
}

/** The built product, serving people, from its start until it says that it is ready. */
async function startSeconds(dataDir: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const product = spawn(process.execPath, [MAIN, 'start', '--role', 'web'], {
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      SANDBOX: 'off',
      LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => {
    product.once('exit', resolve);
  });
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      const up = await getText({ url: `http://127.0.0.1:${port}/healthz` }).catch(() => null);
      if (up !== null) break;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    return (performance.now() - startedAt) / 1_000;
  } finally {
    product.kill('SIGTERM');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

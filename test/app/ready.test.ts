import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startApp } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';

const BOOTSTRAP_TOKEN = 'bootstrap-token-of-the-test-0123456789';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a server that responds at all knows the configured token', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-ready-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const starting = startApp(loadConfig({ DATA_DIR: folder, PORT: String(port), SANDBOX: 'off', BOOTSTRAP_TOKEN }), {
    role: 'all',
    runtime: createRuntime('error'),
    say: () => undefined,
    ticker: { schedule: () => ({ stop: () => undefined }) },
  });
  try {
    let started = false;
    void starting.finally(() => (started = true)).catch(() => undefined);
    const responds = (): Promise<boolean> =>
      fetch(`${url}/healthz`).then(
        () => true,
        () => false,
      );
    // Asked without a pause, so that the very first moment of listening is the one that is tried.
    while (!(await responds()) && !started);
    const me = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${BOOTSTRAP_TOKEN}` } });
    expect(me.status).toBe(200);
  } finally {
    await (await starting).stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

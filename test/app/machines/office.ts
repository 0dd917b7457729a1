import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedStore, type EmbeddedStore } from '@gov-matrix/embedded-store';
import { startSandbox, type Sandbox } from '@gov-matrix/platform-sandbox';
import { startApp, type App } from '../../../src/app/app';
import { registerCounty } from '../../../src/app/demo/registerCounty';
import { createRuntime } from '../../../src/app/runtime';
import { loadConfig } from '../../../src/config/config';
import { moveTo } from './clockFile';
import { openShareCounter, type ShareCounter } from './shareCounter';
import { openStoreRelay, type OnMessage, type StoreRelay } from './storeRelay';

export const TOKEN = 'bootstrap-token-of-the-test-0123456789';

/** One process of the product. */
export interface Machine {
  readonly child: ChildProcess;
  /** Where it serves, once it does; `-` where it serves nobody. Rejects when it ends before. */
  readonly ready: Promise<string>;
}

/** An office of several machines over one store, on simulated platforms that stand beside them all. */
export interface Office {
  readonly app: App;
  readonly sandbox: Sandbox;
  readonly weibo: ShareCounter;
  /** The true time, which the test moves. */
  readonly now: () => Date;
  readonly moveOn: (ms: number) => void;
  /** The machine reaches the store by a way of its own, on which it may be watched. */
  start(
    role: 'web' | 'worker',
    machine: { readonly name: string; readonly skewMs?: number; readonly onMessage?: OnMessage },
  ): Promise<Machine>;
  /** What went wrong in watching. */
  failures(): readonly unknown[];
  close(): Promise<void>;
}

export async function openOffice(accounts: number): Promise<Office> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'machines-'));
  const clockFile = path.join(folder, 'clock');
  let moved = 0;
  moveTo(clockFile, moved);
  const now = (): Date => new Date(Date.now() + moved);
  const store: EmbeddedStore = await startEmbeddedStore({
    dataDir: path.join(folder, 'store'),
    databaseName: 'gov_matrix',
  });
  const sandbox = await startSandbox({
    dataDir: path.join(folder, 'sandbox'),
    now,
    offDays: () => 'unknown',
    pace: { nextPolicyAfterMs: 48 * 3_600_000 },
    size: { units: 6, accounts },
  });
  const weibo = await openShareCounter(sandbox.weiboBase);
  const configFile = path.join(folder, 'config.json');
  fs.writeFileSync(configFile, JSON.stringify(configOf(sandbox, weibo)));
  const environment = {
    MONGODB_URI: store.uri,
    SANDBOX: 'off',
    WEIBO_API_BASE: weibo.url,
    WECHAT_API_BASE: sandbox.wechatBase,
    GOVCN_BASE: sandbox.govcnBase,
    CONFIG_FILE: configFile,
    SECRET_KEY: 'one-key-for-all-machines-of-the-test',
    BOOTSTRAP_TOKEN: TOKEN,
  };
  const config = loadConfig({ ...environment, DATA_DIR: path.join(folder, 'own'), PORT: '0' });
  const app = await startApp(config, {
    role: 'web',
    runtime: { ...createRuntime('error'), clock: { now } },
    say: () => undefined,
  });
  await registerCounty(app.services, sandbox, { isFirst: true, catalogue: config.sectors, registered: new Set() });
  const relays: StoreRelay[] = [];
  const children: ChildProcess[] = [];
  return {
    app,
    sandbox,
    weibo,
    now,
    moveOn: (ms) => moveTo(clockFile, (moved = Math.round(moved + ms))),
    start: async (role, { name, skewMs = 0, onMessage }) => {
      const relay = await openStoreRelay(store.uri, path.join(folder, `${name}.sock`), {
        onMessage: onMessage ?? (() => Promise.resolve('forward' as const)),
        moved: () => moved,
      });
      relays.push(relay);
      const machine = spawnMachine([role, path.join(folder, name), clockFile, String(skewMs)], {
        ...process.env,
        ...environment,
        MONGODB_URI: relay.uri,
      });
      children.push(machine.child);
      return machine;
    },
    failures: () => relays.flatMap(({ failures }) => failures),
    close: async () => {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await app.stop();
      for (const relay of relays) await relay.close();
      await weibo.close();
      await sandbox.close();
      await store.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(sandbox: Sandbox, weibo: ShareCounter): object {
  const { weiboBase, wechatBase, portalBase, govcnBase } = sandbox;
  return {
    policies: { intervalSeconds: 3, sources: [] },
    outbound: {
      timeoutSeconds: 20,
      maxMegabytes: 5,
      perHost: 8,
      allowedPrivateOrigins: [weibo.url, weiboBase, wechatBase, portalBase, govcnBase],
    },
  };
}

function spawnMachine(given: readonly string[], env: NodeJS.ProcessEnv): Machine {
  const child = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'runMachine.ts'), ...given],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  );
  const ready = new Promise<string>((resolve, reject) => {
    let [said, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /^READY (\S+)$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('exit', () => reject(new Error(`${given[0] ?? ''} ended: ${errors}`)));
  });
  // Nobody may be waiting any more when a machine is killed.
  ready.catch(() => undefined);
  return { child, ready };
}

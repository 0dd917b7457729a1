import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp, type App } from '../../src/app/app';
import { createRuntime } from '../../src/app/runtime';
import { loadConfig } from '../../src/config/config';
import type { PersonId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import type { Sandbox } from '@gov-matrix/platform-sandbox';
import { createSteppedTicker } from '../day/steppedTicker';

/** The whole product on its simulated platforms, under a clock and ticks that the test moves. */
export interface SteppedDemo {
  readonly app: App;
  readonly sandbox: Sandbox;
  /** Lets two seconds pass: messages are delivered and every task that is due runs, side by side as ticks do. */
  step(): Promise<void>;
}

const STEP_MS = 2_000;

export async function startSteppedDemo(start: {
  readonly dataDir: string;
  readonly at: Date;
  readonly accounts: number;
}): Promise<SteppedDemo> {
  let now = start.at;
  const ticker = createSteppedTicker();
  const app = await startApp(loadConfig({ DATA_DIR: start.dataDir, PORT: '0', SANDBOX: 'on' }), {
    role: 'all',
    runtime: { ...createRuntime('error'), clock: { now: () => now } },
    say: () => undefined,
    ticker,
    demo: { pace: { nextPolicyAfterMs: 48 * 3_600_000 }, size: { units: 6, accounts: start.accounts } },
  });
  const { sandbox } = app;
  if (sandbox === null) throw new Error('the demo runs without its sandbox');
  return {
    app,
    sandbox,
    step: async () => {
      const from = now;
      now = new Date(now.getTime() + STEP_MS);
      await sandbox.control.deliverDue();
      await ticker.fire(from, now, 'side-by-side');
    },
  };
}

export const DEMO_ADMINISTRATOR: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: '管理员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};

/** Registers the hooks of a folder for a small demo, and returns what starts it there, again as often as wanted. */
export function useRestartedDemo(): () => Promise<SteppedDemo> {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'restarted-demo-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return () => startSteppedDemo({ dataDir: folder, at: new Date('2026-10-21T02:00:00Z'), accounts: 8 });
}

/** How many posts the product has made public over the platforms' interfaces. */
export function countPosted({ county, control }: Sandbox): number {
  return county.accounts.reduce(
    (count, { key }) => count + control.publicPosts(key).filter(({ origin }) => origin === 'api').length,
    0,
  );
}

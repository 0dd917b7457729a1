/**
 * One machine of several: `runMachine.ts <web|worker> <data folder> <clock file> <skew in ms>`, its store is at
 * MONGODB_URI. Its own clock is that of this computer, moved by what the clock file says and wrong by the skew. Prints
 * `READY <url or -> ` when it serves, and stops on SIGTERM.
 */
import fs from 'node:fs';
import { startApp } from '../../../src/app/app';
import { createRuntime } from '../../../src/app/runtime';
import { loadConfig } from '../../../src/config/config';
import type { Ticker } from '../../../src/scheduler/scheduler';
import { movedMs } from './clockFile';

const [role = '', dataDir = '', clockFile = '', skewMs = '0'] = process.argv.slice(2);

/** How long what the clock file said is believed; counted by a clock that a freeze does not stop. */
const BELIEVED_MS = 5;
const SLOWEST_TICK_MS = 1_000;
const QUICKEST_TICK_MS = 300;

function createClock(): { now(): Date } {
  let read = { atMs: -Infinity, movedMs: 0 };
  return {
    now: () => {
      if (performance.now() - read.atMs > BELIEVED_MS) read = { atMs: performance.now(), movedMs: movedMs(clockFile) };
      return new Date(Date.now() + read.movedMs + Number(skewMs));
    },
  };
}

/** Ticks of seconds come a few times quicker, those of minutes only as what is caught up at the start. */
const ticker: Ticker = {
  schedule({ pattern }, tick) {
    const [second = ''] = pattern.split(' ');
    if (!second.startsWith('*/')) return { stop: () => undefined };
    const everyMs = Math.min(SLOWEST_TICK_MS, Math.max(QUICKEST_TICK_MS, Number(second.slice(2)) * 150));
    // Never a whole minute: those are recorded once over all machines, and there is one in each minute only.
    const timer = setInterval(() => void tick(new Date(Math.floor(Date.now() / 1_000) * 1_000 + 1)), everyMs);
    return { stop: () => clearInterval(timer) };
  },
};

async function main(): Promise<void> {
  fs.mkdirSync(dataDir, { recursive: true });
  const app = await startApp(loadConfig({ ...process.env, DATA_DIR: dataDir, PORT: '0' }), {
    role: role === 'web' ? 'web' : 'worker',
    runtime: { ...createRuntime('error'), clock: createClock() },
    followsStoreTime: true,
    say: () => undefined,
    ticker,
  });
  process.stdout.write(`READY ${app.url ?? '-'}\n`);
  process.once('SIGTERM', () => {
    void app.stop().then(() => process.exit(0));
  });
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
});

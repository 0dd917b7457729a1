import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { startSandbox } from '@gov-matrix/platform-sandbox';
import type { Sandbox, SandboxAccount } from '@gov-matrix/platform-sandbox';
import { noteRow } from './rows';

/**
 * How the simulated platforms grow with their county: `npm run bench:sandbox`. Only ratios count: a list of one account
 * must cost the same in a county of 1,000 accounts as in one of 100, and the start at most in proportion. Exit 1 beyond
 * the bounds, which leave room for a busy machine.
 */

const SMALL = { units: 30, accounts: 100 };
const LARGE = { units: 300, accounts: 1000 };
const MOST_PER_LIST = 3;
const MOST_FOR_START = 30;
const ROUNDS = 5;
const LISTS = 40;

interface Measured {
  readonly startMs: number;
  readonly listMs: number;
}

function cpuMs(since?: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(since);
  return (used.user + used.system) / 1000;
}

/** CPU time for one list, in ms: the best of several rounds, since what else the machine does only ever adds. */
async function measureLists(urls: readonly string[]): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (const url of urls)
      await new Promise<void>((resolve, reject) => {
        http
          .get(url, { agent }, (response) => {
            response.resume().on('end', () => resolve());
          })
          .on('error', reject);
      });
    rounds.push(cpuMs(before) / urls.length);
  }
  agent.destroy();
  return Math.min(...rounds);
}

function listOf({ weiboBase }: Sandbox, account: SandboxAccount): string[] {
  if (account.portal !== undefined) return [account.portal.listUrl];
  const token = account.credential?.['accessToken'];
  return account.platform === 'weibo' && token !== undefined
    ? [`${weiboBase}/2/statuses/user_timeline.json?access_token=${token}`]
    : [];
}

async function measure(size: { readonly units: number; readonly accounts: number }): Promise<Measured> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-bench-'));
  const startedAt = new Date('2026-10-21T10:00:00+08:00');
  const before = process.cpuUsage();
  const sandbox = await startSandbox({ dataDir, now: () => startedAt, offDays: () => 'unknown', size });
  const startMs = cpuMs(before);
  try {
    const urls = sandbox.county.accounts.flatMap((account) => listOf(sandbox, account)).slice(0, LISTS);
    return { startMs, listMs: await measureLists(urls) };
  } finally {
    await sandbox.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  await measure(SMALL);
  const [small, large] = [await measure(SMALL), await measure(LARGE)];
  const ratios = [
    { what: 'one list', ratio: large.listMs / small.listMs, bound: MOST_PER_LIST },
    { what: 'the start', ratio: large.startMs / small.startMs, bound: MOST_FOR_START },
  ];
  for (const { what, ratio, bound } of ratios)
    console.log(`${what}: ${ratio.toFixed(2)} times as much CPU with ten times the accounts (bound ${bound})`);
  for (const { what, ratio, bound } of ratios)
    noteRow({
      engine: `sandbox, ten times the accounts: ${what}`,
      unit: '×',
      floor: 1,
      ours: [ratio],
      goal: `≤ ${bound}`,
      limit: { is: 'at-most', value: bound },
    });
  process.exitCode = ratios.some(({ ratio, bound }) => ratio > bound) ? 1 : 0;
}

void main();

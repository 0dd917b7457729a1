import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { readMeta } from '../../packages/embedded-store/src/store/dataFilePages';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { importFile } from '../../src/cli/import';
import { loadConfig } from '../../src/config/config';
import { isSmallRun, median, noteRow } from './rows';

/**
 * What an import costs: `npm run bench:import [-- accounts runs]`. A register of 10,000 accounts in 300 units (two
 * accounts of five with a credential each on Weibo and WeChat, one of five a column of a site) is read from its file,
 * checked, registered and told to the ledger, into an empty store; then once more as it is, and once more with every
 * name changed. The floor of the same run is `insertMany` of the very rows the import has left, into a store of its own
 * with the same indexes. Medians; a last run counts what was asked of the store and how often it went to disk.
 */

const ACCOUNTS = Number(process.argv[2] ?? 10_000);
const RUNS = Number(process.argv[3] ?? 3);
const UNITS = 300;
const FLOOR_BATCH = 1_000;
/** What of a store an import writes. */
const WRITTEN = ['units', 'sites', 'accounts', 'credentials', 'ledger'];

function register(suffix: string): string {
  const units = Array.from({ length: UNITS }, (_, n) => ({
    key: `unit-${n}`,
    name: `第${n}局`,
    parent: n === 0 ? null : 'unit-0',
    level: n === 0 ? 'county' : 'department',
  }));
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => {
    const unit = `unit-${n % UNITS}`;
    const name = `第${n}号${suffix}`;
    const which = (n + Math.floor(n / UNITS)) % 5;
    if (which < 2)
      return {
        unit,
        platform: 'weibo',
        externalId: String(5_000_000_000 + n),
        name,
        homeUrl: `https://weibo.com/u/${5_000_000_000 + n}`,
        credential: { accessToken: `2.00${n}abcdefghijklmnopqrstuvwxyz` },
      };
    if (which < 4)
      return {
        unit,
        platform: 'wechat',
        externalId: `gh_${String(n).padStart(12, '0')}`,
        name,
        homeUrl: 'https://mp.weixin.qq.com/',
        credential: { appId: `wx${n}`, appSecret: `secret-${n}-0123456789abcdef` },
      };
    const host = `https://www.bureau-${n % UNITS}.gov.cn`;
    return {
      unit,
      platform: 'portal',
      externalId: `${host}/c${n}/`,
      name,
      homeUrl: `${host}/c${n}/`,
      columnClass: 'news',
      region: '620700',
      settings: { kind: 'rss', listUrl: `${host}/c${n}/rss.xml` },
    };
  });
  return JSON.stringify({ units, accounts, people: [] });
}

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - startedAt, cpuMs: (user + system) / 1_000 };
}

const folders: string[] = [];
function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-import-'));
  folders.push(made);
  return made;
}

const LOG_LEVEL = 'error';

async function runImport(dataDir: string, file: string): Promise<void> {
  const said: string[] = [];
  const code = await importFile(file, false, {
    environment: { DATA_DIR: dataDir, LOG_LEVEL },
    say: (line) => said.push(line),
    complain: (line) => said.push(line),
  });
  if (code !== 0) throw new Error(said.join('\n'));
}

/** What stands in a store, collection by collection. */
async function rowsOf(dataDir: string): Promise<Map<string, Record<string, unknown>[]>> {
  const store = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), databaseName: 'gov_matrix' });
  const client = await mongoose.createConnection(store.uri).asPromise();
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const name of WRITTEN) rows.set(name, await client.collection(name).find().toArray());
  await client.destroy();
  await store.close();
  return rows;
}

/** The same rows in a new store with the same indexes, by the driver alone. */
async function runFloor(dataDir: string, rows: ReadonlyMap<string, Record<string, unknown>[]>): Promise<Cost> {
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL });
  await (await openStore(config, { runtime: createRuntime(LOG_LEVEL), say: () => undefined })).close();
  return costOf(async () => {
    const store = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), databaseName: 'gov_matrix' });
    const client = await mongoose.createConnection(store.uri).asPromise();
    for (const [name, all] of rows)
      for (let at = 0; at < all.length; at += FLOOR_BATCH)
        await client.collection(name).insertMany(all.slice(at, at + FLOOR_BATCH), { ordered: false });
    await client.destroy();
    await store.close();
  });
}

/** Transactions the store has committed since it was made; each went to disk by itself. */
function commits(dataDir: string): number {
  const store = path.join(dataDir, 'store');
  const file = fs.openSync(path.join(store, 'store.lmdb'), 'r');
  const found = [0, 4_096].map((offset) => readMeta(file, offset));
  fs.closeSync(file);
  return Math.max(...found.map((meta) => (typeof meta === 'string' ? 0 : Number(meta.transaction))));
}

/** Counts commands by name while the work runs; costs time, so in a run of its own. */
async function commandsOf(work: () => Promise<void>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const prototype = mongoose.Connection.prototype as { openUri: (uri: string, options?: object) => Promise<unknown> };
  const { openUri } = prototype;
  prototype.openUri = async function open(this: mongoose.Connection, uri, options) {
    await openUri.call(this, uri, { ...options, monitorCommands: true });
    this.getClient().on('commandStarted', ({ commandName, command }) => {
      const name = `${commandName} ${String((command as Record<string, unknown>)[commandName])}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    });
    return this;
  };
  try {
    await work();
  } finally {
    prototype.openUri = openUri;
  }
  return counts;
}

function medianOf(costs: readonly Cost[], of: keyof Cost): number {
  return median(costs.map((cost) => cost[of]));
}

function print(name: string, costs: readonly Cost[], floor: readonly Cost[]): void {
  const column = (of: keyof Cost): string => {
    const ms = medianOf(costs, of);
    return `${(ms / 1_000).toFixed(2).padStart(8)} s ${(ms / medianOf(floor, of)).toFixed(1).padStart(6)}`;
  };
  const runs = costs.map(({ wallMs }) => Math.round(wallMs)).join(' ');
  console.log(`${name.padEnd(28)} ${column('wallMs')} ${column('cpuMs')}   ${runs}`);
}

async function measure(): Promise<void> {
  const at = folder();
  const [first, renamed] = ['账号', '新名'].map((suffix, n) => {
    const file = path.join(at, `register-${n}.json`);
    fs.writeFileSync(file, register(suffix));
    return file;
  }) as [string, string];
  const costs = { added: [] as Cost[], unchanged: [] as Cost[], renamed: [] as Cost[], floor: [] as Cost[] };
  for (let run = 0; run < RUNS; run += 1) {
    const dataDir = folder();
    costs.added.push(await costOf(() => runImport(dataDir, first)));
    const rows = await rowsOf(dataDir);
    costs.floor.push(await runFloor(folder(), rows));
    costs.unchanged.push(await costOf(() => runImport(dataDir, first)));
    costs.renamed.push(await costOf(() => runImport(dataDir, renamed)));
    if (run === 0) console.log([...rows].map(([name, all]) => `${name} ${all.length}`).join(', '));
    for (const made of folders.splice(1)) fs.rmSync(made, { recursive: true, force: true });
  }
  console.log(`${''.padEnd(28)}   elapsed ×floor  processor ×floor   elapsed ms of each run`);
  print('floor: insertMany', costs.floor, costs.floor);
  print('import, all new', costs.added, costs.floor);
  print('import, as it was', costs.unchanged, costs.floor);
  print('import, every name changed', costs.renamed, costs.floor);
  const seconds = ({ wallMs }: Cost): number => wallMs / 1_000;
  const floor = median(costs.floor.map(seconds));
  const goal = '10,000 in ≤ 10 s';
  noteRow({
    engine: `import of ${ACCOUNTS} accounts`,
    unit: 's',
    floor,
    ours: costs.added.map(seconds),
    goal,
    limit: { is: 'at-most', value: (10 * ACCOUNTS) / 10_000 },
  });
  if (isSmallRun()) return;
  const dataDir = folder();
  for (const [name, file] of [
    ['all new', first],
    ['as it was', first],
    ['every name changed', renamed],
  ] as const) {
    const before = name === 'all new' ? 0 : commits(dataDir);
    const counts = await commandsOf(() => runImport(dataDir, file));
    const asked = [...counts.values()].reduce((sum, one) => sum + one, 0);
    const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 8);
    const mostly = most.map(([what, count]) => `${what} ${count}`).join(', ');
    console.log(`${name}: ${asked} commands, ${commits(dataDir) - before} syncs; ${mostly}`);
  }
}

void measure().finally(() => {
  for (const made of folders) fs.rmSync(made, { recursive: true, force: true });
});

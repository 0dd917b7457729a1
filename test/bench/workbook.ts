import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { openStore, type OpenStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { passwords } from '../../src/app/secrets';
import { loadCalendar } from '../../src/config/calendarSource';
import { loadConfig } from '../../src/config/config';
import { serviceSettings } from '../../src/config/serviceSettings';
import { createConnectors } from '../../src/connectors/index';
import type { ImportId, PersonId } from '../../src/domain/ids';
import type { Principal } from '../../src/domain/people/role';
import { readSheetFile } from '../../src/http/sheets/readSheetFile';
import { writeWorkbook } from '../../src/http/sheets/writeXlsx';
import { createServices, type Services } from '../../src/services/index';
import { noteRow } from './rows';

/**
 * What a workbook costs from its bytes to the register and back: `npm run bench:workbook [-- rows]`. Units, websites,
 * accounts and people in four sheets are read, planned, carried out and told to the ledger, and then taken back as one
 * act. Each part with its time, its commands and the most memory so far. The floor is `insertMany` of the rows it left.
 */

const ROWS = Number(process.argv[2] ?? 10_000);
const [UNITS, SITES, PEOPLE] = [Math.ceil(ROWS * 0.03), Math.ceil(ROWS * 0.03), Math.ceil(ROWS * 0.04)];
const ACCOUNTS = ROWS - UNITS - SITES - PEOPLE;
const WRITTEN = ['units', 'sites', 'accounts', 'people', 'ledger'];
/** Commands named of each part. */
const MOST_NAMED = 8;
const LOG_LEVEL = 'error';
/** Nothing is called. */
const NOWHERE = { weibo: 'https://weibo.invalid', wechat: 'https://wechat.invalid', govcn: 'https://govcn.invalid' };

function workbook(): Buffer {
  const times = <T>(many: number, line: (n: number) => T): T[] => Array.from({ length: many }, (_, n) => line(n));
  const unit = (n: number): string => `第${n % UNITS}局`;
  const sheet = (name: string, lines: readonly (readonly string[])[]) => ({ name, lines, widths: [] });
  return writeWorkbook([
    sheet('单位', [
      ['单位名称', '上级单位', '层级', '单位代码'],
      ...times(UNITS, (n) => [unit(n), n === 0 ? '' : unit(0), n === 0 ? '县级' : '部门', `u${n}`]),
    ]),
    sheet('网站', [
      ['主办单位', '网站名称', '首页网址'],
      ...times(SITES, (n) => [unit(n), `第${n}局网站`, `https://www.bureau-${n}.gov.cn/`]),
    ]),
    sheet('账号', [
      ['主办单位', '平台', '账号名称', '账号ID', '主页网址', '信息员'],
      ...times(ACCOUNTS, (n) =>
        n % 5 < 3
          ? [
              unit(n),
              '微博',
              `第${n}号发布`,
              String(5_000_000_000 + n),
              `https://weibo.com/u/${5_000_000_000 + n}`,
              '王敏',
            ]
          : n % 5 === 3
            ? [unit(n), '微信', `第${n}号微信`, `gh_${String(n).padStart(12, '0')}`, '', '李强']
            : [unit(n), '网站', `第${n}号栏目`, ...columnOf(n), ''],
      ),
    ]),
    sheet('人员', [
      ['用户名', '姓名', '角色', '所属单位'],
      ...times(PEOPLE, (n) => [`person.${n}`, `人员${n}`, '信息员', unit(n)]),
    ]),
  ]);
}

function columnOf(n: number): [string, string] {
  const page = `https://www.bureau-${n % SITES}.gov.cn/c${n}/`;
  return [page, page];
}

const commands = new Map<string, number>();
/** Counts every command from now on; the counting is the same small cost in every part. */
function countCommands(): void {
  const prototype = mongoose.Connection.prototype as { openUri: (uri: string, options?: object) => Promise<unknown> };
  const { openUri } = prototype;
  prototype.openUri = async function open(this: mongoose.Connection, uri, options) {
    await openUri.call(this, uri, { ...options, monitorCommands: true });
    this.getClient().on('commandStarted', ({ commandName, command }) => {
      const name = `${commandName} ${String((command as Record<string, unknown>)[commandName])}`;
      commands.set(name, (commands.get(name) ?? 0) + 1);
    });
    return this;
  };
}

/** The most so far. */
function memoryMb(): number {
  return process.resourceUsage().maxRSS / 1_024;
}

async function part<T>(name: string, work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  commands.clear();
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const value = await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const busy = ((user + system) / 1_000_000).toFixed(2).padStart(7);
  const memory = memoryMb().toFixed(0);
  const asked = String([...commands.values()].reduce((sum, one) => sum + one, 0)).padStart(6);
  const most = [...commands].sort(([, one], [, other]) => other - one).slice(0, MOST_NAMED);
  console.log(
    `${name.padEnd(22)} ${seconds.toFixed(2).padStart(7)} s, processor ${busy} s, ${asked} commands, at most ${memory} MB so far`,
  );
  if (most.length > 0) console.log(`  mostly ${most.map(([what, count]) => `${what} ${count}`).join(', ')}`);
  return { value, seconds };
}

function servicesOf(store: OpenStore, dataDir: string): Services {
  const runtime = createRuntime(LOG_LEVEL);
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL });
  const { clock } = runtime;
  const { registry: connectors, policyFeed } = createConnectors({
    ...{
      http: { timeoutMs: 1_000, maxBytes: 1_000_000, perHost: 1 },
      clock,
      allowedPrivateOrigins: [],
      bases: NOWHERE,
    },
  });
  const settings = serviceSettings(config, loadCalendar(config.calendarDir));
  return createServices({ storage: store.storage, connectors, policyFeed, passwords, ...runtime, settings });
}

async function floorOf(from: string, to: string): Promise<number> {
  const rows = new Map<string, Record<string, unknown>[]>();
  const read = await startEmbeddedStore({ dataDir: path.join(from, 'store'), databaseName: 'gov_matrix' });
  const reader = await mongoose.createConnection(read.uri).asPromise();
  for (const name of WRITTEN) rows.set(name, await reader.collection(name).find().toArray());
  await reader.destroy();
  await read.close();
  const config = loadConfig({ DATA_DIR: to, LOG_LEVEL });
  await (await openStore(config, { runtime: createRuntime(LOG_LEVEL), say: () => undefined })).close();
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const store = await startEmbeddedStore({ dataDir: path.join(to, 'store'), databaseName: 'gov_matrix' });
  const client = await mongoose.createConnection(store.uri).asPromise();
  for (const [name, all] of rows)
    for (let at = 0; at < all.length; at += 1_000)
      await client.collection(name).insertMany(all.slice(at, at + 1_000), { ordered: false });
  await client.destroy();
  await store.close();
  const { user, system } = process.cpuUsage(before);
  console.log(`floor: processor ${((user + system) / 1_000_000).toFixed(2)} s`);
  return (performance.now() - startedAt) / 1_000;
}

async function measure(at: string): Promise<void> {
  countCommands();
  const bytes = workbook();
  const dataDir = path.join(at, 'office');
  const open = (): Promise<OpenStore> =>
    openStore(loadConfig({ DATA_DIR: dataDir, LOG_LEVEL }), {
      runtime: createRuntime(LOG_LEVEL),
      say: () => undefined,
    });
  const store = await open();
  const services = servicesOf(store, dataDir);
  const by: Principal = {
    ...{ personId: '0'.repeat(24) as PersonId, name: '测', role: 'administrator', unitId: null, via: 'session' },
  };
  console.log(`${memoryMb().toFixed(0)} MB with the store open`);
  console.log(`${ROWS} rows of ${(bytes.length / 1_048_576).toFixed(1)} MB`);
  const read = await part('read', async () => readSheetFile(bytes, '登记表.xlsx'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { fileName: '登记表.xlsx', updates: true, sha256, bytes: bytes.length, sheets: read.value };
  const planned = await part('plan and keep', () => services.imports.handIn(file, by));
  const id = planned.value.id as ImportId;
  if (planned.value.faults > 0) {
    const { items } = await services.imports.importMessages(id, { limit: 5, cursor: null }, by);
    throw new Error(JSON.stringify(items));
  }
  const run = { owner: 'bench' };
  const written = await part('carry out', async () => {
    await services.imports.applyImport(id, by);
    await services.imports.carryOut(run);
  });
  const told = await part('tell the ledger', () => store.storage.outbox.relay(50_000));
  const whole = read.seconds + planned.seconds + written.seconds + told.seconds;
  const memory = memoryMb();
  await store.close();
  const floor = await floorOf(dataDir, path.join(at, 'floor'));
  console.log(`whole ${whole.toFixed(2)} s, floor ${floor.toFixed(2)} s, × ${(whole / floor).toFixed(1)}`);
  const limit = { is: 'at-most', value: (10 * ROWS) / 10_000 } as const;
  noteRow({ engine: `workbook of ${ROWS} rows`, unit: 's', floor, ours: [whole], goal: '10,000 in ≤ 10 s', limit });
  noteRow({
    ...{ engine: 'workbook, memory', unit: 'MB', floor: null, ours: [memory], goal: '≤ 300 MB' },
    limit: { is: 'at-most', value: 300 },
  });
  const again = await open();
  const after = servicesOf(again, dataDir);
  const undone = await part('take back', async () => {
    await after.imports.undoImport(id, '导错文件', by);
    await after.imports.carryOut(run);
  });
  const end = await after.imports.oneImport(id, by);
  console.log(`${end.state}: ${JSON.stringify(end.undo)}; ${undone.seconds.toFixed(2)} s`);
  await again.close();
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-workbook-'));
void measure(folder).finally(() => fs.rmSync(folder, { recursive: true, force: true }));

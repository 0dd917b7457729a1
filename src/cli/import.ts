import fs from 'node:fs';
import { openStore } from '../app/openStore';
import type { Origin } from '../app/origin';
import { createRuntime } from '../app/runtime';
import { passwords } from '../app/secrets';
import { loadCalendar } from '../config/calendarSource';
import { serviceSettings } from '../config/serviceSettings';
import { civilDateOf } from '../domain/time/civil';
import type { Storage } from '../ports/storage';
import { createServices } from '../services/index';
import { checkReferences, type RegisteredUnit } from './checkReferences';
import type { CommandContext, ExitCode } from './command';
import { NO_CONNECTORS } from './noConnectors';
import { readConfig } from './readConfig';
import { decodeImportFile } from './decodeImportFile';
import { placeInWords, type ImportProblem } from './importProblem';
import { readImportFile } from './readImportFile';
import { registerFile } from './registerFile';

/** `import <file> [--dry-run]`: registers units, accounts and people of an office. Adds and updates, never deletes. */
export async function importFile(
  file: string | undefined,
  dryRun: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { complain, say } = context;
  if (file === undefined || !fs.existsSync(file)) {
    complain(`用法：gov-matrix import <文件.json> [--dry-run]${file === undefined ? '' : `；找不到文件 ${file}`}`);
    return 2;
  }
  const decoded = decodeImportFile(fs.readFileSync(file));
  if ('problem' in decoded) {
    complain(`${decoded.problem}；未导入任何内容 (nothing was imported)`);
    return 2;
  }
  const read = readImportFile(decoded.text);
  if ('problems' in read) return refuse(read.problems, complain);
  const config = readConfig(context);
  if (config === null) return 2;
  const { units, accounts, people } = read.file;
  if (dryRun) {
    say(`可以导入：单位 ${units.length}、账号 ${accounts.length}、人员 ${people.length}（试运行，未写入）`);
    return 0;
  }
  const runtime = createRuntime(config.logLevel);
  const store = await openStore(config, { runtime, say });
  try {
    if ((await store.storage.settings.get('accounts.origin')) === ('sandbox' satisfies Origin)) {
      complain(
        '这个数据目录中是演示数据；请换一个 DATA_DIR 再导入真实账号 (this data folder holds the demo; use another DATA_DIR)',
      );
      return 2;
    }
    const problems = checkReferences(read.file, await registeredUnits(store.storage));
    if (problems.length > 0) return refuse(problems, complain);
    const { clock, random, ids, hasher, log } = runtime;
    const services = createServices({
      storage: store.storage,
      ...NO_CONNECTORS,
      passwords,
      clock,
      random,
      ids,
      hasher,
      log,
      settings: serviceSettings(config, loadCalendar(config.calendarDir)),
    });
    await store.storage.settings.set('accounts.origin', 'real' satisfies Origin);
    const counts = await registerFile({ services, storage: store.storage }, read.file);
    await services.alerts.relay(100_000);
    say(
      `已导入：单位 ${counts.units}；账号新增 ${counts.added}、更新 ${counts.updated}、未变 ${counts.unchanged}；人员 ${counts.people}（${civilDateOf(clock.now())}）`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

async function registeredUnits(storage: Storage): Promise<RegisteredUnit[]> {
  const units = await storage.units.list(null);
  const keyOf = new Map(units.map(({ id, key }) => [id, key]));
  return units.map(({ key, parentId }) => ({
    key,
    parentKey: parentId === null ? null : (keyOf.get(parentId) ?? null),
  }));
}

const MOST_SHOWN = 200;

function refuse(problems: readonly ImportProblem[], complain: CommandContext['complain']): ExitCode {
  for (const { path, message } of problems.slice(0, MOST_SHOWN)) complain(`${placeInWords(path)}：${message}`);
  complain(`共 ${problems.length} 处问题，未导入任何内容 (nothing was imported)`);
  return 2;
}

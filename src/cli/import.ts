import fs from 'node:fs';
import path from 'node:path';
import { openForReading } from '../app/openForReading';
import { openStore } from '../app/openStore';
import type { Origin } from '../app/origin';
import { acceptImport, finishImport } from '../app/register/acceptedImport';
import { importTarget, resumeImport } from '../app/register/importTarget';
import { createRuntime } from '../app/runtime';
import type { Config } from '../config/config';
import { civilDateOf } from '../domain/time/civil';
import { nearest } from '../domain/nearest';
import type { Storage } from '../ports/storage';
import { checkReferences, type RegisteredUnit } from './checkReferences';
import { NO_SITES, registeredSites } from './checkSites';
import type { CommandContext, ExitCode } from './command';
import { decodeImportFile } from './decodeImportFile';
import type { ImportFile } from './importFileSchema';
import { placeInWords, type ImportProblem } from './importProblem';
import { progressInWords } from './importProgress';
import { readConfig } from './readConfig';
import { readImportFile } from './readImportFile';
import { listsAdministrator, unlistedPeople } from './unlistedPeople';

type ImportContext = CommandContext & { readonly disableMissingPeople?: boolean };

/** Far above the largest register there can be. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MOST_SHOWN = 200;

/**
 * `import <file> [--dry-run] [--disable-missing-people]`: registers units, accounts and people of an office, all of the
 * file or nothing. Adds and updates, never deletes; people whom the file no longer lists are named, and disabled where
 * that is asked for.
 */
export async function importFile(file: string | undefined, dryRun: boolean, context: ImportContext): Promise<ExitCode> {
  const { complain } = context;
  if (file === undefined || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
    complain(
      `用法：gov-matrix import <文件.json> [--dry-run] [--disable-missing-people]${file === undefined ? '' : `；找不到文件 ${file}`}`,
    );
    return 2;
  }
  const read = readRegister(file);
  if ('problems' in read) return refuse(read.problems, complain);
  const config = readConfig(context);
  if (config === null) return 2;
  const strange = unknownSectors(read.file, config.sectors);
  if (strange.length > 0) return refuse(strange, complain);
  return dryRun ? tryOut(read.file, config, context) : carryOut(read.file, config, context);
}

/** A field nobody knows would bind the unit to nothing, without a word. */
function unknownSectors({ units }: ImportFile, { entries }: Config['sectors']): ImportProblem[] {
  const known = entries.map(({ key }) => key);
  return units.flatMap(({ sectors = [] }, index) =>
    sectors
      .filter((sector) => !known.includes(sector))
      .map((sector) => {
        const meant = nearest(sector, known);
        return {
          path: `units.${index}.sectors`,
          message: `没有领域 "${sector}"${meant === null ? '' : `，是否为 "${meant}"？`}；领域代码见 config/sectors.json (no such field${meant === null ? '' : `, did you mean "${meant}"?`})`,
        };
      }),
  );
}

function readRegister(file: string): ReturnType<typeof readImportFile> {
  if (fs.statSync(file).size > MAX_FILE_BYTES)
    return { problems: [{ path: '(file)', message: '文件超过 64 MB，请分成几个文件 (larger than 64 MB)' }] };
  const decoded = decodeImportFile(fs.readFileSync(file));
  if ('problem' in decoded) return { problems: [{ path: '(file)', message: decoded.problem }] };
  return readImportFile(decoded.text);
}

/** Checks against what is stored, without writing; a store that does not exist yet is not made. */
async function tryOut(file: ImportFile, config: Config, context: ImportContext): Promise<ExitCode> {
  const { units, sites = [], accounts, people } = file;
  const exists = config.mongodbUri !== null || fs.existsSync(path.join(config.dataDir, 'store'));
  const store = exists
    ? await openForReading(config, { runtime: createRuntime(config.logLevel), say: context.complain })
    : null;
  try {
    const checked = store === null ? checkReferencesOf(file, context) : await check(file, store.storage, context);
    if (typeof checked === 'number') return checked;
  } finally {
    await store?.close();
  }
  context.say(
    `可以导入：单位 ${units.length}、站点 ${sites.length}、账号 ${accounts.length}、人员 ${people.length}（试运行，未写入）`,
  );
  return 0;
}

async function carryOut(file: ImportFile, config: Config, context: ImportContext): Promise<ExitCode> {
  const { say } = context;
  const runtime = createRuntime(config.logLevel);
  const store = await openStore(config, { runtime, say });
  try {
    const target = importTarget(config, store, runtime);
    await resumeImport(target, say);
    const checked = await check(file, store.storage, context);
    if (typeof checked === 'number') return checked;
    await acceptImport(target, { file, disable: checked });
    const counts = await finishImport(target, (progress) => context.progress?.(progressInWords(progress)));
    if (counts === null) throw new Error('the accepted import is gone: another process has finished it');
    say(
      `已导入：单位 ${counts.units}；站点新增 ${counts.sites.added}、更新 ${counts.sites.changed}；账号新增 ${counts.added}、更新 ${counts.updated}、未变 ${counts.unchanged}；人员 ${counts.people}（${civilDateOf(runtime.clock.now())}）`,
    );
    if (checked.length > 0) say(`已停用名单外的登录 ${checked.length} 个，其会话已结束 (unlisted logins are disabled)`);
    return 0;
  } finally {
    await store.close();
  }
}

/** Returns the user names to disable, or the exit code of a refusal that has been told. */
async function check(
  file: ImportFile,
  storage: Storage,
  context: ImportContext,
): Promise<readonly string[] | ExitCode> {
  const { complain } = context;
  if ((await storage.settings.get('accounts.origin')) === ('sandbox' satisfies Origin)) {
    complain(
      '这个数据目录中是演示数据；请换一个 DATA_DIR 再导入真实账号 (this data folder holds the demo; use another DATA_DIR)',
    );
    return 2;
  }
  const problems = checkReferences(file, await registeredUnits(storage), await registeredSites(storage, file));
  if (problems.length > 0) return refuse(problems, complain);
  return settleUnlisted(file, storage, context);
}

function checkReferencesOf(file: ImportFile, { complain }: ImportContext): readonly string[] | ExitCode {
  const problems = checkReferences(file, [], NO_SITES);
  return problems.length > 0 ? refuse(problems, complain) : [];
}

async function settleUnlisted(
  file: ImportFile,
  storage: Storage,
  { complain, disableMissingPeople = false }: ImportContext,
): Promise<readonly string[] | ExitCode> {
  const registered = await storage.people.list();
  const unlisted = unlistedPeople(file, registered);
  if (!disableMissingPeople) {
    if (unlisted.length > 0)
      complain(
        `文件不再列出以下 ${unlisted.length} 个登录，他们仍可登录：${unlisted.join('、')}；如已离岗，请加 --disable-missing-people 停用 (these logins are not in the file and still work; add --disable-missing-people to disable them)`,
      );
    return [];
  }
  if (!listsAdministrator(file, registered)) {
    complain(
      '停用名单外的登录，文件中须列有至少一名在用的全局管理员（role 为 administrator、unit 为 null），否则无人能管理系统；未导入任何内容 (list an administrator of the whole office; nothing was imported)',
    );
    return 2;
  }
  return unlisted;
}

async function registeredUnits(storage: Storage): Promise<RegisteredUnit[]> {
  const units = await storage.units.list(null);
  const keyOf = new Map(units.map(({ id, key }) => [id, key]));
  return units.map(({ key, parentId, closed }) => ({
    key,
    isClosed: closed !== undefined,
    parentKey: parentId === null ? null : (keyOf.get(parentId) ?? null),
  }));
}

function refuse(problems: readonly ImportProblem[], complain: CommandContext['complain']): ExitCode {
  for (const { path: place, message } of problems.slice(0, MOST_SHOWN)) complain(`${placeInWords(place)}：${message}`);
  complain(`共 ${problems.length} 处问题，未导入任何内容 (nothing was imported)`);
  return 2;
}

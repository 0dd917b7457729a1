import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLedgerFolder } from '../../src/app/ledgerFolder';
import { openStore } from '../../src/app/openStore';
import { createRuntime } from '../../src/app/runtime';
import { audit } from '../../src/cli/audit';
import { backup } from '../../src/cli/backup';
import type { CommandContext } from '../../src/cli/command';
import { restore } from '../../src/cli/restore';
import { loadConfig } from '../../src/config/config';
import { createSealLedger } from '../../src/services/upkeep/sealLedger';
import { SETTINGS } from '../services/office';
import { eventOf } from '../storage/samples';

let root: string;
beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'sealed-'));
  await sealedOffice();
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** A command line whose data folder is the one of that name. */
function at(dataDir: string, more: Readonly<Record<string, string>> = {}) {
  const [said, complained] = [[] as string[], [] as string[]];
  const context: CommandContext = {
    environment: { DATA_DIR: path.join(root, dataDir), SANDBOX: 'off', LOG_LEVEL: 'error', ...more },
    say: (line) => void said.push(line),
    complain: (line) => {
      if (!line.startsWith('embedded store: ')) complained.push(line);
    },
  };
  return { context, said, complained };
}
const archiveOf = (dataDir: string): string => path.join(root, dataDir, 'ledger-archive');
const filesIn = (archive: string): readonly string[] =>
  fs
    .readdirSync(archive)
    .filter((name) => name.endsWith('.gz'))
    .sort();

/** Ten entries of long ago in two files, the last of them in the store with one of today. */
async function sealedOffice(): Promise<void> {
  const { context } = at('data');
  const config = loadConfig(context.environment);
  const runtime = createRuntime('error');
  const store = await openStore(config, { runtime, say: context.say });
  const long = new Date('2020-01-01T00:00:00Z');
  await store.storage.ledger.append(Array.from({ length: 10 }, (_, n) => eventOf(`s${n}`, { at: long })));
  await store.storage.ledger.append([eventOf('today', { at: runtime.clock.now() })]);
  const ledgerFolder = createLedgerFolder(config.ledgerArchiveDir ?? '');
  const deps = { ...runtime, storage: store.storage, settings: SETTINGS, ledgerFolder };
  expect(await createSealLedger(deps, { segmentEntries: 4 })()).toBe(8);
  await store.close();
}

test('a backup carries the files of the ledger, and a restore puts them back: it is proven as before', async () => {
  const original = at('data');
  expect(await audit('verify', original.context)).toBe(0);
  expect(original.said.at(-1)).toContain('11 条记录');
  // What another process writes at this moment is no file yet.
  const [first = '', second = ''] = filesIn(archiveOf('data'));
  fs.writeFileSync(path.join(archiveOf('data'), `${first}.1.unfinished`), 'x');
  // Nor is what somebody else keeps there anything to carry along.
  fs.writeFileSync(path.join(archiveOf('data'), 'secret.key'), 'x');
  expect(await backup(path.join(root, 'copy'), original.context)).toBe(0);
  expect(fs.readdirSync(path.join(root, 'copy', 'ledger-archive')).filter((name) => name !== 'files.json')).toEqual([
    first,
    second,
  ]);
  const restored = at('restored');
  expect(await restore(path.join(root, 'copy'), restored.context)).toBe(0);
  expect(await audit('verify', restored.context)).toBe(0);
  expect(restored.said.at(-1)).toContain('11 条记录');
});

describe('a restore is refused before it touches anything', () => {
  const cases: readonly (readonly [string, (archive: string, names: readonly string[]) => void, string])[] = [
    ['where a file is missing', (archive, [first = '']) => fs.rmSync(path.join(archive, first)), '缺失或已损坏'],
    [
      'where a file was changed',
      (archive, [, second = '']) => fs.appendFileSync(path.join(archive, second), 'x'),
      '缺失或已损坏',
    ],
    [
      'where the copy of the files did not end',
      (archive) => fs.rmSync(path.join(archive, 'files.json')),
      '备份没有完成',
    ],
    ['where there are no files', (archive) => fs.rmSync(archive, { recursive: true }), '备份没有完成'],
  ];
  test.each(cases)('%s', async (what, spoil, said) => {
    const copy = path.join(root, `copy ${what}`);
    expect(await backup(copy, at('data').context)).toBe(0);
    spoil(path.join(copy, 'ledger-archive'), filesIn(archiveOf('data')));
    const target = at(`new ${what}`);
    expect(await restore(copy, target.context)).toBe(1);
    expect(target.complained).toEqual([expect.stringContaining(said)]);
    expect(fs.existsSync(path.join(root, `new ${what}`, 'store'))).toBe(false);
  });
});

test('a restore leaves files that are whole as they are, and mends one that is not', async () => {
  const copy = path.join(root, 'copy for mending');
  expect(await backup(copy, at('data').context)).toBe(0);
  fs.cpSync(path.join(root, 'data'), path.join(root, 'mended'), { recursive: true });
  const [first = '', second = ''] = filesIn(archiveOf('mended'));
  fs.truncateSync(path.join(archiveOf('mended'), first), 20);
  const before = fs.statSync(path.join(archiveOf('mended'), second)).ino;
  const mended = at('mended');
  expect(await restore(copy, mended.context)).toBe(0);
  expect(await audit('verify', mended.context)).toBe(0);
  expect(fs.statSync(path.join(archiveOf('mended'), second)).ino).toBe(before);
});

test('a backup that does not find the files says so and is none', async () => {
  fs.cpSync(path.join(root, 'data'), path.join(root, 'unmounted'), { recursive: true });
  fs.rmSync(archiveOf('unmounted'), { recursive: true });
  const unmounted = at('unmounted');
  expect(await backup(path.join(root, 'copy without'), unmounted.context)).toBe(1);
  expect(unmounted.complained).toEqual([expect.stringContaining('只找到 0 个，库中登记了 2 个')]);
  expect(await restore(path.join(root, 'copy without'), at('from without').context)).toBe(1);
});

test('the folder may be elsewhere; a file that is missing or was changed is named', async () => {
  fs.cpSync(path.join(root, 'data'), path.join(root, 'moved'), { recursive: true });
  fs.renameSync(archiveOf('moved'), path.join(root, 'elsewhere'));
  const named = at('moved', { LEDGER_ARCHIVE_DIR: path.join(root, 'elsewhere') });
  expect([await audit('verify', named.context), named.complained]).toEqual([0, []]);

  const [first = '', second = ''] = filesIn(path.join(root, 'elsewhere'));
  const missing = at('moved');
  expect(await audit('verify', missing.context)).toBe(1);
  expect(missing.complained).toEqual([
    expect.stringContaining(`${first} 缺失或无法读取`),
    expect.stringContaining('第 1 条'),
  ]);
  const [from, to] = [path.join(root, 'elsewhere', first), path.join(root, 'elsewhere', second)];
  fs.copyFileSync(from, to);
  const changed = at('moved', { LEDGER_ARCHIVE_DIR: path.join(root, 'elsewhere') });
  expect(await audit('verify', changed.context)).toBe(1);
  expect(changed.complained).toEqual([expect.stringContaining(`${second} 被改动`), expect.stringContaining('第 5 条')]);
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AlertView } from '../../../src/api/alerts';
import { createLedgerFolder } from '../../../src/app/ledgerFolder';
import type { LedgerFolder } from '../../../src/ports/storage';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { readArchiveFault } from '../../../src/services/archiveFault';
import { createServices } from '../../../src/services/index';
import { alertPath } from '../../../src/web/data/paths';
import { en } from '../../../src/web/words/en';
import { zh } from '../../../src/web/words/zh';
import { alertSentence, alertSubject } from '../../../src/wording/alertSentence';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const OFFICE = principal('viewer', '1');
let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'archive-alert-'));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

/** Ten minutes later what is old is removed, and then everything that is wrong is looked at. */
async function laterOn(ledgerFolder: LedgerFolder | undefined): Promise<void> {
  world.clock.pass(10 * MINUTE_MS);
  const { upkeep } = createServices({ ...world.deps, ...(ledgerFolder === undefined ? {} : { ledgerFolder }) });
  await upkeep.removeExpired({ max: 100 });
  await world.services.alerts.sweep();
}
const told = async (): Promise<readonly AlertView[]> =>
  (await world.services.views.alerts({ kind: 'archive-unusable' }, PAGE, OFFICE)).items;

test('a folder of archive files that cannot be written is an alert until it can, before anything is sealed', async () => {
  // A file stands where the folder should be.
  const place = path.join(root, 'archive');
  fs.writeFileSync(place, 'not a folder');
  const folder = createLedgerFolder(place);
  await laterOn(folder);
  const since = world.clock.now();
  await laterOn(folder);
  const [alert, ...others] = await told();
  if (alert === undefined) throw new Error('nothing is told');
  expect(others).toEqual([]);
  expect(await readArchiveFault(world.storage)).toEqual({ reason: 'unwritable', sinceAt: since });
  expect(alert).toMatchObject({
    severity: 'warning',
    reason: 'unwritable',
    occurredAt: since.toISOString(),
    resolved: null,
  });
  expect([alertSubject(alert, zh), alertSentence(alert, zh)]).toEqual([
    '本系统的存储',
    '台账归档目录无法写入，旧台账暂留在数据库中，请检查权限和磁盘',
  ]);
  expect(alertSentence(alert, en)).toContain('cannot be written');
  expect(alertPath(alert)).toBe('/storage');
  // Who has no folder knows nothing of this one.
  await laterOn(undefined);
  expect((await told())[0]?.resolved).toBeNull();
  fs.rmSync(place);
  await laterOn(folder);
  expect((await told()).map(({ resolved }) => resolved?.reason)).toEqual(['archive-back']);
  expect(fs.readdirSync(place)).toEqual([]);
});

test('so is one that lacks the file sealed last, and units are told nothing of it', async () => {
  await laterOn({ ...createLedgerFolder(root), state: () => Promise.resolve('unreachable') });
  expect((await told()).map(({ reason }) => reason)).toEqual(['unreachable']);
  const [alert] = await told();
  expect(alert === undefined ? '' : alertSentence(alert, en)).toContain('lacks the file sealed last');
  const ofUnit = principal('viewer', '2', world.unitA);
  expect((await world.services.views.alerts({ kind: 'archive-unusable' }, PAGE, ofUnit)).items).toEqual([]);
  await laterOn({ ...createLedgerFolder(root), state: () => Promise.resolve('unwritable') });
  expect((await told()).map(({ reason, resolved }) => [reason, resolved])).toEqual([['unwritable', null]]);
});

test('a folder is looked at by writing into it, and by the file it must have', async () => {
  const folder = createLedgerFolder(path.join(root, 'new'));
  expect(await folder.state(null)).toBe('usable');
  expect(await folder.state('ledger-1.jsonl.gz')).toBe('unreachable');
  await folder.write('ledger-1.jsonl.gz', ['a line']);
  expect(await folder.state('ledger-1.jsonl.gz')).toBe('usable');
  expect(fs.readdirSync(path.join(root, 'new'))).toEqual(['ledger-1.jsonl.gz']);
});

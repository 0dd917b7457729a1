import type { AlertView } from '../../src/api/alerts';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { alertPath } from '../../src/web/data/paths';
import { alertSentence, alertSubject } from '../../src/wording/alertSentence';
import { en } from '../../src/web/words/en';
import { thinSpaces } from '../../src/web/words/thinSpaces';
import { zh } from '../../src/web/words/zh';
import { useWorld } from './useWorld';
import { PAGE, principal } from './world';

const world = useWorld();
const OFFICE = principal('viewer', '1');

/** Looks at everything that is wrong while so many of a hundred parts of the disk are free. */
async function sweepWith(freeBytes: number | null): Promise<void> {
  world.clock.pass(10 * MINUTE_MS);
  const { storage } = world.deps;
  const disk = freeBytes === null ? null : { totalBytes: 100, freeBytes };
  const now = async () => ({ ...(await storage.sizes.now()), disk });
  const deps = { ...world.deps, storage: { ...storage, sizes: { ...storage.sizes, now } } };
  await createServices(deps).alerts.sweep();
}

const told = async (): Promise<readonly AlertView[]> =>
  (await world.services.views.alerts({ kind: 'storage-low' }, PAGE, OFFICE)).items;
const changes = async (): Promise<readonly string[]> =>
  (await world.services.views.alertsSince(0, 100, OFFICE)).map(
    ({ change, severity, figures }) => `${change} ${severity} ${figures['percent']}`,
  );

test('little room on the disk is one alert while it lasts, presses more at hardly any, and ends', async () => {
  await sweepWith(20.5);
  expect(await told()).toEqual([]);
  for (const free of [20, 15, 20.5, 5, 4, 5.5, 8, 20, 21, 21.5]) await sweepWith(free);
  expect(await changes()).toEqual([
    'opened warning 20',
    'changed critical 5',
    'changed warning 20',
    'resolved warning 20',
  ]);
  const [alert, ...others] = await told();
  expect(others).toEqual([]);
  expect(alert?.resolved?.reason).toBe('room-again');
  await sweepWith(null);
  expect(await changes()).toHaveLength(4);
});

test("it is the whole office's to know, in its words, and leads to where one sees what takes the room", async () => {
  await sweepWith(4);
  const [alert] = await told();
  if (alert === undefined) throw new Error('nothing is told');
  expect([alertSubject(alert, zh), alertSentence(alert, zh)]).toEqual([
    '本系统的存储',
    thinSpaces('所在磁盘的剩余空间不足 5%，写满后无法记录新数据'),
  ]);
  expect([alertSubject(alert, en), alertSentence(alert, en)]).toEqual([
    'Storage of this system',
    'less than 5 % of its disk is free; once it is full nothing new is recorded',
  ]);
  expect(alertPath(alert)).toBe('/storage');
  const ofUnit = principal('viewer', '2', world.unitA);
  expect((await world.services.views.alerts({ kind: 'storage-low' }, PAGE, ofUnit)).items).toEqual([]);
});

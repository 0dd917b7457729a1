import type { UnitId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { addChannel, addPerson, addSilence, alertAbout, ANY } from '../notify/notifyWorld';
import { addLadder, rungTo, useLadders } from './ladderWorld';
import { addRoster, admin } from './oncallWorld';

const { world, side, services, office } = useLadders();

test('whom a silence kept from hearing of a rung is not told when the duty is with somebody else by then', async () => {
  const { storage, clock, unitA, unitB } = world;
  const person = (name: string, unitId: UnitId | null) =>
    addPerson(storage, { name, username: name, unitId, role: 'officer' }, { mail: `${name}@x.cn` });
  const [ofA, ofAll, next] = [await person('a', unitA), await person('all', null), await person('next', null)];
  const rosterId = await addRoster(services);
  const onDuty = (version: number, ...personIds: readonly (typeof ofA)[]) =>
    services.oncall.setDay({ rosterId, date: '2026-09-18' as CivilDate, version }, { personIds, leaderIds: [] }, admin);
  await onDuty(0, ofA, ofAll);
  const mail = await addChannel(storage, { kind: 'mail' });
  await addLadder(storage, [rungTo(mail, 10, { kind: 'duty', rosterId })]);
  const endsAt = new Date(clock.now().getTime() + 2 * HOUR_MS);
  // Those of the unit alone hear nothing of it.
  await addSilence(storage, { endsAt, match: { ...ANY, unitId: unitA } });
  const byUnit = { [unitA]: { accounts: 2 }, [unitB]: { accounts: 1 } };
  const unitPath = [unitA, unitB];
  await office.alerts(alertAbout('微博', { kind: 'source-incident', unitPath, byUnit, figures: { accounts: 3 } }));
  await office.climb(15);
  expect(side.arrived.map(({ to }) => to)).toEqual(['all@x.cn']);
  await onDuty(1, next, ofAll);
  clock.pass(3 * HOUR_MS);
  await office.climb(5);
  expect(side.arrived.map(({ to }) => to)).toEqual(['all@x.cn', 'next@x.cn']);
  const all = await office.notifications();
  expect(all.map(({ recipient, state, reason }) => `${recipient} ${state} ${reason}`).sort()).toEqual([
    'a over told-to-duty',
    'all sent null',
    'next sent null',
  ]);
  expect(new Set(all.map(({ occasion, routeName }) => `${occasion} ${routeName}`))).toEqual(
    new Set(['escalated 紧急升级']),
  );
});

import type { AlertDraft } from '../../../src/domain/alerts/alert';
import type { UnitId } from '../../../src/domain/ids';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { addChannel, addPerson, addRoute, addSilence, alertAbout, ANY } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, office } = useNotify();
const titlesBy = (): readonly string[] => side.arrived.map(({ to, message }) => `${to} ${message.title}`);

/** Accounts of several units that cannot be seen, by how many each has. */
const unseen = (accounts: Readonly<Partial<Record<UnitId, number>>>): AlertDraft => {
  const counts = Object.entries(accounts).map(([unit, count]) => [unit, { accounts: count ?? 0 }] as const);
  return alertAbout('微博', {
    kind: 'source-incident',
    reason: 'listing-failed',
    unitPath: counts.map(([unit]) => unit as UnitId),
    byUnit: Object.fromEntries(counts),
    figures: { accounts: counts.reduce((sum, [, one]) => sum + one.accounts, 0), platform: 'weibo' },
  });
};

/** One officer a unit and one of the office, each told by mail, also that it is over. */
async function tellUnits(): Promise<void> {
  const { storage, unitA, unitB } = world;
  const officer = (mail: string, unitId: UnitId | null) => addPerson(storage, { unitId, role: 'officer' }, { mail });
  const personIds = [
    await officer('a@office.example', unitA),
    await officer('b@office.example', unitB),
    await officer('office@office.example', null),
  ];
  await addRoute(storage, await addChannel(storage, { kind: 'mail' }), {
    audience: { kind: 'people', personIds },
    tellsResolved: true,
  });
}

describe('an alert of several units', () => {
  test('begins for a unit when something of it lies there, and is over when nothing does', async () => {
    const { unitA, unitB, clock } = world;
    await tellUnits();
    const wanted = [{ [unitA]: 2 }, { [unitA]: 2, [unitB]: 1 }, { [unitB]: 1 }, null];
    const said: (readonly string[])[] = [];
    for (const accounts of wanted) {
      await (accounts === null ? office.alerts() : office.alerts(unseen(accounts)));
      await office.work();
      said.push(side.arrived.splice(0).map(({ to, message }) => `${to?.split('@')[0]} ${message.title.slice(0, 14)}`));
      clock.pass(HOUR_MS);
    }
    expect(
      said.map((some) =>
        some
          .map((one) =>
            one
              .split(/[：（ ]/)
              .slice(0, 2)
              .join(' '),
          )
          .sort(),
      ),
    ).toEqual([['a 采集事件', 'office 采集事件'], ['b 采集事件'], ['a 不再提示'], ['b 已解除', 'office 已解除']]);
  });

  test('that a silence of one unit hides there is told to the others', async () => {
    const { storage, unitA, unitB } = world;
    await tellUnits();
    await addSilence(storage, { match: { ...ANY, unitId: unitA } });
    await office.alerts(unseen({ [unitA]: 2, [unitB]: 1 }));
    await office.work();
    expect(side.arrived.map(({ to }) => to).sort()).toEqual(['b@office.example', 'office@office.example']);
    expect(titlesBy().join()).toContain('3');
  });
});

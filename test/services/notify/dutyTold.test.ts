import type { PersonId, RosterId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { principal } from '../world';
import { addChannel, addPerson, addRoute, alertAbout } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const admin = principal('administrator', '1');

/** A roster of two days, told by mail; today is 18 September, ten o'clock. */
async function rosterOfTwoDays(): Promise<RosterId> {
  const { oncall } = services;
  const people: PersonId[] = [];
  for (const name of ['zhang', 'li', 'boss'])
    people.push(
      await addPerson(
        world.storage,
        { name, role: name === 'boss' ? 'administrator' : 'officer' },
        { mail: `${name}@x.cn` },
      ),
    );
  const [zhang, li] = people as [PersonId, PersonId];
  const draft = { name: '总值班', unitId: null, handoverMinute: 510, disabled: false } as const;
  const id = (await oncall.addRoster({ ...draft, fallbackRole: 'administrator' }, admin)).id as RosterId;
  const days: readonly (readonly [string, PersonId])[] = [
    ['2026-09-18', zhang],
    ['2026-09-19', li],
  ];
  for (const [date, person] of days)
    await oncall.setDay(
      { rosterId: id, date: date as CivilDate, version: 0 },
      { personIds: [person], leaderIds: [] },
      admin,
    );
  return id;
}
const told = (): readonly (string | null)[] => side.arrived.splice(0).map(({ to }) => to);

test('whoever is on duty is told, from handover to handover; where nobody is, the role of the roster', async () => {
  const rosterId = await rosterOfTwoDays();
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), {
    audience: { kind: 'duty', rosterId },
  });
  for (const [hours, expected] of [
    [0, 'zhang@x.cn'],
    [22, 'zhang@x.cn'],
    [1, 'li@x.cn'],
    [24, 'boss@x.cn'],
  ] as const) {
    world.clock.pass(hours * HOUR_MS);
    await office.alerts(alertAbout(`甲${hours}`));
    await office.work(6, MINUTE_MS);
    expect([hours, told()]).toEqual([hours, [expected]]);
  }
});

test('what waits for the morning is told to whoever has the duty then', async () => {
  const rosterId = await rosterOfTwoDays();
  await addRoute(world.storage, await addChannel(world.storage, { kind: 'mail' }), {
    audience: { kind: 'duty', rosterId },
    waits: 'quiet-hours',
  });
  world.clock.pass(13 * HOUR_MS);
  await office.alerts(alertAbout('夜间', { severity: 'warning' }));
  await office.work(2);
  const [waiting] = await office.notifications();
  expect([waiting?.recipient, waiting?.state, told()]).toEqual(['zhang', 'queued', []]);
});

test('a route cannot name a roster that is not there', async () => {
  const channel = await addChannel(world.storage);
  const draft = { name: '值班', position: 1, channelId: channel.id, waits: 'never', tellsResolved: false } as const;
  const match = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };
  const audience = { kind: 'duty', rosterId: 'f'.repeat(24) as RosterId } as const;
  await expect(
    services.notify.addRoute({ ...draft, match, audience, isLast: false, disabled: false }, admin),
  ).rejects.toMatchObject({ code: 'not-found', field: 'audience.rosterId' });
});

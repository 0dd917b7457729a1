import { MINUTE_MS } from '../../../src/domain/time/instant';
import { addChannel, alertAbout, ANY } from '../notify/notifyWorld';
import { principal } from '../world';
import { addLadder, rungTo, useLadders } from './ladderWorld';

const { world, services, office } = useLadders();

const states = async (): Promise<readonly string[]> =>
  (await office.escalations()).map(({ ladderName, state }) => `${ladderName} ${state}`);
const acknowledge = async (): Promise<void> => {
  for (const { id } of (await world.storage.alerts.list({ state: 'open' }, { limit: 10, cursor: null }, null)).items)
    await services.alerts.acknowledge(id, principal('administrator', '1'));
};

test('acknowledged and raised between two looks at the log, it climbs anew', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 30)], { match: ANY });
  await office.alerts(alertAbout('甲', { severity: 'notice' }));
  await services.oncall.beginClimbs(10);
  world.clock.pass(MINUTE_MS);
  await acknowledge();
  world.clock.pass(MINUTE_MS);
  await office.alerts(alertAbout('甲', { severity: 'critical' }));
  await services.oncall.beginClimbs(10);
  expect(await states()).toEqual(['紧急升级 acknowledged', '紧急升级 climbing']);
});

test('over and open again between two looks at the log, it climbs anew', async () => {
  const group = await addChannel(world.storage, { kind: 'feishu' });
  await addLadder(world.storage, [rungTo(group, 30)]);
  await office.alerts(alertAbout('甲'));
  await services.oncall.beginClimbs(10);
  world.clock.pass(MINUTE_MS);
  await office.alerts();
  world.clock.pass(MINUTE_MS);
  await office.alerts(alertAbout('甲'));
  await services.oncall.beginClimbs(10);
  expect(await states()).toEqual(['紧急升级 over', '紧急升级 climbing']);
});

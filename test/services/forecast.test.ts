import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { issuePolicy } from './fixtures';
import { useWorld } from './useWorld';
import { principal } from './world';

const world = useWorld();
const forecast = (): ReturnType<typeof world.services.publishing.forecast> =>
  world.services.publishing.forecast(principal('administrator', '1'));

describe('the forecast', () => {
  test('says in time only of what can be published as things stand', async () => {
    await world.addAccounts(['weibo', 'fine'], ['weibo', 'blind'], ['weibo', 'expired'], ['portal', 'p']);
    world.platform.sight.set('blind', { outcome: 'unreachable', retryAfterMs: null });
    world.platform.sight.set('expired', { outcome: 'unauthorised', retryAfterMs: null, remedy: 're-authorise' });
    await issuePolicy(world);
    world.clock.pass(SECOND_MS);
    await world.lookAtDue();
    const said = await forecast();
    expect(said).toMatchObject({ open: 4, inTime: 1, tooLate: 0, byHand: 0, blocked: 3 });
    expect(said.obstacles.map(({ platform, reason }) => `${platform} ${reason}`).sort()).toEqual([
      'portal no-api',
      'weibo credential-refused',
      'weibo not-seen',
    ]);
    await world.services.mandates.queueReady(50);
    expect(await forecast()).toMatchObject({ open: 1, inTime: 0, byHand: 2, blocked: 1 });
    world.platform.sight.clear();
    world.clock.pass(10 * MINUTE_MS);
    await world.services.mandates.queueReady(50);
    await world.lookAtDue();
    expect(await forecast()).toMatchObject({ open: 1, inTime: 1, blocked: 0 });
  });

  test('never says in time once the deadline is over', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { dueBy } = await issuePolicy(world, { limit: { hours: 8 } });
    world.clock.set(new Date(dueBy.getTime() - 1));
    expect(await forecast()).not.toMatchObject({ obstacles: [{ reason: 'overdue' }] });
    world.clock.set(dueBy);
    expect(await forecast()).toMatchObject({ open: 1, inTime: 0, blocked: 1, obstacles: [{ reason: 'overdue' }] });
  });
});

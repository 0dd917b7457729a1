import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices, type Services } from '../../src/services/index';
import { issuePolicy, listPolicies, POLICY } from './fixtures';
import { useWorld } from './useWorld';

const world = useWorld();
const signal = new AbortController().signal;

const publish = (services: Services): ReturnType<Services['mandates']['publishDue']> =>
  services.mandates.publishDue({ owner: 'one of two', max: 50, signal });

/** Six reposts of one account that may publish two an hour. */
async function sixToPublish(): Promise<void> {
  await world.addAccounts(['weibo', 'w']);
  await issuePolicy(world);
  listPolicies(
    world,
    ...[31, 32, 33, 34, 35].map((number) => ({
      ...POLICY,
      title: `国务院关于第${number}项工作的意见`,
      docNumber: `国发〔2026〕${number}号`,
      url: `https://www.gov.cn/zhengce/content/${number}.htm`,
    })),
  );
  await world.services.policies.intakeAll(signal);
  await world.services.mandates.issueMandates(50);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
  // Planned as if there were no quota: as two that plan at the same moment might.
  await world.services.mandates.queueReady(50);
  world.platform.quotas = [{ key: 'posts-per-hour', limit: 2, period: 'hour' }];
}

test('two that publish at once keep together to what a platform lets an account publish', async () => {
  await sixToPublish();
  const [one, other] = [createServices(world.deps), createServices(world.deps)];
  await Promise.all([publish(one), publish(other)]);
  expect(world.platform.publishCalls).toHaveLength(2);
  world.clock.pass(HOUR_MS - MINUTE_MS);
  await Promise.all([publish(one), publish(other)]);
  expect(world.platform.publishCalls).toHaveLength(2);
  world.clock.pass(2 * MINUTE_MS);
  await Promise.all([publish(one), publish(other)]);
  expect(world.platform.publishCalls).toHaveLength(4);
});

test('what was surely not sent is given back; what may have been stays counted', async () => {
  await sixToPublish();
  world.platform.scripts.set('w', ['never-sent', 'never-sent', 'lost-request']);
  const services = createServices(world.deps);
  await publish(services);
  // Two that were not sent leave room for one that may have been and one that was.
  expect(world.platform.publishCalls).toHaveLength(4);
  expect(world.platform.posts.filter(({ key }) => key !== null)).toHaveLength(1);
  world.clock.pass(30 * MINUTE_MS);
  await publish(services);
  expect(world.platform.publishCalls).toHaveLength(4);
});

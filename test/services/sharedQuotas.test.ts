import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices, type Services } from '../../src/services/index';
import { issuePolicy, listPolicies, POLICY } from './fixtures';
import { useWorld } from './useWorld';

const world = useWorld();
const signal = new AbortController().signal;

const publish = (services: Services): ReturnType<Services['mandates']['publishDue']> =>
  services.mandates.publishDue({ owner: 'one of two', max: 50, signal });

test('two that publish at once keep together to what a platform lets an account publish', async () => {
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

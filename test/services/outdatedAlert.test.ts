import type { AlertView } from '../../src/api/alerts';
import type { FindingId, PolicyId } from '../../src/domain/ids';
import { alertPath } from '../../src/web/data/paths';
import { createReportRepost } from '../../src/services/mandates/obligations/reportRepost';
import { mandateOf } from '../storage/mandateSamples';
import { eventOf, findingOf } from '../storage/samples';
import { useWorld } from './useWorld';
import { ids, PAGE, principal } from './world';

const world = useWorld();
const OFFICE = principal('viewer', '1');

const told = async (): Promise<readonly AlertView[]> => {
  await world.services.alerts.sweep();
  return (await world.services.views.alerts({ kind: 'repost-outdated', state: 'open' }, PAGE, OFFICE)).items;
};

beforeEach(() => world.addAccounts(['weibo', 'w'], ['weibo', 'v', 'b']));

test('an alert about several outdated reposts leads to the policy that has changed', async () => {
  const mandate = mandateOf();
  const { open } = createReportRepost(world.deps);
  for (const name of ['w', 'v']) {
    const { account } = await world.account(name);
    const post = {
      id: ids.id<never>(),
      url: 'https://weibo.example/1',
      title: '某意见',
      countedAt: new Date(0),
      textHash: 'h',
    };
    const changed = { kind: 'outdated-repost', why: 'policy-changed', occurredAt: world.clock.now() } as const;
    await open({ account, mandate, post, lookId: ids.id<never>(), ...changed }, world.clock.now());
  }
  const [alert, ...others] = await told();
  if (alert === undefined) throw new Error('nothing is told');
  expect(others).toEqual([]);
  expect(alert.figures['accounts']).toBe(2);
  expect(alertPath(alert)).toBe(`/policies/${mandate.policyId}`);
});

test('those found before findings named their policy lead to the policies', async () => {
  for (const name of ['w', 'v']) {
    const { account } = await world.account(name);
    const at = world.clock.now();
    const about = {
      id: ids.id<FindingId>(),
      kind: 'outdated-repost',
      subject: ids.id<PolicyId>(),
      occurredAt: at,
    } as const;
    await world.storage.findings.open(findingOf(account.id, about), eventOf('finding'));
  }
  const [alert] = await told();
  if (alert === undefined) throw new Error('nothing is told');
  expect([alert.figures['accounts'], alertPath(alert)]).toEqual([2, '/policies']);
});

import { listPolicies, SOURCE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const TURNED = '关于\u202E知通的\u202C放假\u200B安排👨\u200D👩\u200D👧';
const READ = '关于知通的放假安排👨\u200D👩\u200D👧';

test('the title of a post is stored as it is read, and pictures joined of several stay whole', async () => {
  await world.addAccounts(['weibo', 'w']);
  const { account } = await world.account('w');
  const at = world.clock.now();
  const publishedAt = { precision: 'instant', at, original: at.toISOString() } as const;
  world.platform.publishByHand('w', { title: TURNED, publishedAt });
  await world.lookAtDue();
  const titles = async () => (await world.storage.posts.list(account.id, PAGE)).items.map(({ title }) => title);
  expect(await titles()).toEqual([READ]);
});

test('a policy is called as it is read, with its issuer and 文号, from its list and from its page', async () => {
  await world.services.policies.registerSources([SOURCE]);
  listPolicies(
    world,
    observedPolicy({
      title: TURNED,
      issuer: '国务\u2067院',
      docNumber: '国发\u200B〔2026〕9号',
      url: 'https://www.example/1',
    }),
  );
  await world.services.policies.intakeAll(signal);
  expect((await world.storage.policies.list({}, PAGE)).items).toMatchObject([
    { title: READ, issuer: '国务院', docNumber: '国发〔2026〕9号' },
  ]);
});

import type { AccountId, SiteId } from '../../../src/domain/ids';
import { NO_FACTS } from '../../../src/domain/accounts/facts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { eventOf, newPostOf } from '../../storage/samples';
import { alertHistory, bringUpToDate } from '../fixtures';
import { useWorld } from '../useWorld';
import { PAGE, principal, registration, START, type World } from '../world';
import { createTestNet, type TestNet } from './testNet';

const world = useWorld();
const OFFICE = principal('operator', '9');
const BODY = '第一条 为了加强供水管理。'.repeat(20);
let net: TestNet;
let services: Services;
let id: SiteId;
let shelves: Readonly<Record<'policies' | 'interpretations', AccountId>>;

async function column(name: string): Promise<AccountId> {
  const externalId = `https://a.gov.test/${name}/`;
  const given = { ...registration('portal', externalId), name, homeUrl: externalId, siteKey: 'a' };
  await services.accounts.registerAccounts([given]);
  const { account } = await world.account(externalId);
  // Everything since the year began was seen until long after.
  const facts = {
    ...NO_FACTS,
    lastSightAt: new Date(new Date(START).getTime() + 300 * DAY_MS),
    completeFromAt: new Date('2026-01-01'),
  };
  const unseen = { lastLookId: null, lastPostId: null };
  expect(await world.storage.accounts.foldPost(account.id, unseen, facts, eventOf('x'))).toBe(true);
  return account.id;
}
async function publish(accountId: AccountId, title: string, text = BODY): Promise<string> {
  const at = new Date(new Date(START).getTime() - 10 * DAY_MS);
  const url = `https://a.gov.test/${title}.html`;
  const one = newPostOf(title, at);
  const observed = { ...one.observed, title, text, url, links: [] };
  const account = { id: accountId, platform: 'portal', unitPath: [world.officeId, world.unitA] } as const;
  await world.storage.posts.record(account, [{ ...one, observed }], at);
  return url;
}
beforeEach(async () => {
  net = createTestNet();
  services = createServices({ ...world.deps, siteVisitor: net.visitor });
  const [site] = await services.accounts.registerSites([
    { key: 'a', unitKey: 'a', name: '甲局网站', homeUrl: 'https://a.gov.test/', identifierCode: null },
  ]);
  if (site === undefined) throw new Error('no site');
  id = site.id;
  shelves = { policies: await column('政策文件'), interpretations: await column('政策解读') };
  await run();
});
const run = () => services.siteChecks.visitDue({ owner: 'test', max: 500, signal: new AbortController().signal });
async function visit(): Promise<void> {
  const found = await world.storage.siteChecks.byId(id, null);
  world.clock.set(new Date((found?.check.next.at.getTime() ?? 0) + 1));
  await run();
}
const verdict = async () => (await services.siteChecks.show(id, OFFICE)).verdicts.interpretations;
const states = async () => (await services.siteChecks.interpretations(id, OFFICE)).items.map(({ state }) => state);

describe('a policy without its interpretation', () => {
  test('is warned of, excused with a reason, and warned of again once that is taken back; all of it is in the ledger', async () => {
    const policy = await publish(shelves.policies, '甲局关于供水管理的通知');
    await visit();
    await bringUpToDate(world);
    expect(await verdict()).toMatchObject({
      state: 'warn',
      reason: 'interpretations-missing',
      figures: { missing: 1 },
    });
    expect((await verdict()).clause?.source).toContain('湘西');
    await services.siteChecks.decide(id, { policy, act: 'excuse', reason: '内部管理' }, OFFICE);
    expect(await states()).toEqual(['excused']);
    expect((await verdict()).state).toBe('pass');
    const { items } = await services.siteChecks.list({ interpretations: 'pass' }, PAGE, OFFICE);
    expect(items.map(({ name }) => name)).toEqual(['甲局网站']);
    await bringUpToDate(world);
    await services.siteChecks.decide(id, { policy, act: 'revoke', reason: '应当解读' }, OFFICE);
    expect((await verdict()).state).toBe('warn');
    await bringUpToDate(world);
    expect(await alertHistory({ ...world, services } as World)).toEqual([
      'site-warned opened',
      'site-warned resolved within-limits',
      'site-warned opened',
    ]);
    const lines = await world.storage.ledger.ofSubject(`site:${id}`, PAGE);
    expect(
      lines.items.flatMap(({ kind, reason, data }) =>
        kind === 'site-policy-decided' ? [`${reason} ${String(data['note'])}`] : [],
      ),
    ).toEqual(['revoke 应当解读', 'excuse 内部管理']);
  });

  test('is explained by what a person names, and by what is published later', async () => {
    const policy = await publish(shelves.policies, '甲局关于供水管理的通知');
    await publish(shelves.policies, '甲局关于用电管理的通知');
    await visit();
    const address = 'https://b.gov.test/i.html';
    await services.siteChecks.decide(id, { policy, act: 'name', address, reason: '登在县政府网站' }, OFFICE);
    const { items } = await services.siteChecks.interpretations(id, OFFICE);
    expect(items.find(({ state }) => state === 'paired')).toMatchObject({
      ...{ interpretation: { url: address, by: 'person' }, decision: { byName: '人员9', reason: '登在县政府网站' } },
    });
    await publish(shelves.interpretations, '《甲局关于用电管理的通知》解读');
    world.clock.pass(DAY_MS);
    await visit();
    expect(await verdict()).toMatchObject({ state: 'pass', figures: { policies: 2, paired: 2, text: 1, unknown: 1 } });
  });

  test('is not excused by a visit that was under way: the decision stays, and the next visit judges by it', async () => {
    const policy = await publish(shelves.policies, '甲局关于供水管理的通知');
    await visit();
    let decided: Promise<unknown> = Promise.resolve();
    net.onVisit = () => {
      net.onVisit = () => undefined;
      decided = services.siteChecks.decide(id, { policy, act: 'excuse', reason: '内部管理' }, OFFICE);
    };
    const original = net.visitor.visitHome;
    Object.assign(net.visitor, {
      visitHome: async (...given: Parameters<typeof original>) => {
        const seen = await original(...given);
        await decided;
        return seen;
      },
    });
    await visit();
    expect(await states()).toEqual(['excused']);
    expect((await verdict()).state).toBe('warn');
    await visit();
    expect((await verdict()).state).toBe('pass');
  });
});

test('policies are compared once a day, however often the site is visited', async () => {
  await publish(shelves.policies, '甲局关于供水管理的通知');
  const since = jest.spyOn(world.storage.posts, 'since');
  await visit();
  await visit();
  await visit();
  expect(since).toHaveBeenCalledTimes(2);
  world.clock.pass(20 * HOUR_MS);
  await run();
  expect(since).toHaveBeenCalledTimes(4);
});

describe('a decision is refused', () => {
  test('to whom the site is not, to who may not change it, and without a reason', async () => {
    const policy = await publish(shelves.policies, '甲局关于供水管理的通知');
    const draft = { policy, act: 'excuse', reason: '内部管理' } as const;
    const sibling = principal('operator', '3', world.unitB);
    await expect(services.siteChecks.decide(id, draft, sibling)).rejects.toMatchObject({ code: 'not-found' });
    await expect(services.siteChecks.interpretations(id, sibling)).rejects.toMatchObject({ code: 'not-found' });
    const reader = principal('viewer', '4');
    await expect(services.siteChecks.decide(id, draft, reader)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(services.siteChecks.decide(id, { ...draft, reason: ' ' }, OFFICE)).rejects.toMatchObject({
      ...{ code: 'invalid-input', field: 'reason' },
    });
    expect(await states()).toEqual(['missing']);
  });

  test.each([
    ['of a policy that is none of the site', 'https://a.gov.test/no.html', { act: 'excuse' }, 'policy'],
    ['that names no address', null, { act: 'name' }, 'address'],
    ['that names the policy itself', null, { act: 'name', address: 'self' }, 'address'],
    ['that takes back what was not decided', null, { act: 'revoke' }, 'policy'],
  ] as const)('%s', async (_title, other, { act, ...more }, field) => {
    const policy = await publish(shelves.policies, '甲局关于供水管理的通知');
    const address = 'address' in more ? { address: `${policy}#top` } : {};
    const draft = { policy: other ?? policy, act, reason: '说明', ...address };
    await expect(services.siteChecks.decide(id, draft, OFFICE)).rejects.toMatchObject({ field });
  });
});

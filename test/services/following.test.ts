import type { Policy } from '../../src/domain/policies/policy';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { alertKinds, issuePolicy, listPolicies, obligationOf, POLICY, TITLE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const PAGE_URL = POLICY.url ?? '';

async function policyTitled(title: string): Promise<Policy> {
  const found = (await world.storage.policies.list({}, PAGE)).items.find((policy) => policy.title === title);
  if (found === undefined) throw new Error(`no policy ${title}`);
  return found;
}
async function intakeAndIssue(): Promise<void> {
  await world.services.policies.intakeAll(signal);
  await world.services.mandates.issueMandates(50);
}
async function findingsOf(externalId: string): Promise<string[]> {
  const { account } = await world.account(externalId);
  return (await world.storage.findings.list(account.id, PAGE)).items
    .filter(({ kind }) => kind === 'outdated-repost')
    .map(({ kind, state, detail }) => `${kind} ${state} ${detail}`);
}
const withdrawn = async (): Promise<Policy[]> =>
  (await world.storage.policies.list({}, PAGE)).items.filter((policy) => (policy.withdrawal ?? null) !== null);
const repeal = observedPolicy({
  title: `国务院关于废止《${TITLE}》的决定`,
  url: 'https://www.gov.cn/zhengce/content/9.htm',
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T06:00:00Z'), original: '' },
});

describe('a policy repealed by a later document', () => {
  test('is withdrawn with everything not published yet, and what was published is a finding', async () => {
    await world.addAccounts(['weibo', 'quick'], ['portal', 'byhand']);
    await issuePolicy(world);
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await world.settle(3);
    expect([(await obligationOf(world, 'quick')).state, (await obligationOf(world, 'byhand')).state]).toEqual([
      'fulfilled',
      'manual',
    ]);
    listPolicies(world, POLICY, repeal);
    await intakeAndIssue();
    expect((await policyTitled(TITLE)).withdrawal?.reason).toBe('stated');
    expect((await obligationOf(world, 'byhand')).state).toBe('withdrawn');
    expect(await findingsOf('quick')).toEqual(['outdated-repost open policy-withdrawn']);
    const { account } = await world.account('quick');
    const [post] = world.platform.posts;
    const { evidence } = await obligationOf(world, 'quick');
    expect(await world.storage.findings.openFor(account.id, 'outdated-repost')).toMatchObject([
      {
        subject: evidence?.postId,
        occurredAt: (await policyTitled(TITLE)).withdrawal?.noticedAt,
        evidence: { url: post?.post.url, lookId: evidence?.lookId, excerpt: TITLE },
        basis: `${evidence?.textHash}:policy-withdrawn:1`,
      },
    ]);
    expect(await alertKinds(world)).toEqual(expect.arrayContaining(['policy-withdrawn', 'repost-outdated']));
    await intakeAndIssue();
    expect(await findingsOf('quick')).toHaveLength(1);
  });

  test('is no longer mandated, nor published where publishing had begun', async () => {
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await world.services.mandates.queueReady(10);
    listPolicies(world, POLICY, repeal);
    await intakeAndIssue();
    expect((await obligationOf(world, 'w')).state).toBe('publishing');
    await world.services.mandates.publishDue({ owner: 'test', max: 10, signal });
    const job = await world.storage.publishJobs.byObligation((await obligationOf(world, 'w')).id);
    expect(job?.errors).toMatchObject([{ code: 'policy-withdrawn', remedy: 'give-up' }]);
    await world.services.mandates.issueMandates(50);
    expect((await obligationOf(world, 'w')).state).toBe('withdrawn');
    expect(world.platform.posts).toEqual([]);
  });

  test('is left alone where the name fits two documents, and by a document that only changes it', async () => {
    const other = observedPolicy({
      title: TITLE,
      docNumber: '国发〔2025〕3号',
      url: 'https://www.gov.cn/zhengce/content/2.htm',
      publishedAt: { precision: 'instant', at: new Date('2025-03-01T01:00:00Z'), original: '' },
    });
    await issuePolicy(world);
    listPolicies(world, POLICY, other, repeal);
    await intakeAndIssue();
    listPolicies(world, POLICY, {
      ...repeal,
      title: `国务院关于修改《${TITLE}》的决定`,
      url: 'https://www.gov.cn/zhengce/content/8.htm',
    });
    await intakeAndIssue();
    expect(await withdrawn()).toEqual([]);
  });

  test('is left alone by a document that changes some and repeals others: which of the two it is nobody can tell', async () => {
    await issuePolicy(world);
    listPolicies(world, POLICY, { ...repeal, title: `国务院关于修改和废止《${TITLE}》等文件的决定` });
    await intakeAndIssue();
    expect(await withdrawn()).toEqual([]);
  });
});

test('a source that marks a title as repealed withdraws the policy without renaming it', async () => {
  await issuePolicy(world);
  listPolicies(world, { ...POLICY, title: `${TITLE}（已废止）` });
  await intakeAndIssue();
  expect(await policyTitled(TITLE)).toMatchObject({ version: 1, withdrawal: { reason: 'stated' } });
});

test('a policy that a list no longer shows is not withdrawn', async () => {
  await issuePolicy(world);
  listPolicies(world);
  await intakeAndIssue();
  expect((await policyTitled(TITLE)).withdrawal ?? null).toBeNull();
});

describe('the page of a known policy', () => {
  test('gone at one look is a hiccup, gone on two looks twelve hours apart withdraws it, and back again restores it', async () => {
    await issuePolicy(world);
    world.platform.documents.set(PAGE_URL, 'gone');
    world.clock.pass(DAY_MS);
    await world.services.policies.intakeAll(signal);
    expect((await policyTitled(TITLE)).withdrawal ?? null).toBeNull();
    for (let hour = 0; hour < 14; hour += 1) {
      world.clock.pass(HOUR_MS);
      await world.services.policies.intakeAll(signal);
    }
    expect((await policyTitled(TITLE)).withdrawal?.reason).toBe('page-gone');
    world.platform.documents.set(PAGE_URL, { body: '正文' });
    world.clock.pass(2 * DAY_MS);
    await world.services.policies.intakeAll(signal);
    expect((await policyTitled(TITLE)).withdrawal ?? null).toBeNull();
  });

  test('that shows something unrelated under its address is no new version', async () => {
    await issuePolicy(world);
    world.platform.documents.set(PAGE_URL, { title: '中国政府网网站地图与栏目导航' });
    world.clock.pass(DAY_MS);
    await world.services.policies.intakeAll(signal);
    expect(await policyTitled(TITLE)).toMatchObject({ version: 1 });
    // What is nearly its title is its title, changed.
    world.platform.documents.set(PAGE_URL, { title: TITLE.replace('若干', '几点') });
    world.clock.pass(DAY_MS);
    await world.services.policies.intakeAll(signal);
    expect(await policyTitled(TITLE.replace('若干', '几点'))).toMatchObject({ version: 2 });
  });

  test('that cannot be read says nothing about it', async () => {
    await issuePolicy(world);
    for (let day = 0; day < 4; day += 1) {
      world.clock.pass(DAY_MS);
      await world.services.policies.intakeAll(signal);
    }
    expect((await policyTitled(TITLE)).withdrawal ?? null).toBeNull();
  });

  test('unreadable at first is read later, which is no new version', async () => {
    await world.services.policies.registerSources([]);
    await issuePolicy(world);
    const bare = observedPolicy({
      title: '国务院关于促进消费扩容的意见',
      url: 'https://www.gov.cn/zhengce/content/5.htm',
      body: null,
    });
    listPolicies(world, POLICY, bare);
    await world.services.policies.intakeAll(signal);
    expect((await policyTitled(bare.title)).body).toBeNull();
    world.platform.documents.set(bare.url ?? '', { body: '后来读到的正文' });
    world.clock.pass(11 * MINUTE_MS);
    await world.services.policies.intakeAll(signal);
    expect(await policyTitled(bare.title)).toMatchObject({ body: '后来读到的正文', version: 1 });
  });

  test('whose text changed is a new version; a repost of the old one is a finding until the account publishes the new text', async () => {
    const body = '各省、自治区、直辖市人民政府：'.repeat(20);
    await world.addAccounts(['weibo', 'w']);
    await issuePolicy(world);
    listPolicies(world, { ...POLICY, body });
    await intakeAndIssue();
    const before = (await policyTitled(TITLE)).version;
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await world.settle(3);
    world.platform.documents.set(PAGE_URL, { body: `${body}补充一条。` });
    world.clock.pass(2 * DAY_MS);
    await intakeAndIssue();
    expect((await policyTitled(TITLE)).version).toBe(before + 1);
    expect(await findingsOf('w')).toEqual(['outdated-repost open policy-changed']);
    world.clock.pass(HOUR_MS);
    world.platform.publishByHand('w', { title: TITLE, links: [PAGE_URL] });
    world.clock.pass(HOUR_MS);
    await world.lookAtDue();
    await world.services.mandates.issueMandates(50);
    expect(await findingsOf('w')).toEqual(['outdated-repost closed replaced-by-newer']);
  });
});

describe('an article that explains a document', () => {
  const explained = observedPolicy({
    title: '《关于推进数字乡村建设的指导意见》解读',
    url: 'https://www.gov.cn/zhengce/6.htm',
    publishedAt: { precision: 'instant', at: new Date('2026-09-18T03:00:00Z'), original: '' },
  });
  const document = observedPolicy({
    title: '国务院关于印发《关于推进数字乡村建设的指导意见》的通知',
    docNumber: '国发〔2026〕33号',
    url: 'https://www.gov.cn/zhengce/7.htm',
    publishedAt: { precision: 'instant', at: new Date('2026-09-18T02:00:00Z'), original: '' },
  });

  test.each([
    ['after it', [document], [document, explained]],
    ['before it', [explained], [explained, document]],
  ])('is linked to it when it is seen %s, and not mandated itself', async (_case, first, second) => {
    await issuePolicy(world);
    listPolicies(world, ...first);
    await intakeAndIssue();
    listPolicies(world, ...second);
    await intakeAndIssue();
    const article = await policyTitled(explained.title);
    expect(article.interprets?.policyId).toBe((await policyTitled(document.title)).id);
    expect((await world.storage.policies.decisions([article.id])).get(article.id)).toBe('interpretation');
  });
});

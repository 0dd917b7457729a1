import type { Policy } from '../../src/domain/policies/policy';
import { DAY_MS, HOUR_MS, type CivilDate } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { issuePolicy, listPolicies, POLICY, SOURCE, TITLE } from './fixtures';
import { observedPolicy } from './platform';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();
const signal = new AbortController().signal;

const policies = async (): Promise<readonly Policy[]> => (await world.storage.policies.list({}, PAGE)).items;
async function policyTitled(title: string): Promise<Policy> {
  const found = (await policies()).find((policy) => policy.title === title);
  if (found === undefined) throw new Error(`no policy ${title}`);
  return found;
}
const intake = (): Promise<Readonly<Record<string, number>>> => world.services.policies.intakeAll(signal);
async function intakeAndIssue(): Promise<void> {
  await intake();
  await world.services.mandates.issueMandates(50);
}
const at = (text: string) => ({ precision: 'instant' as const, at: new Date(text), original: text });

describe('a source', () => {
  test('keeps its id when it is registered again with another title', async () => {
    const [first] = await world.services.policies.registerSources([SOURCE]);
    const [again, other] = await world.services.policies.registerSources([
      { ...SOURCE, title: '改名' },
      { ...SOURCE, key: 'other' },
    ]);
    expect(again).toEqual({ ...first, title: '改名' });
    expect(other?.id).not.toBe(first?.id);
  });

  test('that fails unexpectedly is counted and named, and the next one is read all the same', async () => {
    await world.services.policies.registerSources([SOURCE, { ...SOURCE, key: 'other' }]);
    listPolicies(world, POLICY);
    let lists = 0;
    world.platform.checkpoint = (name) => {
      if (name === 'read-list' && (lists += 1) === 1) throw new Error('boom');
    };
    expect(await intake()).toEqual({ sources: 2, failed: 1, fresh: 1, changed: 0 });
    expect(world.logged).toMatchObject([{ level: 'error', event: 'intake-failed' }]);
  });

  test('is not read once we are told to stop', async () => {
    await world.services.policies.registerSources([SOURCE]);
    listPolicies(world, POLICY);
    expect(await world.services.policies.intakeAll(AbortSignal.abort())).toEqual({
      sources: 0,
      failed: 0,
      fresh: 0,
      changed: 0,
    });
  });

  test('that can be read in part only was seen all the same', async () => {
    await world.services.policies.registerSources([SOURCE]);
    world.platform.policies = { outcome: 'items', unreadable: 3, items: [POLICY] };
    await intake();
    expect((await world.storage.policySources.health())[0]).toMatchObject({
      entries: 1,
      lastOutcome: 'items',
      lastSightAt: world.clock.now(),
    });
  });
});

describe('the document of a new entry', () => {
  const read = async (...entries: readonly (typeof POLICY)[]): Promise<string[]> => {
    const asked: string[] = [];
    const services = createServices({
      ...world.deps,
      policyFeed: {
        ...world.platform.policyFeed,
        readDocument: (_source, url) => {
          asked.push(url);
          return Promise.resolve({
            document: {
              body: '页面的全文',
              issuer: '页面上的机关',
              docNumber: '国发〔2026〕99号',
              publishedAt: at('2026-09-18T05:00:00Z'),
              markedWithdrawn: true,
            },
          });
        },
      },
    });
    await services.policies.registerSources([SOURCE]);
    listPolicies(world, ...entries);
    await services.policies.intakeAll(signal);
    return asked;
  };
  const whole = observedPolicy({
    title: '国务院关于第一件大事的若干意见',
    url: 'https://www.gov.cn/1.htm',
    issuer: '国务院',
    docNumber: '国发〔2026〕31号',
    body: '列表的正文',
    publishedAt: at('2026-09-18T03:00:00Z'),
  });

  test('is not read where the list says everything', async () => {
    expect(await read(whole)).toEqual([]);
  });

  test.each([
    ['the issuer', { issuer: null }, { issuer: '页面上的机关', docNumber: '国发〔2026〕31号', body: '列表的正文' }],
    ['the number', { docNumber: null }, { issuer: '国务院', docNumber: '国发〔2026〕99号', body: '列表的正文' }],
    ['the text', { body: null }, { issuer: '国务院', docNumber: '国发〔2026〕31号', body: '页面的全文' }],
    [
      'the hour',
      { publishedAt: { precision: 'day' as const, on: '2026-09-18' as CivilDate, original: '' } },
      { publishedAt: { at: new Date('2026-09-18T05:00:00Z') } },
    ],
  ])('fills in %s where the list leaves it out, and nothing else', async (_what, missing, expected) => {
    expect(await read({ ...whole, ...missing })).toEqual(['https://www.gov.cn/1.htm']);
    expect(await policyTitled(whole.title)).toMatchObject({
      ...('publishedAt' in missing ? {} : { publishedAt: { at: new Date('2026-09-18T03:00:00Z') } }),
      ...expected,
      withdrawal: { reason: 'stated' },
    });
  });

  test('is not read where several entries share the page, or there is none', async () => {
    const shared = { ...whole, body: null, docNumber: null, url: 'https://www.gov.cn/list.htm' };
    expect(
      await read(
        shared,
        { ...shared, title: '国务院关于第二件大事的若干意见' },
        { ...whole, title: '国务院关于第三件大事的若干意见', docNumber: null, url: null, body: null },
      ),
    ).toEqual([]);
  });
});

describe('what a document repeals', () => {
  const OLDER = observedPolicy({
    title: '国务院关于旧时某件事项的规定',
    docNumber: '国发〔2019〕3号',
    url: 'https://www.gov.cn/3.htm',
    publishedAt: at('2019-03-01T01:00:00Z'),
  });
  const repeal = (what: string, more: Partial<typeof POLICY> = {}) =>
    observedPolicy({
      title: `国务院关于废止${what}的决定`,
      url: 'https://www.gov.cn/9.htm',
      publishedAt: at('2026-09-18T06:00:00Z'),
      ...more,
    });
  const isWithdrawn = async (title = OLDER.title): Promise<boolean> =>
    ((await policyTitled(title)).withdrawal ?? null) !== null;
  beforeEach(() => issuePolicy(world));

  test('is withdrawn by its number as well, and by a list in the text', async () => {
    listPolicies(world, POLICY, OLDER, repeal('国发〔2019〕3号'));
    await intakeAndIssue();
    expect(await isWithdrawn()).toBe(true);
    expect(await isWithdrawn(TITLE)).toBe(false);
  });

  test('is what stands in the text where the title names nothing', async () => {
    listPolicies(world, POLICY, OLDER, repeal('部分文件', { body: `一、《${OLDER.title}》（国发〔2019〕3号）` }));
    await intakeAndIssue();
    expect(await isWithdrawn()).toBe(true);
  });

  test('was published before it', async () => {
    listPolicies(world, POLICY, { ...OLDER, publishedAt: at('2026-09-18T06:00:00Z') }, repeal('国发〔2019〕3号'));
    await intakeAndIssue();
    expect(await isWithdrawn()).toBe(false);
  });

  test('is withdrawn once: a second document that says so changes nothing', async () => {
    listPolicies(world, POLICY, OLDER, repeal('国发〔2019〕3号'));
    await intakeAndIssue();
    const first = await policyTitled(OLDER.title);
    world.clock.pass(HOUR_MS);
    listPolicies(
      world,
      POLICY,
      OLDER,
      repeal('国发〔2019〕3号、国发〔2018〕1号', { url: 'https://www.gov.cn/10.htm' }),
    );
    await intakeAndIssue();
    expect((await policyTitled(OLDER.title)).withdrawal).toEqual(first.withdrawal);
  });
});

describe('an article that explains', () => {
  const YEARLY = '关于做好年度某项工作的指导意见';
  const document = (number: number, on: string) =>
    observedPolicy({
      title: `国务院关于印发《${YEARLY}》的通知`,
      docNumber: `国发〔20${number}〕3号`,
      url: `https://www.gov.cn/d${number}.htm`,
      publishedAt: at(on),
    });
  const article = (interprets: string | null = null) =>
    observedPolicy({
      title: `《${YEARLY}》解读`,
      url: 'https://www.gov.cn/a.htm',
      publishedAt: at('2026-09-18T03:00:00Z'),
      interprets,
    });
  const linked = async (): Promise<string | null | undefined> =>
    (await policyTitled(article().title)).interprets?.policyId;
  const [older, newer] = [document(25, '2025-09-18T02:00:00Z'), document(26, '2026-09-18T02:00:00Z')];
  beforeEach(() => issuePolicy(world));

  test('is joined to none where its name fits two documents', async () => {
    listPolicies(world, POLICY, older, newer, article());
    await intakeAndIssue();
    expect(await linked()).toBeNull();
  });

  test('unless its page says which of them', async () => {
    listPolicies(world, POLICY, older, newer, article('https://www.gov.cn/d25.htm?from=list'));
    await intakeAndIssue();
    const all = await policies();
    expect(await linked()).toBe(all.find(({ docNumber }) => docNumber === '国发〔2025〕3号')?.id);
  });

  test('is joined by the address its page gives, though the document has another name', async () => {
    const other = { ...older, title: '国务院关于另一件重要事项的意见' };
    listPolicies(world, POLICY, other, article(other.url));
    await intakeAndIssue();
    expect(await linked()).toBe((await policyTitled(other.title)).id);
  });

  test('stays joined when a second document of that name comes', async () => {
    listPolicies(world, POLICY, older, article());
    await intakeAndIssue();
    const first = await linked();
    expect(first).not.toBeNull();
    listPolicies(world, POLICY, older, newer, article());
    await intakeAndIssue();
    expect(await linked()).toBe(first);
  });

  test('is never joined to another article', async () => {
    listPolicies(world, POLICY, article(), {
      ...article(),
      title: `一图读懂《${YEARLY}》`,
      url: 'https://www.gov.cn/b.htm',
    });
    await intakeAndIssue();
    expect(await linked()).toBeNull();
  });
});

test('a policy that has another address left is not gone with the first of them', async () => {
  await issuePolicy(world);
  await world.services.policies.registerSources([SOURCE, { ...SOURCE, key: 'other' }]);
  const second = 'https://www.gov.cn/zhengce/second.htm';
  listPolicies(world, POLICY, { ...POLICY, url: second });
  await intake();
  world.platform.documents.set(POLICY.url ?? '', 'gone');
  world.platform.documents.set(second, { body: '正文' });
  for (let day = 0; day < 3; day += 1) {
    world.clock.pass(DAY_MS);
    await intake();
  }
  expect((await policyTitled(TITLE)).withdrawal ?? null).toBeNull();
  world.platform.documents.set(second, 'gone');
  for (let day = 0; day < 8; day += 1) {
    world.clock.pass(DAY_MS);
    await intake();
  }
  expect((await policyTitled(TITLE)).withdrawal?.reason).toBe('page-gone');
});

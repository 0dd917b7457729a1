import { createHavingPart, tailsOf } from '../../src/storage/tails';
import { policyOf } from './mandateSamples';
import { eventOf, NOW, register } from './samples';
import { useTestStore } from './testStore';

const { storage } = useTestStore();
const page = { limit: 200, cursor: null };
const found = async (q: string): Promise<readonly string[]> =>
  (await storage.accounts.list({ q }, page, null)).items.map(({ account }) => account.name);

test('the ends of texts are in lower case, each once, and no longer than what is looked for at once', () => {
  expect(tailsOf('甘州Fa', null, '州fa')).toEqual(['甘州fa', '州fa', 'fa', 'a']);
  expect(tailsOf('𠮷庆')).toEqual(['𠮷庆', '庆']);
  expect(tailsOf('一'.repeat(30)).map((end) => end.length)).toEqual(Array.from({ length: 24 }, (_, n) => 24 - n));
});

describe('an account is found by', () => {
  test.each([
    ['the beginning of its name', '甘州'],
    ['its middle', '州发'],
    ['its end', 'Ab+c'],
    ['letters of the other case', 'aB+C'],
    ['a sign that means something in patterns', '+'],
    ['all of it', '甘州发布Ab+c'],
  ])('%s', async (_what, q) => {
    await register(storage, { name: '甘州发布Ab+c' });
    await register(storage, { name: '肃南在线' });
    expect(await found(q)).toEqual(['甘州发布Ab+c']);
  });

  test('more of its name than is looked for at once, to the last letter', async () => {
    const [one, other] = ['甲', '乙'].map((end) => `${'很长的名称'.repeat(6)}${end}`);
    await register(storage, { name: one ?? '' });
    await register(storage, { name: other ?? '' });
    expect(await found(other?.slice(1) ?? '')).toEqual([other]);
  });

  test('its new name and no more by the one before, however it was renamed', async () => {
    const account = await register(storage, { name: '旧名' });
    await storage.accounts.register({ ...account, name: '新名' }, null, eventOf('account'), NOW);
    expect([await found('旧'), await found('新')]).toEqual([[], ['新名']]);
    const record = await storage.accounts.byId(account.id, null);
    if (record === null) throw new Error('no account');
    const { id: _id, ...registration } = { ...record.account, name: '又名' };
    await storage.accounts.changeRegistration(record, registration, eventOf('account'));
    expect([await found('新'), await found('又')]).toEqual([[], ['又名']]);
  });

  test('a part that very many have, a page at a time, in the order of names', async () => {
    const names = Array.from({ length: 320 }, (_, n) => `号${String(n).padStart(3, '0')}`);
    await Promise.all(names.map((name) => register(storage, { name })));
    const first = await storage.accounts.list({ q: '号' }, page, null);
    const second = await storage.accounts.list({ q: '号' }, { limit: 200, cursor: first.nextCursor }, null);
    expect([...first.items, ...second.items].map(({ account }) => account.name)).toEqual(names);
    expect(await found('号319')).toEqual(['号319']);
  });
});

test('a policy is found by a part of its title and of its document number, the newest first', async () => {
  const later = new Date(NOW.getTime() + 1_000);
  for (const [n, [title, docNumber]] of (
    [
      ['关于加强基层治理的意见', '国发〔2026〕30号'],
      ['关于30号台风的通知', null],
      ['其他', '国办发〔2025〕7号'],
    ] as const
  ).entries())
    await storage.policies.insert(
      policyOf({
        title,
        docNumber,
        identityKeys: [`${n}`],
        publishedAt: { precision: 'instant', at: n === 0 ? NOW : later, original: '' },
      }),
      eventOf('policy'),
    );
  const titles = async (q: string): Promise<readonly string[]> =>
    (await storage.policies.list({ q }, page)).items.map(({ title }) => title);
  expect(await titles('30号')).toEqual(['关于30号台风的通知', '关于加强基层治理的意见']);
  expect(await titles('〕7')).toEqual(['其他']);
  expect(await titles('基层')).toEqual(['关于加强基层治理的意见']);
  expect(await titles('〔2024〕')).toEqual([]);
});

test('whether many have a part is counted once for twenty pages, each part for itself', async () => {
  const counted: object[] = [];
  let found = 999;
  const havingPart = createHavingPart({
    countUpTo: (filter) => {
      counted.push(filter);
      return Promise.resolve(found);
    },
  });
  const isNarrowed = async (part: string): Promise<boolean> => 'tails' in (await havingPart(part));
  expect(await isNarrowed('甲')).toBe(true);
  found = 1_000;
  expect([await isNarrowed('乙'), await isNarrowed('甲')]).toEqual([false, true]);
  expect(counted).toHaveLength(2);
  for (let pages = 2; pages < 20; pages += 1) expect(await isNarrowed('甲')).toBe(true);
  expect([await isNarrowed('甲'), counted.length]).toEqual([false, 3]);
});

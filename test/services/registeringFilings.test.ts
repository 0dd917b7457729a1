import { NO_FILING, type FilingChange } from '../../src/domain/accounts/filing';
import type { CivilDate } from '../../src/domain/time/instant';
import { useWorld } from './useWorld';
import { PAGE, registration } from './world';

const world = useWorld();
const FILED: FilingChange = {
  filingNumber: 'XS-0017',
  filedOn: '2019-05-06' as CivilDate,
  contactName: '张三',
  contactPhone: '13812341234',
};
const register = (filing?: FilingChange) =>
  world.services.accounts.registerAccounts([{ ...registration('weibo', 'a1'), ...(filing && { filing }) }]);
const filed = async () => {
  const { id } = (await world.account('a1')).account;
  return (await world.storage.accounts.filings([id])).get(id);
};
const lines = async () => {
  const { id } = (await world.account('a1')).account;
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.ofSubject(`account:${id}`, PAGE)).items.map(({ kind, data }) => ({ kind, data }));
};

test('an account is registered with what is filed of it, and the ledger has it without names and numbers in clear', async () => {
  expect(await register(FILED)).toMatchObject({ added: 1 });
  expect(await filed()).toEqual({ ...NO_FILING, ...FILED });
  const [line] = await lines();
  expect(line).toMatchObject({
    kind: 'account-registered',
    data: { filingNumberFrom: null, filingNumberTo: 'XS-0017', contactNameTo: '张*', contactPhoneTo: '138****1234' },
  });
  expect(JSON.stringify(line)).not.toMatch(/张三|13812341234/u);
});

test('a list that says nothing of the filing, or of a field, leaves it', async () => {
  await register(FILED);
  expect(await register()).toMatchObject({ unchanged: 1 });
  expect(await register({})).toMatchObject({ unchanged: 1 });
  expect(await register({ filingNumber: 'XS-0018' })).toMatchObject({ updated: 1 });
  expect(await filed()).toEqual({ ...NO_FILING, ...FILED, filingNumber: 'XS-0018' });
  const { data } = (await lines())[0] ?? { data: {} };
  expect(data).toMatchObject({ filingNumberFrom: 'XS-0017', filingNumberTo: 'XS-0018' });
  expect(Object.keys(data).filter((key) => key.startsWith('contact'))).toEqual([]);
  expect(await register({ filingNumber: 'XS-0018', contactName: null })).toMatchObject({ updated: 1 });
  expect((await filed())?.contactName).toBeNull();
});

test('what is filed makes no account due for a look or for judging', async () => {
  await register(FILED);
  await world.lookAtDue();
  await world.services.accounts.judgeDue(10);
  const before = await world.account('a1');
  await register({ filingNumber: 'XS-0018' });
  expect(await world.account('a1')).toEqual(before);
  expect((await filed())?.filingNumber).toBe('XS-0018');
});

import { NO_FILING, type AccountFiling } from '../../../src/domain/accounts/filing';
import { recordCommands } from '../recordedPlans';
import { accountOf, after, eventOf, NOW } from '../samples';
import { useTestStore } from '../testStore';

const commands = recordCommands();
const { storage } = useTestStore();
const FILED: AccountFiling = { ...NO_FILING, filingNumber: 'XS-0017' };

async function filedAccount() {
  const account = accountOf({});
  const event = eventOf(`account:${account.id}`);
  await storage.accounts.registerAll([{ account, credential: null, event, nextLookAt: NOW, filing: FILED }]);
  return account;
}

test('neither looks nor judging nor lists read what is filed', async () => {
  const { id, siteId } = await filedAccount();
  commands.forget();
  const { accounts } = storage;
  const claim = { now: NOW, owner: 'test', leaseMs: 1_000, token: 'token', limit: 5, roomAt: () => 5 };
  expect(await accounts.claimLooks(claim)).toHaveLength(1);
  expect(await accounts.dueForJudging(NOW, 5)).toHaveLength(1);
  expect(await accounts.byIds([id])).toHaveLength(1);
  expect(await accounts.byIds([id, id])).toHaveLength(1);
  expect(await accounts.activeAfter(null, 5, null)).toHaveLength(1);
  expect((await accounts.list({}, { limit: 5, cursor: null }, null)).items).toHaveLength(1);
  if (siteId !== null) await accounts.ofSites([siteId]);
  const reads = commands.asked().filter(({ collection, command }) => collection === 'accounts' && 'find' in command);
  expect(reads.length).toBeGreaterThanOrEqual(5);
  for (const { command } of reads) {
    const { filing, _id } = (command['projection'] ?? {}) as Readonly<Record<string, number>>;
    expect([JSON.stringify(command), filing === 0 || _id === 1]).toEqual([JSON.stringify(command), true]);
  }
});

test("is changed by who read it as it is, and by nobody who read it as it was; a look in between is in nobody's way", async () => {
  const { id, openedAt } = await filedAccount();
  const read = { filing: FILED, openedAt };
  const event = () => eventOf(`account:${id}`);
  await storage.accounts.noteCredential(id, { present: false, noPublishReason: null }, after(1));
  const next = { filing: { ...FILED, filingNumber: 'XS-0018' }, openedAt };
  expect(await storage.accounts.changeFiling({ id, ...read }, next, event())).toBe(true);
  expect(await storage.accounts.changeFiling({ id, ...read }, next, event())).toBe(false);
  expect((await storage.accounts.filings([id])).get(id)).toEqual(next.filing);
});

test('rows of before, which say nothing of a filing, are changed as if all of it were not stated', async () => {
  const account = accountOf({});
  const event = () => eventOf(`account:${account.id}`);
  await storage.accounts.register(account, null, event(), NOW);
  const { id, openedAt } = account;
  expect((await storage.accounts.filings([id])).get(id)).toEqual(NO_FILING);
  expect(
    await storage.accounts.changeFiling({ id, filing: NO_FILING, openedAt }, { filing: FILED, openedAt }, event()),
  ).toBe(true);
});

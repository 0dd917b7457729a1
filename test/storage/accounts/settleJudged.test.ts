import type { AccountRecord } from '../../../src/ports/storage';
import { after, claimLook, eventOf, factsOf, followed, lookedAt, NOW, register, verdictOf } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();

/** An account that was looked at and judged, claimed for its next look. */
async function claimed(): Promise<{ readonly before: AccountRecord; readonly token: string }> {
  const account = await register(storage);
  const facts = await lookedAt(storage, account.id);
  await storage.accounts.changeVerdict(account.id, null, verdictOf({ facts, judgeAfter: after(9_000) }), followed());
  const claim = await claimLook(storage, { now: after(1), owner: 'a', leaseMs: 60_000, token: ids.secret() });
  if (claim === null) throw new Error('nothing is due');
  return { before: claim.record, token: claim.token };
}
const settlement = ({ before, token }: Awaited<ReturnType<typeof claimed>>, judgedAt = after(2)) => {
  const facts = { ...factsOf(), lastPostAt: before.facts.lastPostAt, lastPostId: before.facts.lastPostId };
  return {
    before,
    token,
    result: { facts, nextLookAt: after(5_000), callsToday: { on: '2026-09-18', count: 2 }, updatedAt: judgedAt },
    verdict: verdictOf({ facts, judgedAt, judgeAfter: after(12_000) }),
  };
};
const stored = async (record: AccountRecord) => (await storage.accounts.byIds([record.account.id]))[0];

test('a look and the verdict it leaves as it was are stored together, and the lease is free', async () => {
  const claim = await claimed();
  const settled = settlement(claim);
  expect(await storage.accounts.settleJudged(settled)).toBe(true);
  expect(await stored(claim.before)).toMatchObject({
    facts: settled.result.facts,
    verdict: settled.verdict,
    judgeAfter: after(12_000),
    nextLookAt: after(5_000),
  });
  // The answer to a first try may have been lost on the way.
  expect(await storage.accounts.settleJudged(settled)).toBe(true);
  expect(await claimLook(storage, { now: after(5_000), owner: 'b', leaseMs: 1, token: 't' })).not.toBeNull();
});

test('what no longer holds of a verdict is gone from it', async () => {
  const claim = await claimed();
  const late = settlement(claim);
  await storage.accounts.settleJudged({ ...late, verdict: { ...late.verdict, lookDueAt: after(1) } });
  const again = await claimLook(storage, { now: after(6_000), owner: 'a', leaseMs: 60_000, token: ids.secret() });
  expect(again?.record.verdict?.lookDueAt).toEqual(after(1));
  if (again === null) return;
  const next = settlement({ before: again.record, token: again.token }, after(6_001));
  expect(await storage.accounts.settleJudged(next)).toBe(true);
  expect((await stored(claim.before))?.verdict).toEqual(next.verdict);
});

test.each<[string, (claim: Awaited<ReturnType<typeof claimed>>) => Promise<unknown>]>([
  ['took the lease over', () => claimLook(storage, { now: after(70_000), owner: 'b', leaseMs: 1, token: 'b' })],
  ['asked for another look', ({ before }) => storage.accounts.expediteLooks([before.account.id], after(1))],
  [
    'judged it',
    ({ before }) =>
      storage.accounts.changeVerdict(
        before.account.id,
        before.verdict?.judgedAt ?? null,
        verdictOf({ facts: before.facts, judgedAt: after(1), judgeAfter: after(9_000) }),
        followed(),
      ),
  ],
  [
    'stopped it',
    ({ before }) => storage.accounts.changeStatus(before.account.id, 'active', 'stopped', eventOf(ids.eventId())),
  ],
  [
    'added a post',
    ({ before }) =>
      storage.accounts.foldPost(
        before.account.id,
        before.facts,
        { ...before.facts, lastPostUrl: 'https://weibo.com/pasted' },
        eventOf(ids.eventId()),
      ),
  ],
])('nothing is written where somebody %s meanwhile', async (_what, meanwhile) => {
  const claim = await claimed();
  await meanwhile(claim);
  const before = await stored(claim.before);
  expect(await storage.accounts.settleJudged(settlement(claim))).toBe(false);
  expect(await stored(claim.before)).toEqual(before);
});

test('of looks settled at once each is told its own end', async () => {
  const claims = [await claimed(), await claimed(), await claimed(), await claimed()];
  await storage.accounts.expediteLooks([claims[2]?.before.account.id ?? ('' as never)], after(1));
  const answers = await Promise.all(claims.map((claim) => storage.accounts.settleJudged(settlement(claim))));
  expect(answers).toEqual([true, true, false, true]);
});

test('a verdict that findings and case do not follow yet keeps the account due until they do', async () => {
  const account = await register(storage);
  const facts = await lookedAt(storage, account.id);
  const verdict = verdictOf({ facts, judgeAfter: after(9_000) });
  await storage.accounts.changeVerdict(account.id, null, verdict, { events: [], isFollowed: false });
  expect(await storage.accounts.dueForJudging(NOW, 10)).toHaveLength(1);
  expect(await storage.accounts.verdictFollowed(account.id, { ...verdict, judgedAt: after(1) })).toBe(false);
  expect(await storage.accounts.verdictFollowed(account.id, verdict)).toBe(true);
  expect(await storage.accounts.dueForJudging(after(8_999), 10)).toEqual([]);
  expect(await storage.accounts.dueForJudging(after(9_000), 10)).toHaveLength(1);
});

test('an event that comes while a verdict is followed is not taken back by it', async () => {
  const account = await register(storage);
  const facts = await lookedAt(storage, account.id);
  const verdict = verdictOf({ facts, judgeAfter: after(9_000) });
  await storage.accounts.changeVerdict(account.id, null, verdict, { events: [], isFollowed: false });
  await storage.accounts.changeStatus(account.id, 'active', 'stopped', eventOf(ids.eventId()));
  expect(await storage.accounts.verdictFollowed(account.id, verdict)).toBe(false);
  expect(await storage.accounts.dueForJudging(NOW, 10)).toHaveLength(1);
});

import type { PolicyId } from '../../../src/domain/ids';
import { jobOf, obligationOf, policyOf } from '../mandateSamples';
import { after, eventOf, NOW, register } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();

const titled = (title: string): { readonly title: string; readonly normalisedTitle: string } => ({
  title,
  normalisedTitle: title.replaceAll(/[《》]/g, ''),
});

describe('following a policy', () => {
  test('it is found by its title and by what it issues, and by nothing else', async () => {
    const plan = policyOf(titled('关于印发《某县数字乡村规划》的通知'));
    await storage.policies.insert(plan, eventOf('a'));
    for (const name of ['某县数字乡村规划', plan.normalisedTitle])
      expect((await storage.policies.named([name], [])).map(({ id }) => id)).toEqual([plan.id]);
    expect(await storage.policies.named(['某县数字乡村'], [])).toEqual([]);
    expect((await storage.policies.named([], plan.identityKeys)).map(({ id }) => id)).toEqual([plan.id]);
    expect(await storage.policies.named([], [])).toEqual([]);
  });

  test('an interpretation waits under the names it quotes until it is linked', async () => {
    const article = policyOf({ interprets: { names: ['某县数字乡村规划'], url: null, policyId: null } });
    await storage.policies.insert(article, eventOf('a'));
    expect((await storage.policies.unlinkedInterpretations(['某县数字乡村规划'], 5)).map(({ id }) => id)).toEqual([
      article.id,
    ]);
    expect(
      await storage.policies.replace(
        article,
        { ...article, interprets: { names: ['某县数字乡村规划'], url: null, policyId: ids.id<PolicyId>() } },
        null,
      ),
    ).toBe(true);
    expect(await storage.policies.unlinkedInterpretations(['某县数字乡村规划'], 5)).toEqual([]);
  });

  test('its page is due when it was planned and no sooner', async () => {
    const policy = policyOf({ body: null, firstSeenAt: NOW });
    await storage.policies.insert(policy, eventOf('a'));
    expect(await storage.policies.documentsDue(after(9 * 60_000), 5)).toEqual([]);
    expect((await storage.policies.documentsDue(after(10 * 60_000), 5)).map((due) => due.policy.id)).toEqual([
      policy.id,
    ]);
    await storage.policies.recordReading(policy.id, { nextAt: null, attempts: 8, goneSinceAt: null });
    expect(await storage.policies.documentsDue(after(1_000_000_000), 5)).toEqual([]);
  });

  test('a new version and a withdrawal are followed once; a change that comes meanwhile stays to be followed', async () => {
    const policy = policyOf();
    await storage.policies.insert(policy, eventOf('a'));
    expect(await storage.policies.unfollowed(5)).toEqual([]);
    const second = { ...policy, version: 2 };
    await storage.policies.replace(policy, second, eventOf('b'));
    expect((await storage.policies.unfollowed(5)).map(({ version }) => version)).toEqual([2]);
    const withdrawn = { ...second, withdrawal: { reason: 'stated' as const, noticedAt: NOW } };
    await storage.policies.replace(second, withdrawn, eventOf('c'));
    await storage.policies.markFollowed(second);
    expect(await storage.policies.unfollowed(5)).toEqual([withdrawn]);
    await storage.policies.markFollowed(withdrawn);
    expect(await storage.policies.unfollowed(5)).toEqual([]);
  });
});

test('what of a quota is spent counts calls made and planned, of these accounts, in the period', async () => {
  const [one, other] = [await register(storage), await register(storage)];
  await storage.publishJobs.insert(
    jobOf({
      accountId: one.id,
      state: 'submitted',
      callMayHaveHappened: true,
      receipt: { platformIds: ['1'], url: null, acceptedAt: after(5) },
    }),
    eventOf('a'),
  );
  await storage.publishJobs.insert(jobOf({ accountId: one.id, state: 'queued', dueAt: after(60_000) }), eventOf('b'));
  await storage.publishJobs.insert(jobOf({ accountId: one.id, state: 'failed' }), eventOf('c'));
  await storage.publishJobs.insert(jobOf({ accountId: other.id, state: 'queued' }), eventOf('d'));
  expect(await storage.publishJobs.callsSince([one.id], NOW)).toEqual([
    { accountId: one.id, at: after(5) },
    { accountId: one.id, at: after(60_000) },
  ]);
  expect(await storage.publishJobs.callsSince([one.id], after(6))).toEqual([{ accountId: one.id, at: after(60_000) }]);
  expect(await storage.publishJobs.callsSince([], NOW)).toEqual([]);
});

test('manual tasks near their deadline: after now, up to and with the horizon, by hand alone', async () => {
  const near = obligationOf({ state: 'manual', dueBy: after(10) });
  await storage.obligations.insertMissing(
    [
      near,
      obligationOf({ state: 'manual', dueBy: NOW }),
      obligationOf({ state: 'manual', dueBy: after(11) }),
      obligationOf({ state: 'ready', dueBy: after(5) }),
    ],
    () => eventOf('a'),
  );
  expect((await storage.obligations.manualTasksDue({ from: NOW, until: after(10) }, 10)).map(({ id }) => id)).toEqual([
    near.id,
  ]);
});

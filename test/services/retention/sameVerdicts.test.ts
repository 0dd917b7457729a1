import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import type { Verdict } from '../../../src/domain/judging/verdict';
import { useWorldAndStore } from '../useWorld';
import { PAGE } from '../world';
import { steadyClock } from './sweptOffice';

const { world, store } = useWorldAndStore({ office: 'kept' });

const STEPS = ['publish', 'wait', 'wait a week', 'blind', 'sighted', 'wait 20 days'] as const;

/** Everything that is held for or against an account, but when it was last judged. */
async function held(externalId: string): Promise<object> {
  const { account, facts, verdict } = await world.account(externalId);
  const { judgedAt: _, ...rest } = verdict as Verdict;
  const looks = (await world.storage.looks.list(account.id, PAGE)).items;
  const findings = (await world.storage.findings.list(account.id, PAGE)).items;
  const ids = new Set(looks.map(({ id }) => id));
  const evidence = [rest.evidence.sightLookId, ...findings.map((finding) => finding.evidence.lookId)];
  return {
    facts,
    verdict: rest,
    findings,
    shutdownCase: await world.storage.cases.openFor(account.id),
    evidenceMissing: evidence.filter((id) => id !== null && !ids.has(id)),
  };
}

async function change(id: string, fields: object): Promise<void> {
  await (await store.raw()).collection<{ _id: string }>('accounts').updateOne({ _id: id }, { $set: fields });
}
async function judgedAnew(id: string, externalId: string): Promise<object> {
  await change(id, { judgeAfter: new Date(0) });
  await world.services.accounts.judgeDue(500);
  return held(externalId);
}

test('what was found before looks are rolled up is found after it, on the same evidence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 9 }),
      fc.nat(1_000_000),
      async (steps, salt) => {
        const name = `w${salt}`;
        await world.addAccounts(['weibo', name]);
        for (const step of steps) {
          if (step === 'publish') world.platform.publishByHand(name, { title: `一条 ${world.clock.now().getTime()}` });
          if (step === 'blind') world.platform.sight.set(name, { outcome: 'unreachable', retryAfterMs: null });
          if (step === 'sighted') world.platform.sight.delete(name);
          world.clock.pass(step === 'wait a week' ? 7 * DAY_MS : step === 'wait 20 days' ? 20 * DAY_MS : HOUR_MS);
          await world.lookAtDue();
        }
        world.clock.pass(31 * DAY_MS);
        const { account } = await world.account(name);
        const before = await judgedAnew(account.id, name);
        await steadyClock(world.storage, world.clock.now());
        await world.services.upkeep.removeExpired({ max: 100_000 });
        const isDisputed = (await world.storage.cases.openFor(account.id)) !== null;
        expect((await world.storage.lookDays.list(account.id, PAGE)).items.length > 0).toBe(!isDisputed);
        expect(await judgedAnew(account.id, name)).toEqual(before);
        // Nobody looks at it any more: the next life has its own account.
        await change(account.id, { nextLookAt: new Date('2100-01-01T00:00:00Z') });
      },
    ),
    { numRuns: 8 },
  );
});

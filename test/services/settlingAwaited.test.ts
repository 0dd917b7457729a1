import type { MandateRuleId } from '../../src/domain/ids';
import type { MandateRule } from '../../src/domain/mandates/mandate';
import type { Policy } from '../../src/domain/policies/policy';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { createSettleAwaited } from '../../src/services/mandates/issuing/settleAwaited';
import { policyOf } from '../storage/mandateSamples';
import { after, NOW } from '../storage/samples';
import { RULE } from './office';
import { depsOver } from './scriptedStorage';

const ruleOf = (given: Partial<MandateRule> = {}): MandateRule => ({
  ...RULE,
  id: 'rule' as MandateRuleId,
  authorities: ['province'],
  ...given,
});

/** Policies that wait for a person, by pages, and the rules as they are now. */
function awaited(...pages: readonly (readonly Policy[])[]) {
  const world = { rules: [ruleOf()] as readonly MandateRule[], pagesRead: 0, kept: [] as unknown[] };
  const settle = createSettleAwaited(
    depsOver({
      mandates: { rules: () => Promise.resolve(world.rules) },
      units: { list: () => Promise.resolve([]) },
      policySources: { all: () => Promise.resolve([]) },
      policies: {
        list: (filter, { limit, cursor }) => {
          expect([filter, limit]).toEqual([{ awaitsPerson: true }, 100]);
          world.pagesRead += 1;
          const page = Number(cursor ?? 0);
          return Promise.resolve({
            items: pages[page] ?? [],
            nextCursor: page + 1 < pages.length ? String(page + 1) : null,
          });
        },
        markConsidered: (id, version, { event, ...decision }) =>
          Promise.resolve(void world.kept.push([id, version, decision, event?.ledger.reason])),
      },
    }),
  );
  return Object.assign(world, { settle: (ms = 0) => settle(after(ms)) });
}
/** Of an authority the rule is not about, of nobody knows whom, and one that the rule mandates. */
const settled = policyOf({ version: 3, authority: 'state-council' });
const unknown = policyOf({ authority: 'unknown' });
const mandated = policyOf({ authority: 'province' });

describe('policies that wait for a person', () => {
  test('wait no more where no answer would change anything, with the reason; the others go on waiting', async () => {
    const world = awaited([unknown, settled], [mandated, settled]);
    expect(await world.settle()).toBe(2);
    const kept = [settled.id, 3, { reason: 'authority', at: NOW, awaitsPerson: false }, 'awaits-nobody'];
    expect(world.kept).toEqual([kept, kept]);
  });

  test('are not looked at while there are no rules, and are as soon as there are', async () => {
    const world = awaited([settled]);
    world.rules = [];
    expect([await world.settle(), world.pagesRead]).toEqual([0, 0]);
    world.rules = [ruleOf()];
    expect([await world.settle(), world.pagesRead]).toEqual([1, 1]);
  });

  test('are looked at again after ten minutes, two thousand of them at most', async () => {
    const world = awaited(...Array.from({ length: 21 }, () => [unknown]));
    await world.settle();
    expect(world.pagesRead).toBe(20);
    expect([await world.settle(10 * MINUTE_MS - 1), world.pagesRead]).toEqual([0, 20]);
    await world.settle(10 * MINUTE_MS);
    expect(world.pagesRead).toBe(40);
    await world.settle(20 * MINUTE_MS - 1);
    expect(world.pagesRead).toBe(40);
  });

  test.each<[string, Partial<MandateRule>]>([
    ['was changed', { revision: 1 }],
    ['was stopped', { disabledAt: after(-1) }],
    ['is another one', { id: 'other' as MandateRuleId }],
  ])('are looked at at once where a rule %s, and then no more', async (_what, given) => {
    const world = awaited([unknown]);
    await world.settle();
    world.rules = [ruleOf(given)];
    await world.settle(1);
    await world.settle(2);
    expect(world.pagesRead).toBe(2);
  });

  test('are not looked at anew where a rule states what it left out before', async () => {
    const world = awaited([unknown]);
    await world.settle();
    world.rules = [ruleOf({ revision: 0, disabledAt: null })];
    await world.settle(1);
    expect(world.pagesRead).toBe(1);
    world.rules = [ruleOf({ disabledAt: after(-1) })];
    await world.settle(2);
    world.rules = [ruleOf({ disabledAt: after(-2) })];
    await world.settle(3);
    expect(world.pagesRead).toBe(3);
  });
});

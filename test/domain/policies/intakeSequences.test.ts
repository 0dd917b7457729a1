import fc from 'fast-check';
import { POLICY_CHANGES } from '../../../src/domain/policies/policy';
import { day, entry, later, Shelf, source } from './somePolicies';

describe('whatever lists come in whatever order', () => {
  const row = fc.record({
    title: fc.constantFrom(
      '公告',
      '某市关于甲事项的通知公告',
      '某市关于甲事项的通知公告（修订）',
      '国务院关于乙事项的若干意见',
    ),
    url: fc.constantFrom(null, 'https://a.cn/1', 'https://a.cn/2', 'https://b.cn/1'),
    publishedAt: fc.constantFrom(null, day('2026-01-01'), day('2026-01-02')),
    docNumber: fc.constantFrom(null, '国发〔2026〕1号', '某政发〔2026〕2号'),
    issuer: fc.constantFrom(null, '甲市', '乙县'),
    statedSource: fc.constantFrom(null, '甲', '乙'),
    summary: fc.constantFrom('', '一', '二'),
    body: fc.constantFrom(null, '文一', '文二'),
  });
  const looks = fc.array(fc.tuple(fc.constantFrom('one', 'two'), fc.array(row, { maxLength: 6 })), {
    minLength: 1,
    maxLength: 6,
  });

  test('keys stay unique, nothing is lost, a repeated look is stable, versions only rise', () => {
    fc.assert(
      fc.property(looks, (rounds) => {
        const shelf = new Shelf();
        rounds.forEach(([id, rows], index) => {
          const before = new Map(shelf.policies.map((policy) => [policy.id, policy]));
          const plan = shelf.look(
            rows.map((each) => entry(each)),
            { from: source({ id }), now: later(index) },
          );
          const { entries, fresh, merged, unchanged, sourceChanged, textChanged } = plan.counts;
          expect(fresh + merged + unchanged + sourceChanged + textChanged).toBe(entries);
          expect(fresh).toBe(plan.inserts.length);
          for (const { expected, next, change } of plan.replaces) {
            expect(POLICY_CHANGES).toContain(change);
            expect(before.get(next.id)).toEqual(expected);
            expect(next.version).toBeGreaterThanOrEqual(expected.version);
            expect(next.sightings.length).toBeGreaterThanOrEqual(expected.sightings.length);
          }
          const keys = shelf.policies.flatMap(({ identityKeys }) => identityKeys);
          expect(new Set(keys).size).toBe(keys.length);
        });
        const [id, rows] = rounds.at(-1) ?? ['one', []];
        const again = shelf.look(
          rows.map((each) => entry(each)),
          { from: source({ id }), now: later(rounds.length) },
        );
        expect(again.counts).toMatchObject({ fresh: 0, merged: 0, unlisted: 0 });
      }),
      { numRuns: 120 },
    );
  });
});

import type { Policy } from '../../src/domain/policies/policy';
import { mandateOf, policyOf } from '../storage/mandateSamples';
import { after } from '../storage/samples';
import { RULE } from './office';
import { whole } from './scriptedStorage';
import { summaryOf } from './someSummary';

test('the parts of a summary are made of one reading of rules, sources and units, and the next summary of another', async () => {
  const reads = { rules: 0, sources: 0, units: 0 };
  const mandate = mandateOf({ dueBy: after(1) });
  const titles = ['旧规则', '新规则'];
  const make = () =>
    summaryOf({
      mandates: {
        list: (_page, filter) => whole(filter?.open === true ? [mandate] : []),
        rules: () => Promise.resolve([{ ...RULE, id: mandate.ruleId, title: titles[(reads.rules += 1) - 1] ?? '' }]),
      },
      policies: {
        list: () => whole<Policy>([policyOf({ title: '待定' })]),
        interpretationsOf: () => Promise.resolve([policyOf({ title: '解读' })]),
      },
      policySources: {
        all: () => {
          reads.sources += 1;
          return Promise.resolve([]);
        },
      },
      units: {
        list: () => {
          reads.units += 1;
          return Promise.resolve([]);
        },
      },
    });
  expect((await make()).mandates).toMatchObject([{ ruleTitle: '旧规则' }]);
  // Units twice: their names are kept over several summaries, whom a policy reaches is not.
  expect(reads).toEqual({ rules: 1, sources: 1, units: 2 });
  expect((await make()).mandates).toMatchObject([{ ruleTitle: '新规则' }]);
  expect(reads).toEqual({ rules: 2, sources: 2, units: 4 });
});

import type { RulePreviewView } from '../../src/api/mandates';
import type { SummaryView } from '../../src/api/summary';
import { ROUTES } from '../../src/http/routes';
import { obligationOf } from '../services/fixtures';
import { RULE } from '../services/world';
import { useRealOffice } from './realOffice';
import { problemOf } from './serve';

/** What readers of one unit are shown of the rest of the office: nothing that belongs to another unit. */
const { world, ids, ask, post, read, theCase } = useRealOffice();

const {
  id: _id,
  revision: _revision,
  disabledAt: _disabledAt,
  ...rule
} = { id: '', revision: 0, disabledAt: null, ...RULE };

/** Everything by which an account of unit A, or the unit, could be recognised. */
const tracesOfA = (): readonly string[] => [ids['a1'] ?? '?', ids['a2'] ?? '?', '账号a1', '账号a2', world.unitA];

test.each(['officer-b', 'chief-b'])('no address that %s can read shows anything of another unit', async (reader) => {
  const obligation = await obligationOf(world, 'a1');
  const idsByPrefix: Readonly<Record<string, string>> = {
    '/accounts': ids['a2'] ?? '',
    '/mandates': obligation.mandateId,
    '/obligations': obligation.id,
    '/cases': (await theCase()).id,
    '/policies': obligation.policyId,
    '/credentials': ids['a1'] ?? '',
  };
  const shown: string[] = [];
  for (const { path } of ROUTES.filter(({ method, path: route }) => method === 'get' && route !== '/training')) {
    const prefix = Object.keys(idsByPrefix).find((start) => path.startsWith(start)) ?? '';
    const asked = path.replace(':id', idsByPrefix[prefix] ?? '');
    const text = await (await ask(reader, asked)).text();
    shown.push(...tracesOfA().flatMap((trace) => (text.includes(trace) ? [`${path} shows ${trace}`] : [])));
  }
  expect(shown).toEqual([]);
});

test('the dry run of a rule names and counts the accounts of the own unit only', async () => {
  const { policyId } = await obligationOf(world, 'b1');
  const preview = async (as: string): Promise<RulePreviewView> => {
    const response = await post(as, '/mandate-rules/preview', { rule, policyId });
    expect(response.status).toBe(200);
    return (await response.json()) as RulePreviewView;
  };
  const ofOffice = await preview('root');
  expect(ofOffice.accounts.items.map(({ name }) => name).sort()).toEqual(['乙镇网站', '账号a1', '账号a2']);
  const ofB = await preview('chief-b');
  expect(ofB.accounts.items.map(({ name }) => name)).toEqual(['乙镇网站']);
  expect(ofB.counts.concerned).toBe(1);
  expect(ofB.platforms.map(({ platform, accounts }) => [platform, accounts])).toEqual([['portal', 1]]);
  expect(JSON.stringify(ofB)).not.toContain('账号a');
});

test('the operations page says null for what belongs to the whole office, and counts the rest within the unit', async () => {
  const ofOffice = await read<SummaryView>('root', '/summary');
  expect(ofOffice.callBudgets).not.toBeNull();
  expect(ofOffice.lookLateness).not.toBeNull();
  expect(ofOffice.policiesAwaiting).toEqual({ total: 0, late: 0, dueBy: null, rules: 0 });
  expect(ofOffice.sourceHealth.policySources).toHaveLength(1);
  expect(ofOffice.sourceHealth.work).not.toBeNull();
  const ofB = await read<SummaryView>('officer-b', '/summary');
  expect(ofB).toMatchObject({ accounts: 1, callBudgets: null, lookLateness: null, policiesAwaiting: null });
  expect(ofB.sourceHealth).toMatchObject({ policySources: null, work: null });
  const jobsOf = ({ jobs }: SummaryView): number => Object.values(jobs).reduce((sum, count) => sum + count, 0);
  expect([jobsOf(ofOffice), jobsOf(ofB)]).toEqual([1, 0]);
  expect((await problemOf(await ask('officer-b', '/policy-sources'))).code).toBe('forbidden');
});

import type { UnitId } from '../../src/domain/ids';
import type { NoPublishReason } from '../../src/domain/accounts/account';
import type { Principal } from '../../src/domain/people/role';
import type { ListedAccount } from '../../src/ports/storage';
import type { ServiceDeps } from '../../src/services/settings';
import { createReadAccounts } from '../../src/services/views/readAccounts';
import { accountOf, factsOf, NOW, personOf } from '../storage/samples';

const PAGE = { limit: 9, cursor: null };
const { id: personId, name, role } = personOf();
const principal: Principal = { personId, name, role, unitId: null, via: 'session' };

function office() {
  const account = accountOf({ noPublishReason: null });
  const state = {
    records: [{ account, facts: factsOf(), verdict: null, nextLookAt: NOW }] as readonly ListedAccount[],
    unitName: '教育局',
    obstacle: null as NoPublishReason | null,
  };
  const deps = {
    storage: { accounts: { list: () => Promise.resolve({ items: state.records, nextCursor: null }) } },
    connectors: { for: () => ({ publisher: { obstacle: () => state.obstacle } }) },
    clock: { now: () => NOW },
    settings: {},
  } as unknown as ServiceDeps;
  const { accounts } = createReadAccounts(deps, {
    unitNames: () => Promise.resolve({ nameOf: (_id: UnitId) => state.unitName, units: [] }),
    caseViews: () => Promise.resolve([]),
  });
  const listed = async () => (await accounts({}, PAGE, principal)).items[0];
  return { state, listed };
}

test('an account that is stored as before is shown by what was made of it before', async () => {
  const { listed } = office();
  const first = await listed();
  expect(await listed()).toBe(first);
  expect(Object.isFrozen(first)).toBe(true);
});

test.each<[string, (state: ReturnType<typeof office>['state']) => void, object]>([
  ['its unit has another name', (state) => (state.unitName = '教育体育局'), { unitName: '教育体育局' }],
  ['nothing can be published to it now', (state) => (state.obstacle = 'no-api'), { noPublishReason: 'no-api' }],
  [
    'it is stored otherwise',
    (state) => (state.records = state.records.map((one) => ({ ...one, account: { ...one.account, name: '新名' } }))),
    { name: '新名' },
  ],
])('it is shown as it is once %s', async (_what, change, shown) => {
  const { state, listed } = office();
  const before = await listed();
  change(state);
  expect(await listed()).toEqual({ ...before, ...shown });
});

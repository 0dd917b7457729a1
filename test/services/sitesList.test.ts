import type { SiteView } from '../../src/api/sites';
import type { AccountId, SiteId } from '../../src/domain/ids';
import type { AccountStatus } from '../../src/domain/accounts/account';
import { OPEN_STATES } from '../../src/domain/mandates/obligationTable';
import { issuePolicy } from './fixtures';
import { addColumns, owed, setStatus } from './someSite';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const OPERATOR = principal('operator', '1');
const listed = async (by = OPERATOR): Promise<readonly SiteView[]> =>
  (await world.services.views.sites({}, PAGE, by)).items;

describe('the list of websites', () => {
  test('counts what the lists behind its numbers hold', async () => {
    const site = await addColumns(world, 'news', 'notices', 'still', 'gone');
    await setStatus(world, 'still', 'stopped');
    await setStatus(world, 'gone', 'cancelled');
    await world.addAccounts(['weibo', 'w']);
    await world.lookAtDue();
    await world.services.accounts.judgeDue(100);
    await issuePolicy(world);
    const [view] = await listed();
    if (view === undefined) throw new Error('no site');
    expect(view.columnsByStatus).toMatchObject({ active: 2, stopped: 1, cancelled: 1, revived: 0 });
    const siteId = site.id;
    for (const [status, count] of Object.entries(view.columnsByStatus)) {
      const query = { siteId, status: status as AccountStatus };
      expect((await world.services.views.accounts(query, PAGE, OPERATOR)).items).toHaveLength(count);
    }
    expect(Object.values(view.columnsByVerdict).reduce((sum, count) => sum + count, 0)).toBe(4);
    for (const [verdict, count] of Object.entries(view.columnsByVerdict)) {
      const query = { siteId, verdict: verdict as 'fine' };
      expect((await world.services.views.accounts(query, PAGE, OPERATOR)).items).toHaveLength(count);
    }
    expect(view.openReposts).toBe(1);
    const open = await world.services.views.obligations({ siteId, states: OPEN_STATES }, PAGE, OPERATOR);
    expect(open.items).toHaveLength(1);
    expect(await world.services.views.site(siteId, OPERATOR)).toMatchObject({ openReposts: 1, name: '甲局网站' });
  });

  test('counts no repost that is done or taken off', async () => {
    await addColumns(world, 'news');
    await issuePolicy(world);
    const [one] = await owed(world);
    if (one === undefined) throw new Error('nothing owed');
    await world.services.mandates.exempt(one.id, '不适用', OPERATOR);
    expect((await listed())[0]?.openReposts).toBe(0);
  });

  test('shows a reader the columns of their units: those of another unit are neither counted nor named', async () => {
    await addColumns(world, 'news');
    await world.services.accounts.registerAccounts([
      { ...registration('portal', 'ofB', 'b'), credential: { pushSecret: 's' }, siteKey: 'jyj' },
    ]);
    const site = await world.storage.sites.byKey('jyj');
    const ofB = (await world.account('ofB')).account.id;
    await world.services.accounts.changeSite(site?.id as SiteId, { repostColumnId: ofB, reason: '调整' }, OPERATOR);
    const [all] = await listed();
    expect([all?.columnsByStatus.active, all?.repostColumn.name]).toEqual([2, '账号ofB']);
    const ofA = principal('operator', '2', world.unitA);
    expect((await listed(ofA))[0]).toMatchObject({
      columnsByStatus: { active: 1 },
      repostColumn: { accountId: ofB, name: null },
    });
    const change = { repostColumnId: ofB as AccountId | null, reason: '调整' };
    await world.services.accounts.changeSite(site?.id as SiteId, { repostColumnId: null, reason: '调整' }, OPERATOR);
    await expect(world.services.accounts.changeSite(site?.id as SiteId, change, ofA)).rejects.toMatchObject({
      field: 'repostColumnId',
    });
    expect(await listed(principal('viewer', '3', world.unitB))).toEqual([]);
  });
});

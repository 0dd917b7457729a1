import type { AccountId, CaseId, MandateId, SiteId, UnitId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import type { SilencedThing, SilenceDraft } from '../../../src/services/notify/contract';
import { issuePolicy } from '../fixtures';
import { addColumns } from '../someSite';
import { principal } from '../world';
import { addChannel, addRoute, alertAbout, ANY } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, services, office } = useNotify();
const ADMINISTRATOR = principal('administrator', '1');
const inMs = (ms: number): Date => new Date(world.clock.now().getTime() + ms);
const silence = (reason: string, given: Partial<SilenceDraft> & Pick<SilenceDraft, 'match'>) =>
  services.notify.silence({ reason, endsAt: inMs(HOUR_MS), ...given }, ADMINISTRATOR);
const shownAt = async (about: SilencedThing, unit: UnitId | null = null): Promise<readonly string[]> =>
  (await services.notify.silences(principal('viewer', '5', unit), about)).map(({ reason }) => reason).sort();
const account = async (name: string): Promise<SilencedThing & { readonly id: AccountId }> => ({
  kind: 'account',
  id: (await world.account(name)).account.id,
});

describe('silences on the page of something', () => {
  test('of an account are those of its platform, its unit and those above, its site, and what can be wrong with it', async () => {
    const site = await addColumns(world, 'column');
    await world.addAccounts(['weibo', 'one'], ['wechat', 'other'], ['weibo', 'elsewhere', 'b']);
    await silence('微博', { match: { ...ANY, platform: 'weibo' } });
    await silence('甲局', { match: { ...ANY, unitId: world.unitA } });
    await silence('全市', { match: { ...ANY, unitId: world.officeId } });
    await silence('网站', { match: { ...ANY, siteId: site.id } });
    await silence('磁盘', { match: { ...ANY, kinds: ['storage-low'] } });
    expect(await shownAt(await account('one'))).toEqual(['全市', '微博', '甲局'].sort());
    expect(await shownAt(await account('other'))).toEqual(['全市', '甲局'].sort());
    expect(await shownAt(await account('elsewhere'))).toEqual(['全市', '微博'].sort());
    expect(await shownAt(await account('column'))).toEqual(['全市', '甲局', '网站'].sort());
    expect(await shownAt({ kind: 'site', id: site.id })).toEqual(['全市', '甲局', '网站'].sort());
    expect(await shownAt({ kind: 'unit', id: world.unitA })).toEqual(['全市', '微博', '甲局', '网站'].sort());
    expect(await shownAt({ kind: 'unit', id: world.unitB })).toEqual(['全市', '微博'].sort());
    // What lies below a unit is shown on its page as well.
    expect(await shownAt({ kind: 'unit', id: world.officeId })).toEqual(['全市', '微博', '甲局', '网站'].sort());
  });

  test('are those that hide now, and maintenance a day ahead; what has ended hides nothing', async () => {
    await world.addAccounts(['weibo', 'one']);
    const match = { ...ANY, platform: 'weibo' } as const;
    await silence('现在', { match });
    await silence('以后的静默', { match, startsAt: inMs(2 * HOUR_MS), endsAt: inMs(3 * HOUR_MS) });
    const work = { match, kind: 'maintenance' } as const;
    await silence('明天', { ...work, startsAt: inMs(DAY_MS - 1), endsAt: inMs(2 * DAY_MS) });
    await silence('后天', { ...work, startsAt: inMs(DAY_MS), endsAt: inMs(2 * DAY_MS) });
    const about = await account('one');
    expect(await shownAt(about)).toEqual(['现在', '明天'].sort());
    world.clock.pass(HOUR_MS);
    expect(await shownAt(about)).toEqual(['明天', '后天'].sort());
  });

  test('of alerts that were picked are on the page of what these are about, and name no others', async () => {
    await world.addAccounts(['weibo', 'one'], ['weibo', 'two']);
    const [one, two] = [await account('one'), await account('two')];
    const of = (label: string, accountId: AccountId) =>
      alertAbout(label, { kind: 'account-silent', platform: 'weibo', subject: { accountId, label } });
    await office.alerts(of('甲', one.id), of('乙', two.id));
    const alerts = (await world.storage.alerts.list({}, { limit: 9, cursor: null }, null)).items;
    const alertIds = alerts.map(({ id }) => id);
    // Of another kind than they are it would hide nothing.
    await expect(silence('别的', { match: { ...ANY, kinds: ['account-slow'], alertIds } })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await silence('两条', { match: { ...ANY, kinds: ['account-silent'], alertIds: alerts.map(({ id }) => id) } });
    const [shown] = await services.notify.silences(principal('viewer', '5'), one);
    expect(shown?.match.alertIds).toEqual(
      alerts.filter(({ subject }) => subject.accountId === one.id).map((a) => a.id),
    );
    await office.alerts(of('乙', two.id));
    expect(await shownAt(one)).toEqual([]);
    expect(await shownAt(two)).toEqual(['两条']);
  });

  test('of a mandate are those of its authority and of units that owe it; of how everything is seen, those of sight', async () => {
    await world.addAccounts(['weibo', 'one']);
    const mandate = await issuePolicy(world);
    const policy = await world.storage.policies.byId(mandate.policyId);
    const other = policy?.authority === 'province' ? 'state-council' : 'province';
    await silence('机关', { match: { ...ANY, authority: policy?.authority ?? null } });
    await silence('别的机关', { match: { ...ANY, authority: other } });
    await silence('甲局', { match: { ...ANY, unitId: world.unitA } });
    await silence('乙局', { match: { ...ANY, unitId: world.unitB } });
    await silence('不发声', { match: { ...ANY, kinds: ['account-silent'] } });
    await silence('采集', { match: { ...ANY, kinds: ['source-incident'] } });
    const about = { kind: 'mandate', id: mandate.id } as const;
    expect(await shownAt(about)).toEqual(['机关', '甲局'].sort());
    expect(await shownAt(about, world.unitB)).toEqual(['机关']);
    expect(await shownAt({ kind: 'sources' })).toEqual(['乙局', '甲局', '采集'].sort());
    expect(await shownAt({ kind: 'sources' }, world.unitA)).toEqual(['甲局', '采集'].sort());
  });

  test('say how much each keeps back', async () => {
    await world.addAccounts(['weibo', 'one']);
    const about = await account('one');
    await addRoute(world.storage, await addChannel(world.storage));
    await silence('微博', { match: { ...ANY, platform: 'weibo' } });
    await silence('另一个', { match: { ...ANY, unitId: world.unitA, platform: 'weibo' }, endsAt: inMs(HOUR_MS / 2) });
    await office.alerts(alertAbout('甲', { platform: 'weibo' }), alertAbout('乙', { platform: 'weibo' }));
    await office.work(4);
    const shown = await services.notify.silences(principal('viewer', '5'), about);
    expect(shown.map(({ reason, holds }) => `${reason} ${holds}`)).toEqual(['微博 2', '另一个 0']);
  });

  test('are not told to whoever does not see it, nor where it is not there', async () => {
    const site = await addColumns(world, 'column');
    await world.addAccounts(['weibo', 'one']);
    const none = 'f'.repeat(24);
    const [own] = [await account('one')];
    for (const [about, field] of [
      [own, 'accountId'],
      [{ kind: 'site', id: site.id }, 'siteId'],
      [{ kind: 'unit', id: world.unitA }, 'unitId'],
    ] as const) {
      await expect(shownAt(about, world.unitB)).rejects.toMatchObject({ code: 'not-found', field });
      await expect(shownAt(about, world.unitA)).resolves.toEqual([]);
      await expect(shownAt({ ...about, id: none } as SilencedThing)).rejects.toMatchObject({
        code: 'not-found',
        field,
      });
    }
    for (const [about, field] of [
      [{ kind: 'case', id: none as CaseId }, 'caseId'],
      [{ kind: 'mandate', id: none as MandateId }, 'mandateId'],
      [{ kind: 'site', id: none as SiteId }, 'siteId'],
    ] as const)
      await expect(shownAt(about)).rejects.toMatchObject({ code: 'not-found', field });
  });
});

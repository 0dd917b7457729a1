import type { SilenceId, SiteId } from '../../../src/domain/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { SilenceDraft } from '../../../src/services/notify/contract';
import { openAlerts } from '../fixtures';
import { addColumns } from '../someSite';
import { PAGE, principal } from '../world';
import { addChannel, addRoute, alertAbout, ANY } from './notifyWorld';
import { useNotify } from './useNotify';

const { world, side, services, office } = useNotify();
const ADMINISTRATOR = principal('administrator', '1');
const inMs = (ms: number): Date => new Date(world.clock.now().getTime() + ms);
const plan = (given: Partial<SilenceDraft> = {}) =>
  services.notify.silence(
    {
      kind: 'maintenance',
      match: { ...ANY, platform: 'weibo' },
      reason: '平台升级',
      endsAt: inMs(3 * HOUR_MS),
      ...given,
    },
    ADMINISTRATOR,
  );
const refused = (field: string) => ({ code: 'invalid-input', field });

describe('maintenance', () => {
  test('is of one platform or one site that there is, and planned at most a quarter of a year ahead', async () => {
    await expect(plan({ match: ANY })).rejects.toMatchObject(refused('match.platform'));
    await expect(plan({ match: { ...ANY, siteId: 'f'.repeat(24) as SiteId } })).rejects.toMatchObject({
      code: 'not-found',
      field: 'match.siteId',
    });
    const startsAt = inMs(92 * DAY_MS);
    await expect(plan({ startsAt: new Date(startsAt.getTime() + 1) })).rejects.toMatchObject(refused('startsAt'));
    await expect(plan({ startsAt, endsAt: startsAt })).rejects.toMatchObject(refused('endsAt'));
    const endsAt = new Date(startsAt.getTime() + 31 * DAY_MS);
    expect(await plan({ startsAt, endsAt })).toMatchObject({ kind: 'maintenance', active: false });
    // What is asked to have begun begins now.
    expect((await plan({ startsAt: inMs(-HOUR_MS) })).startsAt).toBe(world.clock.now().toISOString());
  });

  test('begins and ends by itself: before it everybody is told, in it nobody, after it of what is still so', async () => {
    await addRoute(world.storage, await addChannel(world.storage));
    await plan({ startsAt: inMs(HOUR_MS), endsAt: inMs(2 * HOUR_MS) });
    const of = (about: string) => alertAbout(about, { platform: 'weibo', severity: 'critical' });
    await office.alerts(of('甲'));
    await office.work(4);
    expect(side.arrived).toHaveLength(1);
    world.clock.pass(HOUR_MS);
    await office.alerts(of('甲'), of('乙'), alertAbout('微信', { platform: 'wechat', severity: 'critical' }));
    await office.work(4);
    // Of the other platform they are told.
    expect(side.arrived).toHaveLength(2);
    world.clock.pass(HOUR_MS);
    await office.work(4, MINUTE_MS);
    expect(side.arrived).toHaveLength(3);
  });

  test('of a site hides its columns alone', async () => {
    const site = await addColumns(world, 'one');
    await addRoute(world.storage, await addChannel(world.storage));
    expect(await plan({ match: { ...ANY, siteId: site.id } })).toMatchObject({ siteName: '甲局网站', active: true });
    const column = await world.account('one');
    const about = { platform: 'portal', severity: 'critical' } as const;
    await office.alerts(
      alertAbout('栏目', { ...about, siteId: site.id }),
      // Told by a version that did not say of which site it is.
      alertAbout('旧栏目', { severity: 'critical', subject: { accountId: column.account.id, label: '旧栏目' } }),
      alertAbout('别站', { ...about, siteId: 'e'.repeat(24) as SiteId }),
    );
    await office.work(6);
    expect((await office.notifications()).map(({ alert, state }) => `${alert.subject.label} ${state}`).sort()).toEqual(
      ['别站 sent', '旧栏目 silenced', '栏目 silenced'].sort(),
    );
  });

  test('of a site hides what became one of its columns after the alert opened, and not what is none any more', async () => {
    const site = await addColumns(world, 'one');
    await addRoute(world.storage, await addChannel(world.storage));
    await plan({ match: { ...ANY, siteId: site.id } });
    const own = (await world.account('one')).account.id;
    await world.addAccounts(['portal', 'alone']);
    const other = (await world.account('alone')).account.id;
    const about = (label: string, accountId: typeof own, siteId: SiteId | null) =>
      alertAbout(label, { platform: 'portal', severity: 'critical', siteId, subject: { accountId, label } });
    await office.alerts(
      about('后归入', own, null),
      about('改归入', own, 'e'.repeat(24) as SiteId),
      about('已移出', other, site.id),
    );
    await office.work(6);
    expect((await office.notifications()).map(({ alert, state }) => `${alert.subject.label} ${state}`).sort()).toEqual(
      ['后归入 silenced', '改归入 silenced', '已移出 sent'].sort(),
    );
  });

  test('of a site is shown to those who may see the site', async () => {
    const site = await addColumns(world, 'one');
    await plan({ match: { ...ANY, siteId: site.id }, reason: '甲局网站迁移' });
    await plan({ reason: '微博升级' });
    const seen = async (unit: typeof world.unitA | null): Promise<readonly (readonly (string | null)[])[]> =>
      (await services.notify.silences(principal('viewer', '5', unit)))
        .map(({ siteName, reason }) => [siteName, reason])
        .sort();
    const both = [
      [null, '微博升级'],
      ['甲局网站', '甲局网站迁移'],
    ];
    expect(await seen(null)).toEqual(both.sort());
    expect(await seen(world.officeId)).toEqual(both.sort());
    expect(await seen(world.unitA)).toEqual(both.sort());
    expect(await seen(world.unitB)).toEqual([[null, '微博升级']]);
  });

  test('that has not begun is called off, once', async () => {
    const { id } = await plan({ startsAt: inMs(HOUR_MS), endsAt: inMs(2 * HOUR_MS) });
    const ended = await services.notify.endSilence({ id: id as SilenceId, version: 1 }, ADMINISTRATOR);
    expect(ended).toMatchObject({ active: false, endsAt: world.clock.now().toISOString() });
    await expect(services.notify.endSilence({ id: id as SilenceId, version: 2 }, ADMINISTRATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
    world.clock.pass(90 * MINUTE_MS);
    expect((await services.notify.silences(ADMINISTRATOR)).map(({ active }) => active)).toEqual([false]);
  });

  test('accuses nobody: who is looked at in vain in it is unknown, without a finding or a case', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: '最后一条' });
    await world.lookAtDue();
    await plan({ endsAt: inMs(20 * DAY_MS) });
    world.platform.sight.set('w', { outcome: 'unreachable', retryAfterMs: null });
    for (let looks = 0; looks < 5; looks += 1) {
      world.clock.pass(4 * DAY_MS);
      await world.lookAtDue();
      await world.services.accounts.judgeDue(100);
    }
    const { account, verdict } = await world.account('w');
    expect(verdict).toMatchObject({ kind: 'unknown', reason: 'proof-too-old' });
    expect(await world.storage.findings.openFor(account.id)).toEqual([]);
    expect((await world.storage.cases.list({}, PAGE, null)).items).toEqual([]);
    expect(await openAlerts(world, 'account-silent')).toEqual([]);
  });
});

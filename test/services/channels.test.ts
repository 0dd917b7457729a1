import type { AccountId, SiteId } from '../../src/domain/ids';
import type { Account } from '../../src/domain/accounts/account';
import type { AccountRecord } from '../../src/ports/storage';
import {
  boundAccountOf,
  channelsOfPage,
  obstacleOf,
  placeOf,
  readChannels,
  readSiteColumns,
  unseenSince,
} from '../../src/services/channels';
import { accountOf, after, factsOf, NOW, siteOf, unitOf, type Given } from '../storage/samples';
import { ids } from '../storage/testStore';
import { createTestPlatform } from './platform';
import { depsOver, recordOf } from './scriptedStorage';

const UNIT = unitOf('a');
const SITE = siteOf({ unitId: UNIT.id, unitPath: UNIT.path });
const platform = createTestPlatform({ now: () => NOW });
platform.portalTakesPushes = true;

/** A column of the site that software can publish to, seen so long before now. */
const column = (given: Given<Account> = {}, seenMs: number | null = 0): AccountRecord =>
  recordOf({
    account: accountOf({ platform: 'portal', siteId: SITE.id, hasCredential: true, ...given }),
    facts: factsOf({ lastSightAt: seenMs === null ? null : after(-seenMs) }),
  });
/** An office with these accounts and these sites; `asked`: for how many sites at once. */
function officeOf(records: readonly AccountRecord[], sites = [SITE]) {
  const asked: number[] = [];
  const deps = depsOver(
    {
      accounts: {
        byIds: (wanted) => Promise.resolve(records.filter(({ account }) => wanted.includes(account.id))),
        ofSites: (wanted) =>
          Promise.resolve(records.filter(({ account }) => account.siteId !== null && wanted.includes(account.siteId))),
      },
      sites: {
        byIds: (wanted) => {
          asked.push(wanted.length);
          return Promise.resolve(sites.filter(({ id }) => wanted.includes(id)));
        },
      },
    },
    { connectors: platform.connectors },
  );
  return { deps, asked };
}

describe('what owes a repost', () => {
  test('is an account by itself, or a site: seen no later than the column that was seen longest ago', async () => {
    const [into, other, stopped, gone] = [
      column({}, 1_000),
      column({}, 5_000),
      column({ status: 'stopped' }, 9_000),
      column({ status: 'cancelled' }, 99_000),
    ];
    const alone = recordOf();
    const { deps } = officeOf([into, other, stopped, gone, alone]);
    const about = [
      { accountId: into.account.id, siteId: SITE.id },
      { accountId: alone.account.id, siteId: null },
      { accountId: ids.id<AccountId>(), siteId: null },
    ];
    const channels = await readChannels(deps, about);
    expect(channels.size).toBe(2);
    expect(channels.get(`account:${alone.account.id} ${alone.account.id}`)).toEqual({
      site: null,
      record: alone,
      watched: [alone],
      repostColumn: null,
    });
    const ofSite = channels.get(placeOf({ accountId: into.account.id, siteId: SITE.id }));
    expect(ofSite).toMatchObject({
      site: SITE,
      record: { account: into.account, facts: { lastSightAt: after(-5_000) } },
      watched: [into, other, stopped],
      repostColumn: { columnId: into.account.id, reason: 'not-named' },
    });
  });

  test('is its own column where its site is gone', async () => {
    const lost = column();
    const { deps } = officeOf([lost], []);
    const channels = await readChannels(deps, [{ accountId: lost.account.id, siteId: SITE.id }]);
    expect([...channels.values()]).toEqual([{ site: null, record: lost, watched: [lost], repostColumn: null }]);
  });

  test('is looked at where it was not seen since, and is active', () => {
    const watched = [
      column({ name: 'seen' }, 0),
      column({ name: 'before' }, 1),
      column({ name: 'never' }, null),
      column({ name: 'stopped', status: 'stopped' }, null),
    ];
    const unseen = unseenSince({ watched }, NOW);
    expect(watched.filter(({ account }) => unseen.includes(account.id)).map(({ account }) => account.name)).toEqual([
      'before',
      'never',
    ]);
  });

  test('is bound for the unit of the site, whichever its column belongs to', () => {
    const record = column();
    expect(boundAccountOf({ site: null, record })).toBe(record.account);
    expect(boundAccountOf({ site: SITE, record })).toEqual({
      ...record.account,
      unitId: UNIT.id,
      unitPath: UNIT.path,
    });
  });
});

describe('a page of accounts', () => {
  test('has each site once, over all pages, by the column reposts go into; none of a site without columns', async () => {
    const [one, two, alone] = [column(), column(), recordOf()];
    const { deps } = officeOf([one, two, alone]);
    const done = new Set<SiteId>();
    const [first, ofSite, ...more] = await channelsOfPage(deps, [two, alone], done);
    expect([first?.record, first?.site, ofSite?.record.account, ofSite?.site, more]).toEqual([
      alone,
      null,
      one.account,
      SITE,
      [],
    ]);
    expect(await channelsOfPage(deps, [one], done)).toEqual([]);
    expect(await channelsOfPage(officeOf([]).deps, [one], new Set())).toEqual([]);
  });
});

describe('the columns of a site', () => {
  test('say where its reposts go, and where they would', async () => {
    const [one, two, other] = [column(), column({ hasCredential: false }), column({ siteId: ids.id<SiteId>() })];
    const found = (await readSiteColumns(officeOf([one, two, other]).deps, [SITE.id])).get(SITE.id);
    expect(found).toMatchObject({
      site: SITE,
      columns: [one, two],
      repostColumn: { columnId: one.account.id, reason: 'not-named' },
    });
    expect([...(found?.publishable ?? [])]).toEqual([one.account.id]);
    expect(found?.repostColumnWith(two.account.id)).toEqual({ columnId: two.account.id, reason: 'named' });
  });

  test('are read for a hundred sites at once, each of them once', async () => {
    const sites = Array.from({ length: 101 }, () => siteOf());
    const { deps, asked } = officeOf([], sites);
    const wanted = sites.map(({ id }) => id);
    expect((await readSiteColumns(deps, [...wanted, ...wanted])).size).toBe(101);
    expect(asked).toEqual([100, 1]);
  });
});

test.each([
  ['what is known of the account', { noPublishReason: 'no-permission' as const }, true, 'no-permission'],
  ['that its platform has no interface', {}, false, 'no-api'],
  ['what its platform lacks', { hasCredential: false }, true, 'no-credential'],
  ['nothing', {}, true, null],
])('the obstacle to publishing is %s', (_what, given, takesPushes, obstacle) => {
  const plain = createTestPlatform({ now: () => NOW });
  plain.portalTakesPushes = takesPushes;
  expect(obstacleOf({ connectors: plain.connectors }, column(given).account)).toBe(obstacle);
});

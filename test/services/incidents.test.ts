import { makeEvent } from '../../src/domain/alerts/events';
import type { LedgerKind } from '../../src/domain/alerts/alert';
import type { LookOutcome } from '../../src/domain/accounts/look';
import type { Platform } from '../../src/domain/accounts/account';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { createServices } from '../../src/services/index';
import { useWorld } from './useWorld';
import { ids, PAGE, SETTINGS } from './world';

const world = useWorld();
const NAMES = ['w1', 'w2', 'w3', 'w4', 'w5'];

const watch = () => world.services.alerts.incidents();
const current = () => world.storage.incidents.current();
const lookNow = async (...names: readonly string[]): Promise<void> => {
  const accountIds = await Promise.all(names.map(async (name) => (await world.account(name)).account.id));
  await world.storage.accounts.expediteLooks(accountIds, world.clock.now());
  await world.lookAtDue();
};
const blind = (names: readonly string[], outcome: Exclude<LookOutcome, 'items' | 'proven-empty'> = 'unreachable') => {
  for (const name of names) world.platform.sight.set(name, { outcome, retryAfterMs: null });
};
const see = (): void => {
  world.platform.sight.clear();
};
const line = (kind: LedgerKind) =>
  makeEvent(
    { eventId: ids.eventId(), actor: { kind: 'system', name: 'test' }, now: world.clock.now() },
    { kind, subject: 'thing:x', from: null, to: null, reason: 'test' },
  );
const waitsMs = async (name: string): Promise<number> =>
  (await world.account(name)).nextLookAt.getTime() - world.clock.now().getTime();

describe('an incident', () => {
  beforeEach(async () => {
    await world.addAccounts(...NAMES.map((name) => ['weibo', name] as const));
    blind(NAMES);
    await world.lookAtDue();
  });

  test('is opened for what the looks of the last minutes say, with the ledger line of it', async () => {
    expect(await watch()).toEqual({ opened: 1, closed: 0 });
    const key = 'weibo:unreachable';
    expect(await current()).toEqual([
      {
        key,
        platform: 'weibo',
        reason: 'test-unreachable',
        accounts: 5,
        openedAt: world.clock.now(),
        closedAt: null,
      },
    ]);
    await world.storage.outbox.relay(500);
    expect((await world.storage.ledger.ofSubject(`incident:${key}`, PAGE)).items).toMatchObject([
      { kind: 'incident-opened', actor: 'system:incidents' },
    ]);
  });

  test('is not opened for looks that are older than the window', async () => {
    world.clock.pass(SETTINGS.incidents.windowMs + 1);
    expect(await watch()).toEqual({ opened: 0, closed: 0 });
  });

  test('closes with its ledger line when its cause is gone, and leaves others as they are', async () => {
    await watch();
    await world.storage.incidents.open(
      {
        key: 'portal:unreachable',
        platform: 'portal',
        reason: 'x',
        accounts: 5,
        openedAt: new Date(0),
        closedAt: null,
      },
      line('incident-opened'),
    );
    see();
    world.clock.pass(HOUR_MS);
    await lookNow(...NAMES);
    expect(await watch()).toEqual({ opened: 0, closed: 1 });
    expect((await current()).map((one) => [one.key, one.calmSinceAt])).toEqual([['portal:unreachable', undefined]]);
    await world.storage.outbox.relay(500);
    expect((await world.storage.ledger.ofSubject('incident:weibo:unreachable', PAGE)).items[0]).toMatchObject({
      kind: 'incident-closed',
      occurredAt: world.clock.now(),
    });
    expect(await watch()).toEqual({ opened: 0, closed: 0 });
  });

  test('that came back within half a day has to be calm for half an hour, counted anew when it is not', async () => {
    const goes = async (isUp: boolean, ms: number): Promise<number> => {
      world.clock.pass(ms);
      if (isUp) see();
      else blind(NAMES);
      await lookNow(...NAMES);
      return (await watch())['closed'] ?? 0;
    };
    const calmSince = async () => (await current())[0]?.calmSinceAt;
    await watch();
    expect(await goes(true, HOUR_MS)).toBe(1);
    await goes(false, HOUR_MS);
    expect(await goes(true, HOUR_MS)).toBe(0);
    const since = world.clock.now();
    expect(await goes(true, 20 * MINUTE_MS)).toBe(0);
    expect(await calmSince()).toEqual(since);
    await goes(false, 5 * MINUTE_MS);
    expect(await calmSince()).toBeUndefined();
    await goes(true, HOUR_MS);
    expect(await goes(true, 30 * MINUTE_MS - 1)).toBe(0);
    expect(await goes(true, 1)).toBe(1);
    // Half a day later it is a first time again: told as over at once.
    await goes(false, 12 * HOUR_MS);
    expect(await goes(true, HOUR_MS)).toBe(1);
  });
});

describe('whoever went blind for it', () => {
  const blindForHours = async (): Promise<void> => {
    for (let round = 0; round < 6; round += 1) {
      await world.lookAtDue();
      world.clock.pass(5 * HOUR_MS);
    }
    await world.lookAtDue();
  };

  test('is looked at soon when it is over; who is blind for something else, or elsewhere, waits on', async () => {
    const others: readonly (readonly [Platform, string])[] = [
      ['weibo', 'last'],
      ['weibo', 'refused'],
      ['portal', 'site'],
    ];
    await world.addAccounts(...NAMES.map((name) => ['weibo', name] as const), ...others);
    blind([...NAMES, 'last', 'site']);
    blind(['refused'], 'unauthorised');
    await blindForHours();
    await watch();
    see();
    world.clock.pass(15 * MINUTE_MS);
    await lookNow(...NAMES);
    const waited = [await waitsMs('refused'), await waitsMs('site')];
    expect(await waitsMs('last')).toBeGreaterThan(MINUTE_MS);
    expect(await watch()).toEqual({ opened: 0, closed: 1 });
    expect(await waitsMs('last')).toBe(0);
    expect([await waitsMs('refused'), await waitsMs('site')]).toEqual(waited);
  });

  test('is looked at a page every ten seconds, on all platforms where it was our own line', async () => {
    const asked: unknown[] = [];
    const expedited: unknown[] = [];
    const now = world.clock.now();
    await world.addAccounts(['weibo', 'w1']);
    const record = await world.account('w1');
    const storage: Storage = {
      ...world.storage,
      looks: {
        ...world.storage.looks,
        outcomesSince: () => Promise.resolve([{ platform: 'weibo', outcome: 'items', detail: '', accounts: 1 }]),
      },
      accounts: {
        ...world.storage.accounts,
        list: (filter, page, scope) => {
          asked.push([filter, page, scope]);
          return Promise.resolve({ items: [record], nextCursor: page.cursor === null ? 'next' : null });
        },
        expediteLooks: (accounts, at) => {
          expedited.push([accounts, at]);
          return Promise.resolve(1);
        },
      },
    };
    const about = { key: 'own-network', platform: null, reason: 'unreachable', accounts: 9 };
    await storage.incidents.open({ ...about, openedAt: now, closedAt: null }, line('incident-opened'));
    await createServices({ ...world.deps, storage }).alerts.incidents();
    expect(asked).toEqual([
      [{ outcome: 'unreachable' }, { limit: 100, cursor: null }, null],
      [{ outcome: 'unreachable' }, { limit: 100, cursor: 'next' }, null],
    ]);
    expect(expedited).toEqual([
      [[record.account.id], now],
      [[record.account.id], new Date(now.getTime() + 10 * SECOND_MS)],
    ]);
  });
});

describe('what a line of the ledger makes old on the screen', () => {
  const progress = (after: number | null) => world.services.alerts.progress(after);

  test.each<[string, readonly LedgerKind[]]>([
    [
      'accounts',
      [
        'verdict-changed',
        'finding-opened',
        'finding-closed',
        'finding-dismissed',
        'finding-taken-back',
        'account-registered',
        'site-registered',
        'site-changed',
        'article-added',
        'post-changed',
        'incident-opened',
        'incident-closed',
      ],
    ],
    ['accounts credentials', ['account-changed', 'credential-changed']],
    ['accounts cases credentials mandates', ['unit-moved']],
    ['accounts mandates', ['obligation-moved']],
    ['accounts cases', ['case-moved']],
    ['mandates', ['mandate-reviewed', 'rule-changed', 'job-moved']],
    ['mandates policies', ['policy-changed', 'mandate-issued']],
    ['policies', ['policy-recorded']],
    [
      '',
      [
        'alert-acknowledged',
        'alert-assigned',
        'alert-escalated',
        'signed-in',
        'sign-in-refused',
        'person-changed',
        'training-changed',
      ],
    ],
  ])('"%s": %j', async (topics, kinds) => {
    for (const kind of kinds) {
      const before = await world.storage.ledger.lastSeq();
      await world.storage.ledger.append([line(kind)]);
      expect([kind, await progress(before)]).toEqual([
        kind,
        { to: before + 1, topics: topics === '' ? [] : topics.split(' ') },
      ]);
    }
  });

  test('is each topic once; from the end on, and where nothing came, it is nothing', async () => {
    await world.storage.ledger.append([line('case-moved'), line('case-moved'), line('policy-recorded')]);
    expect(await progress(0)).toEqual({ to: 3, topics: ['accounts', 'cases', 'policies'] });
    expect(await progress(2)).toEqual({ to: 3, topics: ['policies'] });
    expect(await progress(3)).toEqual({ to: 3, topics: [] });
    expect(await progress(null)).toEqual({ to: 3, topics: [] });
  });

  test('goes to the end where more came than is read at once', async () => {
    await world.storage.ledger.append(Array.from({ length: 205 }, () => line('case-moved')));
    expect(await progress(6)).toMatchObject({ to: 205 });
    expect(await progress(5)).toMatchObject({ to: 205 });
    expect(await progress(0)).toMatchObject({ to: 205, topics: ['accounts', 'cases'] });
  });
});

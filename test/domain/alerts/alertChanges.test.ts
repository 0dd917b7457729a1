import { alertChanges, type NextAlert } from '../../../src/domain/alerts/alertChanges';
import type { Alert, AlertDraft } from '../../../src/domain/alerts/alert';
import type { AccountId, AlertId, PersonId, SiteId, UnitId } from '../../../src/domain/ids';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';

const NOW = new Date('2026-09-18T02:00:00Z');
const before = (ms: number): Date => new Date(NOW.getTime() - ms);
const [COUNTY, OWN, OTHER] = ['county', 'own', 'other'] as unknown as readonly [UnitId, UnitId, UnitId];

const draft = (given: Partial<AlertDraft> = {}): AlertDraft => ({
  cause: 'account:a:verdict',
  owner: 'account:a',
  kind: 'account-warned',
  severity: 'warning',
  subject: { accountId: 'a' as AccountId, label: '甲县发布' },
  unitId: OWN,
  unitPath: [COUNTY, OWN],
  reason: 'silence-approaching',
  figures: { days: 8 },
  byUnit: null,
  occurredAt: before(60 * MINUTE_MS),
  ...given,
});
const acknowledged = { by: 'p1' as PersonId, name: '值班员', at: before(SECOND_MS) };
const alert = (given: Partial<Alert> = {}): Alert => ({
  ...draft(),
  id: 'first' as AlertId,
  seq: 7,
  change: 'acknowledged',
  state: 'acknowledged',
  noticedAt: before(30 * MINUTE_MS),
  changedAt: before(30 * MINUTE_MS),
  platform: 'weibo',
  siteId: null,
  acknowledged,
  assigned: null,
  resolved: null,
  changedBy: '值班员',
  ...given,
});
const changesOf = (
  now: { readonly live?: readonly Alert[]; readonly lately?: readonly Alert[] },
  ...wanted: readonly AlertDraft[]
) =>
  alertChanges(
    { live: now.live ?? [], lately: now.lately ?? [] },
    { wanted, endOf: ({ cause }) => (cause === 'account:a:verdict' ? 'updated' : 'told') },
    { now: NOW, newId: () => 'new' as AlertId },
  );
/** What becomes of one live alert that is wanted so. */
const becomes = (current: Partial<Alert>, wanted: Partial<AlertDraft>): NextAlert | undefined => {
  const { changes } = changesOf({ live: [alert(current)] }, draft(wanted));
  expect(changes.length).toBeLessThan(2);
  return changes[0];
};

describe('what is wrong and not told yet is opened', () => {
  test('as something new', () => {
    expect(changesOf({ live: [], lately: [alert({ cause: 'account:b:verdict' })] }, draft())).toEqual({
      changes: [
        {
          ...draft(),
          id: 'new',
          change: 'opened',
          state: 'open',
          noticedAt: NOW,
          changedAt: NOW,
          changedBy: null,
          platform: null,
          siteId: null,
          acknowledged: null,
          assigned: null,
          resolved: null,
        },
      ],
      laterAt: null,
    });
  });

  test('as the same alert where it was over only lately, unacknowledged again', () => {
    const lately = alert({ resolved: { at: before(SECOND_MS), reason: 'updated' }, state: 'resolved' });
    const other = alert({ id: 'second' as AlertId, cause: 'account:b:verdict' });
    expect(changesOf({ lately: [other, lately] }, draft()).changes).toMatchObject([
      { id: 'first', change: 'opened', state: 'open', noticedAt: lately.noticedAt, changedAt: NOW, acknowledged: null },
    ]);
  });
});

test('what is not wrong any more is resolved with the reason of its end, and keeps what it said', () => {
  const other = alert({ id: 'second' as AlertId, cause: 'account:b:verdict' });
  const { changes, laterAt } = changesOf({ live: [alert(), other] });
  expect(changes.map(({ id, state, resolved }) => [id, state, resolved])).toEqual([
    ['first', 'resolved', { at: NOW, reason: 'updated' }],
    ['second', 'resolved', { at: NOW, reason: 'told' }],
  ]);
  expect(changes[0]).toMatchObject({
    change: 'resolved',
    changedAt: NOW,
    figures: { days: 8 },
    acknowledged,
    noticedAt: before(30 * MINUTE_MS),
  });
  expect(laterAt).toBeNull();
});

describe('what is wrong still', () => {
  test('changes nothing while it is the same, however it is dated, in whatever order its folded units come', () => {
    expect(changesOf({ live: [alert()] }, draft({ occurredAt: before(0), unitPath: [COUNTY, OWN] }))).toEqual({
      changes: [],
      laterAt: null,
    });
    const byUnit = { [COUNTY]: { accounts: 2 }, [OWN]: { accounts: 1 } };
    const folded = { byUnit: { [OWN]: { accounts: 1 }, [COUNTY]: { accounts: 2 } } };
    expect(becomes({ byUnit, unitPath: [OWN, COUNTY] }, folded)).toBeUndefined();
  });

  test.each<[string, Partial<AlertDraft>]>([
    ['another figure', { figures: { days: 9 } }],
    ['one figure more', { figures: { days: 8, posts: 1 } }],
    ['one figure less', { figures: {} }],
    ['a figure of another name', { figures: { hours: 8 } }],
    ['another subject', { subject: { accountId: 'a' as AccountId, label: '乙县发布' } }],
    ['units', { byUnit: { [OWN]: { days: 8 } } }],
    ['another owner', { owner: 'account:b' }],
  ])('is told anew with %s, and stays acknowledged', (_, given) => {
    expect(becomes({}, given)).toEqual({
      ...draft(given),
      id: 'first',
      change: 'changed',
      state: 'acknowledged',
      occurredAt: before(60 * MINUTE_MS),
      noticedAt: before(30 * MINUTE_MS),
      changedAt: NOW,
      changedBy: null,
      platform: null,
      siteId: null,
      acknowledged,
      assigned: null,
      resolved: null,
    });
  });

  test('stays with whom it was given to, whatever becomes of it, and once it is back within the hour', () => {
    const assigned = { to: 'p2' as PersonId, name: '张三', by: 'p1' as PersonId, at: before(SECOND_MS) };
    expect(becomes({ assigned }, { severity: 'critical' })).toMatchObject({ state: 'open', assigned, changedBy: null });
    expect(changesOf({ live: [alert({ assigned })] }).changes).toMatchObject([{ change: 'resolved', assigned }]);
    const lately = alert({ assigned, state: 'resolved', resolved: { at: before(SECOND_MS), reason: 'updated' } });
    expect(changesOf({ lately: [lately] }, draft()).changes).toMatchObject([{ change: 'opened', assigned }]);
    expect(changesOf({}, draft()).changes).toMatchObject([{ assigned: null }]);
  });

  test('is not told anew for its platform or site alone, which the next change carries', () => {
    const [platform, siteId] = ['portal', 's' as SiteId] as const;
    expect(becomes({ platform: null }, { platform, siteId })).toBeUndefined();
    expect(becomes({ platform: null }, { platform, siteId, reason: 'silence-dormant' })).toMatchObject({
      platform,
      siteId,
    });
  });

  test('is told anew where it belongs to other units, by order as well', () => {
    expect(becomes({}, { unitPath: [COUNTY, OTHER] })?.unitPath).toEqual([COUNTY, OTHER]);
    expect(becomes({}, { unitPath: [OWN, COUNTY] })?.unitPath).toEqual([OWN, COUNTY]);
    expect(becomes({}, { unitPath: [COUNTY] })?.unitPath).toEqual([COUNTY]);
  });
});

describe('figures that grow while people watch are told once a minute', () => {
  test('at the earliest when a minute has passed since the last change, and it is said when', () => {
    const grown = draft({ figures: { days: 9 } });
    expect(changesOf({ live: [alert({ changedAt: before(MINUTE_MS - 1) })] }, grown)).toEqual({
      changes: [],
      laterAt: new Date(NOW.getTime() + 1),
    });
    expect(changesOf({ live: [alert({ changedAt: before(MINUTE_MS) })] }, grown).changes).toHaveLength(1);
  });

  test('of several that wait the first one says when', () => {
    const live = [10, 30, 20].map((seconds) =>
      alert({ cause: `account:${seconds}:verdict`, changedAt: before(seconds * SECOND_MS) }),
    );
    const wanted = live.map(({ cause }) => draft({ cause, figures: {} }));
    expect(changesOf({ live }, ...wanted)).toEqual({ changes: [], laterAt: new Date(NOW.getTime() + 30 * SECOND_MS) });
  });

  test.each<[string, Partial<AlertDraft>, 'open' | 'acknowledged']>([
    ['another kind', { kind: 'account-silent' }, 'open'],
    ['more severity', { severity: 'critical' }, 'open'],
    ['less severity', { severity: 'notice' }, 'acknowledged'],
    ['another reason', { reason: 'silence-dormant' }, 'acknowledged'],
    ['a further limit', { occurredAt: before(59 * MINUTE_MS), figures: { days: 9 } }, 'open'],
    ['other units', { unitPath: [COUNTY, OTHER] }, 'acknowledged'],
  ])('but %s at once', (_, given, state) => {
    const next = becomes({ changedAt: before(SECOND_MS) }, given);
    expect(next).toMatchObject({ ...given, change: 'changed', state });
    expect(next?.acknowledged).toEqual(state === 'open' ? null : acknowledged);
  });

  test('but a date that was only read anew takes no acknowledgement away', () => {
    const expiresAt = { expiresAt: before(0).toISOString() };
    const next = becomes({ figures: {} }, { occurredAt: before(0), figures: expiresAt });
    expect(next).toMatchObject({ state: 'acknowledged', acknowledged, occurredAt: before(60 * MINUTE_MS) });
  });

  test.each<[string, Partial<Alert>, Partial<AlertDraft>]>([
    ['an earlier date', {}, { occurredAt: before(61 * MINUTE_MS), figures: {} }],
    ['the same date', {}, { figures: {} }],
    ['a later date of what is folded', { byUnit: {} }, { byUnit: {}, occurredAt: before(0), figures: {} }],
    ['other units of what is folded', { byUnit: {} }, { byUnit: {}, unitPath: [OTHER], figures: {} }],
  ])('and %s presses nobody', (_, current, given) => {
    expect(becomes({ changedAt: before(SECOND_MS), ...current }, given)).toBeUndefined();
  });

  test('and what becomes folded, or is folded no more, moves to its units at once', () => {
    const units = { unitPath: [COUNTY, OWN, OTHER] };
    expect(becomes({ changedAt: before(SECOND_MS) }, { ...units, byUnit: {} })).toMatchObject(units);
    expect(becomes({ changedAt: before(SECOND_MS), byUnit: {} }, units)).toMatchObject(units);
  });
});

test('what went on since before keeps its date; what became worse has the date of that', () => {
  const grown = { figures: { days: 9 }, byUnit: {}, occurredAt: before(0) };
  expect(becomes({ byUnit: {} }, grown)?.occurredAt).toEqual(before(60 * MINUTE_MS));
  expect(becomes({}, { severity: 'critical', occurredAt: before(0) })?.occurredAt).toEqual(before(0));
  expect(becomes({}, { kind: 'account-slow', occurredAt: before(0) })?.occurredAt).toEqual(before(0));
});

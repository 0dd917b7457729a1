import { CURRENT_ALERT_KINDS } from '../../../src/domain/alerts/alert';
import type { SiteId, UnitId } from '../../../src/domain/ids';
import { HIDING_PLACES, mayHide, type HidingAbout } from '../../../src/domain/notify/hidingAbout';
import type { AlertMatch } from '../../../src/domain/notify/route';

const ANY: AlertMatch = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };
const about = (given: Partial<HidingAbout> = {}): HidingAbout => ({
  place: 'account',
  unitIds: new Set(['city', 'own'] as UnitId[]),
  platforms: ['weibo'],
  siteIds: new Set(['s1'] as SiteId[]),
  authorities: ['state-council'],
  ...given,
});

describe('whether a silence can hide something of what a page shows', () => {
  test('one that narrows nothing does, everywhere', () => {
    expect(HIDING_PLACES.filter((place) => !mayHide(ANY, about({ place })))).toEqual([]);
  });

  test.each<[string, Partial<AlertMatch>, boolean]>([
    ['a kind it can have', { kinds: ['account-silent'] }, true],
    ['a kind it can have among others', { kinds: ['storage-low', 'account-silent'] }, true],
    ['a kind it cannot have', { kinds: ['mandate-review'] }, false],
    ['a kind that opens no more', { kinds: ['case-opened'] }, false],
    ['its unit', { unitId: 'own' as UnitId }, true],
    ['a unit above it', { unitId: 'city' as UnitId }, true],
    ['another unit', { unitId: 'other' as UnitId }, false],
    ['its platform', { platform: 'weibo' }, true],
    ['another platform', { platform: 'wechat' }, false],
    ['its site', { siteId: 's1' as SiteId }, true],
    ['another site', { siteId: 's2' as SiteId }, false],
    ['its authority', { authority: 'state-council' }, true],
    ['another authority', { authority: 'province' }, false],
    ['what presses', { leastSeverity: 'critical' }, true],
  ])('of %s', (_what, match, expected) => {
    expect(mayHide({ ...ANY, ...match }, about())).toBe(expected);
  });

  test('what the page does not narrow, no silence misses', () => {
    const wide = about({ unitIds: null, platforms: null, siteIds: null, authorities: null });
    const match = { unitId: 'x' as UnitId, platform: 'wechat', siteId: 'y' as SiteId, authority: 'province' } as const;
    expect(mayHide({ ...ANY, ...match }, wide)).toBe(true);
  });

  test('every kind but what concerns the office alone is shown on some page', () => {
    const nowhere = CURRENT_ALERT_KINDS.filter(
      (kind) => !HIDING_PLACES.some((place) => mayHide({ ...ANY, kinds: [kind] }, about({ place }))),
    );
    expect(nowhere).toEqual([
      'storage-low',
      'archive-unusable',
      'channel-failing',
      'receiver-failing',
      'policy-awaiting',
    ]);
  });
});

import fc from 'fast-check';
import type { LastList } from '../../../src/domain/accounts/lastList';
import type { Look } from '../../../src/domain/accounts/look';
import { isRepeat, looksOf, repeatKey, repeatLine, runsSince } from '../../../src/domain/accounts/lookRun';
import type { AccountId, LookId } from '../../../src/domain/ids';
import { DAY_MS } from '../../../src/domain/time/instant';

const AT = new Date('2026-09-18T02:00:00.000Z');
const look: Look = {
  id: 'first' as LookId,
  accountId: 'a' as AccountId,
  platform: 'portal',
  startedAt: AT,
  endedAt: new Date(AT.getTime() + 40),
  outcome: 'items',
  detail: 'feed',
  coverage: 'full',
  itemCount: 20,
  newCount: 3,
  futureDatedCount: 0,
  completeFromAt: new Date('2026-09-01T00:00:00Z'),
};
const list: LastList = {
  digest: 'd',
  answerDigest: null,
  outcome: 'items',
  detail: 'feed',
  coverage: 'full',
  itemCount: 20,
  unpinnedCount: 20,
  completeFromAt: look.completeFromAt,
};

test('of looks that are kept together each is read as it was: when it began, when it ended, under its id', () => {
  const spans = fc.array(fc.tuple(fc.nat(DAY_MS), fc.nat(120_000)), { maxLength: 80 });
  fc.assert(
    fc.property(spans, (made) => {
      const times = made.map(([afterMs, tookMs]) => ({
        startedAt: new Date(AT.getTime() + afterMs),
        endedAt: new Date(AT.getTime() + afterMs + tookMs),
      }));
      const again = times.map((one) => repeatLine(AT, one));
      const read = looksOf({ first: look, again }, (key) => `id of ${key}` as LookId);
      expect(read).toEqual([
        look,
        ...times.map((one) => ({
          ...look,
          ...one,
          id: `id of ${repeatKey(look.id, one.startedAt)}`,
          newCount: 0,
        })),
      ]);
    }),
  );
});

test.each<[string, Partial<Look>, boolean]>([
  ['what was found before', { newCount: 0 }, true],
  ['something new', { newCount: 1 }, false],
  ['one more item', { newCount: 0, itemCount: 21 }, false],
  ['nothing at all', { newCount: 0, outcome: 'proven-empty' }, false],
  ['it by another way', { newCount: 0, detail: 'list-page' }, false],
  ['it through a list with holes', { newCount: 0, coverage: 'partial' }, false],
  ['it as far back as another day', { newCount: 0, completeFromAt: new Date(0) }, false],
  ['it, but cannot say how far back', { newCount: 0, completeFromAt: null }, false],
])('a look that finds %s goes with the one before: %#', (_what, found, goes) => {
  expect(isRepeat(list, { ...look, ...found })).toBe(goes);
});

test('a run begins with the civil day at the earliest', () => {
  expect(runsSince({ startedAt: new Date('2026-09-18T15:59:59.999Z') })).toEqual(new Date('2026-09-17T16:00:00.000Z'));
  expect(runsSince({ startedAt: new Date('2026-09-18T16:00:00.000Z') })).toEqual(new Date('2026-09-18T16:00:00.000Z'));
});

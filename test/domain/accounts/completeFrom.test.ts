import { NO_FACTS } from '../../../src/domain/accounts/facts';
import { foldLook } from '../../../src/domain/accounts/foldLook';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { at, look, nothing, having } from './someLook';

describe('a list that leaves posts out, made whole by messages', () => {
  const partial = foldLook(NO_FACTS, look(1, 'items', { coverage: 'partial' }), having(0));

  test('is whole from the day the messages flow on, whatever was seen through its holes before', () => {
    const whole = foldLook(partial, look(50, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(48),
    });
    expect(whole).toMatchObject({ coverage: 'full', completeFromAt: at(48) });
    const later = foldLook(whole, look(60, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(48),
    });
    expect(later.completeFromAt).toEqual(at(48));
    expect(foldLook(partial, look(50, 'items'), { ...having(0), reseenUnpinned: 1 }).completeFromAt).toEqual(at(50));
  });

  test('begins anew when the flow was broken between two looks, though the list shows the same posts', () => {
    const whole = foldLook(partial, look(50, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(48),
    });
    const broken = foldLook(whole, look(60, 'items', { completeFromAt: at(55) }), {
      ...having(0),
      reseenUnpinned: 1,
      provenFromAt: at(55),
    });
    expect(broken.completeFromAt).toEqual(at(55));
    expect(
      foldLook(whole, look(60, 'proven-empty', { completeFromAt: at(55) }), { ...nothing, provenFromAt: at(55) })
        .completeFromAt,
    ).toEqual(at(55));
  });

  test('is a list with holes again while they do not flow', () => {
    const whole = foldLook(partial, look(50, 'items', { completeFromAt: at(48) }), {
      ...having(0),
      provenFromAt: at(48),
    });
    expect(foldLook(whole, look(60, 'items', { coverage: 'partial' }), having(0)).coverage).toBe('partial');
  });
});

describe('since when every post was seen', () => {
  const seen = foldLook(NO_FACTS, look(10, 'items', { completeFromAt: at(0) }), having(5));

  test('begins with what the first list covers, or with the look where it cannot say', () => {
    expect(seen.completeFromAt).toEqual(at(0));
    expect(foldLook(NO_FACTS, look(10, 'items'), having(5)).completeFromAt).toEqual(at(10));
  });

  test.each([
    ['reaches exactly back to the last sight', { completeFromAt: at(10) }, 0, 0],
    [
      'falls one millisecond short of the last sight',
      { completeFromAt: new Date(at(10).getTime() + 1) },
      0,
      10 + 1 / HOUR_MS,
    ],
    ['reaches behind it', { completeFromAt: at(-20) }, 0, -20],
    ['cannot say but shows an unpinned post we knew', { completeFromAt: null }, 1, 0],
    ['cannot say and shows nothing we knew', { completeFromAt: null }, 0, 30],
    ['falls short but shows an unpinned post we knew', { completeFromAt: at(20) }, 2, 0],
  ])('a list that %s', (_case, more, reseenUnpinned, hours) => {
    expect(
      foldLook(seen, look(30, 'items', { itemCount: 5, newCount: 4, ...more }), { ...having(5, 25), reseenUnpinned })
        .completeFromAt,
    ).toEqual(at(hours));
  });

  test('a pinned old post shows no continuity: five items of which one was known are not enough', () => {
    expect(foldLook(seen, look(30, 'items', { itemCount: 5, newCount: 4 }), having(5, 25)).completeFromAt).toEqual(
      at(30),
    );
  });

  test('continues over a list that is proven empty and over blind looks', () => {
    expect(foldLook(seen, look(30, 'proven-empty'), nothing).completeFromAt).toEqual(at(0));
    const blind = foldLook(seen, look(20, 'unparsed'), nothing);
    expect(foldLook(blind, look(30, 'items', { completeFromAt: at(9) }), having(5)).completeFromAt).toEqual(at(0));
  });
});

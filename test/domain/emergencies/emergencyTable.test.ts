import { addStatements } from '../../../src/domain/emergencies/emergencyTable';
import type { Emergency, Statement } from '../../../src/domain/emergencies/emergency';
import type { DutyId, PostId } from '../../../src/domain/ids';
import { MINUTE_MS } from '../../../src/domain/time/instant';
import { emergencyOf } from '../../storage/duties/unitFileSamples';
import { NOW } from '../../storage/samples';
import { ids } from '../../storage/testStore';

const at = (minute: number) => new Date(NOW.getTime() + minute * MINUTE_MS);
const seen = (minute: number): Statement => ({
  ...{ at: at(minute), origin: 'seen', postId: `post-${String(minute)}` as PostId, accountId: null },
  ...{ speaker: '甲局发布', link: null, words: '通报' },
});
const by = { by: null, name: '', at: at(10_000) };
const add = (emergency: Emergency, statements: readonly Statement[]) =>
  addStatements(emergency, { statements, followUp: ids.id<DutyId>() }, by);
const posts = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => seen(from + n));

test('of more than are kept the earliest are, and how many more there were stands in the file', () => {
  const full = add(emergencyOf(), posts(1, 2_001));
  if ('refused' in full) throw new Error(full.refused);
  expect([full.emergency.statements.length, full.emergency.beyond]).toEqual([2_000, undefined]);
  const more = add(full.emergency, posts(1, 2_004));
  if ('refused' in more) throw new Error(more.refused);
  expect([more.emergency.statements.length, more.emergency.beyond]).toEqual([2_000, 3]);
  // Nothing is written again while nothing else was found.
  expect(add(more.emergency, posts(1, 2_004))).toEqual({ refused: 'no-such-step' });
  const some = add(emergencyOf(), posts(1, 2_002));
  expect(some).toMatchObject({ emergency: { beyond: 1 } });
  if ('emergency' in some) expect(some.emergency.statements.at(-1)?.at).toEqual(at(2_000));
});

test('what somebody enters is never left out without a word', () => {
  const full = add(emergencyOf(), posts(1, 2_001));
  if ('refused' in full) throw new Error(full.refused);
  expect(add(full.emergency, [{ ...seen(5), origin: 'entered', postId: null }])).toEqual({ refused: 'too-many' });
});

import type { DelegationId, PersonId } from '../../../src/domain/ids';
import { MOST_GIVEN, type Delegation } from '../../../src/domain/reviews/delegation';
import type { CivilDate } from '../../../src/domain/time/instant';
import { m0051DelegationSlots } from '../../../src/storage/migrations/m0051DelegationSlots';
import { eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const GIVER = ids.id<PersonId>();
const delegation = (): Delegation => ({
  ...{ id: ids.id<DelegationId>(), fromId: GIVER, toId: ids.id<PersonId>(), kinds: ['mandate'], reason: '出差' },
  ...{ fromDate: '2026-09-18' as CivilDate, toDate: '2026-09-30' as CivilDate, madeAt: NOW, version: 1 },
});

test('delegations that are there hold a place each, and one that is ended holds none', async () => {
  const there = Array.from({ length: MOST_GIVEN }, delegation);
  for (const one of there) expect(await storage.delegations.insert(one, eventOf('delegation'))).toBe(true);
  const connection = await store.raw();
  const rows = connection.collection('review-delegations');
  // As the version before wrote them.
  await rows.updateMany({}, { $unset: { slot: 1 } });
  for (let run = 0; run < 2; run += 1) await m0051DelegationSlots.up(connection);
  const slots = (await rows.find({}).toArray()).map(({ slot }) => String(slot));
  expect(new Set(slots).size).toBe(MOST_GIVEN);
  expect(await storage.delegations.insert(delegation(), eventOf('delegation'))).toBe(false);
  const [first] = there;
  expect(await storage.delegations.remove(first?.id as DelegationId, 1, eventOf('delegation'))).toBe(true);
  expect(await storage.delegations.insert(delegation(), eventOf('delegation'))).toBe(true);
});

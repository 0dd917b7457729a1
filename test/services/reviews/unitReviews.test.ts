import type { LiaisonId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { CivilDate } from '../../../src/domain/time/instant';
import { FLOW as REVIEW_FLOW, reviewOf } from '../../storage/reviews/reviewSamples';
import { eventOf } from '../../storage/samples';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
type Reviews = typeof world.services.reviews;
const mine = async (by: Principal) => (await world.services.reviews.list({ mine: true }, PAGE, by)).items;

describe('a review of one unit', () => {
  const unitStage = (duties: readonly ('informant' | 'chief')[]) => ({
    ...{ key: 'first', title: '初审', titleEn: 'First' },
    takers: { actions: ['review.take' as const], people: [], duties, within: 'unit' as const },
  });
  async function ofUnit(duties: readonly ('informant' | 'chief')[] = []): Promise<string> {
    const path = (await world.storage.units.byId(world.unitA, null))?.path ?? [];
    const flow = { ...REVIEW_FLOW, stages: [unitStage(duties)] };
    const review = reviewOf({ title: '甲局稿件', unitId: world.unitA, unitPath: path, flow });
    return (await world.storage.reviews.open(review, eventOf('review'))).id;
  }

  test('is seen and taken by its own people and those above, not by a sibling or who stands below another', async () => {
    const id = (await ofUnit()) as Parameters<Reviews['show']>[0];
    const own = principal('officer', '5', world.unitA);
    const sibling = principal('administrator', '6', world.unitB);
    const superior = principal('officer', '7', world.officeId);
    expect([(await mine(own)).length, (await mine(superior)).length, (await mine(sibling)).length]).toEqual([1, 1, 0]);
    for (const asked of [
      () => world.services.reviews.show(id, sibling),
      () => world.services.reviews.take({ id, version: 1 }, { step: 'pass', reason: '' }, sibling),
      () => world.services.reviews.assign({ id, version: 1 }, null, sibling),
    ])
      await expect(asked()).rejects.toMatchObject({ code: 'not-found' });
    expect((await world.services.reviews.list({}, PAGE, sibling)).items).toEqual([]);
    await world.services.reviews.take({ id, version: 1 }, { step: 'pass', reason: '' }, superior);
    expect(await world.services.reviews.show(id, own)).toMatchObject({ state: 'passed' });
  });

  test('waits for who holds the duty its stage is given to, while they hold it', async () => {
    await ofUnit(['informant']);
    const personId = await addPerson(world.storage, {
      name: '信',
      username: 'u-i',
      role: 'viewer',
      unitId: world.unitA,
    });
    const informant: Principal = { personId, name: '信', role: 'viewer', unitId: world.unitA, via: 'session' };
    expect(await mine(informant)).toEqual([]);
    const unitPath = (await world.storage.units.byId(world.unitA, null))?.path ?? [];
    const liaison = {
      ...{ id: world.deps.ids.id<LiaisonId>(), unitId: world.unitA, unitPath, duty: 'informant' as const },
      ...{ name: '信', post: '科员', rank: null, mobile: '13800000000', officePhone: null, personId },
      ...{ sinceOn: '2026-01-01' as CivilDate, untilOn: null, version: 1 },
    };
    await world.storage.liaisons.insert(liaison, eventOf('liaison'));
    expect(await mine(informant)).toMatchObject([{ title: '甲局稿件', acts: ['pass', 'return', 'refuse', 'assign'] }]);
    await world.storage.liaisons.change({ ...liaison, untilOn: '2026-09-17' as CivilDate }, eventOf('liaison'));
    expect(await mine(informant)).toEqual([]);
  });
});

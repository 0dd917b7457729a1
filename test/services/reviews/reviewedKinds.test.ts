import type { CivilDate } from '../../../src/domain/time/instant';
import type { ReviewKind } from '../../../src/domain/reviews/review';
import { REVIEWED_KINDS } from '../../../src/web/pages/reviews/reviewedKinds';
import { FLOW } from '../../storage/reviews/reviewSamples';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { principal } from '../world';

const world = useWorld();
const ROOT = principal('administrator', '1');
const reviews = () => world.services.reviews;

test('flows are shown and offered of what is reviewed alone', async () => {
  const shown = await reviews().flows(null, ROOT);
  expect(shown.map(({ kind }) => kind)).toEqual([...REVIEWED_KINDS]);
});

test('nobody sets a gate for what is not reviewed, nor delegates it', async () => {
  const toId = await addPerson(world.storage, { name: '代', username: 'd', role: 'operator', unitId: null });
  const fromId = await addPerson(world.storage, { name: '甲', username: 'g', role: 'operator', unitId: null });
  const by = { ...ROOT, personId: fromId };
  const days = { fromDate: '2026-09-18' as CivilDate, toDate: '2026-09-18' as CivilDate, reason: '出差' };
  const { kind: _kind, unitId: _unit, version: _version, ...flow } = FLOW;
  for (const kind of ['report'] as const satisfies readonly ReviewKind[]) {
    await expect(
      reviews().setFlow({ kind, unitId: null, version: 0 }, { flow, reason: '设保密审查' }, by),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'kind' });
    await expect(reviews().delegate({ toId, kinds: ['own-post', kind], ...days }, by)).rejects.toMatchObject({
      ...{ code: 'invalid-input', field: 'kinds' },
    });
  }
  expect((await reviews().delegate({ toId, kinds: [...REVIEWED_KINDS], ...days }, by)).kinds).toHaveLength(
    REVIEWED_KINDS.length,
  );
});

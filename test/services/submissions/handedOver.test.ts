import type { PersonId, ReviewId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { addPerson } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { DRAFT, handIn, idOf, OFFICE, openCity, type Desk } from './submittingUnits';

const world = useWorld();
const ROOT = principal('administrator', '9');
let county: Desk;
beforeEach(async () => {
  ({ county } = await openCity(world));
});
async function someone(name: string, unitId: UnitId, role: 'officer' | 'viewer' = 'officer'): Promise<Principal> {
  const personId = await addPerson(world.storage, { name, username: name, role, unitId });
  return { personId, name, role, unitId, via: 'session' };
}
const give = (from: Principal, to: Principal) =>
  world.services.people.handOver(from.personId, { toId: to.personId, reason: '调离', disables: false }, ROOT);

test('who leaves gives their drafts and what is under review to a successor, who goes on as the author', async () => {
  const [leaver, next] = [await someone('leaver', county.unitId), await someone('next', county.unitId)];
  const { submissions, reviews } = world.services;
  const draft = await submissions.begin(null, { ...DRAFT, informantId: county.informantId }, leaver);
  const handed = await handIn(world.services, { ...county, author: leaver });
  const { items, left } = await give(leaver, next);
  expect([items.map(({ kind }) => kind), left]).toEqual([['submission', 'submission'], []]);
  expect((await submissions.show(idOf(draft), next)).acts).toEqual(['write', 'submit', 'withdraw']);
  expect((await submissions.show(idOf(draft), leaver)).acts).toEqual([]);
  const id = handed.reviewId as ReviewId;
  const { version } = await reviews.show(id, OFFICE);
  await expect(reviews.take({ id, version }, { step: 'pass', reason: '' }, next)).rejects.toMatchObject({
    code: 'self-approval',
  });
  await reviews.take({ id, version }, { step: 'return', reason: '请改' }, county.section);
  expect((await submissions.show(idOf(handed), next)).acts).toEqual(['write', 'submit', 'withdraw']);
});

test('who may write nothing, or has passed a stage of it, is given none', async () => {
  const leaver = await someone('leaver', county.unitId);
  const [viewer, section] = [await someone('viewer', county.unitId, 'viewer'), await someone('section', county.unitId)];
  const handed = await handIn(world.services, { ...county, author: leaver });
  const id = handed.reviewId as ReviewId;
  await world.services.reviews.take({ id, version: 1 }, { step: 'pass', reason: '' }, section);
  for (const to of [viewer, section])
    expect((await give(leaver, to)).left).toMatchObject([{ kind: 'submission', why: 'not-permitted' }]);
  expect((await world.storage.submissions.openOf(leaver.personId satisfies PersonId, null)).length).toBe(1);
});

test('a draft follows the merge of its unit', async () => {
  const { submissions, accounts } = world.services;
  const draft = await submissions.begin(null, { ...DRAFT, informantId: county.informantId }, county.author);
  const [other] = await accounts.registerUnits([{ key: 'new', name: '新县', parentKey: 'city', level: 'county' }]);
  const intoId = other?.id as UnitId;
  const document = { documentNumber: '编发〔2026〕8号', effectiveOn: '2026-10-01' };
  await accounts.mergeUnit({ unitId: county.unitId, intoId, reason: '机构改革', ...document }, ROOT);
  expect(await world.storage.submissions.byId(idOf(draft), intoId)).toMatchObject({ unitId: intoId, state: 'draft' });
});

import type { SubmissionDetailView } from '../../../src/api/submissions';
import type { LiaisonId, ReviewId, SubmissionId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import type { CivilDate } from '../../../src/domain/time/instant';
import type { Services } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { principal, type World } from '../world';

export const OFFICE = principal('operator', '9');
export const DRAFT = {
  title: '防汛物资储备政策解读',
  body: '全市已储备防汛物资……',
  kind: 'interpretation',
  section: '应急科',
  attachments: [],
} as const;

/** Who of a unit takes which part: the author, the three stages, and whoever examines for secrecy. */
export interface Desk {
  readonly unitId: UnitId;
  readonly informantId: LiaisonId;
  readonly author: Principal;
  readonly section: Principal;
  readonly informant: Principal;
  readonly chief: Principal;
  readonly examiner: Principal;
}

/** A city with a county and a department below it, each with the people its submissions take. */
export async function openCity(world: World): Promise<{ readonly county: Desk; readonly department: Desk }> {
  const [, county, department] = await world.services.accounts.registerUnits([
    { key: 'city', name: '市政府', parentKey: null, level: 'city' },
    { key: 'county', name: '某县', parentKey: 'city', level: 'county' },
    { key: 'bureau', name: '市应急局', parentKey: 'city', level: 'department' },
  ]);
  if (county === undefined || department === undefined) throw new Error('units are missing');
  return { county: await openDesk(world, county.id), department: await openDesk(world, department.id) };
}

export async function openDesk(world: World, unitId: UnitId): Promise<Desk> {
  const unitPath = (await world.storage.units.byId(unitId, null))?.path ?? [];
  const informantId = world.deps.ids.id<LiaisonId>();
  await world.storage.liaisons.insert(
    {
      ...{ id: informantId, unitId, unitPath, duty: 'informant', name: '张信息', post: '科员', rank: null },
      ...{ mobile: '13800001234', officePhone: null, personId: null },
      ...{ sinceOn: '2026-01-01' as CivilDate, untilOn: null, version: 1 },
    },
    eventOf(`account:${unitId}`),
  );
  return {
    ...{ unitId, informantId, author: principal('officer', '1', unitId), section: principal('officer', '2', unitId) },
    ...{ informant: principal('operator', '3', unitId), chief: principal('operator', '4', unitId) },
    examiner: principal('operator', '5', unitId),
  };
}

export const idOf = ({ id }: { readonly id: string }): SubmissionId => id as SubmissionId;

/** Written and handed in. */
export async function handIn(services: Services, { author, informantId }: Desk, title: string = DRAFT.title) {
  const { submissions } = services;
  const draft = await submissions.begin(null, { ...DRAFT, title, informantId }, author);
  return submissions.submit({ id: idOf(draft), version: draft.version }, author);
}

/** The three stages and the secrecy gate, passed by four people; the last one through `last`. */
export async function passAll(
  services: Services,
  desk: Desk,
  { reviewId }: SubmissionDetailView,
  last: Services = services,
): Promise<void> {
  const id = reviewId as ReviewId;
  const { reviews } = services;
  const version = async (): Promise<number> => (await reviews.show(id, desk.section)).version;
  const pass = { step: 'pass', reason: '' } as const;
  const found = { result: 'pass', classification: 'none', disclosure: 'proactive', reason: '' } as const;
  await reviews.take({ id, version: await version() }, pass, desk.section);
  await reviews.take({ id, version: await version() }, pass, desk.informant);
  await reviews.examine({ id, version: await version() }, found, desk.examiner);
  await last.reviews.take({ id, version: await version() }, pass, desk.chief);
}

/** One that is with the office. */
export async function send(services: Services, desk: Desk, title?: string): Promise<SubmissionDetailView> {
  const handed = await handIn(services, desk, title);
  await passAll(services, desk, handed);
  return services.submissions.show(idOf(handed), desk.author);
}

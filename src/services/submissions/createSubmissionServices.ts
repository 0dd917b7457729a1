import type { SubmissionId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject, ReviewSteps } from '../steps';
import { iso, listView } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';
import { createAwards } from './awards';
import type { SubmissionServices } from './contract';
import { createDeciding } from './deciding';
import { createHandIns } from './handIns';
import { createKeepMonths } from './keepMonths';
import { createQuotas } from './quotas';
import { createStanding } from './standing';
import { submissionDetailView, submissionView } from './submissionView';
import { createTables } from './tables';
import { createWriting, informantsOf } from './writing';

/** Submissions (报送) of units to the office; `reviewed`: what follows the reviews of them. */
export function createSubmissionServices(
  deps: ServiceDeps,
  steps: ReviewSteps,
): { readonly services: SubmissionServices; readonly reviewed: ReviewedSubject } {
  const { storage, clock } = deps;
  const handIns = createHandIns(deps, steps);
  const unitNames = createUnitNames(deps);
  const show = async (id: SubmissionId, principal: Principal) => {
    const submission = await storage.submissions.byId(id, readScope(principal));
    if (submission === null) throw notFound('报送信息');
    const review = await storage.reviews.ofSubject('submission', id);
    const { nameOf } = await unitNames(clock.now());
    const context = { principal, unitName: nameOf(submission.unitId), review };
    return submissionDetailView(submission, context);
  };
  const standing = createStanding(deps);
  const awards = createAwards(deps);
  return {
    reviewed: handIns.reviewed,
    services: {
      list: async ({ mine, ...filter }, page, principal) => {
        const whose = mine === true ? { authorId: principal.personId } : {};
        const found = await storage.submissions.list({ ...filter, ...whose }, page, readScope(principal));
        const { nameOf } = await unitNames(clock.now());
        const view = (one: (typeof found.items)[number]) =>
          submissionView(one, { principal, unitName: nameOf(one.unitId) });
        return listView(found, view, clock.now());
      },
      show,
      informants: async (unitId, principal) => {
        if ((await storage.units.byId(unitId, readScope(principal))) === null) throw notFound('单位', 'unitId');
        const held = await informantsOf(deps, unitId);
        return {
          items: held.map(({ id, name, post }) => ({ id, name, post })),
          nextCursor: null,
          asOf: iso(clock.now()),
        };
      },
      resumeHandIns: handIns.resumeHandIns,
      ...createQuotas(deps),
      ...createWriting(deps, { handIns, steps, show }),
      ...createDeciding(deps, { reviewed: handIns.reviewed, show }),
      ...standing,
      ...awards,
      ...createTables(deps, { ...standing, ...awards }),
      ...createKeepMonths(deps),
    },
  };
}

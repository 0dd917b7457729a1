import type { ReviewFlowView, TakersView } from '../../api/reviews';
import { reviewFlowEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { PersonId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { ReviewFlow, ReviewKind, Takers } from '../../domain/reviews/review';
import { isStuck } from '../../domain/reviews/namedTakers';
import { flowFor } from '../../domain/reviews/takers';
import type { Person } from '../../ports/storage';
import { personActor } from '../actors';
import { readScope } from '../readScope';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { FlowDraft, ReviewServices } from './contract';
import type { OwnReviewSteps } from './createReviewSteps';
import { demandReviewed } from './refusal';

type FlowServices = Pick<ReviewServices, 'flows' | 'setFlow' | 'withdrawFlow'>;

/**
 * How each kind is reviewed, in the office and where units say otherwise. `kinds`: those that are reviewed at all; a
 * flow of another one would show a gate that is not there.
 */
export function createFlowServices(
  deps: ServiceDeps,
  { flows, kinds }: Pick<OwnReviewSteps, 'flows'> & { readonly kinds: readonly ReviewKind[] },
): FlowServices {
  const { storage, ids, clock } = deps;
  /** The unit and those above it, root first; a unit out of the reader's sight is not found. */
  const pathOf = async (unitId: UnitId | null, principal: Principal): Promise<readonly UnitId[]> => {
    const scope = readScope(principal);
    if (unitId === null) return [];
    const unit = await storage.units.byId(unitId, scope);
    if (unit === null) throw notFound('单位', 'unitId');
    return unit.path;
  };
  const view = async (flow: ReviewFlow, unitId: UnitId | null): Promise<ReviewFlowView> => {
    const people = new Map((await storage.people.list()).map((one) => [one.id, one]));
    const owner = flow.unitId === null ? null : await storage.units.byId(flow.unitId, null);
    return flowView(flow, { people, unitId, sourceName: owner?.name ?? '' });
  };
  return {
    flows: async (unitId, principal) => {
      const path = await pathOf(unitId, principal);
      const known = await flows();
      const found = kinds.flatMap((kind) => flowFor(known, kind, path) ?? []);
      return Promise.all(found.map((flow) => view(flow, unitId)));
    },
    setFlow: async ({ kind, unitId, version }, change, principal) => {
      demandManages(unitId, principal);
      demandReviewed([kind], kinds, 'kind');
      const path = await pathOf(unitId, principal);
      await demandSense(deps, { kind, unitId }, change.flow);
      const above = unitId === null ? null : flowFor(await flows(), kind, path.slice(0, -1));
      const known = (await storage.reviewFlows.list()).find((one) => one.kind === kind && one.unitId === unitId);
      // The office may let a unit off; a unit lets itself off nothing, and nothing of what was set up for it alone.
      for (const floor of principal.unitId === null ? [] : [above, known])
        if (floor !== null && floor !== undefined) demandNoLess(change.flow, floor);
      if ((known?.version ?? 0) !== version) throw conflict('该审核流程已被他人改动。');
      const note = writtenReason(change.reason);
      const flow: ReviewFlow = { ...change.flow, kind, unitId, version: version + 1 };
      const actor = personActor(principal);
      const now = clock.now();
      const event = reviewFlowEvent({ eventId: ids.eventId(), actor, now, flow, to: 'changed', note });
      const stored = await storage.reviewFlows.put(flow, event);
      if (stored === null) throw conflict('该审核流程已被他人改动。');
      return view(stored, unitId);
    },
    withdrawFlow: async ({ kind, unitId, version }, reason, principal) => {
      demandManages(unitId, principal);
      const path = await pathOf(unitId, principal);
      const own = (await storage.reviewFlows.list()).find((one) => one.kind === kind && one.unitId === unitId);
      if (own === undefined) throw notFound('单独设置的审核流程');
      if (own.version !== version) throw conflict('该审核流程已被他人改动。');
      const note = writtenReason(reason);
      const others = (await flows()).filter((one) => one.kind !== kind || one.unitId !== unitId);
      const left = flowFor(others, kind, path);
      if (left !== null && principal.unitId !== null) demandNoLess(left, own);
      const flow: ReviewFlow = { ...own, version: version + 1 };
      const context = { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() };
      if (!(await storage.reviewFlows.withdraw(own, reviewFlowEvent({ ...context, flow, to: 'removed', note }))))
        throw conflict('该审核流程已被他人改动。');
      const above = flowFor(await flows(), kind, path);
      if (above === null) throw new Error(`No flow says how ${kind} is reviewed.`);
      return view(above, unitId);
    },
  };
}

/** Throws `Refusal` `forbidden` for who manages no reviews, and for the whole office who does not manage it. */
function demandManages(unitId: UnitId | null, principal: Principal): void {
  demand('review.manage', principal);
  if (unitId === null && principal.unitId !== null)
    throw new Refusal('forbidden', '全部单位的审核流程只能由管理全部单位的人员设置。', {
      remedy: '请为本单位单独设置，或联系上级的管理员。',
    });
}

/**
 * A unit keeps the secrecy gate of the flow it has and of the one above it, and passes no fewer stages. Throws
 * `Refusal`
 * `invalid-input`.
 */
function demandNoLess(flow: FlowDraft, above: ReviewFlow): void {
  if (flow.stages.length < above.stages.length)
    throw invalidInput(
      'stages',
      '环节少于现行或上级规定的流程。',
      '请保留相同数量的环节，或请管理全部单位的人员设置。',
    );
  if (flow.secrecy === null && above.secrecy !== null)
    throw invalidInput('secrecy', '现行或上级规定的流程设有保密审查。', '请保留保密审查，或请管理全部单位的人员设置。');
}

/** Throws `Refusal` `invalid-input` by the field that makes no sense. */
async function demandSense(
  { storage }: ServiceDeps,
  { kind, unitId }: { readonly kind: ReviewKind; readonly unitId: UnitId | null },
  flow: FlowDraft,
): Promise<void> {
  if (kind === 'mandate' && unitId !== null)
    throw invalidInput('unitId', '必转任务面向全部单位，各单位不能另设审核流程。', '请设置全部单位的流程。');
  const { stages, secrecy } = flow;
  const keys = stages.map(({ key }) => key);
  if (new Set(keys).size !== keys.length)
    throw invalidInput('stages', '环节的代号重复。', '请为每个环节使用不同的代号。');
  if (secrecy !== null && !keys.includes(secrecy.before))
    throw invalidInput('secrecy', '保密审查所在的环节不在流程中。', '请选择流程中的一个环节。');
  // A mandate concerns the whole office, and nobody wrote it whom it could be returned to.
  if (kind === 'mandate' && flow.returnsTo === 'author')
    throw invalidInput('returnsTo', '必转任务没有撰稿人。', '请选择退回上一环节。');
  const takers: readonly Takers[] = [...stages.map((one) => one.takers), ...(secrecy === null ? [] : [secrecy.takers])];
  if (takers.some(({ actions, people, duties = [] }) => actions.length + people.length + duties.length === 0))
    throw invalidInput('stages', '有环节没有写明由谁办理。', '请选择权限、职责，或指定人员。');
  const known = new Set((await storage.people.list()).flatMap(({ id, disabled }) => (disabled ? [] : [id])));
  if (takers.some(({ people }) => people.some((id) => !known.has(id))))
    throw invalidInput('stages', '指定的人员不存在或已停用。', '请重新选择人员。');
}

function flowView(
  flow: ReviewFlow,
  context: {
    readonly people: ReadonlyMap<PersonId, Person>;
    readonly unitId: UnitId | null;
    readonly sourceName: string;
  },
): ReviewFlowView {
  const takersView = (takers: Takers): TakersView => ({
    ...takers,
    names: takers.people.map((id) => context.people.get(id)?.name ?? ''),
    isStuck: isStuck(takers, (id) => context.people.get(id)?.disabled ?? true),
  });
  const { secrecy } = flow;
  const isOwn = flow.unitId === context.unitId;
  return {
    ...flow,
    // What another unit or the configuration says has no version here: the first change is the unit's own.
    version: isOwn ? flow.version : 0,
    source: flow.version === 0 ? 'configured' : flow.unitId === null ? 'office' : isOwn ? 'unit' : 'superior',
    sourceName: context.sourceName,
    stages: flow.stages.map(({ takers, ...stage }) => ({ ...stage, takers: takersView(takers) })),
    secrecy: secrecy === null ? null : { before: secrecy.before, takers: takersView(secrecy.takers) },
  };
}

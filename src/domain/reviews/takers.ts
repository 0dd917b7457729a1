import type { PersonId, UnitId } from '../ids';
import { inScope } from '../people/permissions';
import type { Action } from '../people/role';
import type { LiaisonDuty } from '../team/liaison';
import type { Review, ReviewFlow, ReviewKind, ReviewStageRule, Takers } from './review';

/** As whom somebody acts: as themselves, or as the one who delegated to them. */
export interface Capacity {
  readonly personId: PersonId;
  readonly name: string;
  readonly actions: readonly Action[];
  /** The root of the subtree they see; null: everything. */
  readonly unitId: UnitId | null;
  /** What they are to their unit now (联络员, 信息员, 信息主管, 分管负责人); absent: nothing. */
  readonly duties?: readonly HeldDuty[];
}

export interface HeldDuty {
  readonly duty: LiaisonDuty;
  readonly unitId: UnitId;
}

/** Whether a stage may be taken in this capacity, as far as right and scope go. */
export function mayTake(takers: Takers, capacity: Capacity, { unitPath }: Pick<Review, 'unitPath'>): boolean {
  if (!inScope(capacity.unitId, unitPath)) return false;
  if (takers.people.includes(capacity.personId)) return true;
  if (takers.within === 'office' && capacity.unitId !== null) return false;
  const held = (capacity.duties ?? []).filter(({ unitId }) => unitPath.includes(unitId));
  return (
    takers.actions.some((action) => capacity.actions.includes(action)) ||
    (takers.duties ?? []).some((duty) => held.some((one) => one.duty === duty))
  );
}

/** The stage that comes next; null: none, it has ended or waits for its author. */
export function nextStage({ flow, passed, state }: Pick<Review, 'flow' | 'passed' | 'state'>): ReviewStageRule | null {
  return state === 'open' ? (flow.stages[passed] ?? null) : null;
}

/**
 * Whether this very content is still to be examined for secrecy: nobody looked at it, or it failed, perhaps by mistake.
 */
export function awaitsSecrecy(review: Pick<Review, 'flow' | 'state' | 'secrecy' | 'contentHash'>): boolean {
  const { flow, state, secrecy, contentHash } = review;
  return (
    state === 'open' &&
    flow.secrecy !== null &&
    (hasFailed({ secrecy, contentHash }) || secrecy?.contentHash !== contentHash)
  );
}

/** Whether this very content failed the secrecy review. */
export function hasFailed({ secrecy, contentHash }: Pick<Review, 'secrecy' | 'contentHash'>): boolean {
  return secrecy !== null && secrecy.contentHash === contentHash && secrecy.result === 'fail';
}

/** Whether the next stage cannot be passed before the secrecy gate. */
export function isGated(review: Pick<Review, 'flow' | 'state' | 'passed' | 'secrecy' | 'contentHash'>): boolean {
  const { flow, passed, secrecy, contentHash } = review;
  if (flow.secrecy === null || nextStage(review) === null) return false;
  const gateAt = flow.stages.findIndex(({ key }) => key === flow.secrecy?.before);
  return passed >= gateAt && (secrecy?.contentHash !== contentHash || secrecy.result !== 'pass');
}

/**
 * For whom a review waits, as words that can be looked up: a right within a reach, or a person. Whoever has one of them
 * in their `capacityWords` may be able to act.
 */
export function waitsFor(review: Review): readonly string[] {
  if (review.state === 'returned') return review.author === null ? [] : [`person:${review.author.id}`];
  const stage = nextStage(review);
  const { secrecy } = review.flow;
  // Behind a shut gate a stage can still be returned or refused, and where somebody is named the others name another.
  const stageWords = stage === null ? [] : takersWords(stage.takers, review);
  const assigneeWords = review.assigneeId === null ? [] : [`person:${review.assigneeId}`];
  const secrecyWords = secrecy !== null && awaitsSecrecy(review) ? takersWords(secrecy.takers, review) : [];
  return [...new Set([...assigneeWords, ...stageWords, ...secrecyWords])];
}

function takersWords(
  { actions, people, duties = [], within }: Takers,
  { unitPath }: Pick<Review, 'unitPath'>,
): readonly string[] {
  return [
    ...actions.map((action) => `${within}:${action}`),
    ...people.map((id) => `person:${id}`),
    ...duties.flatMap((duty) => unitPath.map((unitId) => `duty:${duty}:${unitId}`)),
  ];
}

/** What somebody can be waited for as. */
export function capacityWords({ personId, actions, unitId, duties = [] }: Capacity): readonly string[] {
  const reaches = unitId === null ? ['office', 'unit'] : ['unit'];
  return [
    `person:${personId}`,
    ...actions.flatMap((action) => reaches.map((reach) => `${reach}:${action}`)),
    ...duties.map((held) => `duty:${held.duty}:${held.unitId}`),
  ];
}

/** The flow of a kind for subjects of a unit: the unit's own, else that of the nearest above it, else the office's. */
export function flowFor(
  flows: readonly ReviewFlow[],
  kind: ReviewKind,
  unitPath: readonly UnitId[],
): ReviewFlow | null {
  const ofKind = flows.filter((flow) => flow.kind === kind);
  const nearest = [...unitPath].reverse().find((unit) => ofKind.some(({ unitId }) => unitId === unit));
  const own = ofKind.filter(({ unitId }) => unitId === (nearest ?? null));
  // What people changed stands before what is configured, which is of version 0.
  return own.reduce<ReviewFlow | null>((best, one) => (best === null || one.version > best.version ? one : best), null);
}

import type { DelegationView, ReviewerView } from '../../api/reviews';
import { delegationEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { DelegationId, PersonId, UnitId } from '../../domain/ids';
import { capacitiesOf } from '../../domain/people/assignment';
import type { Principal } from '../../domain/people/role';
import { may } from '../../domain/people/permissions';
import {
  delegationProblem,
  LONGEST_DAYS,
  MOST_GIVEN,
  type Delegation,
  type DelegationProblem,
} from '../../domain/reviews/delegation';
import type { ReviewKind } from '../../domain/reviews/review';
import { civilDateOf } from '../../domain/time/civil';
import type { Person } from '../../ports/storage';
import { personActor } from '../actors';
import { readScope } from '../readScope';
import { conflict, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewServices } from './contract';
import { demandReviewed } from './refusal';

type Delegating = Pick<ReviewServices, 'delegations' | 'delegate' | 'endDelegation' | 'reviewers'>;

/** Who acts for whom, from when to when. `kinds`: those that are reviewed. */
export function createDelegating(deps: ServiceDeps, kinds: readonly ReviewKind[]): Delegating {
  const { storage, ids, clock } = deps;
  const person = async (id: PersonId, field: string): Promise<Person> => {
    const found = await storage.people.byId(id);
    if (found === null || found.disabled) throw notFound('人员', field);
    return found;
  };
  return {
    delegations: async (principal) => {
      readScope(principal);
      const today = civilDateOf(clock.now());
      const people = await readPeople(deps);
      const all = managesDelegations(principal);
      const { personId } = principal;
      const shown = all
        ? await storage.delegations.presentOn(today)
        : [
            ...(await storage.delegations.givenBy(personId, today)),
            ...(await storage.delegations.receivedBy(personId, today)),
          ];
      return shown.map((one) => delegationView(one, { people, principal, today }));
    },
    delegate: async ({ fromId, ...draft }, principal) => {
      readScope(principal);
      const now = clock.now();
      const from = fromId ?? principal.personId;
      if (from !== principal.personId && !managesDelegations(principal))
        throw new Refusal('forbidden', '只能委托自己的审核环节。', { remedy: '请由本人或管理全部单位的管理员办理。' });
      demandReviewed(draft.kinds, kinds, 'kinds');
      const giver = await person(from, 'fromId');
      const receiver = await person(draft.toId, 'toId');
      if (!(await sees(deps, receiver, giver)))
        throw invalidInput('toId', '受托人看不到委托人经办的单位。', '请选择同一单位或上级单位的人员。');
      const reason = writtenReason(draft.reason);
      const given = await storage.delegations.givenBy(from, civilDateOf(now));
      const problem = delegationProblem({ ...draft, fromId: from }, { now, given });
      if (problem !== null) throw PROBLEMS[problem]();
      const delegation: Delegation = {
        ...draft,
        ...{ reason, id: ids.id<DelegationId>(), fromId: from, madeAt: now, version: 1 },
      };
      const actor = personActor(principal);
      const event = delegationEvent({ eventId: ids.eventId(), actor, now, delegation, to: 'added' });
      if (!(await storage.delegations.insert(delegation, event))) throw PROBLEMS['too-many']();
      return delegationView(delegation, { people: await readPeople(deps), principal, today: civilDateOf(now) });
    },
    endDelegation: async ({ id, version }, principal) => {
      readScope(principal);
      const delegation = await storage.delegations.byId(id);
      if (delegation === null || !(managesDelegations(principal) || isOf(principal, [delegation.fromId])))
        throw notFound('委托');
      const actor = personActor(principal);
      const event = delegationEvent({ eventId: ids.eventId(), actor, now: clock.now(), delegation, to: 'removed' });
      if (!(await storage.delegations.remove(id, version, event))) throw conflict('该委托已被他人改动。');
    },
    reviewers: async (principal): Promise<readonly ReviewerView[]> => {
      readScope(principal);
      const above = await unitsAbove(deps, principal.unitId);
      return (await storage.people.list())
        .filter((one) => !one.disabled && capacitiesOf(one).some(({ unitId }) => isAbove(above, unitId)))
        .map(({ id, name }) => ({ id, name }));
    },
  };
}

const PROBLEMS: Readonly<Record<DelegationProblem, () => Refusal>> = {
  'to-self': () => invalidInput('toId', '不能委托给本人。', '请选择另一位同事。'),
  'no-kind': () => invalidInput('kinds', '请至少选择一类事项。', '可以选择全部类别。'),
  'ends-before-it-begins': () => invalidInput('toDate', '结束日期早于开始日期。', '请更正起止日期。'),
  'kind-twice': () => invalidInput('kinds', '同一类事项选择了两次。', '每类事项只选择一次。'),
  'too-long': () =>
    invalidInput('toDate', `一次委托最长 ${LONGEST_DAYS} 天。`, '请缩短期限，或在审核流程中改由受托人办理。'),
  'holds-already': () => invalidInput('toId', '已有同样内容的委托。', '现有委托已包含这些类别和日期，无需重复添加。'),
  'too-many': () => invalidInput('toId', `一人最多有 ${MOST_GIVEN} 项未到期的委托。`, '请先结束不再需要的委托。'),
  'is-over': () => invalidInput('toDate', '结束日期已过。', '请选择今天或以后的日期。'),
};

function managesDelegations(principal: Principal): boolean {
  return principal.unitId === null && may(principal, 'review.manage');
}

function isOf({ personId }: Principal, people: readonly PersonId[]): boolean {
  return people.includes(personId);
}

async function readPeople({ storage }: Pick<ServiceDeps, 'storage'>): Promise<ReadonlyMap<PersonId, Person>> {
  return new Map((await storage.people.list()).map((one) => [one.id, one]));
}

/** A unit with those above it; the whole office is above all of them. */
async function unitsAbove({ storage }: Pick<ServiceDeps, 'storage'>, unitId: Principal['unitId']) {
  return unitId === null ? [] : ((await storage.units.byId(unitId, null))?.path ?? [unitId]);
}

function isAbove(above: readonly UnitId[], unitId: UnitId | null): boolean {
  return unitId === null || above.includes(unitId);
}

/** Whether somebody sees in one of their units everything that another one sees in one of theirs. */
async function sees(deps: Pick<ServiceDeps, 'storage'>, one: Person, other: Person): Promise<boolean> {
  for (const { unitId } of capacitiesOf(other)) {
    const above = await unitsAbove(deps, unitId);
    if (capacitiesOf(one).some((capacity) => isAbove(above, capacity.unitId))) return true;
  }
  return false;
}

function delegationView(
  { id, fromId, toId, kinds, fromDate, toDate, reason, version }: Delegation,
  context: {
    readonly people: ReadonlyMap<PersonId, Person>;
    readonly principal: Principal;
    readonly today: string;
  },
): DelegationView {
  const { people, principal, today } = context;
  const nameOf = (one: PersonId): string => people.get(one)?.name ?? '';
  return {
    ...{ id, fromId, fromName: nameOf(fromId), toId, toName: nameOf(toId) },
    ...{ kinds, fromDate, toDate, reason, version },
    current: fromDate <= today && today <= toDate,
    removable: managesDelegations(principal) || isOf(principal, [fromId]),
  };
}

import { makeEvent } from '../../../domain/alerts/events';
import type { LiaisonId, ObligationId } from '../../../domain/ids';
import { audienceHandedOver, dayHandedOver, namesPerson } from '../../../domain/people/handover';
import { inScope } from '../../../domain/people/permissions';
import type { Obligation } from '../../../domain/mandates/mandate';
import { maskedName } from '../../../domain/team/liaison';
import { addCivilDays, civilDateOf } from '../../../domain/time/civil';
import type { Page, PageRequest, Person } from '../../../ports/storage';
import { personActor } from '../../actors';
import { notifyEvent } from '../../notifyEvent';
import type { ServiceDeps } from '../../settings';
import { stableEventId } from '../../stableEventId';
import { obstacleFor, ofOffice, type Finder, type Leaving, type OpenThing } from './openThing';
import { authored } from './openAuthored';
import { credentials } from './openCredentials';
import { reviewFlows, reviewTakers } from './openFlows';
import { delegations, reviews } from './openReviews';
import { ownPosts } from './openOwnPosts';
import { silences } from './openSilences';
import { submissions } from './openSubmissions';

/** Days of duty are planned no further ahead. */
const MOST_DAYS_AHEAD = 366;
const PAGE = 200;

/**
 * Everything that names somebody now, each with how it is given to another. What was given is found no more: looking
 * and giving again goes on where it was killed.
 */
export function createOpenThings(deps: ServiceDeps): (leaving: Leaving) => Promise<readonly OpenThing[]> {
  const finders = [
    alerts,
    tasks,
    liaisons,
    dutyDays,
    substitutions,
    routes,
    ladders,
    digests,
    reviewFlows,
    reviewTakers,
    reviews,
    authored,
    delegations,
    submissions,
    ownPosts,
    silences,
    credentials,
  ];
  return async (leaving) => {
    const things: OpenThing[] = [];
    for (const find of finders) things.push(...(await find(deps, leaving)));
    return things;
  };
}

async function all<T>(read: (page: PageRequest) => Promise<Page<T>>): Promise<readonly T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await read({ limit: PAGE, cursor });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

const alerts: Finder = async ({ storage, clock, ids }, { from, by, rights }) =>
  (await all((page) => storage.alerts.list({ assignedTo: from.id, state: 'unresolved' }, page, by.unitId))).map(
    ({ id, subject, unitPath }) => ({
      ...{ kind: 'alert', id, label: subject.label },
      obstacle: (to) => obstacleFor(to, { rights }, { unitPath, action: 'alert.acknowledge' }),
      give: async (to) => {
        const now = clock.now();
        const results = await storage.alerts.assignEach(
          [id],
          { personId: by.personId, name: by.name, at: now, to: { id: to.id, name: to.name, unitId: to.unitId } },
          by.unitId,
          (alertId) =>
            makeEvent(
              { eventId: ids.eventId(), actor: personActor(by), now },
              {
                ...{ kind: 'alert-assigned', subject: `alert:${alertId}`, from: from.id, to: to.id },
                ...{ reason: 'handed-over', data: { assigneeName: to.name } },
              },
            ),
        );
        return results.get(id) === 'assigned';
      },
    }),
  );

const tasks: Finder = async ({ storage, clock, ids }, { from, by, rights }) =>
  (await allTaken((after) => storage.obligations.takenBy(from.id, after, by.unitId))).map((obligation) => ({
    ...{ kind: 'task', id: obligation.id, label: obligation.id },
    obstacle: (to) =>
      obstacleFor(to, { rights }, { unitPath: obligation.unitPath, action: 'obligation.confirm-manual' }),
    give: async (to) => {
      const now = clock.now();
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(by), now },
        {
          ...{ kind: 'obligation-moved', subject: `obligation:${obligation.id}`, from: 'manual', to: 'manual' },
          reason: 'handed-over',
          data: { accountId: obligation.accountId, mandateId: obligation.mandateId, takenBy: to.name },
        },
      );
      const next = { ...obligation, taken: { by: to.id, name: to.name, at: now } };
      return storage.obligations.move(obligation, next, [event]);
    },
  }));

async function allTaken(
  read: (after: ObligationId | null) => Promise<readonly Obligation[]>,
): Promise<readonly Obligation[]> {
  const found: Obligation[] = [];
  for (let some = await read(null); some.length > 0; some = await read(found.at(-1)?.id ?? null)) found.push(...some);
  return found;
}

/** The duty of the leaver ends and the successor's begins today; post and rank are theirs to be filed. */
const liaisons: Finder = async ({ storage, clock, ids, hasher }, { from, by, handoverId, rights }) =>
  (await storage.liaisons.ofPerson(from.id))
    .filter(({ unitPath }) => inScope(by.unitId, unitPath))
    .map((liaison) => ({
      ...{ kind: 'liaison', id: liaison.id, label: liaison.duty },
      obstacle: (to) => obstacleFor(to, { rights }, { unitPath: liaison.unitPath, action: 'read' }),
      give: async (to) => {
        const today = civilDateOf(clock.now());
        const eventOf = (reason: string, name: string, note: string) =>
          makeEvent(
            { eventId: ids.eventId(), actor: personActor(by), now: clock.now() },
            {
              ...{ kind: 'liaison-changed', subject: `unit:${liaison.unitId}`, from: null, to: null, reason },
              data: { liaisonId: liaison.id, duty: liaison.duty, name: maskedName(name), note },
            },
          );
        // Under an id made of the hand-over: given once, however often it is gone on with.
        const id = stableEventId(hasher, `liaison ${handoverId} ${liaison.id}`) as string as LiaisonId;
        // Who holds the duty of the unit already holds it once.
        const isHeld = (await storage.liaisons.ofPerson(to.id)).some(
          ({ unitId, duty }) => unitId === liaison.unitId && duty === liaison.duty,
        );
        if (!isHeld && (await storage.liaisons.byId(id, null)) === null)
          await storage.liaisons.insert(
            {
              ...liaison,
              ...{ id, name: to.name, personId: to.id, rank: null, mobile: to.addresses.mobile },
              ...{ sinceOn: today, untilOn: null, version: 1 },
            },
            eventOf('liaison-added', to.name, '工作交接'),
          );
        return storage.liaisons.change({ ...liaison, untilOn: today }, eventOf('liaison-ended', from.name, '工作交接'));
      },
    }));

const dutyDays: Finder = async (deps, leaving) => {
  const { storage, clock, hasher } = deps;
  const { from, by } = leaving;
  const rosters = await storage.dutyRosters.list();
  const today = civilDateOf(clock.now());
  const span = { from: today, to: addCivilDays(today, MOST_DAYS_AHEAD) };
  const days = await storage.dutyDays.between(
    rosters.map(({ id }) => id),
    span,
  );
  return days
    .filter(({ personIds, leaderIds }) => [...personIds, ...leaderIds].includes(from.id))
    .map((day) => {
      const name = rosters.find(({ id }) => id === day.rosterId)?.name ?? '';
      return {
        ...{ kind: 'duty-day', id: `${day.rosterId} ${day.date}`, label: `${name} ${day.date}` },
        give: ofOffice(leaving, async (to: Person) => {
          const reason = `${name} ${day.date}：工作交接，${from.name}交${to.name}`;
          const event = notifyEvent(deps, by, { of: 'roster', id: day.rosterId, to: 'filled', reason });
          const id = stableEventId(hasher, `duty ${day.rosterId} ${day.date}`);
          return (await storage.dutyDays.write([{ id, day: dayHandedOver(day, from.id, to.id), event }])) === 1;
        }),
      };
    });
};

const substitutions: Finder = async (deps, leaving) => {
  const { storage, clock } = deps;
  const { from, by } = leaving;
  const today = civilDateOf(clock.now());
  return (await storage.substitutions.list())
    .filter(({ personId, insteadOf, toDate }) => toDate >= today && [personId, insteadOf].includes(from.id))
    .map((one) => ({
      ...{ kind: 'substitution', id: one.id, label: `${one.fromDate} – ${one.toDate}` },
      give: ofOffice(leaving, async (to: Person) => {
        const personId = one.personId === from.id ? to.id : one.personId;
        const insteadOf = one.insteadOf === from.id ? to.id : one.insteadOf;
        const event = (did: 'changed' | 'removed') =>
          notifyEvent(deps, by, {
            of: 'substitution',
            id: one.id,
            to: did,
            reason: `工作交接：${from.name}交${to.name}`,
          });
        // Nobody stands in for themselves.
        return personId === insteadOf
          ? storage.substitutions.remove(one.id, one.version, event('removed'))
          : storage.substitutions.change({ ...one, personId, insteadOf }, event('changed'));
      }),
    }));
};

const routes: Finder = async (deps, leaving) => {
  const { from, by } = leaving;
  return (await deps.storage.notifyRoutes.list())
    .filter(({ audience }) => namesPerson(audience, from.id))
    .map((route) => ({
      ...{ kind: 'route', id: route.id, label: route.name },
      give: ofOffice(leaving, (to: Person) =>
        deps.storage.notifyRoutes.change(
          { ...route, audience: audienceHandedOver(route.audience, from.id, to.id) },
          notifyEvent(deps, by, { of: 'route', id: route.id, to: 'changed', reason: route.name }),
        ),
      ),
    }));
};

const ladders: Finder = async (deps, leaving) => {
  const { from, by } = leaving;
  return (await deps.storage.ladders.list())
    .filter(({ rungs }) => rungs.some(({ audience }) => namesPerson(audience, from.id)))
    .map((ladder) => ({
      ...{ kind: 'ladder', id: ladder.id, label: ladder.name },
      give: ofOffice(leaving, async (to: Person) => {
        const rungs = ladder.rungs.map((rung) => ({
          ...rung,
          audience: audienceHandedOver(rung.audience, from.id, to.id),
        }));
        const event = notifyEvent(deps, by, { of: 'ladder', id: ladder.id, to: 'changed', reason: ladder.name });
        if (!(await deps.storage.ladders.change({ ...ladder, rungs }, event))) return false;
        await deps.storage.escalations.lookAgain(ladder.id, deps.clock.now());
        return true;
      }),
    }));
};

const digests: Finder = async (deps, leaving) => {
  const { from, by } = leaving;
  return (await deps.storage.digestPlans.list())
    .filter(({ audience }) => namesPerson(audience, from.id))
    .map((plan) => ({
      ...{ kind: 'digest', id: plan.id, label: plan.name },
      give: ofOffice(leaving, (to: Person) =>
        deps.storage.digestPlans.change(
          { ...plan, audience: audienceHandedOver(plan.audience, from.id, to.id) },
          notifyEvent(deps, by, { of: 'digest', id: plan.id, to: 'changed', reason: plan.name }),
        ),
      ),
    }));
};

import type { Alert, AlertAssignment, DomainEvent } from '../../domain/alerts/alert';
import type { AlertId, UnitId } from '../../domain/ids';
import type { AlertAcknowledging, AlertAssignee, AlertAssigning, Alerts, ByPerson, Scope } from '../../ports/storage';
import { checkId, checkIds } from '../checkInput';
import { anyOf } from '../conditions';
import type { ScopedTable } from '../scope';
import type { AlertLog } from './alertLog';
import { changeRow, readAlert, type AlertRow } from './alertRow';
import { outboxOf } from './outbox';

/** Alerts that share their reads, their numbers and their writes. */
const AT_ONCE = 100;

/** Why nothing changes, or what the alert becomes; `done`: it is so, by this very act as far as it says itself. */
type Decision<Outcome> = Outcome | 'done' | { readonly becomes: Omit<Alert, 'seq'> };

interface Asked<Outcome> {
  readonly scope: Scope;
  readonly eventOf: (id: AlertId) => DomainEvent;
  readonly decide: (row: AlertRow) => Decision<Outcome>;
  /** What is said of those that changed, and of those that were so before. */
  readonly changed: Outcome;
  readonly unchanged: Outcome;
}

/**
 * What people do with alerts. Whoever loses the race for the next number decides again: what of a batch was written
 * before counts as theirs.
 */
export function createByPeople(
  seenBy: (scope: Scope) => Pick<ScopedTable<AlertRow>, 'many'>,
  { append }: Pick<AlertLog, 'append'>,
): Pick<Alerts, 'acknowledge' | 'acknowledgeEach' | 'assignEach'> {
  const each = async <Outcome extends string>(
    ids: readonly AlertId[],
    { scope, eventOf, decide, changed, unchanged }: Asked<Outcome>,
  ): Promise<ReadonlyMap<AlertId, Outcome | 'not-found'>> => {
    const outcomes = new Map<AlertId, Outcome | 'not-found'>();
    const asked = [...new Set(checkIds(ids, 'alertId'))];
    for (let from = 0; from < asked.length; from += AT_ONCE) {
      const some = asked.slice(from, from + AT_ONCE);
      const tried = new Set<AlertId>();
      await append(async (end) => {
        const rows = await seenBy(scope).many({ _id: anyOf(some) }, { sort: { _id: 1 }, limit: some.length });
        for (const id of some) outcomes.set(id, 'not-found');
        const becoming = rows.flatMap((row) => {
          const decision = decide(row);
          if (typeof decision !== 'string') {
            outcomes.set(row._id, changed);
            tried.add(row._id);
            return [decision.becomes];
          }
          outcomes.set(row._id, decision !== 'done' ? decision : tried.has(row._id) ? changed : unchanged);
          return [];
        });
        return becoming.map((next, index) => ({
          ...changeRow(next, end + 1 + index, []),
          outbox: outboxOf([eventOf(next.id)]),
        }));
      });
    }
    return outcomes;
  };

  const acknowledgeEach: Alerts['acknowledgeEach'] = (ids, by, ...[scope, eventOf]) => {
    const acknowledged = { by: checkId(by.personId, 'personId'), name: by.name, at: by.at };
    return each<AlertAcknowledging>(ids, {
      scope,
      eventOf,
      changed: 'acknowledged',
      unchanged: 'already',
      decide: (row) => {
        if (row.state === 'resolved') return 'over';
        if (row.state === 'acknowledged') return isSameAct(row.acknowledged, by) ? 'done' : 'already';
        if (!isWithin(row, scope)) return 'not-all-theirs';
        const state = { change: 'acknowledged', state: 'acknowledged', changedBy: by.name, acknowledged } as const;
        return { becomes: { ...readAlert(row), ...state, changedAt: by.at } };
      },
    });
  };

  return {
    acknowledgeEach,
    acknowledge: async (id, by, ...[scope, event]) => {
      const outcome = (await acknowledgeEach([id], by, scope, () => event)).get(id) ?? 'not-found';
      return outcome === 'over' ? 'already' : outcome;
    },
    assignEach: (ids, by, ...[scope, eventOf]) => {
      const assigned = by.to === null ? null : assignmentOf(by, by.to);
      return each<AlertAssigning>(ids, {
        scope,
        eventOf,
        changed: 'assigned',
        unchanged: 'already',
        decide: (row) => {
          const { assigned: current = null } = row;
          if (row.state === 'resolved') return 'over';
          if (current?.to === assigned?.to)
            return (current === null ? isSameRelease(row, by) : isSameAct(current, by)) ? 'done' : 'already';
          if (!isWithin(row, scope)) return 'not-all-theirs';
          if (by.to !== null && !isSeenBy(row, by.to.unitId)) return 'unseen-by-them';
          return {
            becomes: { ...readAlert(row), change: 'assigned', changedAt: by.at, changedBy: by.name, assigned },
          };
        },
      });
    },
  };
}

function assignmentOf({ personId, at }: ByPerson, { id, name }: AlertAssignee): AlertAssignment {
  return { to: checkId(id, 'personId'), name, by: checkId(personId, 'personId'), at };
}

/** It may have been written by this very call, before it lost the race for a later number of its batch. */
function isSameAct(
  act: Pick<AlertAssignment, 'by' | 'at'> | null,
  { personId, at }: Pick<ByPerson, 'personId' | 'at'>,
): boolean {
  return act !== null && act.by === personId && act.at.getTime() === at.getTime();
}

/** As `isSameAct` of an alert that is nobody's any more: what is left of it is its last change. */
function isSameRelease(
  { change, changedBy, changedAt }: Pick<AlertRow, 'change' | 'changedBy' | 'changedAt'>,
  { name, at }: Pick<ByPerson, 'name' | 'at'>,
): boolean {
  return change === 'assigned' && changedBy === name && changedAt.getTime() === at.getTime();
}

/** Whether the reader sees all there is of it. */
function isWithin({ byUnit, figures }: Pick<AlertRow, 'byUnit' | 'figures'>, scope: Scope): boolean {
  if (scope === null || byUnit === null) return true;
  return Object.entries(byUnit[scope] ?? { none: 1 }).every(([name, value]) => figures[name] === value);
}

function isSeenBy({ byUnit, unitPath }: Pick<AlertRow, 'byUnit' | 'unitPath'>, unitId: UnitId | null): boolean {
  return unitId === null || (unitPath.includes(unitId) && (byUnit === null || byUnit[unitId] !== undefined));
}

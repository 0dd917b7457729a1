import type { UnitId } from '../../domain/ids';
import type { Unit } from '../../domain/accounts/unit';
import type { ReminderSubject } from '../../domain/letters/reminder';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import { figure } from '../../wording/figure';
import { alertSubject } from '../../wording/alertSentence';
import { messageWords } from '../../wording/messageWords';
import { inScope } from '../../domain/people/permissions';
import { invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReminderAsked, ReminderRequest } from './contract';

/** What is to be reminded of, and the units it lies with. */
export interface Reminded {
  readonly subject: ReminderSubject & { readonly label: string };
  /** Where the unit reads of it. */
  readonly path: (unitId: UnitId) => string;
  readonly units: readonly { readonly unit: Unit; readonly count: number }[];
}

/** More units are not reminded by one click. */
const MOST_UNITS = 500;

/**
 * The units that something lies with, within the scope. Refuses `not-found` where the thing, or an account or unit that is
 * named, is none of the reader's, and `invalid-input` where no unit has anything of it.
 */
export async function remindedUnits(
  deps: ServiceDeps,
  { subject, unitIds }: ReminderRequest,
  scope: UnitId | null,
): Promise<Reminded> {
  const about = await aboutOf(deps, subject, scope);
  const known = new Map((await deps.storage.units.list(scope)).map((unit) => [unit.id, unit]));
  const wanted = unitIds === undefined ? null : new Set(unitIds);
  for (const id of wanted ?? []) if (!known.has(id)) throw notFound('单位', 'unitIds');
  const units = [...about.counts].flatMap(([id, count]) => {
    const unit = known.get(id);
    return unit === undefined || (wanted !== null && !wanted.has(id)) ? [] : [{ unit, count }];
  });
  if (units.length === 0) throw invalidInput('unitIds', '没有需要催办的单位。', '请确认所选事项仍未办结。');
  if (units.length > MOST_UNITS)
    throw invalidInput('unitIds', `一次最多催办 ${MOST_UNITS} 个单位。`, '请缩小所选范围。');
  units.sort((one, other) => other.count - one.count || one.unit.name.localeCompare(other.unit.name, 'zh'));
  return { subject: about.subject, path: about.path, units };
}

interface About extends Pick<Reminded, 'subject' | 'path'> {
  readonly counts: ReadonlyMap<UnitId, number>;
}

async function aboutOf({ storage }: ServiceDeps, asked: ReminderAsked, scope: UnitId | null): Promise<About> {
  const counts = new Map<UnitId, number>();
  const add = (unitId: UnitId, count: number): void => {
    counts.set(unitId, (counts.get(unitId) ?? 0) + count);
  };
  switch (asked.kind) {
    case 'mandate': {
      const { id } = asked;
      const mandate = await storage.mandates.byId(id);
      if (mandate === null) throw notFound('必转任务', 'subject.id');
      for (const { state, unitPath, count } of await storage.obligations.groupsOf(id)) {
        const unitId = unitPath.at(-1);
        if (unitId !== undefined && OPEN_STATES.includes(state)) add(unitId, count);
      }
      const path = (unit: UnitId): string => `/mandates/${id}?unit=${unit}`;
      return { subject: { kind: 'mandate', id, label: mandate.title }, path, counts };
    }
    case 'case': {
      const { id } = asked;
      const found = await storage.cases.byId(id, scope);
      if (found === null) throw notFound('案件', 'subject.id');
      if (found.closedAt === null) add(found.unitId, 1);
      const record = await storage.accounts.byId(found.accountId, scope);
      return { subject: { kind: 'case', id, label: record?.account.name ?? '—' }, path: () => `/cases/${id}`, counts };
    }
    case 'alert': {
      const { id } = asked;
      const [alert] = await storage.alerts.byIds([id]);
      if (alert === undefined || !inScope(scope, alert.unitPath)) throw notFound('告警', 'subject.id');
      if (alert.resolved === null) for (const unitId of await unitsOfAlert(storage, alert)) add(unitId, 1);
      const label = alertSubject(alert, messageWords('zh'));
      return { subject: { kind: 'alert', id, label }, path: () => `/alerts?kind=${alert.kind}`, counts };
    }
    case 'accounts': {
      const ids = [...new Set(asked.accountIds)];
      const records = (await storage.accounts.byIds(ids)).filter(({ account }) => inScope(scope, account.unitPath));
      if (records.length < ids.length) throw notFound('账号', 'subject.accountIds');
      for (const { account } of records) add(account.unitId, 1);
      const label = messageWords('zh').letters.accounts(figure(records.length));
      return { subject: { kind: 'accounts', id: null, label }, path: (unit) => `/accounts?unit=${unit}`, counts };
    }
  }
}

/** The unit of an alert; of one that folds several, those that none of the others lies below. */
async function unitsOfAlert(
  storage: ServiceDeps['storage'],
  { unitId, byUnit }: { readonly unitId: UnitId | null; readonly byUnit: Readonly<Record<UnitId, unknown>> | null },
): Promise<readonly UnitId[]> {
  if (byUnit === null) return unitId === null ? [] : [unitId];
  const folded = new Set(Object.keys(byUnit) as UnitId[]);
  const units = (await storage.units.list(null)).filter(({ id }) => folded.has(id));
  const above = new Set(units.flatMap(({ path }) => path.slice(0, -1)));
  return units.filter(({ id }) => !above.has(id)).map(({ id }) => id);
}

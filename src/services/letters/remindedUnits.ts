import type { Alert } from '../../domain/alerts/alert';
import type { AlertId, UnitId } from '../../domain/ids';
import type { Unit } from '../../domain/accounts/unit';
import type { ReminderSubject } from '../../domain/letters/reminder';
import { figure } from '../../wording/figure';
import { alertSubject } from '../../wording/alertSentence';
import { messageWords } from '../../wording/messageWords';
import { inScope } from '../../domain/people/permissions';
import { invalidInput, notFound } from '../refuse';
import { alertsByUnit, openByUnit } from '../remindedOf';
import type { ServiceDeps } from '../settings';
import type { ReminderAsked, ReminderRequest } from './contract';

/** What is to be reminded of, and the units it lies with. */
export interface Reminded {
  readonly subject: ReminderSubject & { readonly label: string };
  /** Where the unit reads of it. */
  readonly path: (unitId: UnitId) => string;
  readonly units: readonly RemindedUnit[];
  /** The alerts that were picked, whichever unit's. */
  readonly pickedIds: readonly AlertId[];
}

/** A unit, and what it is reminded of. */
export interface RemindedUnit {
  readonly unit: Unit;
  readonly count: number;
  /** Its own of the alerts that were picked. */
  readonly pickedIds: readonly AlertId[];
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
    return unit === undefined || (wanted !== null && !wanted.has(id))
      ? []
      : [{ unit, count, pickedIds: about.pickedBy?.get(id) ?? [] }];
  });
  if (units.length === 0) throw invalidInput('unitIds', '没有需要催办的单位。', '请确认所选事项仍未办结。');
  if (units.length > MOST_UNITS)
    throw invalidInput('unitIds', `一次最多催办 ${MOST_UNITS} 个单位。`, '请缩小所选范围。');
  units.sort((one, other) => other.count - one.count || one.unit.name.localeCompare(other.unit.name, 'zh'));
  const { subject: of, path, pickedIds } = about;
  return { subject: of, path, pickedIds, units };
}

interface About extends Pick<Reminded, 'subject' | 'path' | 'pickedIds'> {
  readonly counts: ReadonlyMap<UnitId, number>;
  readonly pickedBy?: ReadonlyMap<UnitId, readonly AlertId[]>;
}

async function aboutOf({ storage }: ServiceDeps, asked: ReminderAsked, scope: UnitId | null): Promise<About> {
  const ofAlerts = async (subject: Reminded['subject'], alerts: readonly Alert[]) => {
    const byUnit = await alertsByUnit(storage, alerts);
    return { subject, byUnit, counts: new Map([...byUnit].map(([unit, ids]) => [unit, ids.length])) };
  };
  switch (asked.kind) {
    case 'mandate': {
      const { id } = asked;
      const mandate = await storage.mandates.byId(id);
      if (mandate === null) throw notFound('必转任务', 'subject.id');
      const path = (unit: UnitId): string => `/mandates/${id}?unit=${unit}`;
      const subject = { kind: 'mandate', id, label: mandate.title } as const;
      return { subject, pickedIds: [], path, counts: await openByUnit(storage, id) };
    }
    case 'case': {
      const { id } = asked;
      const found = await storage.cases.byId(id, scope);
      if (found === null) throw notFound('案件', 'subject.id');
      const record = await storage.accounts.byId(found.accountId, scope);
      const label = record?.account.name ?? '—';
      const counts = new Map(found.closedAt === null ? [[found.unitId, 1]] : []);
      return { subject: { kind: 'case', id, label }, pickedIds: [], path: () => `/cases/${id}`, counts };
    }
    case 'alert': {
      const [alert] = await visibleAlerts(storage, { ids: [asked.id], scope, field: 'subject.id' });
      if (alert === undefined) throw notFound('告警', 'subject.id');
      const label = alertSubject(alert, messageWords('zh'));
      const path = (): string => `/alerts?kind=${alert.kind}`;
      const { subject, counts } = await ofAlerts({ kind: 'alert', id: asked.id, label }, [alert]);
      return { subject, pickedIds: [], path, counts };
    }
    case 'alerts': {
      const ids = [...new Set(asked.alertIds)];
      const alerts = await visibleAlerts(storage, { ids, scope, field: 'subject.alertIds' });
      const label = messageWords('zh').letters.alerts(figure(ids.length));
      const { subject, counts, byUnit } = await ofAlerts({ kind: 'alerts', id: null, label }, alerts);
      return { subject, pickedIds: ids, pickedBy: byUnit, path: (unit) => `/alerts?unit=${unit}`, counts };
    }
    case 'accounts': {
      const ids = [...new Set(asked.accountIds)];
      const records = (await storage.accounts.byIds(ids)).filter(({ account }) => inScope(scope, account.unitPath));
      if (records.length < ids.length) throw notFound('账号', 'subject.accountIds');
      const counts = new Map<UnitId, number>();
      for (const { account } of records) counts.set(account.unitId, (counts.get(account.unitId) ?? 0) + 1);
      const subject = {
        ...{ kind: 'accounts' as const, id: null },
        label: messageWords('zh').letters.accounts(figure(records.length)),
      };
      return { subject, pickedIds: [], path: (unit) => `/accounts?unit=${unit}`, counts };
    }
  }
}

async function visibleAlerts(
  storage: ServiceDeps['storage'],
  { ids, scope, field }: { readonly ids: readonly AlertId[]; readonly scope: UnitId | null; readonly field: string },
) {
  const alerts = (await storage.alerts.byIds(ids)).filter(({ unitPath }) => inScope(scope, unitPath));
  if (alerts.length < ids.length) throw notFound('告警', field);
  return alerts;
}

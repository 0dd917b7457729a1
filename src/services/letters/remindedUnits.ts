import type { Alert } from '../../domain/alerts/alert';
import type { AlertId, UnitId } from '../../domain/ids';
import type { Unit } from '../../domain/accounts/unit';
import {
  MOST_NAMED_THINGS,
  restingOn,
  type NamedThing,
  type PickedId,
  type ReminderSubject,
} from '../../domain/letters/reminder';
import { severityRank } from '../../domain/notify/route';
import { figure } from '../../wording/figure';
import { alertSubject } from '../../wording/alertSentence';
import { messageWords, type MessageWords } from '../../wording/messageWords';
import { inScope } from '../../domain/people/permissions';
import { invalidInput, notFound } from '../refuse';
import { alertsByUnit, openByUnit } from '../remindedOf';
import type { ServiceDeps } from '../settings';
import type { ReminderAsked, ReminderRequest } from './contract';
import { pickedCases, pickedMandates } from './pickedThings';

/** What is to be reminded of, and the units it lies with. */
export interface Reminded {
  readonly subject: ReminderSubject & { readonly label: string };
  /** What it is called in the language of whoever asks. */
  readonly shown: string;
  /** Where the unit reads of it. */
  readonly path: (unitId: UnitId) => string;
  readonly units: readonly RemindedUnit[];
  /** What was picked, whichever unit's. */
  readonly pickedIds: readonly PickedId[];
}

/** A unit, and what it is reminded of. */
export interface RemindedUnit {
  readonly unit: Unit;
  readonly count: number;
  /** Its own of what was picked. */
  readonly pickedIds: readonly PickedId[];
  /** What its own of the alerts are about. */
  readonly restsOn: readonly string[];
  /** The first of what it has, by name. */
  readonly named: readonly NamedThing[];
}

/** More units are not reminded by one click. */
const MOST_UNITS = 500;

/**
 * The units that something lies with, within the scope. Refuses `not-found` where the thing, or an account or unit that is
 * named, is none of the reader's, and `invalid-input` where no unit has anything of it.
 */
export async function remindedUnits(
  deps: ServiceDeps,
  { subject, unitIds, language = 'zh' }: ReminderRequest,
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
      : [
          {
            ...{ unit, count, pickedIds: about.pickedBy?.get(id) ?? [], restsOn: about.restsOn?.(id) ?? [] },
            named: about.named(id).slice(0, MOST_NAMED_THINGS),
          },
        ];
  });
  if (units.length === 0) throw invalidInput('unitIds', '没有需要催办的单位。', '请确认所选事项仍未办结。');
  if (units.length > MOST_UNITS)
    throw invalidInput('unitIds', `一次最多催办 ${MOST_UNITS} 个单位。`, '请缩小所选范围。');
  units.sort((one, other) => other.count - one.count || one.unit.name.localeCompare(other.unit.name, 'zh'));
  const { path, pickedIds } = about;
  const { zh, ...named } = about.label;
  return { subject: { ...about.of, label: zh }, shown: { zh, ...named }[language], path, pickedIds, units };
}

interface About extends Pick<Reminded, 'path' | 'pickedIds'> {
  readonly of: ReminderSubject;
  readonly label: NamedThing;
  /** What of it lies with the unit by name, the most pressing first; empty where the label names it. */
  readonly named: (unit: UnitId) => readonly NamedThing[];
  readonly counts: ReadonlyMap<UnitId, number>;
  readonly restsOn?: (unit: UnitId) => readonly string[];
  readonly pickedBy?: ReadonlyMap<UnitId, readonly PickedId[]>;
}

async function aboutOf(deps: ServiceDeps, asked: ReminderAsked, scope: UnitId | null): Promise<About> {
  const { storage } = deps;
  switch (asked.kind) {
    case 'mandate': {
      const { id } = asked;
      const mandate = await storage.mandates.byId(id);
      if (mandate === null) throw notFound('必转任务', 'subject.id');
      const path = (unit: UnitId): string => `/mandates/${id}?unit=${unit}`;
      const of = { kind: 'mandate', id } as const;
      return { ...named(of, mandate.title), path, counts: await openByUnit(storage, id) };
    }
    case 'mandates': {
      const picked = await pickedMandates(deps, asked.mandateIds);
      const label = inBoth(({ letters }) => letters.mandates(figure(picked.pickedIds.length)));
      return { of: { kind: 'mandates', id: null }, label, path: () => '/mandates?open=true', ...picked };
    }
    case 'cases': {
      const picked = await pickedCases(deps, asked.caseIds, scope);
      const label = inBoth(({ letters }) => letters.cases(figure(picked.pickedIds.length)));
      const path = (unit: UnitId): string => `/cases?open=true&unit=${unit}`;
      return { of: { kind: 'cases', id: null }, label, path, ...picked };
    }
    case 'case': {
      const { id } = asked;
      const found = await storage.cases.byId(id, scope);
      if (found === null) throw notFound('案件', 'subject.id');
      const record = await storage.accounts.byId(found.accountId, scope);
      const counts = new Map(found.closedAt === null ? [[found.unitId, 1]] : []);
      const of = { kind: 'case', id } as const;
      return { ...named(of, record?.account.name ?? '—'), path: () => `/cases/${id}`, counts };
    }
    case 'alert': {
      const [alert] = await visibleAlerts(storage, { ids: [asked.id], scope, field: 'subject.id' });
      if (alert === undefined) throw notFound('告警', 'subject.id');
      const of = { kind: 'alert', id: asked.id } as const;
      const label = inBoth((words) => alertSubject(alert, words));
      const path = (): string => `/alerts?kind=${alert.kind}`;
      return { of, label, pickedIds: [], path, ...(await heldBy(storage, [alert])), named: () => [] };
    }
    case 'alerts': {
      const ids = [...new Set(asked.alertIds)];
      const alerts = await visibleAlerts(storage, { ids, scope, field: 'subject.alertIds' });
      const label = inBoth(({ letters }) => letters.alerts(figure(ids.length)));
      const held = await heldBy(storage, alerts);
      const path = (unit: UnitId): string => `/alerts?unit=${unit}`;
      return { of: { kind: 'alerts', id: null }, label, pickedIds: ids, pickedBy: held.byUnit, path, ...held };
    }
    case 'accounts': {
      const ids = [...new Set(asked.accountIds)];
      const records = (await storage.accounts.byIds(ids)).filter(({ account }) => inScope(scope, account.unitPath));
      if (records.length < ids.length) throw notFound('账号', 'subject.accountIds');
      const names = new Map<UnitId, NamedThing[]>();
      for (const { account } of records) {
        const name = inBoth(({ codes }) => `${account.name} (${codes.platform[account.platform]})`);
        names.set(account.unitId, [...(names.get(account.unitId) ?? []), name]);
      }
      return {
        of: { kind: 'accounts', id: null },
        label: inBoth(({ letters }) => letters.accounts(figure(records.length))),
        named: (unit) => names.get(unit) ?? [],
        counts: new Map([...names].map(([unit, some]) => [unit, some.length])),
        ...{ pickedIds: [], path: (unit) => `/accounts?unit=${unit}` },
      };
    }
  }
}

function inBoth(say: (words: MessageWords) => string): NamedThing {
  return { zh: say(messageWords('zh')), en: say(messageWords('en')) };
}

/** What has a name of its own, the same in every language. */
function named(of: ReminderSubject, name: string): Pick<About, 'of' | 'label' | 'named' | 'pickedIds'> {
  return { of, label: { zh: name, en: name }, named: () => [], pickedIds: [] };
}

/** Which of the alerts lie with which unit, and what they are called there. */
async function heldBy(storage: ServiceDeps['storage'], alerts: readonly Alert[]) {
  const byUnit = await alertsByUnit(storage, alerts);
  const pressing = [...alerts].sort(
    (one, other) =>
      severityRank(other.severity) - severityRank(one.severity) || one.noticedAt.getTime() - other.noticedAt.getTime(),
  );
  return {
    byUnit,
    counts: new Map([...byUnit].map(([unit, ids]) => [unit, ids.length])),
    restsOn: (unit: UnitId): readonly string[] => {
      const own = new Set(byUnit.get(unit) ?? []);
      return [...new Set(alerts.filter(({ id }) => own.has(id)).flatMap(({ subject }) => restingOn(subject)))];
    },
    named: (unit: UnitId): readonly NamedThing[] => {
      const own = new Set(byUnit.get(unit) ?? []);
      return pressing
        .filter(({ id }) => own.has(id))
        .map((alert) =>
          inBoth((words) => words.letters.thing(words.codes.alertKind[alert.kind], alertSubject(alert, words))),
        );
    },
  };
}

async function visibleAlerts(
  storage: ServiceDeps['storage'],
  { ids, scope, field }: { readonly ids: readonly AlertId[]; readonly scope: UnitId | null; readonly field: string },
) {
  const alerts = (await storage.alerts.byIds(ids)).filter(({ unitPath }) => inScope(scope, unitPath));
  if (alerts.length < ids.length) throw notFound('告警', field);
  return alerts;
}

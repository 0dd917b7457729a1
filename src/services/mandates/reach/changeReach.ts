import { counterpartsOf } from '../../../domain/accounts/counterparts';
import { isOpen, isSameNature, REGION_CODE, type Unit, type UnitNature } from '../../../domain/accounts/unit';
import { mandateEvent, sourceChangedEvent, unitChangedEvent } from '../../../domain/alerts/events';
import { Refusal } from '../../../domain/errors';
import type { MandateId, PolicySourceId, UnitId } from '../../../domain/ids';
import { countingFrom } from '../../../domain/mandates/countingFrom';
import { dueByPlatform, latestDue } from '../../../domain/mandates/dueByPlatform';
import type { Mandate, MandateRule } from '../../../domain/mandates/mandate';
import { isEnded } from '../../../domain/mandates/mandateTable';
import type { Register } from '../../../domain/mandates/reach';
import type { Action, Principal } from '../../../domain/people/role';
import type { PolicySource } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import type { CounterpartChangeView } from '../../../api/reach';
import { personActor } from '../../actors';
import { deadlineRules } from '../../deadlineRules';
import { readRegister } from '../../readRegister';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import { unitView } from '../../toView/unitView';
import type { ReachServices } from './contract';
import { reachChange } from './reachChange';

/**
 * What units are and whose a source is, kept by people of the office: it decides whom documents bind. A change is for the
 * documents that come; of the mandates under way only those that the person names reach further, with limits from now.
 */
export function createReach(deps: ServiceDeps): ReachServices {
  const { storage, clock, ids } = deps;
  return {
    previewUnit: async (id, change, principal) => {
      demandOffice('people.manage', principal);
      const { unit, to, register } = await unitAsItWouldBe(deps, id, change);
      const after = withUnit(register, { unit, to, now: clock.now() });
      return {
        unit: unitView({ ...unit, ...to }, deps.settings.regions),
        ...(await reachChange(deps, after, clock.now())),
      };
    },
    changeUnit: async (id, { reason, alsoFor, ...change }, principal) => {
      demandOffice('people.manage', principal);
      const note = writtenReason(reason);
      const { unit, to } = await unitAsItWouldBe(deps, id, change);
      const widened = await mandatesToWiden(deps, alsoFor);
      const now = clock.now();
      const by = { actor: personActor(principal), now };
      if (!isSameNature(unit, to)) {
        const event = unitChangedEvent(unit, to, { eventId: ids.eventId(), ...by, note });
        if (!(await storage.units.changeNature(unit, { to, at: now, event }))) throw conflict('单位刚被更新。');
      }
      await widen(deps, widened, { ...by, note });
      return unitView({ ...unit, ...to }, deps.settings.regions);
    },
    previewCounterpart: async (id, unitId, principal) => {
      demandOffice('rules.manage', principal);
      const { source, unit, register } = await sourceAsItWouldBe(deps, id, unitId);
      const now = clock.now();
      return viewOf(
        source,
        { unit, register },
        await reachChange(deps, withSource(register, { source, to: unit?.key ?? null, now }), now),
      );
    },
    changeCounterpart: async (id, { unitId, reason, alsoFor }, principal) => {
      demandOffice('rules.manage', principal);
      const note = writtenReason(reason);
      const { source, unit, register } = await sourceAsItWouldBe(deps, id, unitId);
      const widened = await mandatesToWiden(deps, alsoFor);
      const now = clock.now();
      const by = { actor: personActor(principal), now };
      const to = unit?.key ?? null;
      if ((source.counterpartKey ?? null) !== to) {
        const event = sourceChangedEvent(source, to, { eventId: ids.eventId(), ...by, note });
        if (!(await storage.policySources.changeCounterpart(source, { to, byHand: true, at: now, event })))
          throw conflict('这个来源刚被更新。');
      }
      await widen(deps, widened, { ...by, note });
      return viewOf(source, { unit, register }, { reached: [], left: [] });
    },
  };
}

function demandOffice(action: Action, principal: Principal): void {
  demand(action, principal);
  if (principal.unitId !== null)
    throw new Refusal('forbidden', '单位和来源的归属由主管单位维护。', { remedy: '请联系主管单位的管理员。' });
}

async function unitAsItWouldBe(
  deps: ServiceDeps,
  id: UnitId,
  change: Partial<UnitNature>,
): Promise<{ readonly unit: Unit; readonly to: UnitNature; readonly register: Register }> {
  const register = await readRegister(deps);
  const unit = register.units.get(id);
  if (unit === undefined) throw notFound('单位');
  if (!isOpen(unit)) throw invalidInput('id', `单位“${unit.name}”已关闭。`, '请先恢复该单位。');
  const { level = unit.level, sectors = unit.sectors, region = unit.region } = change;
  const strange = sectors.find((key) => !deps.settings.sectors.entries.some((entry) => entry.key === key));
  if (strange !== undefined)
    throw invalidInput('sectors', `没有领域“${strange}”。`, '领域代码见 config/sectors.json 或 GET /sectors。');
  if (region !== '' && !REGION_CODE.test(region))
    throw invalidInput('region', `“${region}”不是行政区划代码。`, '请填写 2、4、6、9 或 12 位数字，或留空。');
  return { unit, to: { level, sectors: [...new Set(sectors)], region }, register };
}

async function sourceAsItWouldBe(
  deps: ServiceDeps,
  id: PolicySourceId,
  unitId: UnitId | null,
): Promise<{ readonly source: PolicySource; readonly unit: Unit | null; readonly register: Register }> {
  const register = await readRegister(deps);
  const source = register.sources.get(id);
  if (source === undefined) throw notFound('政策来源');
  const unit = unitId === null ? null : register.units.get(unitId);
  if (unit === undefined || (unit !== null && !isOpen(unit)))
    throw invalidInput('unitId', '没有这个单位，或它已关闭。', '请选择在用的单位。');
  return { source, unit, register };
}

/** The register with the change in it, as if it were made now. */
function withUnit(register: Register, { unit, to, now }: { unit: Unit; to: UnitNature; now: Instant }): Register {
  if (isSameNature(unit, to)) return register;
  const { level, sectors, region } = unit;
  const next: Unit = { ...unit, ...to, earlier: [...(unit.earlier ?? []), { until: now, level, sectors, region }] };
  return { ...register, units: new Map([...register.units, [unit.id, next]]) };
}

function withSource(
  register: Register,
  { source, to, now }: { source: PolicySource; to: string | null; now: Instant },
): Register {
  const { counterpartKey = null } = source;
  if (counterpartKey === to) return register;
  const earlier = [...(source.earlier ?? []), { until: now, counterpartKey }];
  return {
    ...register,
    sources: new Map([...register.sources, [source.id, { ...source, counterpartKey: to, earlier }]]),
  };
}

function viewOf(
  source: PolicySource,
  { unit, register }: { readonly unit: Unit | null; readonly register: Register },
  change: Pick<CounterpartChangeView, 'reached' | 'left'>,
): CounterpartChangeView {
  return {
    sourceId: source.id,
    counterpart: unit === null ? null : { unitId: unit.id, name: unit.name },
    counterparts: unit === null ? 0 : counterpartsOf(unit, register.units).size,
    ...change,
  };
}

type Widened = readonly { readonly mandate: Mandate; readonly rule: MandateRule }[];

/** The mandates a person named, all of them under way. Refused before anything is changed where one is not. */
async function mandatesToWiden({ storage }: ServiceDeps, mandateIds: readonly MandateId[]): Promise<Widened> {
  const rules = new Map((await storage.mandates.rules()).map((rule) => [rule.id, rule]));
  return Promise.all(
    [...new Set(mandateIds)].map(async (id) => {
      const mandate = await storage.mandates.byId(id);
      const rule = mandate === null ? undefined : rules.get(mandate.ruleId);
      if (mandate === null || rule === undefined || isEnded(mandate)) throw notFound('必转任务', 'alsoFor');
      return { mandate, rule };
    }),
  );
}

/** Those under way that the person named reach whom they would reach now. Repeated, it binds nobody twice. */
async function widen(
  deps: ServiceDeps,
  widened: Widened,
  by: Pick<Parameters<typeof mandateEvent>[0], 'actor'> & { readonly now: Instant; readonly note: string },
): Promise<void> {
  const { storage, ids, settings } = deps;
  for (const { mandate, rule } of widened) {
    const { now, note, actor } = by;
    const due = dueByPlatform(countingFrom({ ...mandate, countsFromAt: now }), rule, deadlineRules(settings));
    const event = mandateEvent({
      eventId: ids.eventId(),
      actor,
      now,
      mandate,
      event: 'widened',
      from: mandate.stage,
      note,
    });
    const { provisional } = latestDue(due, rule);
    if (!(await storage.mandates.widen(mandate, { at: now, provisional, event }))) throw conflict('这项任务刚有变化。');
  }
}

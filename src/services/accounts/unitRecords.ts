import { creditCodeFault, plainCreditCode, type CreditCodeFault } from '../../domain/accounts/creditCode';
import { isOpen, REGION_CODE, type UnitNature } from '../../domain/accounts/unit';
import { unitAddedEvent, unitRecordEvent, type UnitRecord } from '../../domain/alerts/events';
import type { UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { isWritten } from '../../domain/writtenText';
import type { Unit } from '../../ports/storage';
import type { UnitView } from '../../api/people';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { unitView } from '../toView/unitView';
import { demandOpen, reachUnit } from './reachUnit';

export interface UnitDraft extends UnitNature, UnitRecord {
  /** Null: under none, which only people of the whole office may say. */
  readonly parentId: UnitId | null;
  /** Kept in the ledger. */
  readonly reason: string;
}

export interface UnitRecordServices {
  /**
   * Adds a unit (action `people.manage`). Refuses `forbidden`, `not-found` (the superior), `invalid-input` (`name`,
   * `creditCode`, `sectors`, `region`, `parentId`, `reason`).
   */
  addUnit(draft: UnitDraft, principal: Principal): Promise<UnitView>;
  /**
   * Changes name or credit code of a unit (action `people.manage`). Refuses as `addUnit`, and `conflict` where it was changed
   * meanwhile or nothing would be changed.
   */
  changeUnitRecord(
    id: UnitId,
    change: Partial<UnitRecord> & { readonly reason: string },
    principal: Principal,
  ): Promise<UnitView>;
}

export function createUnitRecords(deps: ServiceDeps): UnitRecordServices {
  const { storage, clock, ids, settings } = deps;
  return {
    addUnit: async ({ parentId, reason, ...draft }, principal) => {
      demand('people.manage', principal);
      const note = writtenReason(reason);
      const parent = parentId === null ? null : await storage.units.byId(parentId, principal.unitId);
      if (parent === null && (parentId !== null || principal.unitId !== null)) throw notFound('上级单位');
      if (parent !== null) demandOpen(parent, 'parentId');
      checkNature(deps, draft);
      const all = await storage.units.list(null);
      const id = ids.id<UnitId>();
      const record = readRecord(draft, all, { id, parentId });
      const unit: Unit = {
        id,
        // An import names units by key: the code everybody knows, else the id, which the page of the unit shows.
        key: record.creditCode !== null && all.every(({ key }) => key !== record.creditCode) ? record.creditCode : id,
        parentId,
        path: [...(parent?.path ?? []), id],
        level: draft.level,
        sectors: [...new Set(draft.sectors)],
        region: draft.region,
        ...record,
      };
      const event = unitAddedEvent(unit, {
        ...{ eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
        note,
      });
      if (!(await storage.units.add(unit, event))) throw conflict('这个单位刚被登记。');
      return unitView(unit, settings.regions);
    },
    changeUnitRecord: async (id, { reason, ...change }, principal) => {
      const unit = await reachUnit(deps, id, principal);
      demandOpen(unit, 'id');
      const note = writtenReason(reason);
      const before: UnitRecord = { name: unit.name, creditCode: unit.creditCode ?? null };
      const to = readRecord({ ...before, ...change }, await storage.units.list(null), unit);
      if (to.name === before.name && to.creditCode === before.creditCode)
        throw invalidInput('name', '名称和统一社会信用代码都没有变化。', '请修改后再保存。');
      const event = unitRecordEvent(unit, to, {
        ...{ eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
        note,
      });
      if (!(await storage.units.changeRecord(unit, to, event))) throw conflict('单位刚被更新。');
      return unitView({ ...unit, ...to }, settings.regions);
    },
  };
}

const CODE_FAULTS: Readonly<Record<CreditCodeFault, readonly [string, string]>> = {
  length: ['统一社会信用代码应为 18 位。', '请对照登记证书填写完整，或留空。'],
  character: ['统一社会信用代码含有不使用的字符。', '只用数字和大写字母，不含 I、O、S、V、Z；第 3 至 8 位是数字。'],
  check: ['统一社会信用代码的校验位不符，可能抄错了一位。', '请对照登记证书逐位核对。'],
};

/** Name and code as they are stored. Two units in use have neither one code nor, under one superior, one name. */
export function readRecord(
  { name, creditCode }: UnitRecord,
  units: readonly Unit[],
  own: Pick<Unit, 'id' | 'parentId'>,
): UnitRecord {
  if (!isWritten(name)) throw invalidInput('name', '单位名称不能为空。', '请填写单位全称。');
  const others = units.filter((unit) => unit.id !== own.id && isOpen(unit));
  if (others.some((unit) => unit.parentId === own.parentId && unit.name === name.trim()))
    throw invalidInput('name', `同一上级之下已有“${name.trim()}”。`, '请核对是否重复登记，或使用全称区分。');
  const code = creditCode === null ? '' : plainCreditCode(creditCode);
  if (code === '') return { name: name.trim(), creditCode: null };
  const fault = creditCodeFault(code);
  if (fault !== null) throw invalidInput('creditCode', ...CODE_FAULTS[fault]);
  const holder = others.find((unit) => unit.creditCode === code);
  if (holder !== undefined)
    throw invalidInput('creditCode', '这个统一社会信用代码已由另一单位使用。', '请核对代码；同一单位不必重复登记。');
  return { name: name.trim(), creditCode: code };
}

function checkNature({ settings }: ServiceDeps, { sectors, region }: UnitNature): void {
  const strange = sectors.find((key) => !settings.sectors.entries.some((entry) => entry.key === key));
  if (strange !== undefined)
    throw invalidInput('sectors', `没有领域“${strange}”。`, '领域代码见 config/sectors.json 或 GET /sectors。');
  if (region !== '' && !REGION_CODE.test(region))
    throw invalidInput('region', `“${region}”不是行政区划代码。`, '请填写 2、4、6、9 或 12 位数字，或留空。');
}

import { isOpen, type Unit } from '../../domain/accounts/unit';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import {
  DUTY_RULES,
  LIAISON_GAPS,
  liaisonGap,
  maskedPhone,
  type DutyRule,
  type Liaison,
  type LiaisonGap,
  type Rank,
} from '../../domain/team/liaison';
import type { LiaisonView } from '../../api/team';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { TeamServices } from './contract';

/** One as the reader gets it: numbers are whole for who calls people, and masked for who only looks. */
export function createLiaisonView({
  storage,
}: Pick<ServiceDeps, 'storage'>): (liaison: Liaison, principal: Principal) => Promise<LiaisonView> {
  return async (liaison, principal) => {
    const mayCall = may(principal, 'team.manage') || may(principal, 'reminder.send');
    const shown = (number: string | null): string | null => (number === null || mayCall ? number : maskedPhone(number));
    const { id, unitId, duty, name, post, rank, mobile, officePhone, personId, sinceOn, untilOn, version } = liaison;
    const unit = await storage.units.byId(unitId, null);
    const person = personId === null ? null : await storage.people.byId(personId);
    return {
      ...{ id, unitId, unitName: unit?.name ?? '', duty, name, post, rank, sinceOn, untilOn, version },
      ...{ mobile: shown(mobile), officePhone },
      person: person === null ? null : { id: person.id, name: person.name },
    };
  };
}

type Reading = Pick<TeamServices, 'liaisons' | 'liaisonsOf' | 'liaisonGaps' | 'unfilled'>;

export function createReadLiaisons(deps: ServiceDeps): Reading {
  const { storage, clock } = deps;
  const view = createLiaisonView(deps);
  const list = async (items: readonly Liaison[], nextCursor: string | null, principal: Principal) => ({
    items: await Promise.all(items.map((one) => view(one, principal))),
    nextCursor,
    asOf: iso(clock.now()),
  });
  /** Every open unit with what is wrong with how it has filled each duty. */
  const filled = async (principal: Principal) => {
    const units = (await storage.units.list(principal.unitId)).filter(isOpen);
    const held = new Map<string, readonly (Rank | null)[]>();
    for (const { unitId, duty, rank, count } of await storage.liaisons.counts(principal.unitId)) {
      const key = `${unitId} ${duty}`;
      held.set(key, [...(held.get(key) ?? []), ...Array<Rank | null>(count).fill(rank)]);
    }
    const holders = (unit: Unit, rule: DutyRule): readonly (Rank | null)[] => held.get(`${unit.id} ${rule.duty}`) ?? [];
    return { units, holders, gapOf: (unit: Unit, rule: DutyRule) => liaisonGap(rule, holders(unit, rule)) };
  };
  return {
    liaisons: async (filter, page, principal) => {
      const { items, nextCursor } = await storage.liaisons.list(filter, page, principal.unitId);
      return list(items, nextCursor, principal);
    },
    liaisonsOf: async (unitId, principal) => {
      if ((await storage.units.byId(unitId, principal.unitId)) === null) throw notFound('单位');
      return list(await storage.liaisons.ofUnit(unitId, principal.unitId), null, principal);
    },
    liaisonGaps: async (principal) => {
      const { units, gapOf } = await filled(principal);
      return {
        units: units.length,
        duties: DUTY_RULES.map((rule) => {
          const found = units.map((unit) => gapOf(unit, rule));
          const count = (gap: LiaisonGap): number => found.filter((one) => one === gap).length;
          const gaps = Object.fromEntries(LIAISON_GAPS.map((gap) => [gap, count(gap)])) as Record<LiaisonGap, number>;
          return { ...rule, gaps };
        }),
        asOf: iso(clock.now()),
      };
    },
    unfilled: async ({ duty, gap }, principal) => {
      const { units, holders, gapOf } = await filled(principal);
      const rule = DUTY_RULES.find((one) => one.duty === duty);
      const names = new Map(units.map(({ id, name }) => [id, name]));
      const items = units.filter((unit) => rule !== undefined && gapOf(unit, rule) === gap);
      return {
        items: items.map((unit) => ({
          id: unit.id,
          name: unit.name,
          superiorName: unit.parentId === null ? null : (names.get(unit.parentId) ?? null),
          holders: rule === undefined ? 0 : holders(unit, rule).length,
        })),
        nextCursor: null,
        asOf: iso(clock.now()),
      };
    },
  };
}

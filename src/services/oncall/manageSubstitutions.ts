import type { PersonId, SubstitutionId } from '../../domain/ids';
import { MOST_FILLED_DAYS } from '../../domain/oncall/rotation';
import type { Substitution } from '../../domain/oncall/roster';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { conflict, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { OncallServices, SubstitutionDraft } from './contract';
import { nameOf, substitutionView, type PeopleById } from './dutyViews';
import { findRoster, readPeople } from './readDuty';

type SubstitutionServices = Pick<OncallServices, 'substitutions' | 'addSubstitution' | 'removeSubstitution'>;

/** Those that ended are shown for so long. */
const SHOWN_DAYS = 31;

/** Who stands in for whom. */
export function createManageSubstitutions(deps: ServiceDeps): SubstitutionServices {
  const { storage, ids, clock } = deps;
  const eventOf = (substitution: Substitution, to: 'added' | 'removed', by: Parameters<typeof notifyEvent>[1]) =>
    notifyEvent(deps, by, { of: 'substitution', id: substitution.id, to, reason: substitution.reason });
  return {
    substitutions: async (id, principal) => {
      demandOffice('notify.manage', principal);
      await findRoster(deps, id);
      const people = await readPeople(deps);
      const since = addCivilDays(civilDateOf(clock.now()), -SHOWN_DAYS);
      return (await storage.substitutions.list())
        .filter(({ rosterId, toDate }) => rosterId === id && toDate >= since)
        .map((one) => substitutionView(one, people));
    },
    addSubstitution: async (rosterId, draft, principal) => {
      demandOffice('notify.manage', principal);
      await findRoster(deps, rosterId);
      const people = await readPeople(deps);
      demandSense(draft, people);
      const reason = writtenReason(draft.reason);
      const other = (await storage.substitutions.list()).find(
        (one) =>
          one.rosterId === rosterId &&
          one.insteadOf === draft.insteadOf &&
          one.fromDate <= draft.toDate &&
          draft.fromDate <= one.toDate,
      );
      if (other !== undefined)
        throw conflict(
          `${other.fromDate} 至 ${other.toDate} 已由“${nameOf(people, other.personId)}”替班，请先取消原来的替班。`,
        );
      const id = ids.id<SubstitutionId>();
      const substitution: Substitution = { ...draft, reason, id, rosterId, madeAt: clock.now(), version: 1 };
      await storage.substitutions.insert(substitution, eventOf(substitution, 'added', principal));
      return substitutionView(substitution, people);
    },
    removeSubstitution: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const substitution = await storage.substitutions.byId(id);
      if (substitution === null) throw notFound('替班');
      if (!(await storage.substitutions.remove(id, version, eventOf(substitution, 'removed', principal))))
        throw conflict('该替班已被他人改动。');
    },
  };
}

function demandSense({ fromDate, toDate, personId, insteadOf }: SubstitutionDraft, people: PeopleById): void {
  if (toDate < fromDate) throw invalidInput('toDate', '结束日期早于开始日期。', '请改正日期。');
  if (toDate > addCivilDays(fromDate, MOST_FILLED_DAYS - 1))
    throw invalidInput('toDate', `替班最长 ${MOST_FILLED_DAYS} 天。`, '长期变动请修改值班表。');
  if (personId === insteadOf) throw invalidInput('personId', '替班人和被替人是同一人。', '请改选替班人。');
  const check = (field: string, id: PersonId): void => {
    if (!people.has(id)) throw notFound('人员', field);
  };
  check('insteadOf', insteadOf);
  check('personId', personId);
  const person = people.get(personId);
  if (person?.disabled === true)
    throw invalidInput('personId', `“${person.name}”已停用，不能替班。`, '请改选其他人员。');
}

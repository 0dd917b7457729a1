import type { CourseView, LiaisonView } from '../../src/api/team';
import type { UnitId } from '../../src/domain/ids';
import { DUTY_RULES } from '../../src/domain/team/liaison';
import type { Services } from '../../src/services/index';
import { ACCOUNTS, NOW, UNIT_A } from './officePeople';
import type { OfficeRules } from './officeRules';

export const liaisonOf = (more: Partial<LiaisonView> = {}): LiaisonView => ({
  id: '3'.repeat(24),
  unitId: UNIT_A,
  unitName: '甲局',
  duty: 'informant',
  name: '张信息',
  post: '办公室科员',
  rank: null,
  mobile: '13800001234',
  officePhone: null,
  person: null,
  sinceOn: '2026-03-01',
  untilOn: null,
  version: 1,
  ...more,
});
export const courseOf = (more: Partial<CourseView> = {}): CourseView => ({
  id: '4'.repeat(24),
  unitId: UNIT_A,
  unitName: '甲局',
  heldOn: '2026-05-12',
  hours: 6,
  topic: '政务新媒体管理',
  organiser: '县政府办',
  attendees: [{ name: '张信息', unitId: UNIT_A as UnitId, unitName: '甲局', liaisonId: null, personId: null }],
  isOfOther: false,
  version: 1,
  ...more,
});

/** The roster of liaisons and the record of courses, in the office. */
export function teamServices({ change, page }: OfficeRules): Pick<Services, 'team'> {
  const changed = (what: string, principal: Parameters<Services['team']['courseTotals']>[1]): void =>
    change(what, ACCOUNTS.ofA, { principal, action: 'team.manage' });
  return {
    team: {
      liaisons: async () => page([liaisonOf()]),
      liaisonsOf: async () => page([liaisonOf()]),
      liaisonGaps: async () => ({
        units: 3,
        duties: DUTY_RULES.map((rule) => ({ ...rule, gaps: { missing: 1, 'below-rank': 0, 'too-many': 0 } })),
        asOf: NOW.toISOString(),
      }),
      unfilled: async () => page([{ id: UNIT_A, name: '甲局', superiorName: '县政府办', holders: 0 }]),
      addLiaison: async (_unit, _record, principal) => {
        changed('liaison:add', principal);
        return liaisonOf();
      },
      changeLiaison: async (_id, _change, principal) => {
        changed('liaison:change', principal);
        return liaisonOf();
      },
      endLiaison: async (_id, { untilOn }, principal) => {
        changed('liaison:end', principal);
        return liaisonOf({ untilOn });
      },
      registerLiaisons: async () => ({ added: 0, changed: 0, same: 0 }),
      courses: async () => page([courseOf()]),
      courseTotals: async () =>
        page([{ unitId: UNIT_A, unitName: '甲局', held: 1, heldHours: 6, attended: 1, attendedHours: 6 }]),
      addCourse: async (_unit, _record, principal) => {
        changed('course:add', principal);
        return courseOf();
      },
      changeCourse: async (_id, _change, principal) => {
        changed('course:change', principal);
        return courseOf();
      },
      removeCourse: async (_id, _removal, principal) => changed('course:remove', principal),
    },
  };
}

import type { DutyDryRunView } from '../../src/api/dryRuns';
import type { DutyDayView, FillPreviewView, RosterView, SubstitutionView } from '../../src/api/oncall';
import type { Principal } from '../../src/domain/people/role';
import type { LadderServices, Services } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import type { OfficeRules } from './officeRules';

const ID = 'd'.repeat(24);
const onDuty = { personId: ID, name: '王敏', insteadOfName: '张三', reachable: true };
/** One complete example of every view. */
export const rosterOf = (): RosterView => ({
  id: ID,
  name: '总值班',
  unitId: ID,
  handoverMinute: 510,
  fallbackRole: 'administrator',
  disabled: false,
  version: 1,
  dutyDate: '2026-11-20',
  onDuty: [onDuty],
  leaders: [onDuty],
  holes: [{ date: '2026-11-22', reason: 'not-filled' }],
});
export const dutyDayOf = (): DutyDayView => ({
  date: '2026-11-20',
  working: true,
  kind: '工作日',
  personIds: [ID],
  leaderIds: [ID],
  onDuty: [onDuty],
  leaders: [onDuty],
  source: 'import',
  hole: 'all-disabled',
  version: 1,
});
export const dutyDryRunOf = (): DutyDryRunView => ({
  at: '2026-11-20T02:00:00.000Z',
  dutyDate: '2026-11-20',
  working: true,
  kind: '工作日',
  onDuty: [onDuty],
  leaders: [onDuty],
  hole: 'all-disabled',
  told: [{ name: '王敏', toldAs: 'substitute', reachable: true }],
  fallbackRole: 'administrator',
  aheadDays: 30,
  holes: [{ date: '2026-11-22', reason: 'not-filled' }],
});
export const substitutionOf = (): SubstitutionView => ({
  id: ID,
  fromDate: '2026-11-20',
  toDate: '2026-11-21',
  name: '王敏',
  insteadOfName: '张三',
  reason: '休假',
  version: 1,
});
export const fillPreviewOf = (): FillPreviewView => ({
  basis: 'a'.repeat(64),
  days: [
    {
      date: '2026-11-20',
      working: true,
      kind: '工作日',
      certain: true,
      people: ['王敏'],
      leaders: ['张三'],
      before: { people: ['李四'], leaders: [] },
      change: 'changed',
    },
  ],
  problems: [{ code: 'person-unknown', row: 3, column: 2, value: '周九' }],
  holes: ['2026-11-22'],
  unreachable: ['王敏'],
});

/** Who is on duty, in the office. */
export function oncallServices({ change }: OfficeRules): {
  readonly oncall: Omit<Services['oncall'], keyof LadderServices>;
} {
  const set = (what: string, principal: Principal) =>
    change(`oncall:${what}`, ACCOUNTS.ofA, { principal, action: 'notify.manage' });
  return {
    oncall: {
      rosters: async () => [rosterOf()],
      addRoster: async (_draft, principal) => {
        set('add-roster', principal);
        return rosterOf();
      },
      changeRoster: async (_of, _draft, principal) => {
        set('change-roster', principal);
        return rosterOf();
      },
      removeRoster: async (_of, principal) => set('remove-roster', principal),
      rehearseDuty: async () => dutyDryRunOf(),
      dutyDays: async () => [dutyDayOf()],
      setDay: async ({ date }, _people, principal) => {
        set(`set-day:${date}`, principal);
        return dutyDayOf();
      },
      previewFilling: async () => fillPreviewOf(),
      fill: async (_of, { kind }, principal) => {
        set(`fill:${kind}`, principal);
        return { changed: 1 };
      },
      substitutions: async () => [substitutionOf()],
      addSubstitution: async (_id, _draft, principal) => {
        set('add-substitution', principal);
        return substitutionOf();
      },
      removeSubstitution: async (_of, principal) => set('remove-substitution', principal),
      template: async () => ({ name: '总值班', month: '2026-12', lines: [['2026-12-01', '王敏', '', '', '工作日']] }),
    },
  };
}

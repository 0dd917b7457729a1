import type { DutyDryRunView } from '../../api/dryRuns';
import { audienceOf } from '../../domain/notify/audience';
import type { AlertFacts } from '../../domain/notify/route';
import { dutyDateAt, holesOf } from '../../domain/oncall/onDuty';
import { inEachCapacity } from '../../domain/people/assignment';
import { addCivilDays } from '../../domain/time/civil';
import { DAY_MS } from '../../domain/time/instant';
import { demandOffice } from '../notifyEvent';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { OncallServices } from './contract';
import { canStandOf, dutyDayView, hasAddress } from './dutyViews';
import { findRoster, readPeople, readPlan } from './readDuty';

/** Holes are shown for so long when somebody asks for them. */
const AHEAD_DAYS = 30;
/** Nobody plans further, and what was longer ago is for the ledger. */
const FURTHEST_DAYS = 366;

/** Something of the whole office: whoever has the duty may see it. */
const OFFICE_WIDE: AlertFacts = {
  alert: { kind: 'account-silent', severity: 'critical', unitPath: [], byUnit: null, figures: {} },
  platform: null,
  authority: null,
};

/** Who would be told as being on duty at an instant, by the same rules by which they are told. */
export function createRehearseDuty(deps: ServiceDeps): Pick<OncallServices, 'rehearseDuty'> {
  const { clock, settings } = deps;
  return {
    rehearseDuty: async (id, asked, principal): Promise<DutyDryRunView> => {
      demandOffice('notify.manage', principal);
      const roster = await findRoster(deps, id);
      const now = clock.now();
      const at = asked ?? now;
      if (Math.abs(at.getTime() - now.getTime()) > FURTHEST_DAYS * DAY_MS)
        throw invalidInput('at', '时间应在前后一年之内。', '请改为更近的时间。');
      const [date, today] = [dutyDateAt(roster, at), dutyDateAt(roster, now)];
      const ahead = { from: today, to: addCivilDays(today, AHEAD_DAYS - 1) };
      const people = await readPeople(deps);
      const [ofDay, ofMonth] = await Promise.all([
        readPlan(deps, roster, { from: date, to: date }),
        readPlan(deps, roster, ahead),
      ]);
      const { working, kind, onDuty, leaders, hole } = dutyDayView(ofDay, date, {
        people,
        calendar: settings.calendar,
      });
      const told = audienceOf(
        { kind: 'duty', rosterId: id },
        {
          people: inEachCapacity([...people.values()]).map(({ assignments: _, ...capacity }) => capacity),
          rosters: [ofDay],
          unitPaths: new Map(),
          facts: OFFICE_WIDE,
          now: at,
        },
      );
      return {
        at: iso(at),
        dutyDate: date,
        ...{ working, kind },
        // Of a disabled roster nobody is told by the table, whoever stands in it.
        ...(roster.disabled ? { onDuty: [], leaders: [], hole: 'roster-off' as const } : { onDuty, leaders, hole }),
        told: told.flatMap(({ person, why }) =>
          person === null ? [] : [{ name: person.name, toldAs: why, reachable: hasAddress(people.get(person.id)) }],
        ),
        fallbackRole: roster.fallbackRole,
        aheadDays: AHEAD_DAYS,
        holes: holesOf([ofMonth], ahead, canStandOf(people)).map((one) => ({ date: one.date, reason: one.reason })),
      };
    },
  };
}

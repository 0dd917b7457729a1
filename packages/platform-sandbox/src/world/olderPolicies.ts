import { dayNumber, instantOfDay } from './civilTime';
import type { PolicyDocument } from './policyDocument';
import { inventDepartmentPolicy, inventOfficePolicy } from './policyPool';
import type { InventedPolicy } from './policyPool';
import { drawFor } from './seededDraw';
import type { WorkCalendar } from './workCalendar';

const OLDER_COUNT = 58;
/** Every seventh older document is the cabinet's own. */
const OLDER_CABINET_PERIOD = 7;
export const OLDER_CABINET_COUNT = Math.floor(OLDER_COUNT / OLDER_CABINET_PERIOD);
/**
 * The older part ends this many working days, and more than this many days, before the anchor: nothing in it is still
 * due.
 */
const OLDER_WORKING_DAYS = 5;
const OLDER_DAYS = 8;
const OLDER_FIRST_ID = 7_090_100;
/** Where the cabinet's running numbers stand at the anchor. */
export const FIRST_FRESH_NUMBER = 58;

/** Well before the anchor: one or two documents a working day, a few of them the cabinet's own. */
export function inventOlderPolicies(
  world: { seed: number; anchorAt: Date; calendar: WorkCalendar },
  toDocument: (policy: InventedPolicy, place: { contentId: number; at: Date; number: number }) => PolicyDocument,
): PolicyDocument[] {
  const older: PolicyDocument[] = [];
  const anchorDay = dayNumber(world.anchorAt);
  let day = Math.min(
    world.calendar.workingDayBefore(anchorDay, OLDER_WORKING_DAYS),
    world.calendar.workingDayBefore(anchorDay - OLDER_DAYS, 1),
  );
  while (older.length < OLDER_COUNT) {
    const draw = drawFor(world.seed, 'older-policies', day);
    for (let left = draw.whole(1, 2); left > 0 && older.length < OLDER_COUNT; left -= 1) {
      const position = older.length;
      const isCabinets = position % OLDER_CABINET_PERIOD === OLDER_CABINET_PERIOD - 1;
      older.push(
        toDocument(
          isCabinets
            ? inventOfficePolicy(Math.floor(position / OLDER_CABINET_PERIOD))
            : inventDepartmentPolicy(position),
          {
            contentId: OLDER_FIRST_ID + OLDER_COUNT - position,
            at: instantOfDay(day, 9 * 60 + draw.whole(0, 500)),
            number: isCabinets ? FIRST_FRESH_NUMBER - 3 - Math.floor(position / OLDER_CABINET_PERIOD) : 190 - position,
          },
        ),
      );
    }
    day = world.calendar.workingDayBefore(day, 1);
  }
  return older;
}

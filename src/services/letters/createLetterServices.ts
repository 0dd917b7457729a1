import type { ServiceDeps } from '../settings';
import { createCarryReminders } from './carryReminder';
import type { LetterServices } from './contract';
import { createMakeDigests } from './makeDigests';
import { createManageDigests } from './manageDigests';
import { createReadReminders } from './readReminders';
import { createRemind } from './remind';

export function createLetterServices(deps: ServiceDeps): LetterServices {
  return {
    makeDigests: createMakeDigests(deps),
    counts: () => deps.storage.letters.countUnderWay(),
    ...createManageDigests(deps),
    ...createRemind(deps),
    carryReminders: createCarryReminders(deps),
    ...createReadReminders(deps),
  };
}

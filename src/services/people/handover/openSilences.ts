import type { Person } from '../../../ports/storage';
import { notifyEvent } from '../../notifyEvent';
import { ofOffice, type Finder } from './openThing';

/** Silences in the leaver's name that are not over: whoever asks why nobody is told is to find somebody there. */
export const silences: Finder = async (deps, leaving) => {
  const { from, by } = leaving;
  return (await deps.storage.silences.endingAfter(deps.clock.now()))
    .filter((silence) => silence.by.personId === from.id)
    .map((silence) => ({
      ...{ kind: 'silence', id: silence.id, label: silence.reason },
      give: ofOffice(leaving, (to: Person) =>
        deps.storage.silences.change(
          { ...silence, by: { personId: to.id, name: to.name } },
          notifyEvent(deps, by, { of: 'silence', id: silence.id, to: 'changed', reason: silence.reason }),
        ),
      ),
    }));
};

import { credentialEvent } from '../../../domain/alerts/credentialEvents';
import { personActor } from '../../actors';
import { obstacleFor, type Finder } from './openThing';

/** Secrets the leaver entered: they stay with their accounts, and the successor answers for them from now on. */
export const credentials: Finder = async ({ storage, clock, ids }, leaving) => {
  const { from, by } = leaving;
  return (await storage.credentials.grantedBy(from.id, by.unitId)).map((credential) => {
    const { id, label, state, unitPath } = credential;
    return {
      ...{ kind: 'credential', id, label },
      obstacle: (to) => obstacleFor(to, leaving, { unitPath, action: 'credentials.authorise' }),
      give: async (to) =>
        storage.credentials.changeGranter(
          credential,
          { personId: to.id, name: to.name },
          credentialEvent({
            ...{ eventId: ids.eventId(), actor: personActor(by), now: clock.now() },
            ...{ credential, from: state, to: state, reason: 'handed-over', note: to.name },
          }),
        ),
    };
  });
};

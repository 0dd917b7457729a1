import type { PersonId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { SessionView } from '../../api/people';
import { personActor } from '../actors';
import { notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { PeopleServices } from './contract';
import { reachPerson } from './reachPerson';
import { personEvent } from './signInEvent';

/** The sessions of oneself or of whom one manages, and the end of one of them. The ledger names none by its token. */
export function createListSessions(deps: ServiceDeps): Pick<PeopleServices, 'sessionsOf' | 'endSession'> {
  const { storage, clock, ids, hasher } = deps;
  const demandOwnOrManaged = async (id: PersonId, principal: Principal): Promise<void> => {
    if (id !== principal.personId) await reachPerson(deps, id, principal);
  };
  return {
    sessionsOf: async (id, principal, token): Promise<readonly SessionView[]> => {
      await demandOwnOrManaged(id, principal);
      const own = token === null ? null : hasher.sha256(token);
      return (await storage.sessions.open(id, clock.now())).map((session) => ({
        id: session.id,
        by: session.by,
        createdAt: iso(session.createdAt),
        lastSeenAt: iso(session.lastSeenAt),
        expiresAt: iso(session.expiresAt),
        from: session.from,
        isThis: own !== null && own.startsWith(session.id),
      }));
    },
    endSession: async (id, { sessionId, reason }, principal) => {
      await demandOwnOrManaged(id, principal);
      const isOwn = id === principal.personId;
      const why = isOwn ? 'own' : writtenReason(reason ?? '');
      if (!(await storage.sessions.open(id, clock.now())).some((session) => session.id === sessionId))
        throw notFound('登录');
      // Told before it is done: a session that was ended is never one that the ledger knows nothing of.
      await storage.ledger.append([
        personEvent({
          eventId: ids.eventId(),
          actor: personActor(principal),
          now: clock.now(),
          kind: 'person-changed',
          personId: id,
          to: 'session-ended',
          reason: why,
        }),
      ]);
      if (!(await storage.sessions.end(id, sessionId))) throw notFound('登录');
    },
  };
}

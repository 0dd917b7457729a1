import type { Log } from '../../ports/runtime';
import type { PeopleServices } from '../../services/index';
import type { Connection } from './connection';

/**
 * Sessions end and people are disabled: whoever may not read any more is cut. One question a token, however many
 * windows are open. Where the store does not respond nothing is decided; heartbeats stop by themselves then.
 */
export async function recheckSessions(
  connections: ReadonlySet<Connection>,
  people: Pick<PeopleServices, 'authenticate'>,
  log: Log,
): Promise<void> {
  const tokens = new Set([...connections].map(({ admission }) => admission.token));
  // All at once: the store is asked about many of them in one read.
  const asked = [...tokens].map(async (token) => ({ token, principal: await people.authenticate(token) }));
  for (const { token, principal } of await Promise.all(asked)) {
    const group = [...connections].filter(({ admission }) => admission.token === token);
    for (const connection of group) {
      const before = connection.admission.principal;
      if (principal === null) connection.cut('not-signed-in');
      // Another unit or role: what the client may see has changed, so it starts again as who it is now.
      else if (principal.unitId !== before.unitId || principal.role !== before.role)
        connection.cut('server-restarting');
    }
    if (principal === null) log.info('alert-stream-session-ended', { clients: group.length });
  }
}

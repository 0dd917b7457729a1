import { credentialExpiryEvent } from '../../domain/alerts/credentialEvents';
import { stateByTime, warningDue } from '../../domain/credentials/credentialState';
import { systemActor } from '../actors';
import type { Counts } from '../workRun';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { ReadDependants } from './dependants';

const ACTOR = systemActor('credentials');

/**
 * Warns seven days and one day before a credential ends, and when it has ended, once each: the warning is stored with
 * its event.
 */
export function createWarnExpiring(
  deps: ServiceDeps,
  readDependants: ReadDependants,
): (limit: number) => Promise<Counts> {
  const { storage, clock, ids } = deps;
  return async (limit) => {
    const now = clock.now();
    const given: string[] = [];
    for (const credential of await storage.credentials.warningsDue(now, limit)) {
      const days = warningDue(credential, now);
      if (days === null) continue;
      const state = stateByTime(credential, now);
      const event = credentialExpiryEvent({
        eventId: ids.eventId(),
        actor: ACTOR,
        now,
        credential,
        from: credential.state,
        to: state,
        days,
        dependants: await readDependants(credential),
      });
      if (!(await storage.credentials.recordWarning(credential, { days, state }, [event]))) continue;
      given.push(days === 0 ? 'expired' : `within${days}`);
      // Whether the platform sees it the same way is asked at once; its answer decides whether anything is still
      // published with it.
      if (days === 0) await storage.credentials.expediteCredentialCheck(credential.id, now);
    }
    return tally(given);
  };
}

import { holdsNothing } from '../../domain/accounts/unitClosing';
import { unitReopenedEvent } from '../../domain/alerts/events';
import type { Unit } from '../../ports/storage';
import { systemActor } from '../actors';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';
import { SETTLE_MS } from './moveUnit';

const ACTOR = systemActor('register');

/**
 * Opens units again that were closed a short while ago and were given something since: by an import that had read them
 * as open, by a move that ended in them, or where the process died between closing and looking once more. Accounts of a
 * closed unit owe nothing, and nobody would be told.
 */
export function createRecheckClosings({ storage, clock, ids }: ServiceDeps): () => Promise<Counts> {
  return async () => {
    const now = clock.now();
    const isRecent = ({ closed }: Unit): boolean =>
      closed !== undefined && closed.intoId === null && now.getTime() - closed.at.getTime() < SETTLE_MS;
    const outcomes: string[] = [];
    for (const unit of (await storage.units.list(null)).filter(isRecent)) {
      if (holdsNothing(await storage.unitMoves.holdings(unit.id))) continue;
      const by = { actor: ACTOR, now, note: 'came-meanwhile' };
      const event = unitReopenedEvent(unit, { eventId: ids.eventId(), ...by, reason: 'came-meanwhile' });
      if (await storage.units.setClosed(unit, null, event)) outcomes.push('reopened');
    }
    return tally(outcomes);
  };
}

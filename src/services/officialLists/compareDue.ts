import { makeEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { Principal } from '../../domain/people/role';
import { countDiff, officialDiff } from '../../domain/register/officialDiff';
import type { ListedAccount, OfficialList } from '../../domain/register/officialList';
import { MINUTE_MS } from '../../domain/time/instant';
import { personActor } from '../actors';
import { withRightsOfRole } from '../rightsOfRoles';
import type { ServiceDeps } from '../settings';
import type { LineSteps } from '../steps';
import { heldAccounts } from './compareList';
import type { OfficialListServices } from './contract';
import { holdListFile } from './keepFile';

/** How long a comparison is held by whoever goes on with it, from the last it has told. */
const LEASE_MS = 2 * MINUTE_MS;
const MOST_ATTEMPTS = 5;

class CarriedOnElsewhere extends Error {}

/** What the ledger says of a list. */
export function createListEvent({ ids, clock }: Pick<ServiceDeps, 'ids' | 'clock'>) {
  return (list: OfficialList, reason: string, principal: Principal) =>
    makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
      {
        ...{ kind: 'official-list-changed', subject: `official-list:${list.id}`, from: null, to: null, reason },
        data: { source: list.source, listedOn: list.listedOn, sha256: list.sha256, lines: list.lines },
      },
    );
}

/**
 * Compares one list that waits for it with the register, in the name of whoever asked. Every part of it may be
 * repeated: a process that is killed leaves it to the next one, which begins anew, and what stood before stands until
 * all of it is found.
 */
export function createCompareDue(deps: ServiceDeps, steps: LineSteps): OfficialListServices['compareDue'] {
  const { storage, clock, ids, log } = deps;
  const eventOf = createListEvent(deps);
  const compare = async (list: OfficialList, token: string, by: Principal): Promise<void> => {
    const { id } = list;
    const advance = async (done: number): Promise<void> => {
      const untilAt = new Date(clock.now().getTime() + LEASE_MS);
      if (!(await storage.officialLists.advance(id, token, { done, untilAt }))) throw new CarriedOnElsewhere();
    };
    await holdListFile(deps, list);
    const listed = (await storage.officialLists.part<ListedAccount[]>(id, 'listed')) ?? [];
    const held = await heldAccounts(deps, list.readerUnitId, advance);
    const { lines, inList } = officialDiff(listed, held);
    await storage.officialLists.putPart(id, 'lines', lines);
    if (list.replacedAt === null) {
      await steps.settleListed(list, new Set(inList), by);
      // Killed before the list says that it was compared: those that are replaced already stay so.
      for (const older of await storage.officialLists.standing(list.source, list.readerUnitId))
        if (older.id !== id && older.listedOn <= list.listedOn && older.at <= list.at)
          await storage.officialLists.change({ ...older, replacedAt: list.at }, eventOf(older, 'replaced', by));
    }
    const found = { counts: countDiff(lines), comparedAt: clock.now() };
    await storage.officialLists.settle({ id, token }, found, eventOf(list, 'compared', by));
  };
  return async ({ owner }) => {
    const token = ids.secret();
    const list = await storage.officialLists.claim({ now: clock.now(), owner, leaseMs: LEASE_MS, token });
    if (list?.comparing == null) return {};
    const { comparing, id, readerUnitId } = list;
    const by = await withRightsOfRole(deps, { ...comparing.by, unitId: readerUnitId, via: 'session' });
    const fail = (failure: string) =>
      storage.officialLists.settle(
        { id, token },
        { comparing: { ...comparing, failure } },
        eventOf(list, 'comparison-failed', by),
      );
    try {
      if (comparing.attempts > MOST_ATTEMPTS) await fail(`比对 ${MOST_ATTEMPTS} 次都没有完成。`);
      else await compare(list, token, by);
      return { compared: 1 };
    } catch (error) {
      if (error instanceof CarriedOnElsewhere) return { elsewhere: 1 };
      if (error instanceof Refusal) {
        await fail(`${error.message}${error.remedy}`);
        return { failed: 1 };
      }
      log.error('official-list-not-compared', error, { list: id });
      throw error;
    }
  };
}

import type { Actor } from '../../../domain/cases/case';
import { postsAbout } from '../../../domain/emergencies/aboutEvent';
import type { Emergency, Statement } from '../../../domain/emergencies/emergency';
import { addStatements } from '../../../domain/emergencies/emergencyTable';
import type { DutyId, EmergencyId } from '../../../domain/ids';
import { maskPersonalData } from '../../../domain/privacy/maskPersonalData';
import { systemActor } from '../../actors';
import { readPostsSince } from '../../postsSince';
import type { ServiceDeps } from '../../settings';

const LONGEST_WORDS = 200;

/** Stores one step of an event and what its clocks make of it. False: somebody else was faster. */
export type StoreStep = (before: Emergency, next: Emergency, actor: Actor) => Promise<boolean>;

/** Adds to each open event what its chosen accounts have posted about it; returns for how many there was something. */
export async function linkPosts(deps: ServiceDeps, limit: number, store: StoreStep): Promise<number> {
  const { storage, clock, ids } = deps;
  let linked = 0;
  for (let after: EmergencyId | null = null; ;) {
    const open: readonly Emergency[] = await storage.emergencies.watched(after, limit);
    for (const emergency of open) {
      const now = clock.now();
      const statements = (await statementsOf(deps, emergency)).filter(({ at }) => at <= now);
      const by = { by: null, name: '', at: now };
      const move = addStatements(emergency, { statements, followUp: ids.id<DutyId>() }, by);
      if ('emergency' in move && (await store(emergency, move.emergency, systemActor('emergencies')))) linked += 1;
    }
    after = open.at(-1)?.id ?? null;
    if (open.length < limit) return linked;
  }
}

async function statementsOf(deps: ServiceDeps, emergency: Emergency): Promise<readonly Statement[]> {
  const found: Statement[] = [];
  for (const { account } of await deps.storage.accounts.byIds(emergency.accounts)) {
    const posts = await readPostsSince(deps, account.id, emergency.knownAt);
    for (const { id, url, title, text, countedAt } of postsAbout(emergency, posts))
      found.push({
        ...{ at: countedAt, origin: 'seen', postId: id, accountId: account.id, speaker: account.name, link: url },
        words: maskPersonalData(title === '' ? text.slice(0, LONGEST_WORDS) : title),
      });
  }
  return found;
}

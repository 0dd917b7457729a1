import { policyEvent } from '../../domain/alerts/events';
import { identifyEntries } from '../../domain/policies/identify';
import { planIntake } from '../../domain/policies/intake';
import type { ObservedPolicy, PolicyIntakeCounts, PolicySource } from '../../domain/policies/policy';
import type { PolicyId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { IntakeResult } from './contract';
import type { Counts } from '../workRun';
import type { ServiceDeps } from '../settings';
import type { FollowDocuments } from './followDocuments';
import type { ReadDocuments } from './readDocuments';

/** Another process may read the same source at the same time; each try reads what it left. */
const MAX_TRIES = 5;
const ACTOR = systemActor('intake');

export type Intake = (source: PolicySource, signal: AbortSignal) => Promise<IntakeResult>;

/**
 * Reads one source and records what is new, merged, changed or no longer listed. A list that could not be read is
 * recorded as such and changes nothing else: not being able to read a list is no proof that something left it. Safe to
 * repeat and to kill.
 */
export function createIntake(deps: ServiceDeps, readDocuments: ReadDocuments): Intake {
  const { storage, policyFeed, clock } = deps;
  return async (source, signal) => {
    const now = clock.now();
    const read = await policyFeed.read(source, { startedAt: now, signal });
    if (read.outcome !== 'items') {
      await storage.policySources.recordLook(source.id, {
        at: now,
        outcome: read.outcome,
        detail: read.failure.code,
        entries: 0,
      });
      return { outcome: read.outcome, detail: read.failure.code };
    }
    const entries = await readDocuments(source, read.items, { startedAt: now, signal });
    const counts = await record(deps, { source, entries, now });
    await storage.policySources.recordLook(source.id, {
      at: now,
      outcome: 'items',
      detail: read.unreadable === 0 ? 'items' : `unreadable-${read.unreadable}`,
      entries: read.items.length,
    });
    return { outcome: 'items', counts };
  };
}

/** Plans and stores; whatever another writer was quicker with is planned again from what is stored now. */
async function record(
  { storage, ids, hasher }: ServiceDeps,
  {
    source,
    entries,
    now,
  }: { readonly source: PolicySource; readonly entries: readonly ObservedPolicy[]; readonly now: Instant },
): Promise<PolicyIntakeCounts> {
  const identified = identifyEntries(entries);
  const keys = [...new Set(identified.flatMap((entry) => entry.keys.map(({ key }) => key)))];
  let first: PolicyIntakeCounts | null = null;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const plan = planIntake({
      identified,
      existing: await storage.policies.byIdentityKeys(keys),
      listedBefore: await storage.policies.listedBySource(source.id),
      source,
      now,
      newId: () => ids.id<PolicyId>(),
      hash: (text) => hasher.sha256(text),
    });
    first ??= plan.counts;
    let conflicts = 0;
    for (const policy of plan.inserts) {
      const event = policyEvent({ eventId: ids.eventId(), actor: ACTOR, now, policy, change: 'recorded' });
      if ((await storage.policies.insert(policy, event)) === 'conflict') conflicts += 1;
    }
    for (const { expected, next, change } of plan.replaces) {
      const event =
        change === 'seen-again'
          ? null
          : policyEvent({ eventId: ids.eventId(), actor: ACTOR, now, policy: next, change });
      if (!(await storage.policies.replace(expected, next, event))) conflicts += 1;
    }
    if (conflicts === 0) return first;
  }
  throw new Error(`policies of source ${source.key} keep changing while they are recorded`);
}

/**
 * All sources, one after the other, then the pages of known policies; one that fails, in whatever way, does not keep
 * the others from being read.
 */
export function createIntakeAll(
  { storage, log }: ServiceDeps,
  { intake, followDocuments }: { readonly intake: Intake; readonly followDocuments: FollowDocuments },
): (signal: AbortSignal) => Promise<Counts> {
  return async (signal) => {
    const counts = { sources: 0, failed: 0, fresh: 0, changed: 0 };
    for (const source of await storage.policySources.all()) {
      if (signal.aborted) break;
      counts.sources += 1;
      try {
        const result = await intake(source, signal);
        if ('counts' in result) {
          counts.fresh += result.counts.fresh;
          counts.changed +=
            result.counts.merged + result.counts.sourceChanged + result.counts.textChanged + result.counts.unlisted;
        } else counts.failed += 1;
      } catch (error) {
        log.error('intake-failed', error, { source: source.key });
        counts.failed += 1;
      }
    }
    const followed = signal.aborted
      ? {}
      : await followDocuments(signal).catch((error: unknown): Counts => {
          log.error('following-failed', error);
          return {};
        });
    return { ...counts, ...followed };
  };
}

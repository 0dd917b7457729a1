import { dueByPlatform } from '../../../domain/mandates/dueByPlatform';
import type { MandateRule } from '../../../domain/mandates/mandate';
import type { PolicyId } from '../../../domain/ids';
import { MINUTE_MS, type Instant } from '../../../domain/time/instant';
import { keepAnswered, keepCounted, openQuestions } from '../../askingRules';
import { deadlineRules } from '../../deadlineRules';
import { readRegister } from '../../readRegister';
import type { ServiceDeps } from '../../settings';
import { newlyMandated } from './newlyMandated';

const COUNTED_EVERY_MS = 10 * MINUTE_MS;
/** Of so many the deadline is looked at; the newest stand first. */
const DEADLINES_READ = 100;

export type AskAboutKnown = (now: Instant) => Promise<number>;

/**
 * Counts what a rule that a person changed would mandate of the policies already known: somebody has to say whether it
 * does. Where there is nothing of the kind the question is answered by itself.
 */
export function createAskAboutKnown(deps: ServiceDeps): AskAboutKnown {
  const { storage } = deps;
  return async (now) => {
    let counted = 0;
    for (const { rule, counted: before } of await openQuestions(storage)) {
      if (before !== null && now.getTime() - before.countedAt.getTime() < COUNTED_EVERY_MS) continue;
      const revision = rule.revision ?? 0;
      const register = await readRegister(deps);
      const { policies } = await newlyMandated(deps, rule, { scope: null, register, now });
      const sinceAt = before?.sinceAt ?? now;
      const ids = policies.map(({ policyId }) => policyId as PolicyId);
      if (ids.length === 0) await keepAnswered(storage, rule.id, revision);
      else {
        const dueBy = await nearestDue(deps, rule, { ids, sinceAt });
        await keepCounted(storage, rule.id, { revision, policies: ids.length, dueBy, sinceAt, countedAt: now });
      }
      counted += 1;
    }
    return counted;
  };
}

async function nearestDue(
  { storage, settings }: ServiceDeps,
  rule: MandateRule,
  { ids, sinceAt }: { readonly ids: readonly PolicyId[]; readonly sinceAt: Instant },
): Promise<Instant | null> {
  const dues: number[] = [];
  for (const id of ids.slice(0, DEADLINES_READ)) {
    const publishedAt = (await storage.policies.byId(id))?.publishedAt ?? null;
    if (publishedAt === null) continue;
    const due = dueByPlatform(publishedAt, rule, deadlineRules(settings));
    dues.push(...rule.platforms.map((platform) => due(platform).dueBy.getTime()));
  }
  const ahead = dues.filter((due) => due > sinceAt.getTime());
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}

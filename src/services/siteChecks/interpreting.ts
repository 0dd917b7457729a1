import type { Site } from '../../domain/accounts/site';
import {
  interpretPolicies,
  judgeInterpretations,
  type InterpretedPolicy,
  type ReadColumn,
} from '../../domain/siteChecks/interpretations';
import { columnUseOf, issuingNames } from '../../domain/siteChecks/ownPolicies';
import type { PolicyDecision } from '../../domain/siteChecks/policyDecisions';
import type { SiteFound } from '../../domain/siteChecks/siteVerdict';
import { DAY_MS } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/accountRecord';
import type { ServiceDeps } from '../settings';
import { createUnitNames } from '../unitNames';

/** Of one column so many posts of the window are read; one that has more proves no absence. */
const POSTS_A_COLUMN = 500;
/** Interpretations that came out before the first policy of the window belong to it as well. */
const BEFORE_WINDOW_MS = 30 * DAY_MS;

export interface SiteInterpretations {
  readonly policies: readonly InterpretedPolicy[];
  readonly found: SiteFound;
}

/** What the policies of a site and their interpretations say now: one read for each column that holds either. */
export type ReadInterpretations = (
  site: Pick<Site, 'id' | 'unitId'>,
  columns: readonly AccountRecord[],
  decisions: readonly PolicyDecision[],
) => Promise<SiteInterpretations>;

export function createReadInterpretations(deps: ServiceDeps): ReadInterpretations {
  const { storage, clock, settings } = deps;
  const unitNames = createUnitNames(deps);
  const rules = settings.siteChecks.rules.interpretations;
  return async ({ unitId }, records, decisions) => {
    const now = clock.now();
    const from = new Date(now.getTime() - rules.windowDays * DAY_MS - BEFORE_WINDOW_MS);
    const columns: ReadColumn[] = [];
    for (const { account, facts } of records) {
      if (columnUseOf(account.name, rules) === null) continue;
      const posts = await storage.posts.since(account.id, from, POSTS_A_COLUMN);
      columns.push({ account, facts, posts, isCut: posts.length >= POSTS_A_COLUMN });
    }
    const { units } = await unitNames(now);
    const own = units.filter(({ path }) => path.includes(unitId));
    const root = units.find(({ id, path }) => path.length <= 1 || path[0] === id);
    const names = issuingNames(
      root?.name ?? '',
      own.map(({ name }) => name),
    );
    const context = { rules, calendar: settings.calendar, now, own: names, decisions };
    const policies = interpretPolicies(columns, context);
    return { policies, found: judgeInterpretations(policies, columns, rules) };
  };
}

import type { CoverageRowView, CoverageView } from '../../api/filingFindings';
import type { Platform } from '../../domain/accounts/platforms';
import { isOpen } from '../../domain/accounts/unit';
import { COVERAGE_REQUIREMENT_NAMES, coverageOf } from '../../domain/filings/coverage';
import { FILING_FINDING_RULES } from '../../domain/filings/findingKinds';
import type { UnitId } from '../../domain/ids';
import { inScope } from '../../domain/people/permissions';
import { pagesOf } from '../pagesOf';
import { readScope } from '../readScope';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { FilingServices } from './contract';
import { levelsAbove } from './levelsAbove';

/** A province has some thousand units. */
const BOUNDS = { limit: 200, maxPages: 100 };

/** How each unit meets what a text demands of it, worked out from what is in use now. */
export function createReadCoverage({ storage, clock }: ServiceDeps): FilingServices['coverage'] {
  return async (filter, principal) => {
    const scope = readScope(principal);
    // A department is as high as a government that may lie outside of the reader's scope.
    const all = await storage.units.list(null);
    const byId = new Map(all.map((unit) => [unit.id, unit]));
    const inUse = new Map<UnitId, { platform: Platform; count: number }[]>();
    for (const { unitId, ...held } of await storage.accounts.inUseByUnit(scope))
      inUse.set(unitId, [...(inUse.get(unitId) ?? []), held]);
    const accepted = new Set<string>();
    for (const kind of COVERAGE_REQUIREMENT_NAMES)
      for await (const { items } of pagesOf(
        (page) => storage.filingFindings.list({ kind, state: 'accepted' }, page, scope),
        BOUNDS,
      ))
        for (const { unitId } of items) accepted.add(`${kind} ${unitId}`);
    const rows = all
      .filter((unit) => isOpen(unit) && inScope(scope, unit.path))
      .flatMap((unit) => {
        const accounts = inUse.get(unit.id) ?? [];
        const above = levelsAbove(unit, byId);
        return coverageOf(
          { level: unit.level, above },
          accounts.map(({ platform }) => platform),
        ).map((coverage): CoverageRowView => {
          const isAccepted = coverage.state === 'missing' && accepted.has(`${coverage.requirement} ${unit.id}`);
          const state = isAccepted ? 'accepted' : coverage.state;
          return { unitId: unit.id, unitName: unit.name, ...coverage, state, accounts };
        });
      });
    return {
      requirements: COVERAGE_REQUIREMENT_NAMES.map((requirement) => {
        const { source, clause } = FILING_FINDING_RULES[requirement];
        return { requirement, source, clause, counts: countsOf(rows.filter((row) => row.requirement === requirement)) };
      }),
      items: rows.filter(
        ({ requirement, state }) =>
          requirement === (filter.requirement ?? requirement) && state === (filter.state ?? state),
      ),
      asOf: iso(clock.now()),
    };
  };
}

function countsOf(rows: readonly CoverageRowView[]): CoverageView['requirements'][number]['counts'] {
  const of = (state: CoverageRowView['state']): number => rows.filter((row) => row.state === state).length;
  return { met: of('met'), missing: of('missing'), accepted: of('accepted'), unknown: of('unknown') };
}

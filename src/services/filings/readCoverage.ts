import type { CoverageQuestion, CoverageRowState, CoverageRowView, CoverageView } from '../../api/filingFindings';
import type { Platform } from '../../domain/accounts/platforms';
import { isOpen } from '../../domain/accounts/unit';
import { COVERAGE_REQUIREMENT_NAMES, coverageOf, requirementsOf } from '../../domain/filings/coverage';
import type { FilingFinding } from '../../domain/filings/filingFinding';
import { FILING_FINDING_RULES } from '../../domain/filings/findingKinds';
import type { UnitId } from '../../domain/ids';
import { inScope } from '../../domain/people/permissions';
import type { FilingFindingFilter } from '../../ports/filingStorage';
import type { Scope } from '../../ports/storage';
import { pagesOf } from '../pagesOf';
import { readScope } from '../readScope';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { FilingServices } from './contract';
import { levelsAbove } from './levelsAbove';

/** A province has some thousand units. */
const BOUNDS = { limit: 200, maxPages: 100 };

/**
 * How each unit meets what a text demands of it, worked out from what is in use now. Where one has several accounts on a
 * platform is what its findings say.
 */
export function createReadCoverage({ storage, clock, settings }: ServiceDeps): FilingServices['coverage'] {
  const stored = async (filter: FilingFindingFilter, scope: Scope): Promise<readonly FilingFinding[]> => {
    const found: FilingFinding[] = [];
    const pages = pagesOf((page) => storage.filingFindings.list(filter, page, scope), BOUNDS);
    for await (const { items } of pages) found.push(...items);
    return found;
  };
  return async (filter, principal) => {
    const scope = readScope(principal);
    // A department is as high as a government that may lie outside of the reader's scope.
    const all = await storage.units.list(null);
    const byId = new Map(all.map((unit) => [unit.id, unit]));
    const inUse = new Map<UnitId, { platform: Platform; count: number }[]>();
    for (const { unitId, ...held } of await storage.accounts.inUseByUnit(scope))
      inUse.set(unitId, [...(inUse.get(unitId) ?? []), held]);
    const requirements = requirementsOf(settings.coverage);
    const accepted = new Set<string>();
    for (const kind of requirements)
      for (const { unitId } of await stored({ kind, state: 'accepted' }, scope)) accepted.add(`${kind} ${unitId}`);
    const several = new Map<UnitId, readonly FilingFinding[]>();
    for (const finding of await stored({ kind: 'duplicate' }, scope))
      if (finding.state !== 'settled') several.set(finding.unitId, [...(several.get(finding.unitId) ?? []), finding]);
    const rows = all
      .filter((unit) => isOpen(unit) && inScope(scope, unit.path))
      .flatMap((unit): CoverageRowView[] => {
        const accounts = inUse.get(unit.id) ?? [];
        const named = { unitId: unit.id, unitName: unit.name, accounts };
        const covered = coverageOf(
          { level: unit.level, above: levelsAbove(unit, byId), requirements },
          accounts.map(({ platform }) => platform),
        ).map((coverage): CoverageRowView => {
          const isAccepted = coverage.state === 'missing' && accepted.has(`${coverage.requirement} ${unit.id}`);
          return { ...named, ...coverage, state: isAccepted ? 'accepted' : coverage.state, several: [] };
        });
        return [...covered, ...severalOf(several.get(unit.id) ?? [], named)];
      });
    const asked = (requirement: CoverageQuestion) => rows.filter((row) => row.requirement === requirement);
    const { severity, source, clause } = FILING_FINDING_RULES.duplicate;
    return {
      requirements: [
        ...COVERAGE_REQUIREMENT_NAMES.map((requirement) => ({
          ...{ requirement, ...settings.coverage[requirement], counts: countsOf(asked(requirement)) },
        })),
        {
          ...{ requirement: 'one-per-platform' as const, weight: severity, source, clause },
          counts: countsOf(asked('one-per-platform')),
        },
      ],
      items: rows.filter(
        ({ requirement, state }) =>
          requirement === (filter.requirement ?? requirement) && state === (filter.state ?? state),
      ),
      asOf: iso(clock.now()),
    };
  };
}

/** One row of a unit that has several accounts on any platform; explained only where all of them are. */
function severalOf(
  found: readonly FilingFinding[],
  unit: Pick<CoverageRowView, 'unitId' | 'unitName' | 'accounts'>,
): readonly CoverageRowView[] {
  if (found.length === 0) return [];
  const state = found.every((one) => one.state === 'accepted') ? 'accepted' : 'several';
  const platforms = found.flatMap(({ platform }) => platform ?? []).sort();
  return [{ ...unit, requirement: 'one-per-platform', state, lacking: [], several: platforms }];
}

const STATES: readonly CoverageRowState[] = ['met', 'missing', 'several', 'accepted', 'unknown'];

function countsOf(rows: readonly CoverageRowView[]): CoverageView['requirements'][number]['counts'] {
  return Object.fromEntries(
    STATES.map((state) => [state, rows.filter((row) => row.state === state).length]),
  ) as CoverageView['requirements'][number]['counts'];
}

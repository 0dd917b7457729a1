import type { FilingFindingView } from '../../api/filingFindings';
import type { FilingFinding } from '../../domain/filings/filingFinding';
import { findingRule } from '../../domain/filings/findingKinds';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import { createUnitNames } from '../unitNames';

/** Makes findings as readers get them, with the names of units and accounts as they are now. */
export function createFilingViews(
  deps: ServiceDeps,
): (findings: readonly FilingFinding[]) => Promise<readonly FilingFindingView[]> {
  const unitNames = createUnitNames(deps);
  return async (findings) => {
    const { nameOf } = await unitNames(deps.clock.now());
    const ids = [...new Set(findings.flatMap(({ accountIds }) => accountIds))];
    const accounts = new Map(
      (await deps.storage.accounts.byIds(ids)).map(({ account: { id, name, platform } }) => [
        id,
        { id, name, platform },
      ]),
    );
    return findings.map(({ unitPath: _path, key: _key, basis: _basis, version: _version, accountIds, ...finding }) => {
      const { source, clause, severity } = findingRule(finding.kind, deps.settings.coverage);
      const { acceptance, facts } = finding;
      return {
        ...finding,
        // A plan says by which text it was declared.
        ...{ source: facts['source'] ?? source, clause: facts['clause'] ?? clause },
        ...{ severity, unitName: nameOf(finding.unitId) },
        accounts: accountIds.flatMap((id) => accounts.get(id) ?? []),
        occurredAt: isoOrNull(finding.occurredAt),
        noticedAt: iso(finding.noticedAt),
        settledAt: isoOrNull(finding.settledAt),
        acceptance: acceptance && {
          ...{ byName: acceptance.name, reason: acceptance.reason, at: iso(acceptance.at) },
          untilOn: acceptance.untilOn,
        },
      };
    });
  };
}

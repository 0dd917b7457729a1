import type { Schema } from 'mongoose';
import type { OfficialLists } from '../../ports/officialListStorage';
import type { OnboardingStorage } from '../../ports/onboardingStorage';
import type { FilingStorage } from '../../ports/filingStorage';
import type { FollowsAccount } from '../accounts/followers';
import type { WithOutbox } from '../alerts/outbox';
import type { Row, Table } from '../table';
import { openOfficialLists } from '../officialLists/officialLists';
import { openOnboarding } from '../onboarding/openOnboarding';
import { createFilingChecks, filingCheckSchema, type FilingCheckRow } from './filingChecks';
import { createFilingFindings, type FilingFindingRow } from './filingFindings';

export { filingFindingSchema, type FilingFindingRow } from './filingFindings';

/**
 * What is wrong with filings, when each unit is looked at again, and what units join: repositories, and tables that
 * follow units.
 */
export function openFilings(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  findings: Table<FilingFindingRow>,
): {
  readonly repositories: FilingStorage & OnboardingStorage & { readonly officialLists: OfficialLists };
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly rescoped: Readonly<Record<'filing-findings' | 'onboarding-entries', Table<FollowsAccount>>>;
  /** Plans of joining, which name units. */
  readonly plans: Table<Row>;
} {
  const onboarding = openOnboarding(open);
  const { officialLists, source } = openOfficialLists(open);
  return {
    repositories: {
      ...{ ...onboarding.repositories, officialLists },
      filingFindings: createFilingFindings(findings),
      filingChecks: createFilingChecks(open<FilingCheckRow>('filing-checks', filingCheckSchema)),
    },
    sources: [findings as unknown as Table<Row & WithOutbox>, source, ...onboarding.sources],
    plans: onboarding.plans,
    rescoped: { ...onboarding.rescoped, 'filing-findings': findings as unknown as Table<FollowsAccount> },
  };
}

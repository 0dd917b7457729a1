import type { CoverageView, FilingCountsView, FilingFindingView } from '../../api/filingFindings';
import type { ListView } from '../../api/wire';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

export const useFilingFindings = (filters: Filters): Read<ListView<FilingFindingView>> =>
  useList('filings', '/filing-findings', filters);
export const useFilingCounts = (unit: string | null): Read<FilingCountsView> =>
  useRead(['filings', 'counts', unit ?? ''], `/filing-findings/counts${queryText({ unit })}`);

export const useCoverage = (filters: Filters): Read<CoverageView> =>
  useRead(['filings', 'coverage', JSON.stringify(filters)], `/coverage${queryText(filters)}`);

export interface SeenAccountDraft {
  readonly unitId: string;
  readonly platform: string;
  readonly name: string;
  readonly externalId: string;
  readonly homeUrl: string;
  readonly note: string;
}
export const useReportAccount = (): Change<SeenAccountDraft> =>
  useChange((body) => sendApi('/filing-findings', body), ['filings']);
export const useAcceptFilings = (): Change<
  { readonly ids: readonly string[]; readonly reason: string; readonly untilOn: string },
  { readonly accepted: number; readonly left: readonly object[] }
> => useChange((body) => sendApi('/filing-findings/accept', body), ['filings']);
export const useTakeBackFiling = (): Change<{ readonly id: string; readonly reason: string }> =>
  useChange(({ id, reason }) => sendApi(`/filing-findings/${id}/take-back`, { reason }), ['filings']);

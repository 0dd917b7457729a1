import type { ContentChecksView } from '../../api/content';
import type {
  AwardLineView,
  InformantView,
  StandingListView,
  SubmissionDetailView,
  SubmissionRulesView,
  SubmissionView,
} from '../../api/submissions';
import type { QuotasView } from '../../api/submissionQuotas';
import type { ListView } from '../../api/wire';
import type { UnitLevel } from '../../domain/accounts/unit';
import type { AwardReason } from '../../domain/submissions/award';
import type { DeclineReason, ReturnReason, SubmissionKind } from '../../domain/submissions/submission';
import type { QuotaCounts } from '../../domain/submissions/quota';
import type { OfficeDecision } from '../../domain/submissions/submissionTable';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useList, useRead, type Filters, type Read } from './queries';

const TOUCHED: readonly ListName[] = ['submissions', 'reviews', 'alerts'];

export const useSubmissions = (filters: Filters): Read<ListView<SubmissionView>> =>
  useList('submissions', '/submissions', filters);
export const useSubmission = (id: string): Read<SubmissionDetailView> =>
  useRead(['submissions', 'one', id], `/submissions/${id}`);
export const useInformants = (unitId: string): Read<ListView<InformantView>> =>
  useRead(['team', 'informants', unitId], `/units/${unitId}/informants`);
export const useSubmissionRules = (): Read<SubmissionRulesView> =>
  useRead(['submissions', 'rules'], '/submission-rules');
export const useQuotas = (): Read<QuotasView> => useRead(['submissions', 'quotas'], '/submission-quotas');
export interface QuotaDraft {
  readonly seq: number;
  readonly target:
    | { readonly kind: 'level'; readonly level: UnitLevel; readonly under: UnitLevel }
    | { readonly kind: 'unit'; readonly unitId: string };
  readonly least: number | null;
  readonly counts: QuotaCounts;
  readonly effectiveFrom: string;
  readonly clause: string;
}
export const useSetQuota = (): Change<QuotaDraft> =>
  useChange((body) => sendApi('/submission-quotas', body, 'PUT'), TOUCHED);
export const useStanding = (filters: {
  readonly month: string | null;
  readonly order: string | null;
}): Read<StandingListView> =>
  useRead(['submissions', 'standing', filters.month, filters.order], `/submission-standing${queryText(filters)}`);
export const useAwards = (year: string | null): Read<ListView<AwardLineView>> =>
  useRead(['submissions', 'awards', year], `/submission-awards${queryText({ year })}`);

type Of = Pick<SubmissionView, 'id' | 'version'>;
export interface SubmissionDraft {
  readonly title: string;
  readonly body: string;
  readonly kind: SubmissionKind;
  readonly section: string;
  readonly informantId: string;
  readonly attachments: SubmissionDetailView['attachments'];
}
export const useBegin = (): Change<SubmissionDraft & { readonly unitId: string | null }, SubmissionDetailView> =>
  useChange((body) => sendApi<SubmissionDetailView>('/submissions', body), TOUCHED);
export const useWrite = (): Change<SubmissionDraft & Of> =>
  useChange(({ id, ...body }) => sendApi(`/submissions/${id}`, body, 'PUT'), TOUCHED);
export const useSubmissionChecks = (id: string): Read<ContentChecksView> =>
  useRead(['submissions', 'checks', id], `/submissions/${id}/checks`);
export const useSubmit = (): Change<Of & { readonly lifts?: readonly object[] }> =>
  useChange(
    ({ id, version, lifts = [] }) => sendApi(`/submissions/${id}/submit`, { version, overrides: lifts }),
    TOUCHED,
  );
export const useWithdraw = (): Change<Of & { readonly reason: string }> =>
  useChange(({ id, version, reason }) => sendApi(`/submissions/${id}/withdraw`, { version, reason }), TOUCHED);

export interface Decision {
  readonly decision: OfficeDecision;
  readonly reason?: ReturnReason | DeclineReason | null;
  readonly words?: string;
  readonly uses?: readonly { readonly where: string; readonly link: string | null }[];
  readonly criteria?: readonly string[];
}
export const useDecide = (): Change<Of & Decision> =>
  useChange(
    ({ id, version, decision, ...said }) => sendApi(`/submissions/${id}/decision`, { version, decision, ...said }),
    TOUCHED,
  );
/** Adopts several, one after the other; those that are refused are counted and stay. */
export const useAdoptEach = (): Change<readonly Of[], { readonly done: number; readonly failed: number }> =>
  useChange(async (all) => {
    let failed = 0;
    for (const { id, version } of all)
      await sendApi(`/submissions/${id}/decision`, { version, decision: 'adopt' }).catch(() => {
        failed += 1;
      });
    return { done: all.length - failed, failed };
  }, TOUCHED);

export const useDecideAward = (): Change<{
  readonly informant: string;
  readonly year: number;
  readonly version: number;
  readonly listed: boolean;
  readonly reason: AwardReason;
  readonly words: string;
}> => useChange(({ informant, ...body }) => sendApi(`/submission-awards/${informant}`, body, 'PUT'), TOUCHED);

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { RetryManualView } from '../../api/obligations';
import type { RuleView } from '../../api/mandates';
import type { CaseEvent } from '../../domain/cases/case';
import type { ManualReason } from '../../domain/mandates/mandate';
import { sendApi, type ApiFailure } from './api';
import type { ListName } from './hints';

export type Change<Input, Output = unknown> = UseMutationResult<Output, ApiFailure, Input>;

/** A change's line reaches the ledger within a second: what is read of a history at once may not have it yet. */
const CARRIED_MS = 1_500;

/**
 * Sends one change and reads again what it touches, of histories a moment later once more. Never repeated by itself.
 */
export function useChange<Input, Output = unknown>(
  send: (input: Input) => Promise<Output>,
  touched: readonly ListName[],
): Change<Input, Output> {
  const client = useQueryClient();
  return useMutation<Output, ApiFailure, Input>({
    mutationFn: send,
    retry: false,
    onSettled: () => {
      const isTouched = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
        touched.includes(queryKey[0] as ListName);
      setTimeout(() => {
        void client.invalidateQueries({ predicate: (query) => isTouched(query) && isHistory(query.queryKey) });
      }, CARRIED_MS);
      return client.invalidateQueries({ predicate: isTouched });
    },
  });
}

function isHistory(queryKey: readonly unknown[]): boolean {
  return queryKey.some((part) => typeof part === 'string' && part.endsWith('history'));
}

export const useAcknowledge = (): Change<string> =>
  useChange((alertId) => sendApi(`/alerts/${alertId}/ack`, {}), ['alerts', 'summary']);
export const useCollect = (): Change<string> =>
  useChange((accountId) => sendApi(`/accounts/${accountId}/collect`, {}), ['account']);
export const useMoveUnit = (): Change<{ readonly id: string; readonly parentId: string; readonly reason: string }> =>
  useChange(
    ({ id, ...body }) => sendApi(`/units/${id}/move`, body),
    ['units', 'people', 'accounts', 'account', 'cases', 'obligations', 'mandates', 'alerts', 'credentials', 'summary'],
  );
export const useChangeSite = (): Change<{
  readonly id: string;
  readonly name?: string;
  readonly repostColumnId?: string | null;
  readonly byHand?: boolean;
  readonly filing?: Readonly<Record<string, string | null>>;
  readonly homeUrl?: string;
  readonly identifierCode?: string | null;
  readonly unitId?: string;
  readonly reason: string;
}> =>
  useChange(
    ({ id, ...body }) => sendApi(`/sites/${id}`, body, 'PATCH'),
    ['accounts', 'account', 'obligations', 'obligation', 'mandates', 'alerts', 'summary'],
  );
export const useChangeUnit = (): Change<{
  readonly id: string;
  readonly level: string;
  readonly sectors: readonly string[];
  readonly region: string;
  readonly reason: string;
  readonly alsoFor: readonly string[];
}> =>
  useChange(
    ({ id, ...body }) => sendApi(`/units/${id}`, body, 'PATCH'),
    ['units', 'mandates', 'mandate', 'obligations', 'policies', 'summary'],
  );
export const useChangeCounterpart = (): Change<{
  readonly id: string;
  readonly unitId: string | null;
  readonly reason: string;
  readonly alsoFor: readonly string[];
}> =>
  useChange(
    ({ id, ...body }) => sendApi(`/policy-sources/${id}`, body, 'PATCH'),
    ['units', 'mandates', 'mandate', 'obligations', 'policies', 'summary'],
  );
export const useFindingStep = (): Change<{
  readonly findingId: string;
  readonly step: 'dismiss' | 'take-back';
  readonly reason: string;
  /** Until when its words are proposed as words of the unit as well. */
  readonly ownWordsUntil?: string;
}> =>
  useChange(
    ({ findingId, step, ...body }) => sendApi(`/findings/${findingId}/${step}`, body),
    ['account', 'accounts', 'case', 'cases', 'alerts', 'own-words', 'summary'],
  );
export const useReview = (): Change<string> =>
  useChange(
    (mandateId) => sendApi(`/mandates/${mandateId}/review`, {}),
    ['mandate', 'mandates', 'obligations', 'summary'],
  );
export const useDecide = (): Change<{
  readonly mandateId: string;
  readonly step: 'return' | 'refuse' | 'withdraw';
  readonly reason: string;
}> =>
  useChange(
    ({ mandateId, step, reason }) => sendApi(`/mandates/${mandateId}/${step}`, { reason }),
    ['mandate', 'mandates', 'obligations', 'summary'],
  );
export const useTakeManual = (): Change<{ readonly obligationId: string; readonly give: boolean }> =>
  useChange(
    ({ obligationId, give }) => sendApi(`/obligations/${obligationId}/${give ? 'release' : 'take'}`, {}),
    ['obligation', 'obligations', 'mandate', 'summary'],
  );
export const useExempt = (): Change<{ readonly obligationId: string; readonly reason: string }> =>
  useChange(
    ({ obligationId, reason }) => sendApi(`/obligations/${obligationId}/exempt`, { reason }),
    ['obligation', 'obligations', 'mandate', 'mandates', 'summary'],
  );
export const useAcceptRepost = (): Change<{
  readonly obligationId: string;
  readonly postId: string;
  readonly reason: string;
}> =>
  useChange(
    ({ obligationId, ...body }) => sendApi(`/obligations/${obligationId}/accept`, body),
    ['obligation', 'obligations', 'mandate', 'mandates', 'account', 'summary'],
  );
export const useConfirmManual = (): Change<string> =>
  useChange((obligationId) => sendApi(`/obligations/${obligationId}/confirm`, {}), ['obligation']);
export const useRetryJob = (): Change<string> =>
  useChange(
    (jobId) => sendApi(`/publish-jobs/${jobId}/retry`, {}),
    ['obligation', 'obligations', 'mandate', 'summary'],
  );

export const useTestCredential = (): Change<string> =>
  useChange((id) => sendApi(`/credentials/${id}/test`, {}), ['credentials', 'summary']);
export const useAuthorise = (): Change<{ readonly accountId: string }> =>
  useChange((body) => sendApi('/credentials/authorise', body), []);
export const useProbe = (): Change<object> => useChange((body) => sendApi('/accounts/probe', body), []);
export const useRegister = (): Change<object> =>
  useChange((body) => sendApi('/accounts', body), ['accounts', 'summary']);
export const useChangeAccount = (): Change<{ readonly id: string } & Readonly<Record<string, unknown>>> =>
  useChange(({ id, ...body }) => sendApi(`/accounts/${id}`, body, 'PATCH'), ['account', 'accounts', 'summary']);
export const useAddArticle = (): Change<{ readonly accountId: string; readonly url: string }> =>
  useChange(
    ({ accountId, url }) => sendApi(`/accounts/${accountId}/articles`, { url }),
    ['account', 'accounts', 'own-posts', 'obligations', 'summary'],
  );
export const usePreviewRule = (): Change<{ readonly draft: object; readonly id: string | null }> =>
  useChange(
    ({ draft, id }) => sendApi('/mandate-rules/preview', { rule: draft, ...(id === null ? {} : { ruleId: id }) }),
    [],
  );
/** Saves a rule and then applies it to the chosen policies; returns what became of each. */
export const useSaveRule = (): Change<{
  readonly id: string | null;
  readonly draft: object;
  readonly revision: number;
  readonly reason: string;
  /** The known policies it holds for, where its dry run showed them; null: nobody has seen them. */
  readonly policyIds: readonly string[] | null;
}> =>
  useChange(
    async ({ id, draft, revision, reason, policyIds }) => {
      const saved = (await (id === null
        ? sendApi('/mandate-rules', { rule: draft, reason })
        : sendApi(`/mandate-rules/${id}`, { rule: draft, revision, reason }))) as RuleView;
      if (policyIds === null) return null;
      const applied = await sendApi(`/mandate-rules/${saved.id}/apply`, { policyIds, reason });
      return policyIds.length === 0 ? null : applied;
    },
    ['rules', 'policies', 'mandates', 'summary'],
  );
export const useDecidePolicy = (): Change<{
  readonly id: string;
  readonly authority: string;
  readonly sectors: readonly string[];
  readonly bindsNobody: boolean;
  readonly reason: string;
}> => useChange(({ id, ...body }) => sendApi(`/policies/${id}/decision`, body), ['policies', 'mandates', 'summary']);
export const useDisableRule = (): Change<{
  readonly id: string;
  readonly disabled: boolean;
  readonly reason: string;
}> =>
  useChange(({ id, disabled, reason }) => sendApi(`/mandate-rules/${id}/disabled`, { disabled, reason }), ['rules']);
export const useSetFault = (): Change<{
  readonly target: string;
  readonly fault: string | null;
  readonly forMinutes: number | null;
}> => useChange((body) => sendApi('/training/faults', body), ['training']);
export const usePublishSimulated = (): Change<{ readonly title: string | null; readonly issuer: string | null }> =>
  useChange((body) => sendApi('/training/policies', body), ['policies', 'mandates', 'summary']);

export interface RetryFilter {
  readonly unitId: string | null;
  readonly manualReasons: readonly ManualReason[];
}
const retryBody = ({ unitId, manualReasons }: RetryFilter, dryRun: boolean): object => ({
  ...(unitId === null ? {} : { unitId }),
  manualReasons,
  dryRun,
});
/** What publishing these manual tasks by interface again would do; changes nothing. */
export const usePreviewRetry = (): Change<RetryFilter, RetryManualView> =>
  useChange((filter) => sendApi<RetryManualView>('/manual-tasks/retry', retryBody(filter, true)), []);
export const useRetryManual = (): Change<RetryFilter, RetryManualView> =>
  useChange(
    (filter) => sendApi<RetryManualView>('/manual-tasks/retry', retryBody(filter, false)),
    ['obligation', 'obligations', 'mandate', 'mandates', 'summary'],
  );

export interface CaseStepInput {
  readonly caseId: string;
  readonly event: CaseEvent;
  readonly note: string;
  readonly successorAccountId?: string;
}
export const useCaseStep = (): Change<CaseStepInput> =>
  useChange(({ caseId, ...body }) => sendApi(`/cases/${caseId}/events`, body), ['case', 'cases', 'account', 'summary']);

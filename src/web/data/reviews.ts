import type { DelegationView, ReviewerView, ReviewFlowView, ReviewView } from '../../api/reviews';
import type { ListView } from '../../api/wire';
import type { ReviewerStep } from '../../domain/reviews/review';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useList, useRead, type Filters, type Read } from './queries';

/** What a step of a review may change. */
const TOUCHED: readonly ListName[] = ['reviews', 'mandates', 'mandate', 'obligations', 'alerts', 'summary'];

export const useReviews = (filters: Filters): Read<ListView<ReviewView>> => useList('reviews', '/reviews', filters);
export const useReview = (id: string): Read<ReviewView> => useRead(['reviews', id], `/reviews/${id}`);
export const useReviewCount = (): Read<{ readonly waiting: number }> => useRead(['reviews', 'count'], '/review-count');
export const useReviewers = (): Read<ListView<ReviewerView>> => useRead(['people', 'reviewers'], '/reviewers');
export const useDelegations = (): Read<ListView<DelegationView>> =>
  useRead(['reviews', 'delegations'], '/review-delegations');
export const useReviewFlows = (unitId: string | null): Read<ListView<ReviewFlowView>> =>
  useRead(['reviews', 'flows', unitId], `/review-flows${queryText({ unitId })}`);

type Of = Pick<ReviewView, 'id' | 'version'>;

export const useTakeStep = (): Change<{ readonly of: Of; readonly step: ReviewerStep; readonly reason: string }> =>
  useChange(({ of: { id, version }, ...step }) => sendApi(`/reviews/${id}/steps`, { version, ...step }), TOUCHED);

/** Passes several, one after the other; those that are refused are counted and stay. */
export const usePassEach = (): Change<readonly Of[], { readonly done: number; readonly failed: number }> =>
  useChange(async (reviews) => {
    let failed = 0;
    for (const { id, version } of reviews)
      await sendApi(`/reviews/${id}/steps`, { version, step: 'pass' }).catch(() => {
        failed += 1;
      });
    return { done: reviews.length - failed, failed };
  }, TOUCHED);

export const useExamine = (): Change<{ readonly of: Of; readonly body: object }> =>
  useChange(({ of: { id, version }, body }) => sendApi(`/reviews/${id}/secrecy`, { version, ...body }), TOUCHED);
export const useAssignReview = (): Change<{ readonly of: Of; readonly personId: string | null }> =>
  useChange(
    ({ of: { id, version }, personId }) => sendApi(`/reviews/${id}/assignee`, { version, personId }, 'PUT'),
    TOUCHED,
  );

export const useNameTakers = (): Change<{ readonly of: Of; readonly body: object }> =>
  useChange(({ of: { id, version }, body }) => sendApi(`/reviews/${id}/takers`, { version, ...body }, 'PUT'), TOUCHED);

export const useDelegate = (): Change<object> => useChange((body) => sendApi('/review-delegations', body), ['reviews']);
export const useEndDelegation = (): Change<Of> =>
  useChange(({ id, version }) => sendApi(`/review-delegations/${id}`, { version }, 'DELETE'), ['reviews']);
export const useWithdrawFlow = (): Change<
  Pick<ReviewFlowView, 'kind' | 'unitId' | 'version'> & { readonly reason: string }
> => useChange((body) => sendApi('/review-flows', body, 'DELETE'), ['reviews']);
export const useSetFlow = (): Change<object> => useChange((body) => sendApi('/review-flows', body, 'PUT'), ['reviews']);

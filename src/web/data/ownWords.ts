import type { OwnWordView } from '../../api/content';
import type { ListView } from '../../api/wire';
import { sendApi } from './api';
import { useChange, type Change } from './changes';
import { useList, type Filters, type Read } from './queries';

export const useOwnWords = (filters: Filters): Read<ListView<OwnWordView>> =>
  useList('own-words', '/own-words', filters);

export interface OwnWordDraft {
  readonly unitId: string;
  readonly ruleId: string;
  readonly words: string;
  readonly reason: string;
  readonly lastOn: string;
}
export const useProposeOwnWords = (): Change<OwnWordDraft, OwnWordView> =>
  useChange((body) => sendApi<OwnWordView>('/own-words', body), ['own-words']);
export const useOwnWordStep = (): Change<{
  readonly id: string;
  readonly version: number;
  readonly step: OwnWordView['acts'][number];
  readonly reason: string;
}> =>
  useChange(
    ({ id, step, ...body }) =>
      step === 'withdraw'
        ? sendApi(`/own-words/${id}/withdraw`, body)
        : sendApi(`/own-words/${id}/decision`, { ...body, decision: step }),
    ['own-words', 'own-posts', 'submissions', 'duties', 'account', 'accounts', 'alerts', 'summary'],
  );

import { useQuery } from '@tanstack/react-query';
import type { FileView } from '../../api/files';
import type { HandCopyView, OwnPostDraft, OwnPostPreviewView, OwnPostRowView, OwnPostView } from '../../api/ownPosts';
import type { ProblemView } from '../../api/problems';
import type { ListView } from '../../api/wire';
import { ApiFailure, queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

export const useOwnPosts = (filters: Filters): Read<ListView<OwnPostRowView>> =>
  useList('own-posts', '/own-posts', filters);
export const useOwnPost = (id: string): Read<OwnPostView> => useRead(['own-posts', id], `/own-posts/${id}`);
export const useOwnPostPreview = (id: string): Read<OwnPostPreviewView> =>
  useRead(['own-posts', id, 'preview'], `/own-posts/${id}/preview`);
/** What would become of a draft; asking keeps nothing. Null: nothing is asked. */
export const useDraftPreview = (draft: (OwnPostDraft & { readonly unitId: string }) | null): Read<OwnPostPreviewView> =>
  useQuery<OwnPostPreviewView, ApiFailure>({
    queryKey: ['own-posts', 'draft-preview', draft],
    queryFn: () => sendApi<OwnPostPreviewView>('/own-posts/preview', draft ?? {}),
    enabled: draft !== null,
    placeholderData: (before) => before,
    retry: false,
  });

const TOUCHED = ['own-posts', 'reviews', 'summary'] as const;

interface Written {
  /** Null: it is new. */
  readonly of: { readonly id: string; readonly version: number } | null;
  readonly unitId: string;
  readonly draft: OwnPostDraft;
}
export const useSaveOwnPost = (): Change<Written, OwnPostView> =>
  useChange(
    ({ of, unitId, draft }) =>
      of === null
        ? sendApi<OwnPostView>('/own-posts', { unitId, ...draft })
        : sendApi<OwnPostView>(`/own-posts/${of.id}`, { version: of.version, ...draft }, 'PUT'),
    TOUCHED,
  );
export const useSubmitOwnPost = (): Change<
  {
    readonly id: string;
    readonly version: number;
    /** What stops its content and is handed in anyway. */
    readonly overrides?: readonly object[];
  },
  OwnPostView
> => useChange(({ id, ...body }) => sendApi<OwnPostView>(`/own-posts/${id}/submit`, body), TOUCHED);
export const useWithdrawOwnPost = (): Change<{ readonly id: string; readonly reason: string }, OwnPostView> =>
  useChange(({ id, reason }) => sendApi<OwnPostView>(`/own-posts/${id}/withdraw`, { reason }), TOUCHED);

export const useSettleOwnPost = (): Change<
  { readonly id: string; readonly version: number; readonly accountId: string; readonly reason: string },
  OwnPostView
> => useChange(({ id, ...body }) => sendApi<OwnPostView>(`/own-posts/${id}/settle`, body), [...TOUCHED, 'alerts']);

/** Copies to be published by hand, of a unit and those below it. */
export const useHandCopies = (filters: Filters): Read<ListView<HandCopyView>> =>
  useList('own-posts', '/manual-tasks/own-posts', filters);
export const useRetryCopy = (): Change<{ readonly id: string; readonly accountId: string }, OwnPostView> =>
  useChange(
    ({ id, accountId }) => sendApi<OwnPostView>(`/own-posts/${id}/retry`, { accountId }),
    [...TOUCHED, 'alerts'],
  );

/** Where the bytes of a file are. */
export const filePath = (id: string): string => `/api/v1/files/${id}/content`;

/** Hands a file in and tells how much of it has gone, from 0 to 1. Throws `ApiFailure`. */
export function uploadFile(file: File, onProgress: (share: number) => void): Promise<FileView> {
  return new Promise((resolve, reject) => {
    // The one thing that tells of progress while it sends.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/files${queryText({ name: file.name })}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === 201) {
        resolve(answer as FileView);
        return;
      }
      const problem = answer as ProblemView | null;
      reject(new ApiFailure(problem?.code ?? `http-${request.status}`, request.status, problem));
    };
    request.onerror = () => reject(new ApiFailure('network', 0, null));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

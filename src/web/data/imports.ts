import { useQuery } from '@tanstack/react-query';
import type {
  ImportKeptView,
  ImportMessageView,
  ImportRowView,
  ImportUndoView,
  ImportView,
  TableFileView,
} from '../../api/imports';
import type { ListView } from '../../api/wire';
import { readApi, sendApi, type ApiFailure } from './api';
import { useChange, type Change } from './changes';
import { useList, type Filters, type Read } from './queries';

/** While an import is under way it is asked how far it is. */
const POLL_MS = 1_000;

export const useImports = (page: Filters): Read<ListView<ImportView>> => useList('imports', '/imports', page);
export const useImport = (id: string): Read<ImportView> =>
  useQuery<ImportView, ApiFailure>({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => readApi(`/imports/${id}`, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'applying' || data?.state === 'undoing' ? POLL_MS : false,
  });
export const useImportMessages = (id: string, page: Filters): Read<ListView<ImportMessageView>> =>
  useList('imports', `/imports/${id}/messages`, page);
export const useImportRows = (id: string, page: Filters): Read<ListView<ImportRowView>> =>
  useList('imports', `/imports/${id}/rows`, page);

export const useImportUndo = (id: string, page: Filters): Read<ListView<ImportKeptView> & ImportUndoView> =>
  useList('imports', `/imports/${id}/undo`, page) as Read<ListView<ImportKeptView> & ImportUndoView>;

const TOUCHED = ['imports', 'units', 'accounts', 'account', 'people', 'team', 'summary'] as const;
export const useHandIn = (): Change<
  { readonly fileName: string; readonly content: string; readonly updates: boolean },
  ImportView
> => useChange((body) => sendApi<ImportView>('/imports', body), ['imports']);
export const useApplyImport = (): Change<string, ImportView> =>
  useChange((id) => sendApi<ImportView>(`/imports/${id}/apply`, {}), TOUCHED);

export const useUndoImport = (): Change<{ readonly id: string; readonly reason: string }, ImportView> =>
  useChange(({ id, reason }) => sendApi<ImportView>(`/imports/${id}/undo`, { reason }), TOUCHED);

/** Hands the browser a table as a file. */
export const useTableFile = (): Change<string> =>
  useChange(async (path) => {
    const { fileName, content } = await readApi<TableFileView>(path);
    const link = document.createElement('a');
    link.href = `data:application/octet-stream;base64,${content}`;
    link.download = fileName;
    link.click();
  }, []);

import type { AccountHistoryView, FilingView } from '../../api/filing';
import type { ListView } from '../../api/wire';
import { sendApi } from './api';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

export const useFiling = (id: string): Read<FilingView> => useRead(['account', id, 'filing'], `/accounts/${id}/filing`);
export const useAccountHistory = (id: string, page: Filters): Read<ListView<AccountHistoryView>> =>
  useList('account', `/accounts/${id}/history`, page);

export const useAccountStep = (): Change<
  { readonly id: string; readonly act: string; readonly reason: string } & Readonly<Record<string, unknown>>
> =>
  useChange(
    ({ id, ...body }) => sendApi(`/accounts/${id}/status`, body),
    ['account', 'accounts', 'units', 'mandates', 'obligations', 'alerts', 'summary', 'cases'],
  );
export const useChangeFiling = (): Change<{ readonly id: string; readonly reason: string; readonly change: object }> =>
  useChange(
    ({ id, reason, change }) => sendApi(`/accounts/${id}/filing`, { ...change, reason }, 'PATCH'),
    ['account', 'accounts'],
  );

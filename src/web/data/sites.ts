import type { SiteDetailView } from '../../api/sites';
import { sendApi } from './api';
import { useChange, type Change } from './changes';

export const useAddSite = (): Change<
  {
    readonly unitId: string;
    readonly name: string;
    readonly homeUrl: string;
    readonly identifierCode: string | null;
    readonly filing?: Readonly<Record<string, string>>;
    readonly reason: string;
  },
  SiteDetailView
> => useChange((body) => sendApi('/sites', body), ['accounts', 'account', 'summary']);

export const useSiteStep = (): Change<
  { readonly id: string; readonly act: string; readonly reason: string } & Readonly<Record<string, unknown>>
> =>
  useChange(
    ({ id, ...body }) => sendApi(`/sites/${id}/status`, body),
    ['accounts', 'account', 'obligations', 'obligation', 'mandates', 'alerts', 'summary'],
  );

import type { DutyDayView, DutyTemplateView, FillPreviewView, RosterView, SubstitutionView } from '../../api/oncall';
import type { ListView } from '../../api/wire';
import { queryText, readApi, sendApi } from './api';
import { useChange, type Change } from './changes';
import type { Versioned } from './notify';
import { useRead, type Read } from './queries';

export const useRosters = (): Read<ListView<RosterView>> => useRead(['notify', 'rosters'], '/rosters');
export const useDutyDays = (
  id: string,
  span: { readonly from?: string; readonly to?: string },
): Read<ListView<DutyDayView>> => useRead(['notify', 'days', id, span], `/rosters/${id}/days${queryText(span)}`);
export const useSubstitutions = (id: string): Read<ListView<SubstitutionView>> =>
  useRead(['notify', 'substitutions', id], `/rosters/${id}/substitutions`);

/** Adds where `of` is null. */
interface SavedRoster {
  readonly of: Versioned | null;
  readonly body: object;
}
export const useSaveRoster = (): Change<SavedRoster> =>
  useChange(
    ({ of, body }) =>
      of === null ? sendApi('/rosters', body) : sendApi(`/rosters/${of.id}`, { ...body, version: of.version }, 'PUT'),
    ['notify'],
  );
export const useRemoveRoster = (): Change<Versioned> =>
  useChange(({ id, version }) => sendApi(`/rosters/${id}`, { version }, 'DELETE'), ['notify']);

interface OfRoster {
  readonly id: string;
  readonly body: object;
}
export const useSetDay = (): Change<OfRoster> =>
  useChange(({ id, body }) => sendApi(`/rosters/${id}/days`, body, 'PUT'), ['notify']);

/** Where days come from. */
export type FillWay = 'import' | 'rotation';
interface Filling extends OfRoster {
  readonly way: FillWay;
}
export const usePreviewFilling = (): Change<Filling, FillPreviewView> =>
  useChange(({ id, way, body }) => sendApi<FillPreviewView>(`/rosters/${id}/${way}-preview`, body), []);
export const useFill = (): Change<Filling> =>
  useChange(({ id, way, body }) => sendApi(`/rosters/${id}/${way}`, body), ['notify']);

export const useAddSubstitution = (): Change<OfRoster> =>
  useChange(({ id, body }) => sendApi(`/rosters/${id}/substitutions`, body), ['notify']);
export const useRemoveSubstitution = (): Change<Versioned> =>
  useChange(({ id, version }) => sendApi(`/substitutions/${id}`, { version }, 'DELETE'), ['notify']);

/** Hands the browser the table to be filled in, as a file. */
export const useTemplate = (): Change<string> =>
  useChange(async (id) => {
    const { fileName, content } = await readApi<DutyTemplateView>(`/rosters/${id}/template`);
    const link = document.createElement('a');
    link.href = `data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${content}`;
    link.download = fileName;
    link.click();
  }, []);

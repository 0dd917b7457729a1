import type { CourseTotalsView, CourseView, LiaisonGapsView, LiaisonView, UnfilledUnitView } from '../../api/team';
import type { ListView } from '../../api/wire';
import type { LiaisonDuty, Rank } from '../../domain/team/liaison';
import { queryText, sendApi } from './api';
import { useChange, type Change } from './changes';
import type { ListName } from './hints';
import { useList, useRead, type Filters, type Read } from './queries';

const TOUCHED: readonly ListName[] = ['team', 'units'];

export const useLiaisons = (filters: Filters): Read<ListView<LiaisonView>> => useList('team', '/liaisons', filters);
export const useLiaisonsOf = (unitId: string): Read<ListView<LiaisonView>> =>
  useRead(['team', 'of', unitId], `/units/${unitId}/liaisons`);
export const useLiaisonGaps = (): Read<LiaisonGapsView> => useRead(['team', 'gaps'], '/liaisons/gaps');
export const useUnfilled = (duty: string, gap: string): Read<ListView<UnfilledUnitView>> =>
  useRead(['team', 'unfilled', duty, gap], `/liaisons/unfilled${queryText({ duty, gap })}`);

export interface LiaisonDraft {
  readonly duty: LiaisonDuty;
  readonly name: string;
  readonly post: string;
  readonly rank: Rank | null;
  readonly mobile: string | null;
  readonly officePhone: string | null;
  readonly personId: string | null;
  readonly sinceOn: string;
}
export const useAddLiaison = (): Change<LiaisonDraft & { readonly unitId: string; readonly reason: string }> =>
  useChange(({ unitId, ...body }) => sendApi(`/units/${unitId}/liaisons`, body), TOUCHED);
interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}
export const useChangeLiaison = (): Change<LiaisonDraft & Versioned> =>
  useChange(({ id, ...body }) => sendApi(`/liaisons/${id}`, body, 'PATCH'), TOUCHED);
export const useEndLiaison = (): Change<Versioned & { readonly untilOn: string }> =>
  useChange(({ id, ...body }) => sendApi(`/liaisons/${id}/end`, body), TOUCHED);

export const useCourses = (filters: Filters): Read<ListView<CourseView>> => useList('team', '/courses', filters);
export const useCourseTotals = (year: string): Read<ListView<CourseTotalsView>> =>
  useRead(['team', 'totals', year], `/courses/totals${queryText({ year })}`);
export interface CourseDraft {
  readonly heldOn: string;
  readonly hours: number;
  readonly topic: string;
  readonly organiser: string;
  readonly attendees: readonly { readonly name: string; readonly unitId: string; readonly liaisonId: string | null }[];
}
export const useAddCourse = (): Change<CourseDraft & { readonly unitId: string }> =>
  useChange((body) => sendApi('/courses', body), TOUCHED);
export const useChangeCourse = (): Change<CourseDraft & Versioned> =>
  useChange(({ id, ...body }) => sendApi(`/courses/${id}`, body, 'PATCH'), TOUCHED);
export const useRemoveCourse = (): Change<Versioned> =>
  useChange(({ id, ...body }) => sendApi(`/courses/${id}`, body, 'DELETE'), TOUCHED);

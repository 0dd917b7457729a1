import { useQuery } from '@tanstack/react-query';
import type {
  AlertLetterView,
  DigestPlanView,
  DigestPreviewView,
  LetterView,
  ReminderPreviewView,
  ReminderView,
} from '../../api/letters';
import type { ListView } from '../../api/wire';
import { sendApi, type ApiFailure } from './api';
import { useChange, type Change } from './changes';
import type { Versioned } from './notify';
import { useList, useRead, type Filters, type Read } from './queries';

export const useDigests = (): Read<ListView<DigestPlanView>> => useRead(['notify', 'digests'], '/digests');
export const useDigestLetters = (id: string): Read<ListView<LetterView>> =>
  useRead(['notify', 'digests', id], `/digests/${id}/letters`);
export const useSaveDigest = (): Change<{ readonly of: Versioned | null; readonly body: object }> =>
  useChange(
    ({ of, body }) =>
      of === null ? sendApi('/digests', body) : sendApi(`/digests/${of.id}`, { ...body, version: of.version }, 'PUT'),
    ['notify'],
  );
export const useRemoveDigest = (): Change<Versioned> =>
  useChange(({ id, version }) => sendApi(`/digests/${id}`, { version }, 'DELETE'), ['notify']);
/** What a plan would say now; asking changes nothing. */
export const useDigestPreview = ({ id: _id, version: _version, ...draft }: DigestPlanView): Read<DigestPreviewView> =>
  useQuery<DigestPreviewView, ApiFailure>({
    queryKey: ['notify', 'digest-preview', draft],
    queryFn: () => sendApi<DigestPreviewView>('/digests/preview', draft),
    staleTime: 0,
  });

/** What is reminded of, as it is asked for. */
export type ReminderSubjectAsked =
  | { readonly kind: 'mandate' | 'case' | 'alert'; readonly id: string }
  | { readonly kind: 'alerts'; readonly alertIds: readonly string[] }
  | { readonly kind: 'mandates'; readonly mandateIds: readonly string[] }
  | { readonly kind: 'cases'; readonly caseIds: readonly string[] }
  | { readonly kind: 'accounts'; readonly accountIds: readonly string[] };

/** Which units would be reminded; asking changes nothing. */
export const useReminderPreview = (subject: ReminderSubjectAsked, language: 'zh' | 'en'): Read<ReminderPreviewView> =>
  useQuery<ReminderPreviewView, ApiFailure>({
    queryKey: ['notify', 'reminder-preview', subject, language],
    queryFn: () => sendApi<ReminderPreviewView>('/reminders/preview', { subject, language }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
export const useRemind = (): Change<
  {
    readonly subject: ReminderSubjectAsked;
    readonly unitIds: readonly string[];
    readonly text: string;
    readonly request: string;
  },
  ReminderPreviewView
> => useChange((body) => sendApi<ReminderPreviewView>('/reminders', body), ['reminders', 'notify']);
/** Digests and reminders that told of an alert. */
export const useLettersOfAlert = (alertId: string): Read<ListView<AlertLetterView>> =>
  useRead(['notify', 'letters-of-alert', alertId], `/alerts/${alertId}/letters`);
export const useReminders = (filters: Filters): Read<ListView<ReminderView>> =>
  useList('reminders', '/reminders', filters);

import type {
  HandoverPreviewView,
  HandoverView,
  OwnPasswordView,
  PersonView,
  RoleHistoryView,
  RoleView,
  SessionView,
  SignInLinkView,
} from '../../api/people';
import type { Action, Role } from '../../domain/people/role';
import { sendApi } from './api';
import type { ListView } from '../../api/wire';
import { useChange, type Change } from './changes';
import { useList, useRead, type Filters, type Read } from './queries';

export const useRoleHistory = (filters: Filters): Read<ListView<RoleHistoryView>> =>
  useList('people', '/role-history', filters);
export const useRoles = (): Read<ListView<RoleView>> => useRead(['people', 'roles'], '/roles');
export const useSetRole = (): Change<{
  readonly role: Role;
  readonly version: number;
  readonly actions: readonly Action[];
  readonly reason: string;
}> => useChange((body) => sendApi('/roles', body, 'PUT'), ['people', 'me']);

interface Described {
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly reason: string;
}
export const useAddPerson = (): Change<Described & { readonly username: string }, PersonView> =>
  useChange((person) => sendApi<PersonView>('/people', person), ['people']);
type PersonChange = Partial<Omit<Described, 'reason'>> & Pick<Described, 'reason'> & { readonly id: string };
export const useChangePerson = (): Change<PersonChange, PersonView> =>
  useChange(({ id, ...body }) => sendApi<PersonView>(`/people/${id}`, body, 'PATCH'), ['people', 'me']);
export const useDisablePerson = (): Change<{
  readonly id: string;
  readonly disabled: boolean;
  readonly reason: string;
}> => useChange(({ id, ...body }) => sendApi(`/people/${id}/disabled`, body), ['people']);
export const useEndSessions = (): Change<{ readonly id: string; readonly reason: string }> =>
  useChange(({ id, reason }) => sendApi(`/people/${id}/sessions-end`, { reason }), ['people']);
export const useIssueLink = (): Change<
  { readonly id: string; readonly reason: string; readonly forPassword?: boolean },
  SignInLinkView
> => useChange(({ id, ...body }) => sendApi<SignInLinkView>(`/people/${id}/sign-in-link`, body), []);

export const useAssign = (): Change<
  { readonly id: string; readonly role: Role; readonly unitId: string | null; readonly reason: string },
  PersonView
> => useChange(({ id, ...body }) => sendApi<PersonView>(`/people/${id}/assignments`, body), ['people']);
export const useEndAssignment = (): Change<{
  readonly id: string;
  readonly assignmentId: string;
  readonly reason: string;
}> =>
  useChange(
    ({ id, assignmentId, reason }) => sendApi(`/people/${id}/assignments/${assignmentId}/end`, { reason }),
    ['people'],
  );
export const useOwnPassword = (): Read<OwnPasswordView> => useRead(['me', 'password'], '/me/password');
export const useChangeOwnPassword = (): Change<{ readonly present: string | null; readonly password: string }> =>
  useChange((body) => sendApi('/me/password', body, 'PUT'), ['me']);
/** Where somebody is signed in; null: oneself. */
export const useSessions = (id: string | null): Read<ListView<SessionView>> =>
  useRead(['people', 'sessions', id], id === null ? '/me/sessions' : `/people/${id}/sessions`);
export const useEndSession = (): Change<{
  readonly id: string | null;
  readonly sessionId: string;
  readonly reason: string;
}> =>
  useChange(
    ({ id, sessionId, reason }) =>
      id === null
        ? sendApi(`/me/sessions/${sessionId}`, {}, 'DELETE')
        : sendApi(`/people/${id}/sessions/${sessionId}/end`, { reason }),
    ['people'],
  );

export const useHandoverPreview = (id: string): Read<HandoverPreviewView> =>
  useRead(['people', 'handover-preview', id], `/people/${id}/handover`);
export const useHandOver = (): Change<{
  readonly id: string;
  readonly toId: string;
  readonly reason: string;
  readonly disables: boolean;
}> =>
  useChange(
    ({ id, ...body }) => sendApi(`/people/${id}/handover`, body),
    ['people', 'team', 'alerts', 'obligations', 'notify'],
  );
export const useHandovers = (filters: Filters): Read<ListView<HandoverView>> =>
  useList('people', '/handovers', filters);
export const useHandover = (id: string): Read<HandoverView> => useRead(['people', 'handover', id], `/handovers/${id}`);

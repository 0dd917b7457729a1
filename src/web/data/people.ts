import type { PersonView, SignInLinkView } from '../../api/people';
import type { Role } from '../../domain/people/role';
import { sendApi } from './api';
import { useChange, type Change } from './changes';

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
export const useIssueLink = (): Change<{ readonly id: string; readonly reason: string }, SignInLinkView> =>
  useChange(({ id, reason }) => sendApi<SignInLinkView>(`/people/${id}/sign-in-link`, { reason }), []);

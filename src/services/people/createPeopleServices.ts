import { createAssignments } from './assignments';
import type { ServiceDeps } from '../settings';
import { createBootstrap } from './bootstrap';
import { createChangePassword } from './changePassword';
import type { PeopleServices } from './contract';
import { createDescribePerson } from './describePerson';
import { createDisableUnlisted } from './disableUnlisted';
import { createEndSessions } from './endSessions';
import { createHandOver } from './handover/handOver';
import { createListSessions } from './listSessions';
import { createManageRoles } from './manageRoles';
import { createListPeople, createRegisterPerson } from './register';
import { createRegisterMany } from './registerMany';
import { createAuthenticate, createSignOut } from './sessions';
import { createChangeOwnAddresses, createSetAddresses } from './setAddresses';
import { createSetDisabled } from './setDisabled';
import { createCreateLink, createIssueLink, createSignInWithLink } from './signInLinks';
import { createSignInWithPassword } from './signInWithPassword';

export function createPeopleServices(deps: ServiceDeps): PeopleServices {
  const register = createRegisterPerson(deps);
  return {
    bootstrap: createBootstrap(deps),
    ...createDescribePerson(deps),
    ...createAssignments(deps),
    ...createChangePassword(deps),
    ...createListSessions(deps),
    ...createHandOver(deps),
    ...createManageRoles(deps),
    createLink: createCreateLink(deps),
    issueLink: createIssueLink(deps),
    setAddresses: createSetAddresses(deps),
    changeOwnAddresses: createChangeOwnAddresses(deps),
    setDisabled: createSetDisabled(deps),
    endSessions: createEndSessions(deps),
    disableUnlisted: createDisableUnlisted(deps),
    signInWithPassword: createSignInWithPassword(deps),
    signInWithLink: createSignInWithLink(deps),
    signOut: createSignOut(deps),
    authenticate: createAuthenticate(deps),
    register,
    registerMany: createRegisterMany(deps, register),
    list: createListPeople(deps),
  };
}

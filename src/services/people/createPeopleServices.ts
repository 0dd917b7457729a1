import type { ServiceDeps } from '../settings';
import { createBootstrap } from './bootstrap';
import type { PeopleServices } from './contract';
import { createListPeople, createRegisterPerson } from './register';
import { createAuthenticate, createSignOut } from './sessions';
import { createCreateLink, createSignInWithLink } from './signInLinks';
import { createSignInWithPassword } from './signInWithPassword';

export function createPeopleServices(deps: ServiceDeps): PeopleServices {
  return {
    bootstrap: createBootstrap(deps),
    createLink: createCreateLink(deps),
    signInWithPassword: createSignInWithPassword(deps),
    signInWithLink: createSignInWithLink(deps),
    signOut: createSignOut(deps),
    authenticate: createAuthenticate(deps),
    register: createRegisterPerson(deps),
    list: createListPeople(deps),
  };
}

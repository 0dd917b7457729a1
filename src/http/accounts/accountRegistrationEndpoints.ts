import { startOfCivilDate } from '../../domain/time/civil';
import type { CivilDate } from '../../domain/time/instant';
import { endpoint } from '../edge/endpoint';
import {
  accountBody,
  accountChangeBody,
  addedArticle,
  articleBody,
  probeBody,
  probeView,
} from './accountRegistrationSchemas';
import { accountDetailView, accountParams } from './accountSchemas';

/** A look for a person who waits; the request itself is cut off at twenty seconds. */
const LOOK_MS = 18_000;

export const probeAccount = endpoint({
  summary: 'What a look at an account would see, before it is registered',
  body: probeBody,
  answer: probeView,
  handle({ services, principal, body }) {
    return services.accounts.probe(body, AbortSignal.timeout(LOOK_MS), principal);
  },
});

export const addAccount = endpoint({
  summary: 'Register an account; a credential with it needs `credentials.manage`',
  status: 201,
  body: accountBody,
  answer: accountDetailView,
  async handle({ services, principal, body }) {
    const { openedOn, ...draft } = body;
    const id = await services.accounts.add(
      { ...draft, openedAt: openedOn === null ? null : startOfCivilDate(openedOn as CivilDate) },
      principal,
    );
    return services.views.account(id, principal);
  },
});

export const changeAccount = endpoint({
  summary: 'Change name, home, class or settings; settings are replaced as a whole',
  params: accountParams,
  body: accountChangeBody,
  answer: accountDetailView,
  async handle({ services, principal, params, body }) {
    await services.accounts.change(params.id, body, principal);
    return services.views.account(params.id, principal);
  },
});

export const addArticle = endpoint({
  summary: "Add an article by its address that the platform's lists leave out",
  params: accountParams,
  body: articleBody,
  answer: addedArticle,
  handle({ services, principal, params, body }) {
    return services.accounts.addArticle(params.id, { url: body.url, signal: AbortSignal.timeout(LOOK_MS) }, principal);
  },
});

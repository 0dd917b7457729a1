import { endpoint } from '../edge/endpoint';
import { unitParams } from '../people/unitSchemas';
import {
  addLiaisonBody,
  changeLiaisonBody,
  endLiaisonBody,
  liaisonGapsView,
  liaisonList,
  liaisonParams,
  liaisonsQuery,
  liaisonView,
  unfilledList,
  unfilledQuery,
} from './liaisonSchemas';

export const listLiaisons = endpoint({
  summary: 'Who holds a duty of a unit (联络员, 信息员, 信息主管, 分管负责人), by name',
  query: liaisonsQuery,
  answer: liaisonList,
  handle({ services, principal, query }) {
    const { cursor, limit, unit, ...filter } = query;
    return services.team.liaisons(
      { ...filter, ...(unit === undefined ? {} : { unitId: unit }) },
      { cursor, limit },
      principal,
    );
  },
});

export const showLiaisonGaps = endpoint({
  summary: 'How many units have not filled which duty, with the text that asks for it',
  answer: liaisonGapsView,
  handle({ services, principal }) {
    return services.team.liaisonGaps(principal);
  },
});

export const listUnfilled = endpoint({
  summary: 'Units that have not filled a duty as they should',
  query: unfilledQuery,
  answer: unfilledList,
  handle({ services, principal, query }) {
    return services.team.unfilled(query, principal);
  },
});

export const listLiaisonsOfUnit = endpoint({
  summary: 'Who holds and held a duty of one unit',
  params: unitParams,
  answer: liaisonList,
  handle({ services, principal, params }) {
    return services.team.liaisonsOf(params.id, principal);
  },
});

export const addLiaison = endpoint({
  summary: 'Give somebody a duty of a unit, with a reason',
  params: unitParams,
  body: addLiaisonBody,
  status: 201,
  answer: liaisonView,
  handle({ services, principal, params, body }) {
    return services.team.addLiaison(params.id, body, principal);
  },
});

export const changeLiaison = endpoint({
  summary: 'Change what is said of who holds a duty, with a reason',
  params: liaisonParams,
  body: changeLiaisonBody,
  answer: liaisonView,
  handle({ services, principal, params, body }) {
    return services.team.changeLiaison(params.id, body, principal);
  },
});

export const endLiaison = endpoint({
  summary: 'End a duty with its last day and a reason; it stays on the record',
  params: liaisonParams,
  body: endLiaisonBody,
  answer: liaisonView,
  handle({ services, principal, params, body }) {
    return services.team.endLiaison(params.id, body, principal);
  },
});

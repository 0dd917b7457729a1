import { endpoint } from '../edge/endpoint';
import {
  decisionBody,
  ownWordList,
  ownWordParams,
  ownWordsQuery,
  ownWordView,
  proposeBody,
  withdrawBody,
} from './contentSchemas';

export const listOwnWords = endpoint({
  summary: 'Words that units use as they are (本单位用语), each with what was said of it; newest first',
  query: ownWordsQuery,
  answer: ownWordList,
  handle({ services, principal, query: { cursor, limit, state, unit } }) {
    const filter = {
      ...(state === undefined ? {} : { standing: state }),
      ...(unit === undefined ? {} : { unitId: unit }),
    };
    return services.ownWords.list(filter, { cursor, limit }, principal);
  },
});

export const proposeOwnWords = endpoint({
  summary: 'Propose words that a check finds wrong and the unit uses as they are, with a reason and a last day',
  body: proposeBody,
  status: 201,
  answer: ownWordView,
  handle({ services, principal, body }) {
    return services.ownWords.propose(body, principal);
  },
});

export const decideOwnWords = endpoint({
  summary: 'Approve or refuse a proposal of somebody else, or revoke what is in force, with a reason',
  params: ownWordParams,
  body: decisionBody,
  answer: ownWordView,
  handle({ services, principal, params, body: { version, decision, reason } }) {
    return services.ownWords.step({ id: params.id, version }, { step: decision, reason }, principal);
  },
});

export const withdrawOwnWords = endpoint({
  summary: 'Withdraw one’s own proposal, with a reason',
  params: ownWordParams,
  body: withdrawBody,
  answer: ownWordView,
  handle({ services, principal, params, body: { version, reason } }) {
    return services.ownWords.step({ id: params.id, version }, { step: 'withdraw', reason }, principal);
  },
});

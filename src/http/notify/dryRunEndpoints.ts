import { endpoint } from '../edge/endpoint';
import { rosterParams } from '../oncall/oncallSchemas';
import {
  channelRehearsalView,
  dutyDryRunQuery,
  dutyDryRunView,
  routeDryRunBody,
  routeDryRunView,
  silenceDryRunView,
} from './dryRunSchemas';
import { channelParams, silenceDryRunBody } from './notifySchemas';

export const rehearseRoute = endpoint({
  summary: 'Who would be told if a route were stored as drafted, against today; changes nothing',
  body: routeDryRunBody,
  answer: routeDryRunView,
  handle({ services, principal, body }) {
    const { id, draft, about } = body;
    return services.notify.rehearseRoute({ id, draft }, about, principal);
  },
});

export const rehearseChannel = endpoint({
  summary: 'What a message of each kind would look like in a channel, how long it is, whether it is cut; sends nothing',
  params: channelParams,
  answer: channelRehearsalView,
  handle({ services, principal, params }) {
    return services.notify.rehearseChannel(params.id, principal);
  },
});

export const rehearseSilence = endpoint({
  summary: 'What a silence would hide now, and would have hidden of the last days; changes nothing',
  body: silenceDryRunBody,
  answer: silenceDryRunView,
  handle({ services, principal, body }) {
    return services.notify.rehearseSilence(body, principal);
  },
});

export const rehearseDuty = endpoint({
  summary: 'Who is on duty at an instant, who would be told, and on which days of the next month nobody is',
  params: rosterParams,
  query: dutyDryRunQuery,
  answer: dutyDryRunView,
  handle({ services, principal, params, query }) {
    return services.oncall.rehearseDuty(params.id, query.at === undefined ? null : new Date(query.at), principal);
  },
});

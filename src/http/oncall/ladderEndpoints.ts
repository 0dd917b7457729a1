import { alertParams } from '../alerts/alertSchemas';
import { endpoint } from '../edge/endpoint';
import { whole } from '../notify/notifyEndpoints';
import { versionBody } from '../notify/notifySchemas';
import {
  escalationList,
  ladderBody,
  ladderDryRunBody,
  ladderDryRunView,
  ladderList,
  ladderParams,
  ladderView,
  newLadderBody,
} from './ladderSchemas';

export const listLadders = endpoint({
  summary: 'Who is told, one after the other, of alerts that nobody acknowledges',
  answer: ladderList,
  async handle({ services, principal, now }) {
    return whole(await services.oncall.ladders(principal), now);
  },
});

export const addLadder = endpoint({
  summary: 'Add an escalation ladder',
  status: 201,
  body: newLadderBody,
  answer: ladderView,
  handle({ services, principal, body }) {
    return services.oncall.addLadder(body, principal);
  },
});

export const changeLadder = endpoint({
  summary: 'Change an escalation ladder; what climbs it goes on by the new one',
  params: ladderParams,
  body: ladderBody,
  answer: ladderView,
  handle({ services, principal, params, body }) {
    const { version, ...draft } = body;
    return services.oncall.changeLadder({ id: params.id, version }, draft, principal);
  },
});

export const removeLadder = endpoint({
  summary: 'Remove an escalation ladder; what climbs it climbs no further',
  status: 204,
  params: ladderParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.oncall.removeLadder({ id: params.id, version: body.version }, principal);
  },
});

export const rehearseLadder = endpoint({
  summary: 'Who would be told of an alert when, if nobody acknowledged it; changes nothing',
  body: ladderDryRunBody,
  answer: ladderDryRunView,
  handle({ services, principal, body }) {
    return services.oncall.rehearse(body.alertId, principal);
  },
});

export const listEscalations = endpoint({
  summary: 'How far an alert has climbed, and when the next is told; the latest climb first',
  params: alertParams,
  answer: escalationList,
  async handle({ services, principal, params, now }) {
    return whole(await services.oncall.escalations(params.id, principal), now);
  },
});

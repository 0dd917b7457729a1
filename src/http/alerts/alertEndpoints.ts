import { refuse } from '../edge/problem';
import type { AlertListView } from '../../api/alerts';
import { endpoint, type Call } from '../edge/endpoint';
import {
  acknowledgeBody,
  acknowledgement,
  acknowledgements,
  alertGroupList,
  alertGroupsQuery,
  alertList,
  alertParams,
  alertsQuery,
  assignBody,
  assigneeList,
  assignments,
  type AlertsQuery,
  historyQuery,
  ledgerList,
  ledgerQuery,
} from './alertSchemas';

/**
 * By sequence where `since` is given, otherwise newest first. `nextCursor` of a reading by sequence is a number and
 * continues it as `cursor` and as `since` alike: a client need not know in which of the two ways it reads. The first
 * `since` may stay beside the `cursor`; a `cursor` before it is no continuation of it, and is refused.
 */
export const listAlerts = endpoint({
  summary: 'Alerts as they are, the last changed first; or every change, ascending from `since`',
  query: alertsQuery,
  answer: alertList,
  async handle(call) {
    const { cursor, limit, since, history, ...filter } = call.query;
    await demandHistory(call, history);
    const after = cursor !== null && SEQUENCE.test(cursor) ? Number(cursor) : cursor === null ? since : undefined;
    const goesBack = after !== undefined && since !== undefined && after < since;
    if (after !== undefined && !goesBack && Object.keys(filter).length === 0) return readOn(call, after, limit);
    if (after === undefined && since === undefined)
      return call.services.views.alerts(filter, { cursor, limit }, call.principal);
    throw refuse('invalid-input', 'since 按序号续读，不能与筛选条件、另一种 cursor 或更早的 cursor 同用。', {
      field: 'since',
      remedy: '请只给 since 和 limit；nextCursor 可作为下一次的 since 或 cursor。',
    });
  },
});

/** A cursor of the other list never looks like a number. Fifteen digits are exact. */
const SEQUENCE = /^\d{1,15}$/;

type AlertsCall = Call<object, AlertsQuery, object>;

/** Whoever says which history their number belongs to is told when it is not this one. */
async function demandHistory({ services }: AlertsCall, history: string | undefined): Promise<void> {
  if (history !== undefined && history !== (await services.views.alertHistory()))
    throw refuse('history-changed', 'history 不是当前数据的历史编号。', { field: 'history' });
}

/** Refuses a number beyond the last there is: an empty page would say that nothing is new, for ever. */
async function readOn({ services, principal, now }: AlertsCall, after: number, limit: number): Promise<AlertListView> {
  const history = await services.views.alertHistory();
  const items = await services.views.alertsSince(after, limit, principal);
  const last = items.at(-1);
  if (last === undefined && after > (await services.views.lastSeq()))
    throw refuse('history-changed', 'since 大于现有的最大序号。', { field: 'since' });
  return {
    items,
    nextCursor: last !== undefined && items.length === limit ? String(last.seq) : null,
    asOf: now.toISOString(),
    history,
  };
}

export const listAlertGroups = endpoint({
  summary: 'Alerts that are not resolved by kind and reason, with their number and the oldest',
  query: alertGroupsQuery,
  answer: alertGroupList,
  handle({ services, principal, query }) {
    return services.views.alertGroups(query, principal);
  },
});

export const listAlertHistory = endpoint({
  summary: 'Everything that happened to an alert, the last first, and who did it',
  params: alertParams,
  query: historyQuery,
  answer: alertList,
  handle({ services, principal, params, query }) {
    const page = { before: query.cursor ?? null, limit: query.limit };
    return services.views.alertHistoryOf(params.id, page, principal);
  },
});

export const acknowledgeAlert = endpoint({
  summary: 'Acknowledge an alert',
  params: alertParams,
  answer: acknowledgement,
  async handle({ services, principal, params }) {
    return { result: await services.alerts.acknowledge(params.id, principal) };
  },
});

export const acknowledgeAlerts = endpoint({
  summary: 'Acknowledge many alerts, with what came of each',
  body: acknowledgeBody,
  answer: acknowledgements,
  async handle({ services, principal, body }) {
    return { results: [...(await services.alerts.acknowledgeEach(body.ids, principal))] };
  },
});

export const assignAlerts = endpoint({
  summary: 'Say who is to see to many alerts, with what came of each',
  body: assignBody,
  answer: assignments,
  async handle({ services, principal, body }) {
    return { results: [...(await services.alerts.assignEach(body.ids, body.personId, principal))] };
  },
});

export const listAssignees = endpoint({
  summary: 'Whom alerts can be given to',
  answer: assigneeList,
  async handle({ services, principal, now }) {
    return { items: [...(await services.alerts.assignees(principal))], nextCursor: null, asOf: now.toISOString() };
  },
});

/** In order of sequence from the beginning on: the chain can be checked while reading. */
export const listLedger = endpoint({
  summary: 'The hash-chained ledger',
  query: ledgerQuery,
  answer: ledgerList,
  async handle({ services, principal, query, now }) {
    const items = await services.views.ledger(query.cursor, query.limit, principal);
    const last = items.at(-1);
    return {
      items,
      nextCursor: last !== undefined && items.length === query.limit ? String(last.seq) : null,
      asOf: now.toISOString(),
    };
  },
});

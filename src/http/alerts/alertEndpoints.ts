import { refuse } from '../edge/problem';
import type { AlertView } from '../../api/alerts';
import type { ListView } from '../../api/wire';
import { endpoint, type Call } from '../edge/endpoint';
import {
  acknowledgement,
  alertList,
  alertParams,
  alertsQuery,
  type AlertsQuery,
  ledgerList,
  ledgerQuery,
} from './alertSchemas';

/** By sequence where `since` is given, otherwise newest first. */
export const listAlerts = endpoint({
  summary: 'Alerts: newest first, or ascending from `since`',
  query: alertsQuery,
  answer: alertList,
  handle(call) {
    const { cursor, limit, since, ...filter } = call.query;
    if (since === undefined) return call.services.views.alerts(filter, { cursor, limit }, call.principal);
    if (cursor !== null || Object.keys(filter).length > 0) {
      throw refuse('invalid-input', 'since 按序号续读，不能与 cursor 或筛选条件同用。', {
        field: 'since',
        remedy: '请只给 since 和 limit；nextCursor 即下一次的 since。',
      });
    }
    return readOn(call, since, limit);
  },
});

async function readOn(
  { services, principal, now }: Call<object, AlertsQuery, object>,
  since: number,
  limit: number,
): Promise<ListView<AlertView>> {
  const items = await services.views.alertsSince(since, limit, principal);
  const last = items.at(-1);
  return {
    items,
    nextCursor: last !== undefined && items.length === limit ? String(last.seq) : null,
    asOf: now.toISOString(),
  };
}

export const acknowledgeAlert = endpoint({
  summary: 'Acknowledge an alert',
  params: alertParams,
  answer: acknowledgement,
  async handle({ services, principal, params }) {
    return { result: await services.alerts.acknowledge(params.id, principal) };
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

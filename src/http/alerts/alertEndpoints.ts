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

/**
 * By sequence where `since` is given, otherwise newest first. `nextCursor` of a reading by sequence is a number and
 * continues it as `cursor` and as `since` alike: a client need not know in which of the two ways it reads.
 */
export const listAlerts = endpoint({
  summary: 'Alerts: newest first, or ascending from `since`',
  query: alertsQuery,
  answer: alertList,
  async handle(call) {
    const { cursor, limit, since, ...filter } = call.query;
    const after = cursor !== null && SEQUENCE.test(cursor) ? Number(cursor) : cursor === null ? since : undefined;
    if (after !== undefined && Object.keys(filter).length === 0) return readOn(call, after, limit);
    if (after === undefined && since === undefined)
      return call.services.views.alerts(filter, { cursor, limit }, call.principal);
    throw refuse('invalid-input', 'since 按序号续读，不能与筛选条件或另一种 cursor 同用。', {
      field: 'since',
      remedy: '请只给 since 和 limit；nextCursor 可作为下一次的 since 或 cursor。',
    });
  },
});

/** A cursor of the other list never looks like a number. Fifteen digits are exact. */
const SEQUENCE = /^\d{1,15}$/;

/** Refuses a number beyond the last there is: an empty page would say that nothing is new, for ever. */
async function readOn(
  { services, principal, now }: Call<object, AlertsQuery, object>,
  after: number,
  limit: number,
): Promise<ListView<AlertView>> {
  const items = await services.views.alertsSince(after, limit, principal);
  const last = items.at(-1);
  if (last === undefined && after > (await services.views.lastSeq())) {
    throw refuse('invalid-input', 'since 大于现有的最大序号。', {
      field: 'since',
      remedy: '数据可能由备份恢复：请不带 since 重新读取列表，再从其中最大的序号续读。',
    });
  }
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

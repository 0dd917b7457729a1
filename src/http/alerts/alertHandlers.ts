// Handlers of alerts and the ledger. Input is checked and the caller known when they run; what each promises stands in
// routes.ts.
import type { z } from 'zod';
import type { AlertView, LedgerView, ListView } from '../../api/views';
import { refuse } from '../edge/problem';
import type { Call } from '../edge/route';
import type { alertParams, AlertsQuery, ledgerQuery } from './alertSchemas';

/** By sequence where `since` is given, otherwise newest first. */
export function listAlerts(call: Call<object, AlertsQuery, object>): Promise<ListView<AlertView>> {
  const { cursor, limit, since, ...filter } = call.query;
  if (since === undefined) return call.services.views.alerts(filter, { cursor, limit }, call.principal);
  if (cursor !== null || Object.keys(filter).length > 0) {
    throw refuse('invalid-input', 'since 按序号续读，不能与 cursor 或筛选条件同用。', {
      field: 'since',
      remedy: '请只给 since 和 limit；nextCursor 即下一次的 since。',
    });
  }
  return readOn(call, since, limit);
}

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

export async function acknowledgeAlert({
  services,
  principal,
  params,
}: Call<z.output<typeof alertParams>, object, object>): Promise<{ result: 'acknowledged' | 'already' }> {
  return { result: await services.alerts.acknowledge(params.id, principal) };
}

/** In order of sequence from the beginning on: the chain can be checked while reading. */
export async function listLedger({
  services,
  principal,
  query,
  now,
}: Call<object, z.output<typeof ledgerQuery>, object>): Promise<ListView<LedgerView>> {
  const items = await services.views.ledger(query.cursor, query.limit, principal);
  const last = items.at(-1);
  return {
    items,
    nextCursor: last !== undefined && items.length === query.limit ? String(last.seq) : null,
    asOf: now.toISOString(),
  };
}

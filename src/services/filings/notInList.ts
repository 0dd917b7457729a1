import type { FilingFinding } from '../../domain/filings/filingFinding';
import type { FilingFindingId } from '../../domain/ids';
import { personActor } from '../actors';
import { pagesOf } from '../pagesOf';
import { conflict, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ListedSteps } from '../steps';
import { filingEvent } from './filingEvents';

const BOUNDS = { limit: 200, maxPages: 100 };

/** Findings that an official list does not have an account: opened by a person, settled by a newer list that has it. */
export function createNotInList(deps: ServiceDeps): ListedSteps {
  const { storage, clock, ids } = deps;
  return {
    reportNotInList: async (id, { source, readerUnitId, list }, principal) => {
      const record = await storage.accounts.byId(id, principal.unitId);
      if (record === null) throw notFound('账号');
      const { name, platform, unitId, unitPath } = record.account;
      const listScope = readerUnitId ?? '';
      const key = ['not-in-list', id, ...(listScope === '' ? [] : [listScope]), source].join(':');
      const known = await storage.filingFindings.idOfKey(key);
      const finding: FilingFinding = {
        ...{ id: known ?? ids.id<FilingFindingId>(), unitId, unitPath, key, kind: 'not-in-list', state: 'open' },
        ...{ label: name, platform, accountIds: [id], basis: list },
        facts: { list, listSource: source, listScope },
        ...{ occurredAt: null, noticedAt: clock.now(), settledAt: null, acceptance: null, version: 1 },
      };
      const said = { from: null, reason: 'not-in-list', note: list, actor: personActor(principal) };
      if (!(await storage.filingFindings.open(finding, filingEvent(deps, finding, said))))
        throw conflict('这个账号已经列为备案问题。');
    },
    settleListed: async ({ source, readerUnitId }, inList, principal) => {
      let settled = 0;
      const scope = principal.unitId;
      for (const state of ['open', 'accepted'] as const) {
        const found: FilingFinding[] = [];
        const pages = pagesOf(
          (page) => storage.filingFindings.list({ kind: 'not-in-list', state }, page, scope),
          BOUNDS,
        );
        for await (const { items } of pages)
          found.push(
            ...items.filter(
              ({ facts, accountIds }) =>
                facts['listSource'] === source &&
                (facts['listScope'] ?? '') === (readerUnitId ?? '') &&
                accountIds.some((id) => inList.has(id)),
            ),
          );
        for (const finding of found) {
          const next: FilingFinding = { ...finding, state: 'settled', settledAt: clock.now() };
          const said = { from: finding.state, reason: 'settled', actor: personActor(principal) };
          if (await storage.filingFindings.change(next, filingEvent(deps, next, said))) settled += 1;
        }
      }
      return settled;
    },
  };
}

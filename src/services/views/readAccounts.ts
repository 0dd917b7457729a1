import type { AccountId, UnitId } from '../../domain/ids';
import { HOUR_MS } from '../../domain/time/instant';
import type { AccountFilter, AccountRecord, ListedAccount, Scope } from '../../ports/storage';
import type { AccountView } from '../../api/accounts';
import { may } from '../../domain/people/permissions';
import { obstacleOf } from '../channels';
import { notFound } from '../refuse';
import { lookDayView } from './readStorage';
import type { ServiceDeps } from '../settings';
import { accountView, dailyView, findingView, lookView, postView } from '../toView/accountView';
import type { createCaseViews } from './caseView';
import type { AccountQuery, ViewServices } from './contract';
import { keptViews } from '../toView/keptViews';
import { isoOrNull, listView } from '../toView/isoInstant';
import { readScope } from '../readScope';
import type { createUnitNames, UnitDirectory } from '../unitNames';

type AccountReads = Pick<ViewServices, 'accounts' | 'account' | 'posts' | 'looks' | 'lookDays' | 'findings'>;
interface Around extends Pick<AccountView, 'noPublishReason'> {
  readonly units: UnitDirectory;
}
interface Shared {
  readonly unitNames: ReturnType<typeof createUnitNames>;
  readonly caseViews: ReturnType<typeof createCaseViews>;
}

/**
 * Accounts and what was seen on them. Posts, looks and findings are read only after the account itself was found in
 * scope.
 */
export function createReadAccounts(deps: ServiceDeps, { unitNames, caseViews }: Shared): AccountReads {
  const { storage, clock, settings } = deps;
  const kept = keptViews<ListedAccount, Around, AccountView>(
    (record, { units, noPublishReason }) => ({ ...accountView(record, units), noPublishReason }),
    (made, { units, noPublishReason }) =>
      made.unitName === units.nameOf(made.unitId as UnitId) && made.noPublishReason === noPublishReason,
  );
  const view = (record: ListedAccount, units: UnitDirectory): AccountView =>
    kept(record, { units, noPublishReason: obstacleOf(deps, record.account) });
  const inScope = async (id: AccountId, scope: Scope): Promise<AccountRecord> => {
    const record = await storage.accounts.byId(id, scope);
    if (record === null) throw notFound('账号');
    return record;
  };
  return {
    accounts: async (query, page, principal) => {
      const now = clock.now();
      const stored = await storage.accounts.list(filterOf(query, now), page, readScope(principal));
      const units = await unitNames(now);
      return listView(stored, (record) => view(record, units), now);
    },
    account: async (id, principal) => {
      const now = clock.now();
      const record = await inScope(id, readScope(principal));
      const openCase = await storage.cases.openFor(id);
      const { facts } = record;
      return {
        ...view(record, await unitNames(now)),
        daily: dailyView(record, settings.calendar, now),
        completeFromAt: isoOrNull(facts.completeFromAt),
        firstSightAt: isoOrNull(facts.firstSightAt),
        consecutiveBlindLooks: facts.consecutiveBlindLooks,
        improper: (await storage.findings.openFor(id, 'improper')).length > 0,
        openCase: openCase === null ? null : ((await caseViews([openCase], principal, now))[0] ?? null),
        settings: may(principal, 'account.write') ? record.account.settings : null,
      };
    },
    posts: async (id, page, principal) => {
      const now = clock.now();
      await inScope(id, readScope(principal));
      return listView(await storage.posts.list(id, page), postView, now);
    },
    looks: async (id, page, principal) => {
      const now = clock.now();
      await inScope(id, readScope(principal));
      return listView(await storage.looks.list(id, page), lookView, now);
    },
    lookDays: async (id, page, principal) => {
      const now = clock.now();
      await inScope(id, readScope(principal));
      return listView(await storage.lookDays.list(id, page), lookDayView, now);
    },
    findings: async (id, page, principal) => {
      const now = clock.now();
      await inScope(id, readScope(principal));
      return listView(await storage.findings.list(id, page), findingView, now);
    },
  };
}

function filterOf({ breachWithinHours, ...filter }: AccountQuery, now: Date): AccountFilter {
  return breachWithinHours === undefined
    ? filter
    : { ...filter, breachBetween: { from: now, before: new Date(now.getTime() + breachWithinHours * HOUR_MS) } };
}

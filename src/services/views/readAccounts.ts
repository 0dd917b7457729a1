import type { AccountId } from '../../domain/ids';
import { HOUR_MS } from '../../domain/time/instant';
import type { AccountFilter, AccountRecord, ListedAccount, Scope } from '../../ports/storage';
import type { AccountView } from '../../api/accounts';
import { obstacleOf } from '../channels';
import { notFound } from '../refuse';
import { lookDayView } from './readStorage';
import type { ServiceDeps } from '../settings';
import { accountView, dailyView, findingView, lookView, postView } from '../toView/accountView';
import type { createCaseViews } from './caseView';
import type { AccountQuery, ViewServices } from './contract';
import { isoOrNull, listView } from '../toView/isoInstant';
import { readScope } from '../readScope';
import type { createUnitNames, UnitDirectory } from '../unitNames';

type AccountReads = Pick<ViewServices, 'accounts' | 'account' | 'posts' | 'looks' | 'lookDays' | 'findings'>;
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
  const view = createListedView(deps);
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

/** Made once for what is listed again unchanged, and frozen: what is made of it in turn is made once too. */
function createListedView(
  deps: Pick<ServiceDeps, 'connectors'>,
): (record: ListedAccount, units: UnitDirectory) => AccountView {
  const made = new WeakMap<ListedAccount, AccountView>();
  return (record, units) => {
    const unitName = units.nameOf(record.account.unitId);
    const noPublishReason = obstacleOf(deps, record.account);
    const known = made.get(record);
    if (known?.unitName === unitName && known.noPublishReason === noPublishReason) return known;
    const view = Object.freeze({ ...accountView(record, units), noPublishReason });
    made.set(record, view);
    return view;
  };
}

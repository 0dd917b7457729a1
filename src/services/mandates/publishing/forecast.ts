import type { Platform } from '../../../domain/accounts/account';
import type { Obligation } from '../../../domain/mandates/mandate';
import { planPublishing } from '../../../domain/mandates/planPublishing';
import type { Instant } from '../../../domain/time/instant';
import type { ForecastView } from '../../../api/mandates';
import type { Scope } from '../../../ports/storage';
import { demand } from '../../refuse';
import { accountsById } from '../../accountsById';
import { pagesOf } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import type { PublishingServices } from '../contract';
import { readQuotas } from './readQuotas';

const PAGE = 200;
/** Ten thousand obligations, nearest deadline first; a forecast beyond them would be a guess anyway. */
const PAGES = 50;
const LISTED = 50;

/** What of the open obligations can be published in time within every platform's quota, and what cannot and why. */
export function createForecast(deps: ServiceDeps): PublishingServices['forecast'] {
  const { clock } = deps;
  return async (principal) => {
    demand('read', principal);
    const now = clock.now();
    const { obligations, readUpTo } = await readOpen(deps, principal.unitId);
    const { items: byHand } = { items: obligations.filter(({ state }) => state === 'manual') };
    const wanted = obligations.filter(({ state }) => state !== 'manual');
    const quotas = await readQuotas(deps, [...(await accountsById(deps.storage, wanted)).values()], now);
    const plan = planPublishing({
      now,
      wanted: wanted.map(({ id, accountId, dueBy }) => ({ obligationId: id, accountId, dueBy })),
      ...quotas,
    });
    const byId = new Map(wanted.map((obligation) => [obligation.id, obligation]));
    const late = plan.flatMap((one) => {
      const obligation = byId.get(one.obligationId);
      return one.kind === 'too-late' && obligation !== undefined
        ? [{ obligation, spent: one.spent, possibleAt: one.possibleAt }]
        : [];
    });
    return {
      asOf: now.toISOString(),
      open: wanted.length,
      inTime: wanted.length - late.length,
      tooLate: late.length,
      byHand: byHand.length,
      readUpTo: readUpTo?.toISOString() ?? null,
      reasons: groupReasons(late),
      obligations: late.slice(0, LISTED).map(({ obligation, spent, possibleAt }) => ({
        obligationId: obligation.id,
        accountId: obligation.accountId,
        accountName: obligation.accountName,
        platform: obligation.platform,
        policyTitle: obligation.policyTitle,
        dueBy: obligation.dueBy.toISOString(),
        spent,
        possibleAt: possibleAt.toISOString(),
      })),
    };
  };
}

/** Publishing already is spoken for in the quota; it is not planned a second time. */
async function readOpen(
  { storage }: ServiceDeps,
  scope: Scope,
): Promise<{ readonly obligations: readonly Obligation[]; readonly readUpTo: Instant | null }> {
  const obligations: Obligation[] = [];
  const states = ['awaiting-review', 'ready', 'manual'] as const;
  const pages = pagesOf((page) => storage.obligations.list({ states }, page, scope), { limit: PAGE, maxPages: PAGES });
  for await (const { items, nextCursor } of pages) {
    obligations.push(...items);
    if (nextCursor === null) return { obligations, readUpTo: null };
  }
  return { obligations, readUpTo: obligations.at(-1)?.dueBy ?? null };
}

function groupReasons(
  late: readonly { readonly obligation: Obligation; readonly spent: string; readonly possibleAt: Instant }[],
): ForecastView['reasons'] {
  const groups = new Map<
    string,
    {
      readonly platform: Platform;
      readonly spent: string;
      readonly accounts: Set<string>;
      obligations: number;
      possibleAt: Instant;
    }
  >();
  for (const { obligation, spent, possibleAt } of late) {
    const key = `${obligation.platform} ${spent}`;
    const group = groups.get(key) ?? {
      platform: obligation.platform,
      spent,
      accounts: new Set<string>(),
      obligations: 0,
      possibleAt,
    };
    group.accounts.add(obligation.accountId);
    group.obligations += 1;
    if (possibleAt < group.possibleAt) group.possibleAt = possibleAt;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ accounts, possibleAt, ...group }) => ({
    ...group,
    accounts: accounts.size,
    possibleAt: possibleAt.toISOString(),
  }));
}

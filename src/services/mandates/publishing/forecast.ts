import type { Platform } from '../../../domain/accounts/account';
import type { ObligationId } from '../../../domain/ids';
import { channelOf } from '../../../domain/mandates/channel';
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
import type { DraftRepost } from './draftRepost';
import { createReadGates, type Gated } from './readGates';
import { readQuotas } from '../../readQuotas';

const PAGE = 200;
/** Ten thousand obligations, nearest deadline first; a forecast beyond them would be a guess anyway. */
const PAGES = 50;
const LISTED = 50;

/** What of the open obligations can be published in time within every platform's quota, and what cannot and why. */
export function createForecast(deps: ServiceDeps, draftRepost: DraftRepost): PublishingServices['forecast'] {
  const { clock } = deps;
  const readGates = createReadGates(deps, draftRepost);
  return async (principal) => {
    demand('read', principal);
    const now = clock.now();
    const { obligations, readUpTo } = await readOpen(deps, principal.unitId);
    const byHand = obligations.filter(({ state }) => state === 'manual');
    const open = obligations.filter(({ state }) => state !== 'manual');
    const blocked = blockedOf(await readGates(open, now), now);
    // Nobody publishes those as things stand: only the others can be in time, and only they take of the quotas.
    const wanted = open.filter(({ id }) => !blocked.has(id));
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
      open: open.length,
      inTime: wanted.length - late.length,
      tooLate: late.length,
      byHand: byHand.length,
      blocked: blocked.size,
      obstacles: groupObstacles(open, blocked),
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

type Obstacle = ForecastView['obstacles'][number]['reason'];

/**
 * What keeps obligations from being published as things stand: what makes them manual tasks, an account that cannot be
 * seen just now, or a deadline that is over.
 */
function blockedOf(gated: readonly Gated[], now: Instant): ReadonlyMap<ObligationId, Obstacle> {
  const blocked = new Map<ObligationId, Obstacle>();
  for (const { obligation, record, gate } of gated) {
    if (obligation.dueBy <= now) blocked.set(obligation.id, 'overdue');
    else if (!gate.open && gate.manualReason !== null) blocked.set(obligation.id, gate.manualReason);
    else if (!gate.open && record.facts.consecutiveBlindLooks > 0) blocked.set(obligation.id, 'not-seen');
  }
  return blocked;
}

function groupObstacles(
  open: readonly Obligation[],
  blocked: ReadonlyMap<ObligationId, Obstacle>,
): ForecastView['obstacles'] {
  const groups = new Map<
    string,
    { readonly platform: Platform; readonly reason: Obstacle; readonly accounts: Set<string>; obligations: number }
  >();
  for (const { id, platform, ...channel } of open) {
    const reason = blocked.get(id);
    if (reason === undefined) continue;
    const group = groups.get(`${platform} ${reason}`) ?? { platform, reason, accounts: new Set(), obligations: 0 };
    group.accounts.add(channelOf(channel));
    group.obligations += 1;
    groups.set(`${platform} ${reason}`, group);
  }
  return [...groups.values()].map(({ accounts, ...group }) => ({ ...group, accounts: accounts.size }));
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
    group.accounts.add(channelOf(obligation));
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

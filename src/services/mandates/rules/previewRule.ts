import type { Platform } from '../../../domain/accounts/account';
import type { MandateRuleId, SiteId } from '../../../domain/ids';
import { concerned, CONCERN_REASONS, decideMandate, type ConcernReason } from '../../../domain/mandates/decide';
import type { MandateRule } from '../../../domain/mandates/mandate';
import { reachOf, type Reach, type Register } from '../../../domain/mandates/reach';
import type { Policy } from '../../../domain/policies/policy';
import { civilDateOf } from '../../../domain/time/civil';
import type { RulePreviewView } from '../../../api/mandates';
import type { AccountRecord, Scope } from '../../../ports/storage';
import { deadlineRules } from '../../deadlineRules';
import { demand, invalidInput, notFound } from '../../refuse';
import { boundAccountOf, channelsOfPage } from '../../channels';
import { activeAccountPages } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import { readRegister } from '../../readRegister';
import type { RuleServices } from '../contract';
import type { PreviewPlatforms } from './previewMandate';
import { newlyMandated } from './newlyMandated';
import { dueByPlatform } from '../../../domain/mandates/dueByPlatform';

const NOT_ASKED: RulePreviewView['known'] = { policies: [], looked: 0, more: false };
const RECENT_POLICIES = 20;
const ACCOUNTS_PAGE = 500;
/** Fifty thousand accounts: beyond that the counts say what was looked at. */
const ACCOUNT_PAGES = 100;

/** Whom a rule would bind within the reader's scope and why, before it is made or changed. Reads only. */
export function createPreviewRule(deps: ServiceDeps, previewPlatforms: PreviewPlatforms): RuleServices['preview'] {
  const { storage, clock } = deps;
  return async (draft, { policyId, ruleId = null, page }, principal) => {
    demand('rules.manage', principal);
    const now = clock.now();
    const rule: MandateRule = { ...draft, id: ruleId ?? ('' as MandateRuleId) };
    const policies =
      policyId === null
        ? (await storage.policies.list({}, { limit: RECENT_POLICIES, cursor: null })).items
        : [await storage.policies.byId(policyId)].filter((one) => one !== null);
    if (policyId !== null && policies.length === 0) throw notFound('政策');
    const register = await readRegister(deps);
    // Only for one policy on the first page: that is when somebody wants to see what would be published.
    const [about] = policyId === null ? [] : policies;
    const policy = page.cursor === null ? about : undefined;
    const reach = about === undefined ? reachWithoutPolicy(rule, register) : reachOf(rule, about, register);
    const bound = await readBound(deps, { rule, reach, units: register.units }, { ...page, scope: principal.unitId });
    return {
      policies: policies.map((policy) => decisionOf(deps, { rule, policy, register, today: civilDateOf(now) })),
      known:
        page.cursor === null ? await newlyMandated(deps, rule, { scope: principal.unitId, register, now }) : NOT_ASKED,
      counts: bound.counts,
      platforms: policy === undefined ? [] : await previewPlatforms({ policy, rule, scope: principal.unitId }),
      accounts: {
        items: bound.items.map(({ account }) => ({
          accountId: account.id,
          name: account.name,
          platform: account.platform,
          unitId: account.unitId,
          region: account.region,
          reason: 'concerned' as const,
        })),
        nextCursor: bound.nextCursor,
        asOf: now.toISOString(),
      },
    };
  };
}

function decisionOf(
  { settings }: ServiceDeps,
  {
    rule,
    policy,
    register,
    today,
  }: {
    readonly rule: MandateRule;
    readonly policy: Policy;
    readonly register: Register;
    readonly today: ReturnType<typeof civilDateOf>;
  },
): RulePreviewView['policies'][number] {
  const decision = decideMandate(rule, policy, { register, today });
  const { publishedAt } = policy;
  const due = publishedAt === null ? null : dueByPlatform(publishedAt, rule, deadlineRules(settings));
  const dueBy: Partial<Record<Platform, string>> =
    decision.mandate && due !== null
      ? Object.fromEntries(rule.platforms.map((platform) => [platform, due(platform).dueBy.toISOString()]))
      : {};
  return { policyId: policy.id, title: policy.title, decision: decision.mandate ? 'mandated' : decision.reason, dueBy };
}

/** All active accounts of the scope are counted, a site as one; those bound after the cursor (an account's id) are listed, a page of them. */
async function readBound(
  deps: ServiceDeps,
  { rule, ...whom }: { readonly rule: MandateRule; readonly reach: Reach; readonly units: Register['units'] },
  page: { readonly limit: number; readonly cursor: string | null; readonly scope: Scope },
): Promise<{
  readonly counts: Record<ConcernReason, number>;
  readonly items: readonly AccountRecord[];
  readonly nextCursor: string | null;
}> {
  if (page.cursor !== null && !/^[0-9a-f]{24}$/u.test(page.cursor))
    throw invalidInput('cursor', 'cursor 无法识别。', '请从第一页重新读取。');
  const counts: Record<ConcernReason, number> = Object.fromEntries(
    CONCERN_REASONS.map((reason) => [reason, 0]),
  ) as Record<ConcernReason, number>;
  let items: readonly AccountRecord[] = [];
  const sitesDone = new Set<SiteId>();
  const bounds = { limit: ACCOUNTS_PAGE, maxPages: ACCOUNT_PAGES, scope: page.scope };
  for await (const records of activeAccountPages(deps.storage, bounds)) {
    const bound: AccountRecord[] = [];
    for (const channel of await channelsOfPage(deps, records, sitesDone)) {
      const account = boundAccountOf(channel);
      const { reason } = concerned(rule, account, whom);
      counts[reason] += 1;
      if (reason === 'concerned' && (page.cursor === null || account.id > page.cursor))
        bound.push({ ...channel.record, account: { ...account, name: channel.site?.name ?? account.name } });
    }
    // A site stands where its repost column does, which may be on an earlier page or on a later one.
    items = [...items, ...bound]
      .sort((one, other) => (one.account.id < other.account.id ? -1 : 1))
      .slice(0, page.limit + 1);
  }
  const shown = items.slice(0, page.limit);
  return { counts, items: shown, nextCursor: items.length > page.limit ? (shown.at(-1)?.account.id ?? null) : null };
}

/** Without a policy its field is not known: a rule that binds by field may bind the units that work in any. */
function reachWithoutPolicy({ binds, sectors = [] }: MandateRule, { units }: Register): Reach {
  if (binds !== 'sector') return { units: null, by: 'everybody' };
  const may = [...units.values()].filter((unit) =>
    unit.sectors.some((field) => sectors.length === 0 || sectors.includes(field)),
  );
  return { units: new Set(may.map(({ id }) => id)), by: 'sector' };
}

import type { ColumnClass } from '../../domain/accounts/account';
import { MAX_DAILY_COUNTS } from '../../domain/accounts/foldLook';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import type { PolicySource } from '../../domain/policies/policy';
import type { SectorCatalogue } from '../../domain/policies/sectors';
import type { AccountRegistration, Services, SiteRegistration } from '../../services/index';
import type { Sandbox, SandboxAccount } from '@gov-matrix/platform-sandbox';

/** How many units the county has, and what became of its accounts. */
export interface RegisteredCounty {
  readonly units: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/**
 * Registers the simulated county exactly as an operator would register real accounts. Safe to repeat at every start;
 * only the first one stores the accounts' credentials: what was authorised since is newer.
 */
export async function registerCounty(
  services: Services,
  sandbox: Sandbox,
  {
    isFirst,
    catalogue,
    registered,
    closed = new Set(),
  }: {
    readonly isFirst: boolean;
    readonly catalogue: SectorCatalogue;
    /** Keys of the units that are registered already. */
    readonly registered: ReadonlySet<string>;
    /** Keys of those that people have closed or merged: their accounts stay where they are by now. */
    readonly closed?: ReadonlySet<string>;
  },
): Promise<RegisteredCounty> {
  const { county, applications } = sandbox;
  const { weibo, wechatComponent } = applications;
  await services.credentials.saveApplication(
    {
      platform: 'weibo',
      label: `${county.name}微博应用`,
      secrets: { appKey: weibo.appKey, appSecret: weibo.appSecret },
    },
    'system',
  );
  await services.credentials.saveApplication(
    {
      platform: 'wechat',
      label: `${county.name}第三方平台`,
      secrets: {
        componentAppId: wechatComponent.appId,
        componentAppSecret: wechatComponent.appSecret,
        callbackToken: wechatComponent.token,
        callbackAesKey: wechatComponent.encodingAesKey,
      },
    },
    'system',
  );
  await services.accounts.registerUnits(
    // Units that are there already stay as people have changed and moved them since.
    county.units
      .filter(({ key }) => !registered.has(key))
      .map(({ key, name, parentKey, level }) => ({
        key,
        name,
        parentKey,
        level,
        // Departments are named for what they do; an office would state it in its register.
        sectors: level === 'department' ? catalogue.sectorsOf(name) : [],
        region: parentKey === null ? county.code : '',
      })),
  );
  await registerSites(services, sandbox, isFirst);
  const counts = await services.accounts.registerAccounts(
    county.accounts
      .filter(({ unitKey }) => !closed.has(unitKey))
      .map((account) => {
        const registration = countyAccount(account, { historyFrom: county.historyFrom, isFirst });
        return isFirst
          ? { ...registration, dailyCounts: countPast(sandbox, account) }
          : { ...registration, credential: null };
      }),
  );
  if (isFirst) await nameRepostColumns(services, sandbox);
  await services.policies.registerSources(
    [...county.policySources, departmentsShelf(sandbox)].map((source) => ({
      ...source,
      whitelisted: source.authority === 'state-council',
    })),
  );
  return { units: county.units.length, ...counts };
}

/** The county's websites. Later starts leave them as people have changed them meanwhile. */
async function registerSites(services: Services, { county }: Sandbox, isFirst: boolean): Promise<void> {
  if (!isFirst) return;
  const sites = new Map<string, SiteRegistration>();
  for (const { site, unitKey } of county.accounts)
    if (site !== undefined && !sites.has(site.key)) sites.set(site.key, { ...site, unitKey });
  await services.accounts.registerSites([...sites.values()]);
}

/** Of every site its first column that takes pushes, as an office would name it; a site without one has none named. */
async function nameRepostColumns(services: Services, { county }: Sandbox): Promise<void> {
  const named = new Map<string, string>();
  for (const { site, externalId, credential } of county.accounts)
    if (site !== undefined && credential !== null && !named.has(site.key)) named.set(site.key, externalId);
  await services.accounts.nameRepostColumns([...named].map(([siteKey, externalId]) => ({ siteKey, externalId })));
}

/**
 * Posts a day from the county's invented past, as an office brings them along from what it used before: the lists of
 * the
 * platforms reach back a few days only.
 */
function countPast({ control, county }: Sandbox, { key, behaviour }: SandboxAccount): Record<string, number> {
  const counts: Record<string, number> = {};
  // What is only mass-sent stands in no list: its days would stand beside posts that nobody sees.
  if (behaviour === 'mass-send-only') return counts;
  const first = addCivilDays(civilDateOf(county.anchorAt), 1 - MAX_DAILY_COUNTS);
  const days = control
    .publicPosts(key)
    .map(({ at }) => civilDateOf(at))
    .filter((day) => day >= first)
    .sort();
  for (const day of days) counts[day] = (counts[day] ?? 0) + 1;
  // The first day is known although nothing may have been published on it.
  const from = civilDateOf(county.historyFrom);
  return { [from > first ? from : first]: 0, ...counts };
}

/** The shelf of the ministries in the State Council's library of policies. */
function departmentsShelf({ county }: Sandbox): Omit<PolicySource, 'id' | 'whitelisted'> {
  const { origin } = new URL(county.policySources[0]?.url ?? 'http://localhost');
  return {
    key: 'govcn-departments',
    kind: 'govcn-library',
    title: '国务院政策文件库·部门文件',
    authority: 'ministry',
    url: `${origin}/search-gov/data?t=zhengcelibrary_bm&n=50`,
  };
}

/** Account credentials are secrets; the rest of what a platform needs are settings, and may be seen. */
const SETTING_KEYS = ['safeDomain', 'pushUrl'];

function countyAccount(
  account: SandboxAccount,
  { historyFrom, isFirst }: { readonly historyFrom: Date; readonly isFirst: boolean },
): AccountRegistration {
  const entries = Object.entries(account.credential ?? {});
  const secrets = entries.filter(([key]) => !SETTING_KEYS.includes(key));
  const columnClass: ColumnClass = account.platform === 'portal' ? 'news' : 'account';
  return {
    unitKey: account.unitKey,
    platform: account.platform,
    externalId: account.externalId,
    name: account.name,
    homeUrl: account.homeUrl,
    columnClass,
    region: 'demo',
    status: account.behaviour === 'cancelled' ? 'cancelled' : 'active',
    openedAt: historyFrom,
    settings: {
      ...Object.fromEntries(entries.filter(([key]) => SETTING_KEYS.includes(key))),
      ...portalSettings(account),
    },
    credential: secrets.length === 0 ? null : Object.fromEntries(secrets),
    ...(isFirst && account.site !== undefined ? { siteKey: account.site.key } : {}),
  };
}

function portalSettings({ portal }: SandboxAccount): Record<string, string> {
  if (portal === undefined) return {};
  return {
    kind: portal.kind,
    listUrl: portal.listUrl,
    ...(portal.itemSelector === undefined ? {} : { itemSelector: portal.itemSelector }),
  };
}

import { STATUS_RULES } from '../domain/accounts/accountTable';
import { leastSight } from '../domain/accounts/leastSight';
import { repostColumnOf, type RepostColumn, type Site } from '../domain/accounts/site';
import type { Account, NoPublishReason } from '../domain/accounts/account';
import type { AccountId, SiteId } from '../domain/ids';
import { channelOf, type ChannelIds } from '../domain/mandates/channel';
import type { AccountRecord } from '../ports/storage';
import { accountsById } from './accountsById';
import type { ServiceDeps } from './settings';

const SITES_AT_ONCE = 100;

/** What owes reposts, as it is now: an account, or a site with its columns. */
export interface Channel {
  readonly site: Site | null;
  /** Where it is published, with what was seen of the whole channel (`leastSight`). */
  readonly record: AccountRecord;
  /** What has to be seen before anything can be said of it: the account, or the columns that are not cancelled. */
  readonly watched: readonly AccountRecord[];
  /** Of a site: the column its reposts go into now, which may be another one than that of an obligation made earlier. */
  readonly repostColumn: RepostColumn | null;
}

export interface SiteColumns {
  readonly site: Site;
  readonly columns: readonly AccountRecord[];
  readonly repostColumn: RepostColumn;
  /** Columns that software can publish to. */
  readonly publishable: ReadonlySet<AccountId>;
  /** Where its reposts would go were this column named. */
  readonly repostColumnWith: (named: AccountId | null) => RepostColumn;
}
type Deps = Pick<ServiceDeps, 'storage' | 'connectors'>;

/** The sites with these ids, each with all its columns and the one that reposts go into. */
export async function readSiteColumns(deps: Deps, ids: readonly SiteId[]): Promise<ReadonlyMap<SiteId, SiteColumns>> {
  const wanted = [...new Set(ids)];
  const found = new Map<SiteId, SiteColumns>();
  for (let start = 0; start < wanted.length; start += SITES_AT_ONCE) {
    const some = wanted.slice(start, start + SITES_AT_ONCE);
    const columns = await deps.storage.accounts.ofSites(some);
    for (const site of await deps.storage.sites.byIds(some)) {
      const own = columns.filter(({ account }) => account.siteId === site.id);
      const choices = own.map(({ account }) => ({ account, canPublish: canPublish(deps, account) }));
      const repostColumnWith = (repostColumnId: AccountId | null): RepostColumn =>
        repostColumnOf({ id: site.id, repostColumnId }, choices);
      found.set(site.id, {
        site,
        columns: own,
        repostColumn: repostColumnWith(site.repostColumnId),
        publishable: new Set(choices.filter((one) => one.canPublish).map(({ account }) => account.id)),
        repostColumnWith,
      });
    }
  }
  return found;
}

/** The channels of these obligations by `channelOf`; one whose account is gone is absent. */
export async function readChannels(deps: Deps, about: readonly ChannelIds[]): Promise<ReadonlyMap<string, Channel>> {
  const accounts = await accountsById(deps.storage, about);
  const sites = await readSiteColumns(
    deps,
    about.flatMap(({ siteId }) => (siteId === null ? [] : [siteId])),
  );
  const channels = new Map<string, Channel>();
  for (const { siteId, accountId } of about) {
    const record = accounts.get(accountId);
    if (record === undefined) continue;
    const siteColumns = siteId === null ? undefined : sites.get(siteId);
    channels.set(
      placeOf({ siteId, accountId }),
      siteColumns === undefined
        ? { site: null, record, watched: [record], repostColumn: null }
        : siteChannel(siteColumns, record),
    );
  }
  return channels;
}

/** A channel as one obligation sees it: a site's, with the column this obligation is published into. */
export function placeOf(ids: ChannelIds): string {
  return `${channelOf(ids)} ${ids.accountId}`;
}

/** Nobody publishes into a stopped column by interface, so that only the active ones have to be seen before that. */
function siteChannel({ site, columns, repostColumn }: SiteColumns, record: AccountRecord): Channel {
  const watched = columns.filter(({ account }) => STATUS_RULES[account.status].owes);
  const active = watched.filter(
    ({ account }) => STATUS_RULES[account.status].bound && account.id !== record.account.id,
  );
  const facts = leastSight([record.facts, ...active.map((column) => column.facts)]);
  return { site, record: { ...record, facts }, watched, repostColumn };
}

/** Every account, and every site once, that these active accounts belong to; `done` remembers sites over pages. */
export async function channelsOfPage(
  deps: Deps,
  page: readonly AccountRecord[],
  done: Set<SiteId>,
): Promise<readonly Channel[]> {
  const fresh = page.flatMap(({ account: { siteId } }) => (siteId === null || done.has(siteId) ? [] : [siteId]));
  for (const siteId of fresh) done.add(siteId);
  const sites = await readSiteColumns(deps, fresh);
  return [
    ...page
      .filter(({ account }) => account.siteId === null)
      .map((record): Channel => ({ site: null, record, watched: [record], repostColumn: null })),
    ...[...sites.values()].flatMap((siteColumns): Channel[] => {
      const { columnId } = siteColumns.repostColumn;
      const record = siteColumns.columns.find(({ account }) => account.id === columnId);
      return record === undefined ? [] : [siteChannel(siteColumns, record)];
    }),
  ];
}

/** The account of a channel as rules see it: of a site the column that reposts go into, for the site's own unit. */
export function boundAccountOf({ site, record }: Pick<Channel, 'site' | 'record'>): Account {
  return site === null ? record.account : { ...record.account, unitId: site.unitId, unitPath: site.unitPath };
}

/** What is looked at to see the channel again: of a site, the columns not seen since. */
export function unseenSince({ watched }: Pick<Channel, 'watched'>, at: Date): AccountId[] {
  return watched
    .filter(
      ({ account, facts }) =>
        STATUS_RULES[account.status].bound && (facts.lastSightAt === null || facts.lastSightAt < at),
    )
    .map(({ account }) => account.id);
}

function canPublish(deps: Pick<Deps, 'connectors'>, account: Account): boolean {
  return obstacleOf(deps, account) === null;
}

/** Why nothing can be published to an account by interface, as far as is known without calling; null: it can. */
export function obstacleOf({ connectors }: Pick<Deps, 'connectors'>, account: Account): NoPublishReason | null {
  const { publisher } = connectors.for(account.platform);
  return account.noPublishReason ?? (publisher === null ? 'no-api' : publisher.obstacle(account));
}

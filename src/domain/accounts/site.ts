import type { AccountId, PersonId, SiteId, UnitId } from '../ids';
import type { Instant } from '../time/instant';
import type { Account } from './account';
import { STATUS_RULES } from './accountTable';
import { lookHostOf } from './lookHost';
import type { SiteClosing } from './siteClosing';
import { NO_SITE_FILING, siteFilingChanges, type SiteFiling } from './siteFiling';

/** A website of a unit (站点). Its watched parts are portal accounts, its columns (栏目). */
export interface Site {
  readonly id: SiteId;
  /** How the register names it; unique. */
  readonly key: string;
  readonly unitId: UnitId;
  /** The unit and all units above it, root first. */
  readonly unitPath: readonly UnitId[];
  readonly name: string;
  readonly homeUrl: string;
  /** 网站标识码, ten digits given out with the registration of a government website; null: not known. */
  readonly identifierCode: string | null;
  /** The column its reposts are published into; null: none is named, and the one that can publish is taken. */
  readonly repostColumnId: AccountId | null;
  /** What else is filed of it; absent: nothing. */
  readonly filing?: SiteFiling;
  /** How its closing stands; null or absent: it is not being closed. */
  readonly closing?: SiteClosing | null;
  /** Absent: it has not been given to another unit lately. */
  readonly moved?: SiteMoved;
}

/** That a website was given to another unit: until that has settled, columns left with a former unit are brought along. */
export interface SiteMoved {
  readonly fromIds: readonly UnitId[];
  readonly at: Instant;
  readonly by: { readonly id: PersonId; readonly name: string };
  readonly note: string;
}

/** A website that is given away once more brings along what its earlier units still have. */
export function siteMovedAfter(
  { unitId, moved }: Pick<Site, 'unitId' | 'moved'>,
  toId: UnitId,
  said: Omit<SiteMoved, 'fromIds'>,
): SiteMoved {
  const fromIds = new Set([...(moved?.fromIds ?? []), unitId]);
  fromIds.delete(toId);
  return { ...said, fromIds: [...fromIds] };
}

/** A website that is closed takes nothing new. */
export function isSiteOpen({ closing }: Pick<Site, 'closing'>): boolean {
  return closing?.state !== 'closed';
}

/** Whether two records of a site say the same. */
export function isSameSite(one: Site, other: Site): boolean {
  const { id, key, unitId, unitPath, name, homeUrl, identifierCode, repostColumnId } = one;
  return (
    id === other.id &&
    key === other.key &&
    unitId === other.unitId &&
    unitPath.join() === other.unitPath.join() &&
    name === other.name &&
    homeUrl === other.homeUrl &&
    identifierCode === other.identifierCode &&
    repostColumnId === other.repostColumnId &&
    siteFilingChanges(filingOf(one), filingOf(other)).length === 0
  );
}

export function filingOf({ filing }: Pick<Site, 'filing'>): SiteFiling {
  return filing ?? NO_SITE_FILING;
}

/** 网站标识码 (国办发〔2017〕47号): ten digits. */
export const SITE_IDENTIFIER = /^\d{10}$/u;

/**
 * The key of the site that a portal column belongs to where nobody names one: columns of one unit on one host are one
 * site. Also what data stored before there were sites is grouped by.
 */
export function siteKeyOf(
  unitKey: string,
  column: Pick<Account, 'platform' | 'settings' | 'externalId' | 'homeUrl'>,
): string {
  return `${unitKey}@${lookHostOf(column)}`.slice(0, MAX_SITE_KEY);
}
export const MAX_SITE_KEY = 200;

/**
 * What a site is called where nobody names it: its unit's website; with its host where another site of the unit, on
 * another host, is called so already.
 */
export function siteNameOf(
  unitName: string,
  column: Pick<Account, 'name' | 'platform' | 'settings' | 'externalId' | 'homeUrl'>,
  taken: ReadonlySet<string> = new Set(),
): string {
  const name = unitName === '' ? column.name : `${unitName}网站`;
  return taken.has(name) ? `${name}（${lookHostOf(column)}）` : name;
}

/** The first page of the site a column stands on. */
export function siteHomeOf({ homeUrl, externalId }: Pick<Account, 'homeUrl' | 'externalId'>): string {
  for (const address of [homeUrl, externalId]) {
    const origin = /^https?:\/\/[^/?#]+/u.exec(address)?.[0];
    if (origin !== undefined) return `${origin}/`;
  }
  return homeUrl;
}

/** Why a site's reposts go into the column they go into; of a site without columns, why they go nowhere. */
export const REPOST_COLUMN_REASONS = [
  'named',
  'not-named',
  'named-cancelled',
  'named-stopped',
  'named-moved',
  'none-publishes',
  'no-columns',
] as const;
export type RepostColumnReason = (typeof REPOST_COLUMN_REASONS)[number];

export interface RepostColumn {
  readonly columnId: AccountId | null;
  readonly reason: RepostColumnReason;
}

/** Why a column cannot be chosen to take the reposts of its site. */
export type RepostColumnRefusal = 'no-column' | 'cancelled' | 'stopped' | 'not-open' | 'cannot-publish';

/**
 * May a person choose this column? An active one of the site. One that software cannot publish to while another column
 * can makes every repost of the site a manual task: only where that is wanted (`byHand`). Null: it may be chosen.
 */
export function repostColumnRefusal(
  columnId: AccountId,
  columns: readonly { readonly account: Pick<Account, 'id' | 'status'>; readonly canPublish: boolean }[],
  byHand: boolean,
): RepostColumnRefusal | null {
  const chosen = columns.find(({ account }) => account.id === columnId);
  if (chosen === undefined) return 'no-column';
  const { status } = chosen.account;
  if (!isBound(chosen)) return status === 'cancelled' || status === 'stopped' ? status : 'not-open';
  const another = columns.some((column) => column.canPublish && isBound(column));
  return !chosen.canPublish && another && !byHand ? 'cannot-publish' : null;
}

/**
 * The one column a site's reposts are published into. The named one while it is active; else the first active one that
 * can be published to by interface. Where none can, the first active one, so that a person has one task and not one a
 * column. A cancelled column does not count; of a site with stopped columns alone the first of them is left.
 */
export function repostColumnOf(
  site: Pick<Site, 'id' | 'repostColumnId'>,
  columns: readonly { readonly account: Pick<Account, 'id' | 'status'>; readonly canPublish: boolean }[],
): RepostColumn {
  const watched = columns
    .filter(({ account }) => STATUS_RULES[account.status].owes)
    .sort((one, other) => (one.account.id < other.account.id ? -1 : 1));
  const named = columns.find(({ account }) => account.id === site.repostColumnId);
  const active = watched.filter(isBound);
  const fallback = active.find(({ canPublish }) => canPublish) ?? active[0] ?? watched[0];
  if (fallback === undefined) return { columnId: null, reason: 'no-columns' };
  if (named !== undefined && isBound(named)) return { columnId: named.account.id, reason: 'named' };
  const columnId = fallback.account.id;
  if (!fallback.canPublish) return { columnId, reason: 'none-publishes' };
  if (site.repostColumnId === null) return { columnId, reason: 'not-named' };
  if (named === undefined) return { columnId, reason: 'named-moved' };
  return { columnId, reason: STATUS_RULES[named.account.status].owes ? 'named-stopped' : 'named-cancelled' };
}

function isBound({ account }: { readonly account: Pick<Account, 'status'> }): boolean {
  return STATUS_RULES[account.status].bound;
}

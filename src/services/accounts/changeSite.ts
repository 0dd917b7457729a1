import { filingOf, isSiteOpen, repostColumnRefusal, SITE_IDENTIFIER, type Site } from '../../domain/accounts/site';
import {
  siteFilingAfter,
  siteFilingChanges,
  siteFilingFaults,
  type SiteFiling,
  type SiteFilingChange,
  type SiteFilingFault,
} from '../../domain/accounts/siteFiling';
import type { DomainEvent } from '../../domain/alerts/alert';
import { fieldData } from '../../domain/alerts/fieldData';
import { makeEvent } from '../../domain/alerts/events';
import type { AccountId, SiteId, UnitId } from '../../domain/ids';
import type { Obligation, PublishJob } from '../../domain/mandates/mandate';
import { isWritten } from '../../domain/writtenText';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { SiteChangeView } from '../../api/sites';
import { personActor } from '../actors';
import { readSiteColumns, type SiteColumns } from '../channels';
import type { Unit } from '../../ports/storage';
import { bringColumns, placeAt } from './bringColumns';
import { demandOpen } from './reachUnit';
import { siteKeyAfter } from './siteKeyAfter';
import { siteNameTaken } from './siteNameTaken';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';

export interface SiteChange {
  readonly name?: string;
  readonly homeUrl?: string;
  /** 网站标识码; null: none. */
  readonly identifierCode?: string | null;
  /** Whose it is from now on: its columns, and what it owes, go with it. Also needs `case.approve`. */
  readonly unitId?: UnitId;
  /** The column that takes its reposts; null: none in particular, the first that software can publish to. */
  readonly repostColumnId?: AccountId | null;
  /** Also a column that software cannot publish to, although another one can: reposts are manual tasks then. */
  readonly byHand?: boolean;
  /** What is filed of it; fields that are absent stay. */
  readonly filing?: SiteFilingChange;
}
export interface SiteChangeServices {
  /**
   * Changes name, address, identifier, unit or filing of a site, or chooses the column its reposts go into (action
   * `account.write`). Whatever has called nothing goes into the new column when its turn comes; whatever may have
   * called stays where it called until it is known. Refuses `forbidden`, `not-found`, `invalid-input` (the field),
   * `conflict`.
   */
  changeSite(id: SiteId, change: SiteChange & { readonly reason: string }, principal: Principal): Promise<void>;
  /** What such a choice would mean for what the site owes. Refuses as `changeSite`, and changes nothing. */
  previewSiteChange(id: SiteId, change: SiteChange, principal: Principal): Promise<SiteChangeView>;
}

export function createChangeSite(deps: ServiceDeps): SiteChangeServices {
  const { storage, clock } = deps;
  return {
    previewSiteChange: async (id, change, principal) => {
      const reached = await reachSite(deps, id, principal);
      const next = await check(deps, reached, { change, principal });
      return viewOf(deps, reached, next);
    },
    changeSite: async (id, { reason, ...change }, principal) => {
      const reached = await reachSite(deps, id, principal);
      const note = writtenReason(reason);
      const next = await check(deps, reached, { change, principal });
      const { site } = reached.found;
      const now = clock.now();
      const events = eventsOf(deps, { ...reached, next, note, principal, now });
      const { unit, ...changed } = next;
      const place = unit === null ? null : placeAt(unit, site, { at: now, by: principal, note });
      if (events.length > 0 && !(await storage.sites.change(site, { ...changed, ...place }, events)))
        throw conflict('站点刚被更新。');
      // The site says first where it goes: killed after that, asking again does the rest, and so does the upkeep.
      if (change.unitId !== undefined) await bringColumns(deps, { ...site, ...place });
    },
  };
}

type Next = Pick<Site, 'key' | 'name' | 'repostColumnId' | 'homeUrl' | 'identifierCode'> & {
  readonly filing: SiteFiling;
  /** Null: it stays where it is. */
  readonly unit: Unit | null;
};

export interface ReachedSite {
  readonly found: SiteColumns;
  /** Its columns as far as the person sees them. */
  readonly columns: SiteColumns['columns'];
}

/** A site that a person keeps, with all its columns. Throws `Refusal` `forbidden`, `not-found`. */
export async function reachSite(deps: ServiceDeps, id: SiteId, principal: Principal): Promise<ReachedSite> {
  demand('account.write', principal);
  const scope = principal.unitId;
  const found = (await deps.storage.sites.byId(id, scope)) && (await readSiteColumns(deps, [id])).get(id);
  if (found === null || found === undefined) throw notFound('站点');
  const columns = found.columns.filter(({ account }) => scope === null || account.unitPath.includes(scope));
  return { found, columns };
}

/** The site as it would be; throws `Refusal` with the field and what to do instead. */
async function check(
  deps: ServiceDeps,
  { found, columns }: ReachedSite,
  { change, principal }: { readonly change: SiteChange; readonly principal: Principal },
): Promise<Next> {
  const { storage, clock } = deps;
  const { site, publishable } = found;
  if (!isSiteOpen(site)) throw conflict('站点已经关停。', '需要更正的，请先恢复站点。');
  const name = change.name?.trim() ?? site.name;
  if (!isWritten(name)) throw invalidInput('name', '站点名称不能为空。', '请填写站点名称。');
  if (name !== site.name && (await storage.sites.called([name])).some(({ id }) => id !== site.id))
    throw siteNameTaken(name);
  const { repostColumnId = site.repostColumnId } = change;
  if (repostColumnId !== null && repostColumnId !== site.repostColumnId)
    checkColumn(
      repostColumnId,
      columns.map(({ account }) => ({ account, canPublish: publishable.has(account.id) })),
      change.byHand === true,
    );
  const filing = siteFilingAfter(filingOf(site), change.filing ?? {});
  const [fault] = change.filing === undefined ? [] : siteFilingFaults(filing, civilDateOf(clock.now()));
  if (fault !== undefined) throw invalidInput(`filing.${fault.field}`, ...SITE_FILING_FAULTS[fault.fault]);
  const { homeUrl = site.homeUrl, identifierCode = site.identifierCode } = change;
  if (identifierCode !== site.identifierCode) await checkIdentifier(deps, identifierCode, site.id);
  const unit = change.unitId === undefined ? null : await newUnit(deps, { site, unitId: change.unitId }, principal);
  const key = await siteKeyAfter(deps, site, { unit, homeUrl });
  return { key, name, repostColumnId, filing, homeUrl, identifierCode, unit };
}

/** Throws `Refusal` `invalid-input` where the code is none, or another website's. */
export async function checkIdentifier(
  { storage }: ServiceDeps,
  code: string | null,
  siteId: SiteId | null,
): Promise<void> {
  if (code === null) return;
  if (!SITE_IDENTIFIER.test(code))
    throw invalidInput('identifierCode', '网站标识码应为十位数字。', '请按网站底部或报送系统中的标识码填写。');
  const holder = (await storage.sites.withIdentifier(code)).find(({ id }) => id !== siteId);
  if (holder !== undefined)
    throw invalidInput(
      'identifierCode',
      `标识码已登记在站点“${holder.name}”。`,
      '请核对标识码；一个标识码只属于一个网站。',
    );
}

/** The unit that takes a site over: who decides whose it is may give it only within what they see. */
async function newUnit(
  { storage }: ServiceDeps,
  { site, unitId }: { readonly site: Site; readonly unitId: UnitId },
  principal: Principal,
): Promise<Unit | null> {
  if (unitId === site.unitId) return null;
  demand('case.approve', principal);
  const unit = await storage.units.byId(unitId, principal.unitId);
  if (unit === null) throw notFound('单位', 'unitId');
  demandOpen(unit, 'unitId');
  return unit;
}

/** What is wrong with a filing, and what to do instead. */
export const SITE_FILING_FAULTS: Readonly<Record<SiteFilingFault, readonly [string, string]>> = {
  icp: ['这不是 ICP 备案号。', '请写成“吉ICP备05008513号”，同一主体的第二个网站加“-2”。'],
  police: ['这不是公安备案号。', '请写成“浙公网安备33010602001234号”。'],
  'basis-missing': ['保留独立网站没有写明依据。', '请填写法规或文件依据。'],
  'deadline-missing': ['没有写明迁移或关闭的期限。', '请填写期限。'],
  future: ['这一天还没有到。', '请核对日期。'],
};

function checkColumn(columnId: AccountId, columns: Parameters<typeof repostColumnRefusal>[1], byHand: boolean): void {
  const refuse = (message: string, remedy: string) => invalidInput('repostColumnId', message, remedy);
  switch (repostColumnRefusal(columnId, columns, byHand)) {
    case 'no-column':
      throw refuse('这不是本站点的栏目。', '请在本站点的栏目中选择。');
    case 'cancelled':
      throw refuse('这个栏目已注销。', '请选择在用的栏目。');
    case 'stopped':
      throw refuse('这个栏目已停更。', '请选择在用的栏目，或先恢复这个栏目。');
    case 'not-open':
      throw refuse('这个栏目尚未启用，或注销后又出现。', '请选择在用的栏目。');
    case 'cannot-publish':
      throw refuse(
        '这个栏目不能由接口发布，而本站点另有栏目可以。',
        '请选择能由接口发布的栏目；确需由人工转载到这个栏目的，请确认以后由人工发布（byHand）。',
      );
    case null:
  }
}

const NOTHING = { from: null, to: null };
const CORRECTED = ['homeUrl', 'identifierCode', 'key'] as const;

function eventsOf(
  { ids }: ServiceDeps,
  about: ReachedSite & {
    readonly next: Next;
    readonly note: string;
    readonly principal: Principal;
    readonly now: Instant;
  },
): DomainEvent[] {
  const { found, next, note, principal, now } = about;
  const { site } = found;
  const filed = fieldData(siteFilingChanges(filingOf(site), next.filing));
  const corrected = fieldData(
    (next.unit === null ? CORRECTED : CORRECTED.slice(0, 2)).flatMap((field) =>
      next[field] === site[field] ? [] : [{ field, from: site[field], to: next[field] }],
    ),
  );
  const event = (
    reason: string,
    change: { readonly from: string | null; readonly to: string | null },
    data: typeof filed = {},
  ): DomainEvent =>
    makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now },
      { kind: 'site-changed', subject: `site:${site.id}`, ...change, reason, data: { name: next.name, note, ...data } },
    );
  return [
    ...(next.name === site.name ? [] : [event('renamed', { from: site.name, to: next.name })]),
    ...(next.repostColumnId === site.repostColumnId
      ? []
      : [event('repost-column-chosen', { from: site.repostColumnId, to: next.repostColumnId })]),
    ...(Object.keys(corrected).length === 0 ? [] : [event('corrected', NOTHING, corrected)]),
    ...(next.unit === null
      ? []
      : [
          event(
            'moved',
            NOTHING,
            fieldData([
              { field: 'unit', from: site.unitId, to: next.unit.id },
              ...(next.key === site.key ? [] : [{ field: 'key', from: site.key, to: next.key }]),
            ]),
          ),
        ]),
    ...(Object.keys(filed).length === 0 ? [] : [event('filing-changed', NOTHING, filed)]),
  ];
}

async function viewOf(
  deps: ServiceDeps,
  { found, columns }: ReachedSite,
  next: Pick<Site, 'name' | 'repostColumnId'>,
): Promise<SiteChangeView> {
  const { storage } = deps;
  const after = found.repostColumnWith(next.repostColumnId);
  const open =
    after.columnId === found.repostColumn.columnId ? [] : await storage.obligations.openForSite(found.site.id);
  const counts = { moves: 0, stays: 0, byHand: 0 };
  for (const obligation of open) {
    const job = await storage.publishJobs.byObligation(obligation.id);
    if (!isToMove(obligation, job)) counts.stays += 1;
    else counts[obligation.state === 'manual' ? 'byHand' : 'moves'] += 1;
  }
  const nameOf = (id: AccountId | null): string | null =>
    columns.find(({ account }) => account.id === id)?.account.name ?? null;
  return {
    name: next.name,
    from: { accountId: found.repostColumn.columnId, name: nameOf(found.repostColumn.columnId) },
    to: { accountId: after.columnId, name: nameOf(after.columnId), reason: after.reason },
    becomesManual: after.columnId !== null && !found.publishable.has(after.columnId),
    ...counts,
  };
}

/** Whether it goes into another column: not where the platform was called, or may have been. */
function isToMove({ state }: Pick<Obligation, 'state'>, job: PublishJob | null): boolean {
  return state !== 'submitted' && job?.callMayHaveHappened !== true;
}

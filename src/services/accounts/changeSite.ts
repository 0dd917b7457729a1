import { repostColumnRefusal, type Site } from '../../domain/accounts/site';
import type { DomainEvent } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import type { AccountId, SiteId } from '../../domain/ids';
import type { Obligation, PublishJob } from '../../domain/mandates/mandate';
import { isWritten } from '../../domain/writtenText';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { SiteChangeView } from '../../api/sites';
import { personActor } from '../actors';
import { readSiteColumns, type SiteColumns } from '../channels';
import { siteNameTaken } from './siteNameTaken';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';

export interface SiteChange {
  readonly name?: string;
  /** The column that takes its reposts; null: none in particular, the first that software can publish to. */
  readonly repostColumnId?: AccountId | null;
  /** Also a column that software cannot publish to, although another one can: reposts are manual tasks then. */
  readonly byHand?: boolean;
}
export interface SiteChangeServices {
  /**
   * Renames a site or chooses the column its reposts go into (action `account.write`). Whatever has called nothing goes
   * into the new column when its turn comes; whatever may have called stays where it called until it is known. Refuses
   * `forbidden`, `not-found`, `invalid-input` (`name`, `repostColumnId`, `reason`), `conflict`.
   */
  changeSite(id: SiteId, change: SiteChange & { readonly reason: string }, principal: Principal): Promise<void>;
  /** What such a choice would mean for what the site owes. Refuses as `changeSite`, and changes nothing. */
  previewSiteChange(id: SiteId, change: SiteChange, principal: Principal): Promise<SiteChangeView>;
}

export function createChangeSite(deps: ServiceDeps): SiteChangeServices {
  const { storage, clock } = deps;
  return {
    previewSiteChange: async (id, change, principal) => {
      const reached = await reach(deps, id, principal);
      const next = await check(deps, reached, change);
      return viewOf(deps, reached, next);
    },
    changeSite: async (id, { reason, ...change }, principal) => {
      const reached = await reach(deps, id, principal);
      const note = writtenReason(reason);
      const next = await check(deps, reached, change);
      const { site } = reached.found;
      const events = eventsOf(deps, { ...reached, next, note, principal, now: clock.now() });
      if (events.length > 0 && !(await storage.sites.change(site, next, events))) throw conflict('站点刚被更新。');
    },
  };
}

interface Reached {
  readonly found: SiteColumns;
  /** Its columns as far as the person sees them. */
  readonly columns: SiteColumns['columns'];
}

async function reach(deps: ServiceDeps, id: SiteId, principal: Principal): Promise<Reached> {
  demand('account.write', principal);
  const scope = principal.unitId;
  const found = (await deps.storage.sites.byId(id, scope)) && (await readSiteColumns(deps, [id])).get(id);
  if (found === null || found === undefined) throw notFound('站点');
  const columns = found.columns.filter(({ account }) => scope === null || account.unitPath.includes(scope));
  return { found, columns };
}

/** The site as it would be; throws `Refusal` with the field and what to do instead. */
async function check(
  { storage }: ServiceDeps,
  { found, columns }: Reached,
  change: SiteChange,
): Promise<Pick<Site, 'name' | 'repostColumnId'>> {
  const { site, publishable } = found;
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
  return { name, repostColumnId };
}

function checkColumn(columnId: AccountId, columns: Parameters<typeof repostColumnRefusal>[1], byHand: boolean): void {
  const refuse = (message: string, remedy: string) => invalidInput('repostColumnId', message, remedy);
  switch (repostColumnRefusal(columnId, columns, byHand)) {
    case 'no-column':
      throw refuse('这不是本站点的栏目。', '请在本站点的栏目中选择。');
    case 'cancelled':
      throw refuse('这个栏目已注销。', '请选择在用的栏目。');
    case 'stopped':
      throw refuse('这个栏目已停更。', '请选择在用的栏目，或先恢复这个栏目。');
    case 'cannot-publish':
      throw refuse(
        '这个栏目不能由接口发布，而本站点另有栏目可以。',
        '请选择能由接口发布的栏目；确需由人工转载到这个栏目的，请确认以后由人工发布（byHand）。',
      );
    case null:
  }
}

function eventsOf(
  { ids }: ServiceDeps,
  about: Reached & {
    readonly next: Pick<Site, 'name' | 'repostColumnId'>;
    readonly note: string;
    readonly principal: Principal;
    readonly now: Instant;
  },
): DomainEvent[] {
  const { found, next, note, principal, now } = about;
  const { site } = found;
  const event = (reason: string, from: string | null, to: string | null): DomainEvent =>
    makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now },
      { kind: 'site-changed', subject: `site:${site.id}`, from, to, reason, data: { name: next.name, note } },
    );
  return [
    ...(next.name === site.name ? [] : [event('renamed', site.name, next.name)]),
    ...(next.repostColumnId === site.repostColumnId
      ? []
      : [event('repost-column-chosen', site.repostColumnId, next.repostColumnId)]),
  ];
}

async function viewOf(
  deps: ServiceDeps,
  { found, columns }: Reached,
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

import { siteHomeOf, siteKeyOf, type Site } from '../../domain/accounts/site';
import { sharedSiteNames, siteNamesFor } from '../../domain/accounts/siteNames';
import { makeEvent } from '../../domain/alerts/events';
import type { DomainEvent } from '../../domain/alerts/alert';
import type { Actor } from '../../domain/cases/case';
import type { SiteId } from '../../domain/ids';
import type { Unit } from '../../ports/storage';
import { systemActor } from '../actors';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { AccountRegistration, SiteRegistration } from './contract';
import { siteNameTaken } from './siteNameTaken';

const BATCH = 500;

/**
 * Adds or changes sites by key. The repost column that is named stays named: it is told by `nameRepostColumns`, after
 * the columns are there. Throws `Refusal` `invalid-input` where a unit is not registered, or a
 * site takes the name of another one (`name`); nothing is changed then.
 */
export function createRegisterSites(
  deps: ServiceDeps,
): (sites: readonly SiteRegistration[], by?: Actor) => Promise<readonly Site[]> {
  const { storage, ids } = deps;
  return async (registrations, by = systemActor('register')) => {
    const units = new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
    const sites: Site[] = [];
    await checkNames(deps, registrations);
    for (const { unitKey, key, name, homeUrl, identifierCode } of registrations) {
      const unit = units.get(unitKey);
      if (unit === undefined)
        throw invalidInput('unitKey', `站点“${name}”的单位“${unitKey}”尚未登记。`, '请先登记单位。');
      const known = await storage.sites.byKey(key);
      const site: Site = {
        id: known?.id ?? ids.id<SiteId>(),
        key,
        unitId: unit.id,
        unitPath: unit.path,
        name,
        homeUrl,
        identifierCode,
        repostColumnId: known?.repostColumnId ?? null,
      };
      sites.push(
        await storage.sites.register(site, (stored) => siteEvent(deps, stored, { isNew: known === null, actor: by })),
      );
    }
    return sites;
  };
}

async function checkNames({ storage }: ServiceDeps, sites: readonly SiteRegistration[]): Promise<void> {
  const stored = new Map<string, Site>();
  for (let start = 0; start < sites.length; start += BATCH) {
    const some = sites.slice(start, start + BATCH);
    for (const site of await storage.sites.called(some.map(({ name }) => name))) stored.set(site.key, site);
    for (const { key } of some) {
      const site = stored.has(key) ? null : await storage.sites.byKey(key);
      if (site !== null) stored.set(key, site);
    }
  }
  const [taken] = sharedSiteNames(sites, [...stored.values()]);
  if (taken !== undefined) throw siteNameTaken(sites[taken.index]?.name ?? '');
}

/**
 * Names the column each site's reposts go into, by the column's external id. Throws `Refusal` `invalid-input` where the
 * site is not registered or the column is none of it.
 */
export function createNameRepostColumns(
  deps: ServiceDeps,
): (named: readonly { readonly siteKey: string; readonly externalId: string }[], by?: Actor) => Promise<void> {
  const { storage } = deps;
  return async (named, by = systemActor('register')) => {
    for (const { siteKey, externalId } of named) {
      const site = await storage.sites.byKey(siteKey);
      const column = await storage.accounts.byExternalId('portal', externalId);
      if (site === null || column?.account.siteId !== site.id)
        throw invalidInput(
          'repostColumn',
          `站点“${siteKey}”的转载栏目“${externalId}”不是它的栏目。`,
          '转载栏目应是本站点已登记的栏目。',
        );
      const next: Site = { ...site, repostColumnId: column.account.id };
      await storage.sites.register(next, (stored) => siteEvent(deps, stored, { isNew: false, actor: by }));
    }
  };
}

/**
 * The site a registration belongs to: the one it names, else the one the column belongs to already as long as that is
 * its unit's, else that of its unit and host, which is made where it is missing. Null for what is no portal column.
 */
export function createSiteFor(
  deps: ServiceDeps,
): (registration: AccountRegistration, unit: Unit, by: Actor) => Promise<SiteId | null> {
  const { storage, ids } = deps;
  return async (registration, unit, by) => {
    if (registration.platform !== 'portal') return null;
    if (registration.siteKey !== undefined) {
      const site = await storage.sites.byKey(registration.siteKey);
      if (site !== null) return site.id;
      throw invalidInput(
        'siteKey',
        `栏目“${registration.name}”的站点“${registration.siteKey}”尚未登记。`,
        '请先登记站点。',
      );
    }
    const known = (await storage.accounts.byExternalId('portal', registration.externalId))?.account.siteId ?? null;
    const kept = known === null ? null : await storage.sites.byId(known, null);
    if (kept !== null && kept.unitId === unit.id) return kept.id;
    const key = siteKeyOf(unit.key, registration);
    const grouped = await storage.sites.byKey(key);
    if (grouped !== null) return grouped.id;
    let name = '';
    for (name of siteNamesFor(unit.name, registration)) if ((await storage.sites.called([name])).length === 0) break;
    const site: Site = {
      id: ids.id<SiteId>(),
      key,
      unitId: unit.id,
      unitPath: unit.path,
      name,
      homeUrl: siteHomeOf(registration),
      identifierCode: null,
      repostColumnId: null,
    };
    return (await storage.sites.register(site, (stored) => siteEvent(deps, stored, { isNew: true, actor: by }))).id;
  };
}

function siteEvent(
  { ids, clock }: ServiceDeps,
  site: Site,
  { isNew, actor }: { readonly isNew: boolean; readonly actor: Actor },
): DomainEvent {
  return makeEvent(
    { eventId: ids.eventId(), actor, now: clock.now() },
    {
      kind: isNew ? 'site-registered' : 'site-changed',
      subject: `site:${site.id}`,
      from: null,
      to: null,
      reason: isNew ? 'registered' : 'changed',
      data: { key: site.key, name: site.name, repostColumnId: site.repostColumnId },
    },
  );
}

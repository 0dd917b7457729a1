import { filingOf, isSameSite, type Site } from '../../domain/accounts/site';
import { siteFilingAfter, siteFilingChanges, type SiteFilingChange } from '../../domain/accounts/siteFiling';
import { sharedSiteNames } from '../../domain/accounts/siteNames';
import type { FieldChange } from '../../domain/alerts/fieldData';
import type { Actor } from '../../domain/cases/case';
import type { SiteId } from '../../domain/ids';
import type { Storage, Unit } from '../../ports/storage';
import { systemActor } from '../actors';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { SiteRegistration } from '../registrations';
import { demandOpen } from './reachUnit';
import { siteEvent } from './siteEvent';
import { siteNameTaken } from './siteNameTaken';

/** A site as a list names it, and what the list says of its filing. */
type Wanted = Site & { readonly given: SiteFilingChange | undefined };

/** Registered together: few round trips, and no command that holds the store up. */
const AT_ONCE = 500;

/**
 * Adds or changes sites by key. The repost column that is named stays named: it is told by `nameRepostColumns`, after
 * the columns are there. Throws `Refusal` `invalid-input`, with none of them registered, where a unit is not, or a
 * site takes the name of another one (`name`).
 */
export function createRegisterSites(
  deps: ServiceDeps,
): (sites: readonly SiteRegistration[], by?: Actor) => Promise<readonly Site[]> {
  const { storage, ids } = deps;
  return async (registrations, by = systemActor('register')) => {
    const units = new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
    const wanted = registrations.map(({ id = ids.id<SiteId>(), unitKey, filing, ...fields }): Wanted => {
      const unit = units.get(unitKey);
      if (unit === undefined)
        throw invalidInput('unitKey', `站点“${fields.name}”的单位“${unitKey}”尚未登记。`, '请先登记单位。');
      demandOpen(unit, 'unitKey');
      return { ...siteOf(fields, { unit, id }), given: filing };
    });
    await checkNames(deps, wanted);
    const sites: Site[] = [];
    for (let done = 0; done < wanted.length; done += AT_ONCE) {
      const slice = wanted.slice(done, done + AT_ONCE);
      const known = await sitesByKey(storage, slice);
      const fresh = slice.filter(({ key }) => !known.has(key)).map((site) => siteAfter(undefined, site));
      await storage.sites.addMissing(
        fresh.map((site) => ({ site, event: siteEvent(deps, site, { isNew: true, actor: by }) })),
      );
      // Some may have been made by another process meanwhile, or stand in the list twice.
      const stored = fresh.length === 0 ? known : await sitesByKey(storage, slice);
      for (const site of slice) {
        const before = stored.get(site.key);
        const next = siteAfter(before, site);
        const changes = [
          ...(before === undefined ? [] : ownChanges(before, next)),
          ...siteFilingChanges(filingOf(before ?? {}), filingOf(next)),
        ];
        sites.push(
          before !== undefined && isSameSite(before, next)
            ? before
            : await storage.sites.register(next, (now) =>
                siteEvent(deps, now, { isNew: before === undefined, actor: by, changes }),
              ),
        );
      }
    }
    return sites;
  };
}

/** What a list changes of a site that is there, beside what is filed of it. */
function ownChanges(before: Site, next: Site): readonly FieldChange[] {
  const fields = [
    ['name', before.name, next.name],
    ['unit', before.unitId, next.unitId],
    ['homeUrl', before.homeUrl, next.homeUrl],
    ['identifierCode', before.identifierCode, next.identifierCode],
  ] as const;
  return fields.flatMap(([field, from, to]) => (from === to ? [] : [{ field, from, to }]));
}

/** The site as it will be stored: what the list leaves out stays as it is. */
function siteAfter(before: Site | undefined, { given, ...site }: Wanted): Site {
  const filing = given === undefined ? before?.filing : siteFilingAfter(filingOf(before ?? {}), given);
  const kept = { ...site, id: before?.id ?? site.id, repostColumnId: before?.repostColumnId ?? null };
  return filing === undefined ? kept : { ...kept, filing };
}

async function checkNames({ storage }: ServiceDeps, wanted: readonly Site[]): Promise<void> {
  const stored = new Map<string, Site>();
  for (let done = 0; done < wanted.length; done += AT_ONCE) {
    const slice = wanted.slice(done, done + AT_ONCE);
    for (const site of await storage.sites.called(slice.map(({ name }) => name))) stored.set(site.key, site);
    for (const [key, site] of await sitesByKey(storage, slice)) stored.set(key, site);
  }
  const [taken] = sharedSiteNames(wanted, [...stored.values()]);
  if (taken !== undefined) throw siteNameTaken(wanted[taken.index]?.name ?? '');
}

function siteOf(
  { key, name, homeUrl, identifierCode }: Omit<SiteRegistration, 'id' | 'unitKey'>,
  { unit, id }: { readonly unit: Unit; readonly id: SiteId },
): Site {
  return { id, key, unitId: unit.id, unitPath: unit.path, name, homeUrl, identifierCode, repostColumnId: null };
}

async function sitesByKey(
  { sites }: Pick<Storage, 'sites'>,
  wanted: readonly Pick<Site, 'key'>[],
): Promise<Map<string, Site>> {
  return new Map((await sites.byKeys(wanted.map(({ key }) => key))).map((site) => [site.key, site]));
}

/**
 * Names the column each site's reposts go into, by the column's external id. Throws `Refusal` `invalid-input`, with
 * none of them named, where the site is not registered or the column is none of it.
 */
export function createNameRepostColumns(
  deps: ServiceDeps,
): (named: readonly { readonly siteKey: string; readonly externalId: string }[], by?: Actor) => Promise<void> {
  const { storage } = deps;
  return async (named, by = systemActor('register')) => {
    const changed: { readonly site: Site; readonly from: string | null }[] = [];
    for (let done = 0; done < named.length; done += AT_ONCE) {
      const slice = named.slice(done, done + AT_ONCE);
      const sites = await sitesByKey(
        storage,
        slice.map(({ siteKey }) => ({ key: siteKey })),
      );
      const columns = new Map(
        (
          await storage.accounts.byExternalIds(
            'portal',
            slice.map(({ externalId }) => externalId),
          )
        ).map(({ account }) => [account.externalId, account]),
      );
      for (const { siteKey, externalId } of slice) {
        const [site, column] = [sites.get(siteKey), columns.get(externalId)];
        if (site === undefined || column?.siteId !== site.id)
          throw invalidInput(
            'repostColumn',
            `站点“${siteKey}”的转载栏目“${externalId}”不是它的栏目。`,
            '转载栏目应是本站点已登记的栏目。',
          );
        if (site.repostColumnId !== column.id)
          changed.push({ site: { ...site, repostColumnId: column.id }, from: site.repostColumnId });
      }
    }
    for (const { site, from } of changed)
      await storage.sites.register(site, (stored) => {
        const changes = [{ field: 'repostColumn', from, to: site.repostColumnId }];
        return siteEvent(deps, stored, { isNew: false, actor: by, changes });
      });
  };
}

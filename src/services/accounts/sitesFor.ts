import { siteHomeOf, siteKeyOf, type Site } from '../../domain/accounts/site';
import { siteNamesFor } from '../../domain/accounts/siteNames';
import type { Actor } from '../../domain/cases/case';
import type { SiteId } from '../../domain/ids';
import type { Unit } from '../../ports/storage';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { AccountRegistration } from '../registrations';
import { siteEvent } from './siteEvent';

interface Placed {
  readonly registration: AccountRegistration;
  readonly unit: Unit;
}
/** The site each of some hundred registrations belongs to, in their order; null for what is no portal column. */
type SitesFor = (placed: readonly Placed[], by: Actor) => Promise<readonly (SiteId | null)[]>;

const AT_ONCE = 500;

/**
 * Finds the site a registration belongs to: the one it names, else the one the column belongs to already as long as
 * that is its unit's, else that of its unit and host, which is made where it is missing.
 * Throws `Refusal` `invalid-input`, before any is made, where one that is named is not registered.
 */
export async function createSitesFor(
  deps: ServiceDeps,
  registrations: readonly AccountRegistration[],
): Promise<SitesFor> {
  const { storage, ids } = deps;
  const named = await readNamed(deps, registrations);
  /** The site each column that is registered belongs to already, as long as that is its unit's. */
  const readKept = async (columns: readonly Placed[]): Promise<ReadonlyMap<string, SiteId>> => {
    const known = await storage.accounts.byExternalIds(
      'portal',
      columns.map(({ registration }) => registration.externalId),
    );
    const siteOf = new Map(known.map(({ account }) => [account.externalId, account.siteId]));
    const sites = await storage.sites.byIds([...new Set(siteOf.values())].filter((id) => id !== null));
    const unitOf = new Map(sites.map(({ id, unitId }) => [id, unitId]));
    const kept = new Map<string, SiteId>();
    for (const { registration, unit } of columns) {
      const siteId = siteOf.get(registration.externalId) ?? null;
      if (siteId !== null && unitOf.get(siteId) === unit.id) kept.set(registration.externalId, siteId);
    }
    return kept;
  };
  /** The sites of these columns by unit and host, under the key of each column (`ownKeyOf`). */
  const readGrouped = async (columns: readonly Placed[], by: Actor): Promise<ReadonlyMap<string, SiteId>> => {
    const first = new Map<string, Placed>();
    for (const placed of columns) {
      const key = ownKeyOf(placed);
      if (!first.has(key)) first.set(key, placed);
    }
    const stored = await readOwn(deps, first);
    const missing = [...first].filter(([key]) => !stored.ofColumn.has(key));
    const nameOf = await chooseNames(
      deps,
      missing.map(([, placed]) => placed),
    );
    const fresh: Site[] = [];
    for (const [own, placed] of missing) {
      const { registration, unit } = placed;
      const name = nameOf.get(placed) ?? '';
      const [unitId, unitPath, homeUrl] = [unit.id, unit.path, siteHomeOf(registration)];
      const usual = siteKeyOf(unit.key, registration);
      const key = stored.taken.has(usual) ? own : usual;
      const id = ids.id<SiteId>();
      fresh.push({ id, key, unitId, unitPath, name, homeUrl, identifierCode: null, repostColumnId: null });
    }
    if (fresh.length === 0) return stored.ofColumn;
    const added = fresh.map((site) => ({ site, event: siteEvent(deps, site, { isNew: true, actor: by }) }));
    await storage.sites.addMissing(added);
    const now = await readOwn(deps, first);
    const ours = added.filter(({ site }) => now.taken.get(site.key) === site.id);
    await storage.outbox.carry(
      'sites',
      ours.map(({ event }) => event),
    );
    return now.ofColumn;
  };
  return async (placed, by) => {
    const columns = placed.filter(({ registration }) => registration.platform === 'portal');
    const unnamed = columns.filter(({ registration }) => registration.siteKey === undefined);
    const kept = await readKept(unnamed);
    const grouped = await readGrouped(
      unnamed.filter(({ registration }) => !kept.has(registration.externalId)),
      by,
    );
    return placed.map(({ registration, unit }) => {
      if (registration.platform !== 'portal') return null;
      const { siteKey, externalId } = registration;
      if (siteKey !== undefined) return named.get(siteKey) ?? null;
      return kept.get(externalId) ?? grouped.get(ownKeyOf({ registration, unit })) ?? null;
    });
  };
}

/** A key of unit and host that no other unit can have, as the key by its own name can after a merge. */
function ownKeyOf({ registration, unit }: Placed): string {
  return siteKeyOf(unit.id, registration);
}

/**
 * The sites that columns have by unit and host. A site under a unit's key can be another's by now: a merge has taken it
 * along, and the unit was opened again.
 */
async function readOwn(
  { storage }: ServiceDeps,
  columns: ReadonlyMap<string, Placed>,
): Promise<{ readonly ofColumn: ReadonlyMap<string, SiteId>; readonly taken: ReadonlyMap<string, SiteId> }> {
  const usual = [...columns.values()].map(({ registration, unit }) => siteKeyOf(unit.key, registration));
  const sites = new Map(
    (await storage.sites.byKeys([...new Set([...usual, ...columns.keys()])])).map((site) => [site.key, site]),
  );
  const ofColumn = new Map<string, SiteId>();
  for (const [own, { registration, unit }] of columns) {
    const found = [sites.get(siteKeyOf(unit.key, registration)), sites.get(own)].find(
      (site) => site?.unitId === unit.id,
    );
    if (found !== undefined) ofColumn.set(own, found.id);
  }
  return { ofColumn, taken: new Map([...sites.values()].map(({ key, id }) => [key, id])) };
}

/** For each site to be made the first of its names that no other site has, of whatever unit. */
async function chooseNames({ storage }: ServiceDeps, columns: readonly Placed[]): Promise<ReadonlyMap<Placed, string>> {
  const namesFor = ({ unit, registration }: Placed): Generator<string, never> => siteNamesFor(unit.name, registration);
  const likely = columns.flatMap((placed) => {
    const names = namesFor(placed);
    return [names.next().value, names.next().value];
  });
  const taken = new Set((await storage.sites.called(likely)).map(({ name }) => name));
  const read = new Set(likely);
  const chosen = new Map<Placed, string>();
  for (const placed of columns) {
    let name = '';
    for (name of namesFor(placed)) {
      if (!read.has(name)) for (const site of await storage.sites.called([name])) taken.add(site.name);
      if (!taken.has(name)) break;
    }
    taken.add(name);
    chosen.set(placed, name);
  }
  return chosen;
}

/** The sites that registrations name, by key. */
async function readNamed(
  { storage }: ServiceDeps,
  registrations: readonly AccountRegistration[],
): Promise<ReadonlyMap<string, SiteId>> {
  const columns = registrations.filter(({ platform, siteKey }) => platform === 'portal' && siteKey !== undefined);
  const keys = [...new Set(columns.flatMap(({ siteKey }) => siteKey ?? []))];
  const named = new Map<string, SiteId>();
  for (let done = 0; done < keys.length; done += AT_ONCE)
    for (const { key, id } of await storage.sites.byKeys(keys.slice(done, done + AT_ONCE))) named.set(key, id);
  for (const { name, siteKey = '' } of columns)
    if (!named.has(siteKey))
      throw invalidInput('siteKey', `栏目“${name}”的站点“${siteKey}”尚未登记。`, '请先登记站点。');
  return named;
}

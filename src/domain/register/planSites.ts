import { MAX_SITE_KEY, siteKeyOf } from '../accounts/site';
import { changesOf, placeOf, type Complaints, type Planned, type PlannedRow } from './planning';
import type { WrittenRow } from './readRegister';
import type { Registered } from './registered';
import type { SiteOfFile } from './registerFile';
import type { UnitByName } from './unitNames';

/** What rows of websites come to. One without a key has the key that its columns would get: its unit and its host. */
export function planSites(
  rows: readonly WrittenRow[],
  given: { readonly registered: Registered; readonly unitByName: UnitByName; readonly complaints: Complaints },
): Planned<SiteOfFile> {
  const { registered, unitByName, complaints } = given;
  const stored = new Map(registered.sites.map((site) => [site.key, site]));
  const nameHolders = new Map(registered.sites.map(({ name, key }) => [name, key]));
  const codeHolders = new Map(registered.sites.map(({ identifierCode, key }) => [identifierCode, key]));
  const named = new Map<string, WrittenRow>();
  const planned: PlannedRow[] = [];
  const [added, changed]: [SiteOfFile[], SiteOfFile[]] = [[], []];
  for (const row of rows) {
    const { unit, name, homeUrl, identifierCode, key: writtenKey } = row.values;
    for (const [field, value] of Object.entries({ unit, name, homeUrl }))
      if (value === undefined) complaints.about(row, field, 'missing');
    if (unit === undefined || name === undefined || homeUrl === undefined) continue;
    const found = unitByName(unit);
    if (!('key' in found)) {
      complaints.about(row, 'unit', found);
      continue;
    }
    const made = siteKeyOf(found.key, { platform: 'portal', settings: {}, externalId: '', homeUrl });
    const key = (writtenKey ?? made).slice(0, MAX_SITE_KEY);
    const earlier = named.get(key);
    if (earlier !== undefined) {
      complaints.about(row, writtenKey === undefined ? 'homeUrl' : 'key', {
        code: 'given-twice',
        about: placeOf(earlier),
      });
      continue;
    }
    named.set(key, row);
    const holder = nameHolders.get(name);
    if (holder !== undefined && holder !== key) complaints.about(row, 'name', { code: 'name-taken', about: name });
    nameHolders.set(name, key);
    const other = identifierCode === undefined ? undefined : codeHolders.get(identifierCode);
    if (other !== undefined && other !== key)
      complaints.about(row, 'identifierCode', { code: 'identifier-taken', about: other });
    if (identifierCode !== undefined) codeHolders.set(identifierCode, key);
    const before = stored.get(key);
    const site: SiteOfFile = {
      ...{ key, unit: found.key, name, homeUrl, repostColumn: null },
      identifierCode: identifierCode ?? before?.identifierCode ?? null,
    };
    const base = { kind: 'sites', sheet: row.sheet, row: row.row, name, ref: key } as const;
    if (before === undefined) {
      planned.push({ ...base, outcome: 'new', changes: [] });
      added.push(site);
    } else if (!before.isReached) complaints.about(row, 'key', 'exists-elsewhere');
    else {
      const changes = changesOf(
        {
          unit: before.unitKey,
          name: before.name,
          homeUrl: before.homeUrl,
          identifierCode: before.identifierCode ?? '',
        },
        { unit: found.key, name, homeUrl, identifierCode },
      );
      planned.push({ ...base, outcome: changes.length === 0 ? 'unchanged' : 'differs', changes });
      if (changes.length > 0) changed.push(site);
    }
  }
  return { rows: planned, added, changed };
}

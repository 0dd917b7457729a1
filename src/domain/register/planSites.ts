import { MAX_SITE_KEY, siteKeyOf } from '../accounts/site';
import {
  NO_SITE_FILING,
  SITE_FILING_FIELDS,
  siteFilingAfter,
  siteFilingChanges,
  siteFilingFaults,
  type SiteFilingChange,
  type SiteFilingFault,
} from '../accounts/siteFiling';
import { FILING_PREFIX } from './filingColumns';
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
    const filing = siteFilingOf(row.values);
    const filed = siteFilingAfter(before?.filing ?? NO_SITE_FILING, filing ?? {});
    if (filing !== undefined)
      for (const { field, fault } of siteFilingFaults(filed, null))
        complaints.about(row, `${FILING_PREFIX}${field}`, FAULTS[fault]);
    const site: SiteOfFile = {
      ...{ key, unit: found.key, name, homeUrl, repostColumn: null },
      identifierCode: identifierCode ?? before?.identifierCode ?? null,
      ...(filing === undefined ? {} : { filing }),
    };
    const base = { kind: 'sites', sheet: row.sheet, row: row.row, name, ref: key } as const;
    if (before === undefined) {
      planned.push({ ...base, outcome: 'new', changes: [] });
      added.push(site);
    } else if (!before.isReached) complaints.about(row, 'key', 'exists-elsewhere');
    else {
      const changes = [
        ...changesOf(
          {
            unit: before.unitKey,
            name: before.name,
            homeUrl: before.homeUrl,
            identifierCode: before.identifierCode ?? '',
          },
          { unit: found.key, name, homeUrl, identifierCode },
        ),
        ...siteFilingChanges(before.filing, filed).map(({ field, from, to }) => ({
          ...{ field: `${FILING_PREFIX}${field}`, before: from ?? '', after: to ?? '' },
        })),
      ];
      planned.push({ ...base, outcome: changes.length === 0 ? 'unchanged' : 'differs', changes });
      if (changes.length > 0 && before.isClosed === true)
        complaints.about(row, 'key', { code: 'site-closed', about: before.name });
      if (changes.length > 0) changed.push(site);
    }
  }
  return { rows: planned, added, changed };
}

const FAULTS: Readonly<Record<SiteFilingFault, 'icp-wrong' | 'police-wrong' | 'basis-missing' | 'deadline-missing'>> = {
  icp: 'icp-wrong',
  police: 'police-wrong',
  'basis-missing': 'basis-missing',
  'deadline-missing': 'deadline-missing',
  // Asked for where the day is known only: a table is checked whatever the day.
  future: 'deadline-missing',
};

/** What is stated of the filing; undefined: nothing. */
function siteFilingOf(values: Readonly<Record<string, string>>): SiteFilingChange | undefined {
  const stated = SITE_FILING_FIELDS.flatMap((field) => {
    const value = values[`${FILING_PREFIX}${field}`];
    return value === undefined ? [] : [[field, value] as const];
  });
  return stated.length === 0 ? undefined : (Object.fromEntries(stated) as SiteFilingChange);
}

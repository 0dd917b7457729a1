import { siteKeyOf } from '../accounts/site';
import type { ColumnClass, Platform } from '../accounts/account';
import { isPendingExternalId } from '../accounts/accountTable';
import {
  filingAfter,
  filingChanges,
  filingFaults,
  FILING_FIELD_NAMES,
  FILING_FIELDS,
  type FilingChange,
} from '../accounts/filing';
import { isIdOf } from '../accounts/platforms';
import { FILING_PREFIX } from './filingColumns';
import { changesOf, placeOf, type Complaints, type Planned, type PlannedRow } from './planning';
import type { WrittenRow } from './readRegister';
import type { Registered, RegisteredAccount } from './registered';
import type { AccountOfFile } from './registerFile';
import type { UnitByName } from './unitNames';

const WEIBO_HOME = /^https?:\/\/(?:www\.|m\.)?weibo\.(?:com|cn)\/(?:u\/)?(\d{5,20})(?:[/?#]|$)/u;
const WECHAT_HOME = 'https://mp.weixin.qq.com/';

/** The platform and the platform's own id that a row names; null: it does not say both. */
export function identityOf({ values }: Pick<WrittenRow, 'values'>): { platform: Platform; externalId: string } | null {
  const { platform, externalId, homeUrl } = values;
  if (platform === undefined) return null;
  const own = externalId ?? (platform === 'portal' ? homeUrl : platform === 'weibo' ? uidOf(homeUrl) : undefined);
  return own === undefined ? null : { platform: platform as Platform, externalId: own };
}

function uidOf(homeUrl: string | undefined): string | undefined {
  return homeUrl === undefined ? undefined : WEIBO_HOME.exec(homeUrl)?.[1];
}

/** What rows of accounts come to. `siteKeys`: those that are registered or listed. */
export function planAccounts(
  rows: readonly WrittenRow[],
  given: {
    readonly registered: Registered;
    readonly unitByName: UnitByName;
    readonly siteKeys: ReadonlySet<string>;
    readonly complaints: Complaints;
  },
): Planned<AccountOfFile> {
  const { registered, complaints, siteKeys } = given;
  const stored = new Map(registered.accounts.map((account) => [`${account.platform} ${account.externalId}`, account]));
  const closed = new Map(
    registered.sites.flatMap(({ key, name, isClosed }) => (isClosed ? [[key, name] as const] : [])),
  );
  const named = new Map<string, WrittenRow>();
  const planned: PlannedRow[] = [];
  const [added, changed]: [AccountOfFile[], AccountOfFile[]] = [[], []];
  for (const row of rows) {
    const account = readAccount(row, given);
    if (account === null) continue;
    const identity = `${account.platform} ${account.externalId}`;
    const earlier = named.get(identity);
    if (earlier !== undefined) {
      const field = row.values['externalId'] === undefined ? 'homeUrl' : 'externalId';
      complaints.about(row, field, { code: 'given-twice', about: placeOf(earlier) });
      continue;
    }
    named.set(identity, row);
    if (account.site !== undefined && !siteKeys.has(account.site))
      complaints.about(row, 'site', { code: 'site-unknown', about: account.site });
    const base = { kind: 'accounts', sheet: row.sheet, row: row.row, name: account.name, ref: identity } as const;
    const before = stored.get(identity);
    const closedSite = closed.get(siteOf(account, before) ?? '');
    if (closedSite !== undefined) complaints.about(row, 'site', { code: 'site-closed', about: closedSite });
    if (before === undefined) {
      planned.push({ ...base, outcome: 'new', changes: [] });
      added.push(account);
    } else if (!before.isReached) complaints.about(row, 'externalId', 'exists-elsewhere');
    else {
      const changes = changesBetween(before, row, account);
      planned.push({ ...base, outcome: changes.length === 0 ? 'unchanged' : 'differs', changes });
      if (changes.length > 0) changed.push(merged(before, row, account));
    }
  }
  return { rows: planned, added, changed };
}

/** The site a column comes to by this row: the one it names, or that of its unit and host; null: it stays where it is. */
function siteOf(account: AccountOfFile, before: RegisteredAccount | undefined): string | null {
  if (account.platform !== 'portal') return null;
  const { site, unit, homeUrl, externalId } = account;
  if (before !== undefined) return site === undefined || site === before.siteKey ? null : site;
  return site ?? siteKeyOf(unit, { platform: 'portal', settings: {}, externalId, homeUrl });
}

function readAccount(
  row: WrittenRow,
  { unitByName, complaints }: { readonly unitByName: UnitByName; readonly complaints: Complaints },
): AccountOfFile | null {
  const { values } = row;
  const { unit, name, platform, homeUrl } = values;
  const identity = identityOf(row);
  for (const [field, value] of Object.entries({ unit, platform, name }))
    if (value === undefined) complaints.about(row, field, 'missing');
  if (platform !== undefined && identity === null)
    complaints.about(row, platform === 'portal' ? 'homeUrl' : 'externalId', 'missing');
  if (unit === undefined || name === undefined || identity === null) return null;
  const isPending = isPendingExternalId(identity.externalId);
  if (isPending || !isIdOf(identity.platform, identity.externalId)) {
    complaints.about(row, 'externalId', isPending && platform !== 'weibo' ? 'id-reserved' : 'uid-wrong');
    return null;
  }
  const found = unitByName(unit);
  if (!('key' in found)) {
    complaints.about(row, 'unit', found);
    return null;
  }
  const home = homeUrl ?? homeOf(identity);
  if (home === undefined) {
    complaints.about(row, 'homeUrl', 'missing');
    return null;
  }
  const { site, openedOn = null, region = '', columnClass } = values;
  const filing = filingOf(values);
  for (const { field, fault } of filingFaults(filing ?? {}, null))
    complaints.about(row, `${FILING_PREFIX}${field}`, fault === 'phone' ? 'phone-wrong' : (fault as 'undated'));
  if (site !== undefined && platform !== 'portal') {
    complaints.about(row, 'site', 'site-of-portal-only');
    return null;
  }
  return {
    ...{ unit: found.key, ...identity, name, homeUrl: home, region, openedOn, settings: {}, credential: null },
    columnClass: (columnClass ?? (platform === 'portal' ? 'other' : 'account')) as ColumnClass,
    ...(site === undefined ? {} : { site }),
    ...(filing === undefined ? {} : { filing }),
  };
}

/** What is stated of the filing record; undefined: nothing. */
function filingOf(values: Readonly<Record<string, string>>): FilingChange | undefined {
  const stated = FILING_FIELD_NAMES.flatMap((field) => {
    const value = values[`${FILING_PREFIX}${field}`];
    if (value === undefined) return [];
    const { kind } = FILING_FIELDS[field];
    return [[field, kind === 'count' ? Number(value) : kind === 'flag' ? value === 'true' : value] as const];
  });
  return stated.length === 0 ? undefined : (Object.fromEntries(stated) as FilingChange);
}

/** Where a platform shows an account that is known by its id; a portal column is its address. */
export function homeOf({ platform, externalId }: { platform: Platform; externalId: string }): string | undefined {
  if (platform === 'weibo') return `https://weibo.com/u/${externalId}`;
  return platform === 'wechat' ? WECHAT_HOME : /^https?:\/\//u.test(externalId) ? externalId : undefined;
}

function changesBetween(before: RegisteredAccount, { values }: WrittenRow, account: AccountOfFile) {
  const { name, homeUrl, columnClass, region, openedOn, unitKey, siteKey } = before;
  const { homeUrl: home, columnClass: aClass, region: place, openedOn: day, site } = values;
  const filed = filingChanges(before.filing, filingAfter(before.filing, account.filing ?? {}));
  return [
    ...changesOf(
      { unit: unitKey, name, homeUrl, columnClass, region, openedOn: openedOn ?? '', site: siteKey ?? '' },
      {
        unit: account.unit,
        name: account.name,
        homeUrl: home,
        columnClass: aClass,
        region: place,
        openedOn: day,
        site,
      },
    ),
    // Names and telephones as the ledger keeps them.
    ...filed.map(({ field, from, to }) => ({
      field: `${FILING_PREFIX}${field}`,
      before: from ?? '',
      after: to ?? '',
    })),
  ];
}

/** As it is stored, with what the table states. */
function merged(before: RegisteredAccount, { values }: WrittenRow, account: AccountOfFile): AccountOfFile {
  const { homeUrl, columnClass, region, openedOn, settings, siteKey } = before;
  const site = account.site ?? siteKey;
  const { site: _site, ...rest } = account;
  return {
    ...rest,
    settings,
    homeUrl: values['homeUrl'] ?? homeUrl,
    columnClass: (values['columnClass'] ?? columnClass) as ColumnClass,
    region: values['region'] ?? region,
    openedOn: values['openedOn'] ?? openedOn,
    ...(site === null ? {} : { site }),
  };
}

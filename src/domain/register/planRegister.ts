import { siteKeyOf } from '../accounts/site';
import { formerRows, type RowOf } from './appliedImport';
import type { RegisterKind } from './columns';
import { planAccounts } from './planAccounts';
import { createComplaints, type PlannedRow } from './planning';
import { planLiaisons } from './planLiaisons';
import { planPeople } from './planPeople';
import { planSites } from './planSites';
import { planUnits } from './planUnits';
import type { WrittenRegister } from './readRegister';
import type { ImportReach, Registered } from './registered';
import type { RegisterFile } from './registerFile';
import { isNotice, type SheetMessage } from './sheetFault';

/** What importing a table would do to the register as it is. */
export interface RegisterPlan {
  readonly rows: readonly PlannedRow[];
  readonly messages: readonly SheetMessage[];
  /** Where anything is wrong nothing is imported. */
  readonly faults: number;
  readonly added: Required<RegisterFile>;
  /** What is there already and would be changed; left as it is unless somebody wants it changed. */
  readonly changed: Required<RegisterFile>;
  /** What those are now, in the same order. */
  readonly former: { readonly [kind in RegisterKind]: readonly RowOf[kind][] };
  /** Keys of websites that are made for columns which name none. */
  readonly madeSiteKeys: readonly string[];
}

const KINDS_OF_ADMINISTRATORS: readonly RegisterKind[] = ['units', 'people'];

/** Compares what a file lists with what is registered. Changes nothing. */
export function planRegister(written: WrittenRegister, registered: Registered, reach: ImportReach): RegisterPlan {
  const complaints = createComplaints();
  const rowsOf = (kind: RegisterKind) => {
    const rows = written.rows.filter((row) => row.kind === kind);
    const mayAdd = isAllowed(kind, reach);
    const [first] = rows;
    if (first === undefined || mayAdd) return rows;
    complaints.about({ ...first, row: 0 }, '', 'not-allowed');
    return [];
  };
  const given = { registered, reach, complaints };
  const units = planUnits(rowsOf('units'), given);
  const { unitByName } = units;
  const sites = planSites(rowsOf('sites'), { ...given, unitByName });
  const ownSites = registered.sites.filter(({ isReached }) => isReached);
  const siteKeys = new Set([...ownSites, ...sites.added].map(({ key }) => key));
  const accounts = planAccounts(rowsOf('accounts'), { ...given, unitByName, siteKeys });
  const people = planPeople(rowsOf('people'), { ...given, unitByName });
  const liaisons = planLiaisons(rowsOf('liaisons'), {
    ...{ ...given, unitByName },
    usernames: new Set(people.added.map(({ username }) => username)),
  });
  const messages = [...written.messages, ...complaints.messages];
  const parts = [units, sites, accounts, people, liaisons];
  return {
    rows: parts.flatMap(({ rows }) => rows),
    messages,
    faults: messages.filter((message) => !isNotice(message)).length,
    added: {
      ...{ units: units.added, sites: sites.added, accounts: accounts.added },
      ...{ people: people.added, liaisons: liaisons.added },
    },
    changed: {
      ...{ units: units.changed, sites: sites.changed, accounts: accounts.changed },
      ...{ people: people.changed, liaisons: liaisons.changed },
    },
    former: {
      units: formerRows('units', units.changed, registered.units),
      sites: formerRows('sites', sites.changed, registered.sites),
      accounts: formerRows('accounts', accounts.changed, registered.accounts),
      people: formerRows('people', people.changed, registered.people),
      liaisons: formerRows('liaisons', liaisons.changed, registered.liaisons),
    },
    madeSiteKeys: madeSiteKeys(accounts.added, registered),
  };
}

function isAllowed(kind: RegisterKind, reach: ImportReach): boolean {
  if (kind === 'liaisons') return reach.keepsRoster;
  return KINDS_OF_ADMINISTRATORS.includes(kind) ? reach.managesPeople : reach.writesAccounts;
}

function madeSiteKeys(added: RegisterFile['accounts'], { sites }: Registered): readonly string[] {
  const known = new Set(sites.map(({ key }) => key));
  const keys = added.flatMap(({ platform, site, unit, externalId, homeUrl, settings }) =>
    platform === 'portal' && site === undefined ? [siteKeyOf(unit, { platform, externalId, homeUrl, settings })] : [],
  );
  return [...new Set(keys)].filter((key) => !known.has(key));
}

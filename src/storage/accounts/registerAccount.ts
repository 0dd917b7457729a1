import { NO_FACTS } from '../../domain/accounts/facts';
import type { Account, AccountStatus, NoPublishReason } from '../../domain/accounts/account';
import { FILING_FIELD_NAMES } from '../../domain/accounts/filing';
import { NEVER, STATUS_RULES, statusByRegister } from '../../domain/accounts/accountTable';
import { isCredentialFault } from '../../domain/credentials/credentialFault';
import type { AccountId, UnitId } from '../../domain/ids';
import type { DomainEvent } from '../../domain/alerts/alert';
import { fieldData, withoutFieldData, type FieldChange } from '../../domain/alerts/fieldData';
import type { Accounts, AccountToRegister } from '../../ports/storage';
import { leaving, outboxOf } from '../alerts/outbox';
import { checkId, checkIds, checkText } from '../checkInput';
import { freeLease } from '../lease';
import type { Filter, Table, Update } from '../table';
import { tailsOf } from '../tails';
import type { AccountRow } from './accountRow';
import { filedAnew, firstFiled } from './filings';
import type { FollowsAccount, FollowsSite } from './followers';
import { JUDGE_AT_ONCE } from './judgeAtOnce';
import { lookHostOf } from '../../domain/accounts/lookHost';
import type { Credential, RegisteredCredentials } from './registeredCredentials';

export interface RegistrationTables {
  readonly accounts: Table<AccountRow>;
  readonly followers: readonly Table<FollowsAccount>[];
  /** Of these, what a site owes keeps the site's unit, whatever the unit of the column it is published into. */
  readonly ofChannels: readonly Table<FollowsSite>[];
  /** What was told of an account belongs to its unit as well. */
  readonly told: readonly Table<FollowsAccount>[];
}

/**
 * Several processes registering one account at once: with every pass one of them gets through, so as many as there may
 * be processes.
 */
const MAX_PASSES = 40;

/**
 * Adds an account or updates the one that is there. The credential is written before the account that says it has one,
 * and copies of the unit path before the path itself: a process that dies in between is repaired by registering again,
 * which finds the account still different. An update keeps the id, so the event handed in is pointed at the stored
 * account.
 */
export function createRegister(
  { accounts, followers, ofChannels, told }: RegistrationTables,
  credentials: RegisteredCredentials,
): Accounts['register'] {
  return async (account, credential, ...[event, nextLookAt, dailyCounts, filing]) => {
    checkAccount(account);
    const at = identityOf(account);
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      const known = await accounts.one(at);
      if (known === null) {
        if (credential !== null) await credentials.write(account, credential, event);
        if (
          (await accounts.insert(
            newRow({ account, event, nextLookAt, ...(dailyCounts && { dailyCounts }), ...(filing && { filing }) }),
          )) === 'inserted'
        )
          return 'added';
        if (credential !== null) await credentials.forget(account.id);
        continue;
      }
      const credentialChanges = await credentialDiffers(known, { account, credential }, credentials);
      const fields = registrationOf(account, known, credentialChanges);
      if (!credentialChanges && sameRegistration(fields, known) && filedAnew(known, filing) === null)
        return 'unchanged';
      if (credentialChanges && credential !== null)
        await credentials.write({ ...account, id: known._id }, credential, event);
      if (!same(fields.unitPath, known.unitPath))
        await followersTo(fields.unitPath, known._id, { followers, ofChannels, told });
      const { filter, update } = changeOf(known, fields, { event, nextLookAt, ...(filing && { filing }) });
      if (await accounts.change(filter, update)) return 'updated';
    }
    throw new Error(
      `Account ${account.platform}:${account.externalId} is being registered by too many processes at once.`,
    );
  };
}

/** Copies of an account's units, in all that follows it. What a site owes keeps the site's. */
export async function followersTo(
  unitPath: Account['unitPath'],
  id: AccountId,
  { followers, ofChannels, told }: Omit<RegistrationTables, 'accounts'>,
): Promise<void> {
  for (const table of followers) await table.changeAll({ accountId: id }, { $set: { unitPath } });
  for (const table of ofChannels) await table.changeAll({ accountId: id, siteId: null }, { $set: { unitPath } });
  for (const table of told) await table.changeAll({ 'subject.accountId': id }, { $set: { unitPath } });
}

/** The one write that changes the registration of an account; it happens only to the account as it was read. */
export function changeOf(
  known: AccountRow,
  fields: Registration,
  { event, nextLookAt, filing }: Pick<AccountToRegister, 'event' | 'nextLookAt' | 'filing'>,
): { readonly filter: Filter; readonly update: Update<AccountRow> } {
  const filed = filedAnew(known, filing);
  const told = leaving([
    aboutStored(event, known, { status: fields.status, unitId: fields.unitId, filed: filed?.changes ?? [] }),
  ]);
  const filter = { _id: known._id, ...unchangedSince(known), ...filed?.expected };
  // What is filed is nothing to look at the account or judge it anew for.
  if (filed !== null && sameRegistration(fields, known)) return { filter, update: { $set: filed.set, ...told } };
  return {
    filter,
    update: {
      $set: {
        ...fields,
        tails: tailsOf(fields.name),
        lookHost: lookHostOf(fields),
        lastSeenIdentities: [],
        lastList: null,
        judgeAfter: JUDGE_AT_ONCE,
        updatedAt: event.ledger.recordedAt,
        ...(fields.status === known.status ? {} : { statusSince: event.ledger.recordedAt }),
        ...filed?.set,
      },
      $min: { nextLookAt: STATUS_RULES[fields.status].looked ? nextLookAt : NEVER },
      ...told,
    },
  };
}

export function checkAccount(account: Account): void {
  checkId(account.id, 'account.id');
  checkId(account.unitId, 'account.unitId');
  checkIds(account.unitPath, 'account.unitPath');
}

function identityOf(account: Account): Filter {
  return {
    platform: checkText(account.platform, 'platform'),
    externalId: checkText(account.externalId, 'externalId', 1_000),
  };
}

export function newRow({
  account,
  event,
  nextLookAt,
  dailyCounts = {},
  filing,
}: Omit<AccountToRegister, 'credential'>): AccountRow {
  const { id, ...registration } = account;
  return {
    _id: id,
    ...registration,
    tails: tailsOf(account.name),
    lookHost: lookHostOf(account),
    lastSeenIdentities: [],
    facts: { ...NO_FACTS, dailyCounts },
    verdict: null,
    verdictKind: null,
    judgeAfter: JUDGE_AT_ONCE,
    breachAt: null,
    nextLookAt: STATUS_RULES[account.status].looked ? nextLookAt : NEVER,
    lookLease: freeLease(),
    statusSince: event.ledger.recordedAt,
    callsToday: { on: '', count: 0 },
    updatedAt: event.ledger.recordedAt,
    ...firstFiled(filing),
    outbox: outboxOf([event]),
  };
}

async function credentialDiffers(
  known: AccountRow,
  given: { account: Account; credential: Credential | null },
  credentials: RegisteredCredentials,
): Promise<boolean> {
  // A register names accounts, not who granted access to them since: what is stored stays, and only a person removes
  // it.
  if (given.credential === null) return false;
  return !(await credentials.holds(known._id, given.credential));
}

/** What of an account its registration says. */
export type Registration = Omit<Account, 'id'>;

export function registrationOf(account: Account, known: AccountRow, credentialChanges: boolean): Registration {
  const { id: _given, ...registration } = account;
  const keepsCredential = known.hasCredential && !account.hasCredential;
  const told = keepsCredential && account.noPublishReason === 'no-credential' ? null : account.noPublishReason;
  return {
    ...registration,
    status: statusByRegister(account.status, known.status),
    hasCredential: account.hasCredential || known.hasCredential,
    noPublishReason: told ?? (credentialChanges ? null : learned(known.noPublishReason)),
  };
}

/**
 * Reasons found out by looking or publishing outlive a registration with the same credential; the others come from
 * registration.
 */
function learned(reason: NoPublishReason | null): NoPublishReason | null {
  return isCredentialFault(reason) || reason === 'no-permission' ? reason : null;
}

/** Whoever changed the registration in between must not be overwritten unseen. */
function unchangedSince(known: AccountRow): Filter {
  return { updatedAt: known.updatedAt, status: known.status, unitId: known.unitId };
}

function aboutStored(
  event: DomainEvent,
  known: AccountRow,
  {
    status,
    unitId,
    filed,
  }: { readonly status: AccountStatus; readonly unitId: UnitId; readonly filed: readonly FieldChange[] },
): DomainEvent {
  return {
    ...event,
    ledger: {
      ...event.ledger,
      kind: 'account-changed',
      subject: `account:${known._id}`,
      from: known.status,
      to: status,
      // The event of a new account says all that is filed of it; of one that is there, what is another now.
      data: {
        ...withoutFieldData(event.ledger.data, FILING_FIELD_NAMES),
        ...fieldData(filed),
        // What is known of it under its former unit is to be looked at there.
        ...(unitId === known.unitId ? {} : { unitFrom: known.unitId, unitTo: unitId }),
      },
    },
  };
}

export function sameRegistration(given: Registration, stored: AccountRow): boolean {
  return (Object.keys(given) as (keyof Registration)[]).every((field) => same(given[field], stored[field]));
}

/** Equal by content: dates by instant, lists in order, records key by key. */
export function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (one instanceof Date || other instanceof Date)
    return one instanceof Date && other instanceof Date && one.getTime() === other.getTime();
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
}

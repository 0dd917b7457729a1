import { CREDENTIAL_STATES, type Credential } from '../../domain/credentials/credential';
import { flowAfterHeartbeat, NO_FLOW } from '../../domain/credentials/messageFlow';
import { PLATFORMS } from '../../domain/accounts/account';
import type { AccountId, CredentialId } from '../../domain/ids';
import type { CredentialFilter, Credentials, NewCredential } from '../../ports/credentials';
import type { Scope } from '../../ports/paging';
import type { DomainEvent } from '../../domain/alerts/alert';
import { leaving } from '../alerts/outbox';
import { batchSize, checkChoice, checkId, checkText, MAX_BATCH } from '../checkInput';
import { above, anyOf, atMost } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { freeLease, takenLease } from '../lease';
import { scoped } from '../scope';
import type { Filter, Table } from '../table';
import {
  datePart,
  isOpened,
  newCredentialFields,
  newCredentialRow,
  openSecrets,
  readCredential,
  sealSecrets,
  type Cipher,
  type CredentialRow,
} from './credentialRow';
import { createReseal, type SealedTable } from './reseal';

const BY_LABEL: ListOrder<CredentialRow> = { by: 'label', direction: 1, kind: 'text' };
const BY_EXPIRY: ListOrder<CredentialRow> = { by: 'expiresAt', direction: 1, kind: 'instant' };
const PRESENT: Filter = { removedAt: null };
/** Several processes hear the same heartbeat at most. */
const MAX_PASSES = 8;

interface Parts {
  readonly table: Table<CredentialRow>;
  readonly cipher: Cipher | null;
  readonly alsoSealed: readonly SealedTable[];
}

export function createCredentials({ table, cipher, alsoSealed }: Parts): Credentials {
  const one = async (filter: Filter, scope: Scope = null): Promise<Credential | null> => {
    const row = await scoped(table, scope).one({ ...PRESENT, ...filter });
    return row === null ? null : readCredential(row);
  };
  return {
    byId: async (id, scope) => one({ _id: checkId(id, 'credentialId') }, scope),
    ofAccount: async (id) => one({ _id: checkId(id, 'accountId') as AccountId & CredentialId }),
    ofApplication: async (platform, applicationId) => one(application(platform, applicationId)),
    secrets: async (id) => {
      const row = await table.one({ ...PRESENT, _id: checkId(id, 'credentialId') });
      return row === null ? null : openSecrets(row, cipher);
    },
    canOpen: async (id) => {
      const row = await table.one({ ...PRESENT, _id: checkId(id, 'credentialId') });
      return row === null || isOpened(row, cipher);
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope),
        {
          filter: where(filter),
          order: filter.expiresBefore === undefined ? BY_LABEL : BY_EXPIRY,
          page,
        },
        readCredential,
      ),
    grantedThrough: async (platform, applicationId, { after, limit }) => {
      const rows = await table.many(
        { ...through(platform, applicationId), ...(after === null ? {} : { _id: above(checkId(after, 'after')) }) },
        { sort: { _id: 1 }, limit: batchSize(limit) },
      );
      return rows.map(readCredential);
    },
    countByState: async (scope) => {
      const groups = await scoped(table, scope).group<{ readonly _id: Credential['state']; readonly count: number }>([
        { $match: { ...PRESENT, state: anyOf(CREDENTIAL_STATES) } },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
    countThrough: async (platform, applicationId) => table.count(through(platform, applicationId)),
    save: async (credential, expectedVersion, event) => save({ table, cipher }, credential, { expectedVersion, event }),
    addHeartbeat: async (whose, heartbeat, eventFor) => {
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const row = await table.one({ ...PRESENT, ...application(whose.platform, whose.applicationId) });
        if (row === null) return false;
        // A message that was overtaken by a later one brings an older ticket.
        if (row.messages?.lastAt != null && row.messages.lastAt >= heartbeat.at) return true;
        const messages = flowAfterHeartbeat(row.messages ?? NO_FLOW, heartbeat.at, heartbeat.brokenAt);
        const secrets = { ...openSecrets(row, cipher), ...heartbeat.secrets };
        const event = eventFor(row.messages, messages);
        const changed = await table.change(
          { _id: row._id, version: row.version },
          {
            $set: {
              ...sealSecrets(secrets, cipher),
              version: row.version + 1,
              state: 'working',
              messages,
              updatedAt: heartbeat.at,
            },
            ...leaving(event === null ? [] : [event]),
          },
        );
        if (changed) return true;
      }
      throw new Error(`Application ${whose.platform}:${whose.applicationId} is written by too many processes at once.`);
    },
    remove: async (id, expectedVersion, event) =>
      table.change(
        { ...PRESENT, _id: checkId(id, 'credentialId'), version: expectedVersion },
        {
          $set: {
            content: null,
            openApplication: false,
            removedAt: event.ledger.recordedAt,
            version: expectedVersion + 1,
            nextCheckAt: null,
            warnAt: null,
            updatedAt: event.ledger.recordedAt,
          },
          ...leaving([event]),
        },
      ),
    claimCredentialCheck: async (request) => {
      const row = await table.findOneAndUpdate(
        { nextCheckAt: atMost(request.now), 'checkLease.untilAt': atMost(request.now), ...PRESENT },
        { $set: { checkLease: takenLease(request) } },
        { answer: 'after', sort: { nextCheckAt: 1, _id: 1 } },
      );
      return row === null ? null : readCredential(row);
    },
    settleCredentialCheck: async ({ id, version }, token, ...[settlement, events]) => {
      const row = await table.one({
        _id: checkId(id, 'credentialId'),
        version,
        'checkLease.token': checkText(token, 'token'),
      });
      if (row === null) return false;
      const { state, expiresAt, nextCheckAt, credentialCheck } = settlement;
      // A later date than the one people were warned about is a new date.
      const warnedDays = expiresAt?.getTime() === row.expiresAt?.getTime() ? row.warnedDays : [];
      return table.change(
        { _id: id, version, 'checkLease.token': token },
        {
          $set: {
            state,
            ...datePart(expiresAt, warnedDays),
            nextCheckAt,
            checkLease: freeLease(),
            ...(credentialCheck === null
              ? {}
              : {
                  lastCheckAt: credentialCheck.at,
                  lastCheckOutcome: credentialCheck.outcome,
                  lastCheckCode: credentialCheck.code,
                  updatedAt: credentialCheck.at,
                }),
          },
          ...leaving(events),
        },
      );
    },
    // A minimum over an absent instant would set one: who has no test keeps having none.
    expediteCredentialCheck: async (id, at, why) =>
      table.change(
        {
          ...PRESENT,
          _id: checkId(id, 'credentialId'),
          ...(why === 'unopened'
            ? { $or: [{ nextCheckAt: null }, { nextCheckAt: above(at) }] }
            : { nextCheckAt: above(at) }),
        },
        { $set: { nextCheckAt: at } },
      ),
    grantedBy: async (personId, scope) =>
      (
        await scoped(table, scope).many(
          { ...PRESENT, 'grantedBy.personId': checkId(personId, 'personId') },
          { sort: { _id: 1 }, limit: MAX_BATCH },
        )
      ).map(readCredential),
    changeGranter: async ({ id, version, grantedBy }, to, event) =>
      table.change(
        { ...PRESENT, _id: checkId(id, 'credentialId'), version, 'grantedBy.personId': grantedBy.personId },
        { $set: { grantedBy: to }, ...leaving([event]) },
      ),
    changeState: async ({ id, version, state }, next, events) =>
      table.change(
        { ...PRESENT, _id: checkId(id, 'credentialId'), version, state },
        { $set: { state: next }, ...leaving(events) },
      ),
    warningsDue: async (now, limit) =>
      (
        await table.many({ ...PRESENT, warnAt: atMost(now) }, { sort: { warnAt: 1, _id: 1 }, limit: batchSize(limit) })
      ).map(readCredential),
    recordWarning: async ({ id, version, warnedDays, expiresAt }, { days, state }, events) =>
      table.change(
        { ...PRESENT, _id: checkId(id, 'credentialId'), version, warnedDays: [...warnedDays], expiresAt },
        { $set: { ...datePart(expiresAt, [...warnedDays, days]), state }, ...leaving(events) },
      ),
    reseal: createReseal([table as unknown as SealedTable, ...alsoSealed], cipher),
  };
}

function application(platform: Credential['platform'], applicationId: string): Filter {
  return {
    platform: checkChoice(platform, PLATFORMS, 'platform'),
    applicationId: checkText(applicationId, 'applicationId'),
    openApplication: true,
  };
}

function through(platform: Credential['platform'], applicationId: string): Filter {
  return {
    ...PRESENT,
    platform: checkChoice(platform, PLATFORMS, 'platform'),
    applicationId: checkText(applicationId, 'applicationId'),
    accountId: above(''),
  };
}

function where({ platform, state, of, applicationId, expiresBefore }: CredentialFilter): Filter {
  return {
    ...PRESENT,
    ...(platform === undefined ? {} : { platform: checkChoice(platform, PLATFORMS, 'platform') }),
    ...(state === undefined ? {} : { state: checkChoice(state, CREDENTIAL_STATES, 'state') }),
    ...(of === undefined ? {} : { openApplication: of === 'applications' }),
    ...(applicationId === undefined ? {} : { applicationId: checkText(applicationId, 'applicationId') }),
    ...(expiresBefore === undefined ? {} : { expiresAt: atMost(expiresBefore) }),
  };
}

/**
 * A row that was removed is taken up again: its version goes on rising, so that nobody mistakes the new secret for the
 * old one.
 */
async function save(
  { table, cipher }: Pick<Parts, 'table' | 'cipher'>,
  credential: NewCredential,
  { expectedVersion, event }: { readonly expectedVersion: number | null; readonly event: DomainEvent | null },
): Promise<'saved' | 'conflict'> {
  const { id } = credential;
  const fresh = newCredentialFields(credential, cipher);
  const events = event === null ? [] : [event];
  if (expectedVersion !== null) {
    return (await table.change(
      { ...PRESENT, _id: checkId(id, 'credentialId'), version: expectedVersion },
      { $set: { ...fresh, version: expectedVersion + 1 }, ...leaving(events) },
    ))
      ? 'saved'
      : 'conflict';
  }
  const removed = await table.one({ _id: checkId(id, 'credentialId') });
  if (removed === null) {
    return (await table.insert(newCredentialRow(credential, cipher, events))) === 'inserted' ? 'saved' : 'conflict';
  }
  if (removed.removedAt === null) return 'conflict';
  return (await table.change(
    { _id: id, version: removed.version, removedAt: removed.removedAt },
    { $set: { ...fresh, version: removed.version + 1 }, ...leaving(events) },
  ))
    ? 'saved'
    : 'conflict';
}

import type { Account, NoPublishReason } from '../../domain/accounts/account';
import { isPendingExternalId, pendingExternalId } from '../../domain/accounts/accountTable';
import { filingAfter, filingChanges, NO_FILING, type FilingChange } from '../../domain/accounts/filing';
import type { DomainEvent } from '../../domain/alerts/alert';
import { fieldData } from '../../domain/alerts/fieldData';
import { makeEvent, type EventContext } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { AccountId, SiteId } from '../../domain/ids';
import type { Connector } from '../../ports/connectors';
import type { AccountToRegister, Registered, Unit } from '../../ports/storage';
import { systemActor } from '../actors';
import type { AccountRegistration } from '../registrations';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import { demandOpen } from './reachUnit';
import { createSitesFor } from './sitesFor';

/** Registered together: few round trips, and progress that is seen to go on. */
const AT_ONCE = 1_000;

/**
 * Adds or updates accounts by (platform, externalId), each due for a look at once. Facts and verdicts stay.
 * Throws `Refusal` `invalid-input`, with none of them registered, where a unit or a site is not. A process that dies in
 * between has registered the first of them; registering the list again does the rest.
 */
export function createRegisterAccounts(deps: ServiceDeps): (
  accounts: readonly AccountRegistration[],
  options?: {
    readonly by?: Actor;
    /** Called now and then with how many are done. */
    readonly onProgress?: (done: number) => void;
  },
) => Promise<Readonly<Record<Registered, number>>> {
  const { storage, connectors, clock, ids } = deps;
  return async (registrations, { by = systemActor('register'), onProgress = () => undefined } = {}) => {
    for (const registration of registrations) refusePending(registration);
    const now = clock.now();
    const units = new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
    const placed = registrations.map((registration) => ({ registration, unit: unitOf(registration, units) }));
    const sitesFor = await createSitesFor(deps, registrations);
    const connectorOf = new Map(connectors.all.map((connector) => [connector.platform, connector]));
    const siteIds: (SiteId | null)[] = [];
    while (siteIds.length < placed.length)
      siteIds.push(...(await sitesFor(placed.slice(siteIds.length, siteIds.length + AT_ONCE), by)));
    const counts: Record<Registered, number> = { added: 0, updated: 0, unchanged: 0 };
    let written = 0;
    const write = async (rows: readonly AccountToRegister[]): Promise<void> => {
      const outcomes = await storage.accounts.registerAll(rows);
      for (const outcome of outcomes) counts[outcome] += 1;
      // What was added has left exactly this; what an update has left is known to the store alone.
      const left = rows.filter((_, index) => outcomes[index] === 'added').map(({ event }) => event);
      await storage.outbox.carry('accounts', left);
      written += rows.length;
      onProgress(written);
    };
    // While the store writes some hundred rows the next ones are made ready.
    const underWay: Promise<void>[] = [];
    const ahead = isNamedTwice(registrations) ? 0 : 1;
    try {
      for (let done = 0; done < placed.length; done += AT_ONCE) {
        const slice = placed.slice(done, done + AT_ONCE);
        const rows = slice.map(({ registration, unit }, index): AccountToRegister => {
          const { credential, dailyCounts, filing } = registration;
          const account = accountOf(registration, {
            unit,
            siteId: siteIds[done + index] ?? null,
            connector: connectorOf.get(registration.platform),
            id: registration.id ?? ids.id<AccountId>(),
          });
          const event = registrationEvent({ account, filing }, { eventId: ids.eventId(), actor: by, now });
          return {
            ...{ account, credential, event, nextLookAt: now },
            ...(dailyCounts && { dailyCounts }),
            ...(filing && { filing }),
          };
        });
        if (underWay.length > ahead) await underWay.shift();
        const writing = write(rows);
        // Whoever waits for it hears of a failure.
        writing.catch(() => undefined);
        underWay.push(writing);
      }
      await Promise.all(underWay);
    } finally {
      // Where one fails the other ends before anybody hears of it.
      await Promise.allSettled(underWay);
    }
    return counts;
  };
}

/** Only an application stands under an id that is none, and under its own. */
function refusePending({ id, externalId, name }: AccountRegistration): void {
  if (!isPendingExternalId(externalId) || (id !== undefined && externalId === pendingExternalId(id))) return;
  throw invalidInput('externalId', `账号“${name}”的编号不是平台上的编号。`, '请填写账号在平台上的编号。');
}

/** Rows of one account are written one after the other: the last of them stands. */
function isNamedTwice(registrations: readonly AccountRegistration[]): boolean {
  const named = new Set(registrations.map(({ platform, externalId }) => `${platform} ${externalId}`));
  return named.size < registrations.length;
}

function unitOf({ name, unitKey }: AccountRegistration, units: ReadonlyMap<string, Unit>): Unit {
  const unit = units.get(unitKey);
  if (unit !== undefined) {
    demandOpen(unit, 'unitKey');
    return unit;
  }
  throw invalidInput('unitKey', `账号“${name}”的单位“${unitKey}”尚未登记。`, '请先登记单位。');
}
function accountOf(
  registration: AccountRegistration,
  made: { unit: Unit; siteId: SiteId | null; connector: Connector | undefined; id: AccountId },
): Account {
  return {
    id: made.id,
    unitId: made.unit.id,
    unitPath: made.unit.path,
    siteId: made.siteId,
    platform: registration.platform,
    externalId: registration.externalId,
    name: registration.name,
    homeUrl: registration.homeUrl,
    columnClass: registration.columnClass,
    region: registration.region,
    status: registration.status,
    openedAt: registration.openedAt,
    settings: registration.settings,
    hasCredential: registration.credential !== null,
    noPublishReason: noPublishReasonOf(made.connector, registration),
  };
}

/**
 * As far as registration can tell: a platform without an interface, or a secret the interface cannot do without.
 * Where no connectors are at hand (an import) it stays open; queueing looks again before anything is published.
 */
function noPublishReasonOf(
  connector: Connector | undefined,
  registration: AccountRegistration,
): NoPublishReason | null {
  if (connector === undefined) return null;
  if (connector.publisher === null) return 'no-api';
  const missing = connector.settings.some(
    (setting) => setting.secret && setting.required && (registration.credential?.[setting.key] ?? '') === '',
  );
  return missing ? 'no-credential' : null;
}

function registrationEvent(
  { account, filing = {} }: { readonly account: Account; readonly filing: FilingChange | undefined },
  context: EventContext,
): DomainEvent {
  const filed = filingChanges(NO_FILING, filingAfter(NO_FILING, filing));
  return makeEvent(context, {
    kind: 'account-registered',
    subject: `account:${account.id}`,
    from: null,
    to: account.status,
    reason: 'registered',
    data: {
      platform: account.platform,
      externalId: account.externalId,
      name: account.name,
      ...fieldData(filed),
    },
  });
}

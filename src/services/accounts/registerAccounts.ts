import type { Account, NoPublishReason } from '../../domain/accounts/account';
import type { DomainEvent } from '../../domain/alerts/alert';
import { makeEvent, type EventContext } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { AccountId, SiteId } from '../../domain/ids';
import type { Connector } from '../../ports/connectors';
import type { Unit } from '../../ports/storage';
import { systemActor } from '../actors';
import type { AccountRegistration } from './contract';
import { invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import { createSiteFor } from './registerSites';

type Registered = { added: number; updated: number; unchanged: number };

/**
 * Adds or updates accounts by (platform, externalId), each due for a look at once. Facts and verdicts stay.
 * Throws `Refusal` `invalid-input` where a unit is not registered; accounts before it stay registered.
 */
export function createRegisterAccounts(
  deps: ServiceDeps,
): (accounts: readonly AccountRegistration[], by?: Actor) => Promise<Registered> {
  const { storage, connectors, clock, ids } = deps;
  return async (registrations, by = systemActor('register')) => {
    const now = clock.now();
    const units = new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
    const siteFor = createSiteFor(deps);
    const counts: Registered = { added: 0, updated: 0, unchanged: 0 };
    for (const registration of registrations) {
      const unit = units.get(registration.unitKey);
      if (unit === undefined)
        throw invalidInput(
          'unitKey',
          `账号“${registration.name}”的单位“${registration.unitKey}”尚未登记。`,
          '请先登记单位。',
        );
      const account = accountOf(registration, {
        unit,
        siteId: await siteFor(registration, unit, by),
        connector: connectors.all.find((connector) => connector.platform === registration.platform),
        id: ids.id<AccountId>(),
      });
      const event = registrationEvent(account, { eventId: ids.eventId(), actor: by, now });
      const { credential, dailyCounts } = registration;
      counts[await storage.accounts.register(account, credential, event, now, dailyCounts)] += 1;
    }
    return counts;
  };
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

function registrationEvent(account: Account, context: EventContext): DomainEvent {
  return makeEvent(context, {
    kind: 'account-registered',
    subject: `account:${account.id}`,
    from: null,
    to: account.status,
    reason: 'registered',
    data: { platform: account.platform, externalId: account.externalId, name: account.name },
  });
}

import { credentialFault, isCredentialFault } from '../../domain/credentials/credentialFault';
import type { Platform } from '../../domain/accounts/account';
import { makeEvent } from '../../domain/alerts/events';
import type { PlatformFailure } from '../../domain/errors';
import type { Connector, ConnectorRegistry, Publisher } from '../../ports/connectors';
import { credentialOf } from '../../domain/credentials/credentialOf';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import { createEquipAccess } from '../equipAccess';
import { createSpendCall } from './spendCall';

/**
 * The connectors as services use them: every call of an account carries the secrets it needs, is counted against the
 * account's daily number, and is not made once that is spent. A repost refused for want of permission is remembered, so
 * that the next mandate does not try in vain.
 */
export function meteredConnectors(deps: ServiceDeps): ConnectorRegistry {
  const { connectors } = deps;
  const equipped = new Map<Platform, { readonly plain: Connector; readonly connector: Connector }>();
  const equip = (plain: Connector): Connector => {
    const known = equipped.get(plain.platform);
    if (known?.plain === plain) return known.connector;
    const connector = equipConnector(deps, plain);
    equipped.set(plain.platform, { plain, connector });
    return connector;
  };
  return {
    for: (platform) => equip(connectors.for(platform)),
    get all() {
      return connectors.all.map(equip);
    },
  };
}

function equipConnector(deps: ServiceDeps, plain: Connector): Connector {
  const equipAccess = createEquipAccess(deps);
  const spendCall = createSpendCall(deps);
  const { collector, credentialCheck, publisher } = plain;
  return {
    ...plain,
    collector: {
      callsPerDay: collector.callsPerDay,
      collect: async (access, call) => {
        const spent = await spendCall(access.account, 'look', call.startedAt);
        if (spent !== null)
          return {
            outcome: 'rate-limited',
            detail: spent.code,
            items: [],
            coverage: 'full',
            completeFromAt: null,
            failure: spent,
          };
        return collector.collect(await equipAccess(access, call.startedAt), call);
      },
    },
    credentialCheck:
      credentialCheck === null
        ? null
        : async (access, call) => {
            const spent = await spendCall(access.account, 'credential-check', call.startedAt);
            return spent !== null
              ? { kind: 'cannot-tell', failure: spent }
              : credentialCheck(await equipAccess(access, call.startedAt), call);
          },
    publisher: publisher === null ? null : equipPublisher(deps, { publisher, equipAccess, spendCall }),
  };
}

interface Equipment {
  readonly publisher: Publisher;
  readonly equipAccess: ReturnType<typeof createEquipAccess>;
  readonly spendCall: ReturnType<typeof createSpendCall>;
}

function equipPublisher(deps: ServiceDeps, { publisher, equipAccess, spendCall }: Equipment): Publisher {
  return {
    quotas: publisher.quotas,
    fileLimits: publisher.fileLimits,
    measure: (draft, account) => publisher.measure(draft, account),
    obstacle: (account) => publisher.obstacle(account),
    compose: (source, access) => publisher.compose(source, access),
    composeOwn: (source, access) => publisher.composeOwn(source, access),
    publish: async (request, call) => {
      const spent = await spendCall(request.access.account, 'publish', call.startedAt);
      if (spent !== null) return { kind: 'failed', failure: spent };
      const outcome = await publisher.publish(
        { ...request, access: await equipAccess(request.access, call.startedAt) },
        call,
      );
      if (outcome.kind === 'failed') await rememberRefusal(deps, request.access.account, outcome.failure);
      return outcome;
    },
    confirm: async (request, call) => {
      const spent = await spendCall(request.access.account, 'confirm', call.startedAt);
      if (spent !== null) return { kind: 'cannot-tell', failure: spent };
      return publisher.confirm({ ...request, access: await equipAccess(request.access, call.startedAt) }, call);
    },
  };
}

/**
 * A platform that says "not permitted" or "authorise anew" says it for every repost to come. A new authorisation, a
 * test that finds the credential accepted again, or a person who asks for one makes an end of it.
 */
async function rememberRefusal(
  { storage, clock, ids }: ServiceDeps,
  account: Parameters<Publisher['obstacle']>[0],
  failure: PlatformFailure,
): Promise<void> {
  const next =
    failure.remedy === 'fix-configuration'
      ? 'no-permission'
      : failure.remedy === 're-authorise'
        ? credentialFault(failure)
        : null;
  if (next === null || account.noPublishReason !== null) return;
  const now = clock.now();
  await storage.accounts.changeNoPublishReason(
    account.id,
    null,
    next,
    makeEvent(
      { eventId: ids.eventId(), actor: systemActor('publish'), now },
      {
        kind: 'account-changed',
        subject: `account:${account.id}`,
        from: null,
        to: next,
        reason: failure.code,
      },
    ),
  );
  if (isCredentialFault(next)) await storage.credentials.expediteCredentialCheck(credentialOf(account.id), now);
}

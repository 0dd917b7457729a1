import { applicationKind } from '../domain/credentials/credential';
import { flowingSince, HEARTBEAT_GAP_MS, NO_FLOW } from '../domain/credentials/messageFlow';
import type { Instant } from '../domain/time/instant';
import type { AccountAccess } from '../ports/connectors';
import type { ServiceDeps } from './settings';

/** When our listener was last away so long that a message can have been lost, as an ISO text. */
export const FLOW_BROKEN_KEY = 'callbacks.broken-at';

export type EquipAccess = (access: AccountAccess, at: Instant) => Promise<AccountAccess>;

/**
 * Adds what an account's access needs beside its own secret: the secrets of the application it granted access through,
 * and since when that application's messages have been flowing. What is there already stays. An application that cannot
 * be opened is none: the connector then says what is missing.
 */
export function createEquipAccess({ storage, log }: Pick<ServiceDeps, 'storage' | 'log'>): EquipAccess {
  return async (access, at) => {
    const { account } = access;
    if (access.application !== undefined || applicationKind(account.platform) === null) return access;
    const credential = await storage.credentials.ofAccount(account.id);
    const applicationId = credential?.applicationId ?? null;
    const application =
      applicationId === null ? null : await storage.credentials.ofApplication(account.platform, applicationId);
    if (application === null) return { ...access, application: null, messagesFlowSinceAt: null };
    const secrets = await storage.credentials.secrets(application.id).catch((error: unknown) => {
      log.error('application-not-opened', error, { platform: account.platform });
      return null;
    });
    return {
      ...access,
      application: secrets,
      messagesFlowSinceAt: await flowSince(storage, application.messages ?? NO_FLOW, at),
    };
  };
}

/** Null also while a message has been waiting to be worked for so long that what it tells may be missing. */
async function flowSince(
  storage: ServiceDeps['storage'],
  flow: Parameters<typeof flowingSince>[0],
  at: Instant,
): Promise<Instant | null> {
  const broken = await storage.settings.get(FLOW_BROKEN_KEY);
  const since = flowingSince(flow, at, broken === null ? null : new Date(broken));
  if (since === null) return null;
  const waiting = await storage.platformInbox.oldestWaitingAt();
  return waiting !== null && at.getTime() - waiting.getTime() > HEARTBEAT_GAP_MS ? null : since;
}

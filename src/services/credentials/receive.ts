import { wasAway } from '../../domain/credentials/messageFlow';
import { HOUR_MS, SECOND_MS, type Instant } from '../../domain/time/instant';
import type { CallbackEndpoint, Secrets } from '../../ports/credentials';
import type { ServiceDeps } from '../settings';
import type { CredentialServices } from './contract';
import { FLOW_BROKEN_KEY } from '../equipAccess';

/** When our listener last noted that it is there, as an ISO text. */
const LISTENING_KEY = 'callbacks.listening-at';
/** A signed call older than this is a replay, or comes from a clock nobody should trust. */
const MAX_AGE_MS = HOUR_MS;

/**
 * Calls of platforms: checked against the secrets of the door they came to, stored, and only then answered. What a
 * platform sent twice is known by its key. When storing fails the platform is told so and calls again; should it
 * give up, the flow counts as broken.
 */
export function createReceive(deps: ServiceDeps): Pick<CredentialServices, 'receive' | 'noteListening'> {
  const { storage, connectors, clock, log } = deps;
  let failedSinceNoted = false;
  return {
    receive: async ({ door, query, body }) => {
      const now = clock.now();
      const { inbound } = connectors.for(door.platform);
      try {
        const secrets = inbound === null ? null : await secretsOf(deps, door);
        if (inbound === null || secrets === null) return { kind: 'refused', reason: 'no-such-door' };
        if (isStale(query, now)) return { kind: 'refused', reason: 'stale' };
        const opened = inbound.open({
          secrets,
          query: door.externalId === null ? query : { ...query, appid: door.externalId },
          body,
          now,
        });
        if (opened.kind === 'refused') {
          log.warn('callback-refused', { platform: door.platform, reason: opened.reason });
          return opened;
        }
        if (opened.kind === 'message' && opened.message.kind !== 'other')
          await storage.platformInbox.receive({
            key: `${door.platform}:${opened.deduplicationKey}`.slice(0, 500),
            door,
            message: opened.message,
            receivedAt: now,
          });
        return { kind: 'answer', text: opened.answer };
      } catch (error) {
        failedSinceNoted = true;
        throw error;
      }
    },
    noteListening: async () => {
      const now = clock.now();
      const before = await storage.settings.get(LISTENING_KEY);
      // Another listener of this office may have noted itself a moment ago: then messages reached that one.
      if (failedSinceNoted || wasAway(before === null ? null : new Date(before), now)) {
        await storage.settings.set(FLOW_BROKEN_KEY, now.toISOString());
        failedSinceNoted = false;
      }
      await storage.settings.set(LISTENING_KEY, now.toISOString());
    },
  };
}

/**
 * The application's secrets, or those of an account that gets its messages by itself; null: nobody is registered here.
 */
async function secretsOf(
  { storage }: ServiceDeps,
  { platform, applicationId, externalId }: CallbackEndpoint,
): Promise<Secrets | null> {
  if (applicationId !== null) return secretsOfApplication(storage, { platform, applicationId });
  const record = externalId === null ? null : await storage.accounts.byExternalId(platform, externalId);
  const credential = record === null ? null : await storage.credentials.ofAccount(record.account.id);
  if (record === null || credential === null) return null;
  if (credential.applicationId !== null)
    return secretsOfApplication(storage, { platform, applicationId: credential.applicationId });
  const own = await storage.credentials.secrets(credential.id);
  return own === null ? null : { appId: record.account.externalId, ...own };
}

async function secretsOfApplication(
  storage: ServiceDeps['storage'],
  { platform, applicationId }: { readonly platform: CallbackEndpoint['platform']; readonly applicationId: string },
): Promise<Secrets | null> {
  const application = await storage.credentials.ofApplication(platform, applicationId);
  return application === null ? null : storage.credentials.secrets(application.id);
}

/** The platform signs the time of its call, in seconds. A call that names none is left to the signature check. */
function isStale(query: Readonly<Record<string, string>>, now: Instant): boolean {
  const timestamp = query['timestamp'] ?? '';
  return /^\d{9,12}$/.test(timestamp) && Math.abs(now.getTime() - Number(timestamp) * SECOND_MS) > MAX_AGE_MS;
}

import { credentialEvent } from '../../domain/alerts/credentialEvents';
import type { Actor } from '../../domain/cases/case';
import {
  accountCredentialKind,
  applicationKind,
  APPLICATION_ID_KEY,
  type Credential,
} from '../../domain/credentials/credential';
import { credentialOf } from '../../domain/credentials/credentialOf';
import type { Account } from '../../domain/accounts/account';
import type { CredentialId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { GrantedBy } from '../../domain/credentials/credential';
import type { NewCredential, Secrets } from '../../ports/credentials';
import { personActor, systemActor } from '../actors';
import { conflict, demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { CALLBACK_SETTINGS, checkSecrets } from '../checkSecrets';
import type { CredentialServices } from './contract';
import { credentialView } from './credentialView';

/** Somebody else stores the same secret: each pass meets one of them. */
const MAX_PASSES = 5;

interface NewSecret {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly applicationId: string | null;
  readonly expiresAt: Instant | null;
  readonly by: GrantedBy;
  readonly actor: Actor;
  readonly reason: string;
  readonly now: Instant;
}
export type StoreAccountSecret = (given: NewSecret) => Promise<Credential | null>;

/**
 * Stores an account's secret over whatever is there, untested and due for its first test, and lets the account be
 * published to again. Null: too many others did the same at once. The credential is stored before the account says that
 * it has one; killed in between, looking and publishing already use it, and the flag follows with the next one stored.
 */
export function createStoreAccountSecret({ storage, ids }: ServiceDeps): StoreAccountSecret {
  return async ({ account, secrets, applicationId, expiresAt, by, actor, reason, now }) => {
    const id = credentialOf(account.id);
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      const known = await storage.credentials.ofAccount(account.id);
      const fresh: NewCredential = {
        id,
        platform: account.platform,
        kind: accountCredentialKind(account.platform, secrets),
        accountId: account.id,
        applicationId,
        label: account.name,
        unitId: account.unitId,
        unitPath: account.unitPath,
        secrets,
        state: 'untested',
        expiresAt,
        grantedBy: by,
        grantedAt: now,
        nextCheckAt: now,
      };
      const event = credentialEvent({
        eventId: ids.eventId(),
        actor,
        now,
        credential: fresh,
        from: known?.state ?? null,
        to: 'untested',
        reason,
      });
      if ((await storage.credentials.save(fresh, known?.version ?? null, event)) === 'conflict') continue;
      await storage.accounts.noteCredential(account.id, { present: true, noPublishReason: null }, now);
      return storage.credentials.ofAccount(account.id);
    }
    return null;
  };
}

/** What administrators store and remove by hand. */
export function createSaveCredentials(
  deps: ServiceDeps,
  storeAccountSecret: StoreAccountSecret,
): Pick<CredentialServices, 'saveForAccount' | 'saveApplication' | 'remove' | 'test'> {
  const { storage, connectors, clock, ids } = deps;
  return {
    saveForAccount: async (accountId, { secrets, applicationId, expiresAt }, principal) => {
      const now = clock.now();
      demand('credentials.manage', principal);
      const record = await storage.accounts.byId(accountId, principal.unitId);
      if (record === null) throw notFound('账号');
      const { account } = record;
      const connector = connectors.for(account.platform);
      checkSecrets(
        secrets,
        [
          ...connector.settings.filter((spec) => spec.secret || spec.key in secrets),
          ...(connector.inbound === null ? [] : CALLBACK_SETTINGS),
        ],
        'secrets',
      );
      if (Object.keys(secrets).length === 0)
        throw invalidInput('secrets', '没有给出任何凭证内容。', '请按平台要求填写。');
      if (applicationId !== null && (await storage.credentials.ofApplication(account.platform, applicationId)) === null)
        throw invalidInput('applicationId', '没有登记这个应用。', '请先登记应用的凭证。');
      if (expiresAt !== null && expiresAt <= now)
        throw invalidInput('expiresAt', '到期时间已过。', '请填写将来的时间，或不填。');
      const stored = await storeAccountSecret({
        account,
        secrets,
        applicationId,
        expiresAt,
        by: { personId: principal.personId, name: principal.name },
        actor: personActor(principal),
        reason: 'stored-by-hand',
        now,
      });
      if (stored === null) throw conflict('凭证正被他人更新。');
      return credentialView(stored);
    },
    saveApplication: async ({ platform, label, secrets }, principal) => {
      const now = clock.now();
      if (principal !== 'system') demand('credentials.manage', principal);
      if (principal !== 'system' && principal.unitId !== null) throw notFound('应用');
      const by =
        principal === 'system'
          ? { personId: null, name: 'register' }
          : { personId: principal.personId, name: principal.name };
      const actor = principal === 'system' ? systemActor('register') : personActor(principal);
      const { authorisation } = connectors.for(platform);
      const [kind, idKey] = [applicationKind(platform), APPLICATION_ID_KEY[platform]];
      if (authorisation === null || kind === null || idKey === undefined)
        throw invalidInput('platform', '该平台没有授权应用。', '可用：微博、微信。');
      checkSecrets(secrets, authorisation.applicationSettings, 'secrets');
      const applicationId = secrets[idKey] ?? '';
      for (let pass = 0; pass < MAX_PASSES; pass += 1) {
        const known = await storage.credentials.ofApplication(platform, applicationId);
        // What the platform itself has sent (a ticket) stays; what a person gives replaces what a person gave.
        const sent: Secrets =
          known === null ? {} : ((await storage.credentials.secrets(known.id).catch(() => null)) ?? {});
        if (
          known !== null &&
          known.label === label &&
          Object.entries(secrets).every(([key, value]) => sent[key] === value)
        )
          return credentialView(known);
        const fresh: NewCredential = {
          id: known?.id ?? ids.id<CredentialId>(),
          platform,
          kind,
          accountId: null,
          applicationId,
          label,
          unitId: null,
          unitPath: [],
          secrets: { ...sent, ...secrets },
          state: 'untested',
          expiresAt: null,
          grantedBy: by,
          grantedAt: now,
          nextCheckAt: null,
        };
        const event = credentialEvent({
          eventId: ids.eventId(),
          actor,
          now,
          credential: fresh,
          from: known?.state ?? null,
          to: 'untested',
          reason: 'stored-by-hand',
        });
        if ((await storage.credentials.save(fresh, known?.version ?? null, event)) === 'conflict') continue;
        const stored = await storage.credentials.ofApplication(platform, applicationId);
        if (stored !== null) return credentialView(stored);
      }
      throw conflict('应用凭证正被他人更新。');
    },
    remove: async (id, reason, principal) => {
      const now = clock.now();
      demand('credentials.manage', principal);
      const credential = await storage.credentials.byId(id, principal.unitId);
      if (credential === null) throw notFound('凭证');
      const event = credentialEvent({
        eventId: ids.eventId(),
        actor: personActor(principal),
        now,
        credential,
        from: credential.state,
        to: 'removed',
        reason: 'removed-by-hand',
        note: reason,
      });
      if (!(await storage.credentials.remove(id, credential.version, event))) throw conflict('凭证刚被更新。');
      if (credential.accountId === null) return;
      const connector = connectors.for(credential.platform);
      await storage.accounts.noteCredential(
        credential.accountId,
        { present: false, noPublishReason: connector.publisher === null ? 'no-api' : 'no-credential' },
        now,
      );
    },
    test: async (id, principal) => {
      const now = clock.now();
      demand('credentials.authorise', principal);
      const credential = await storage.credentials.byId(id, principal.unitId);
      if (credential === null) throw notFound('凭证');
      if (credential.accountId === null || connectors.for(credential.platform).credentialCheck === null)
        throw conflict('这一凭证无法单独检验。');
      await storage.credentials.expediteCredentialCheck(id, now);
      const [record] = await storage.accounts.byIds([credential.accountId]);
      if (record?.account.noPublishReason === 'no-permission')
        await storage.accounts.noteCredential(credential.accountId, { present: true, noPublishReason: null }, now);
      return { dueAt: now };
    },
  };
}

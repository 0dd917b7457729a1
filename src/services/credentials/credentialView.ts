import type { Credential } from '../../domain/credentials/credential';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { CredentialDetailView, CredentialView } from '../../api/credentials';
import { isApplicationKind } from '../../domain/credentials/credential';
import { flowingSince, NO_FLOW } from '../../domain/credentials/messageFlow';
import type { CredentialFilter } from '../../ports/credentials';
import { notFound } from '../refuse';
import { accountsById } from '../accountsById';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull, listView } from '../toView/isoInstant';
import { readScope } from '../readScope';
import type { CredentialQuery, CredentialServices } from './contract';
import type { ReadDependants } from './dependants';
import { FLOW_BROKEN_KEY } from '../equipAccess';

/** What people see of a credential: everything but the secret. */
export function credentialView(credential: Credential): CredentialView {
  const {
    id,
    platform,
    kind,
    accountId,
    applicationId,
    label,
    unitId,
    state,
    expiresAt,
    grantedAt,
    grantedBy,
    lastCheckAt,
    lastCheckOutcome,
    lastCheckCode,
    nextCheckAt,
  } = credential;
  return {
    id,
    platform,
    kind,
    accountId,
    applicationId,
    label,
    unitId,
    state,
    expiresAt: isoOrNull(expiresAt),
    grantedAt: iso(grantedAt),
    grantedBy: grantedBy.name,
    lastTest:
      lastCheckAt === null || lastCheckOutcome === null
        ? null
        : { at: iso(lastCheckAt), outcome: lastCheckOutcome, code: lastCheckCode },
    nextTestAt: isoOrNull(nextCheckAt),
  };
}

/** Accounts shown with a credential; the figures beside them count all. */
const DEPENDANTS_SHOWN = 50;

export function createReadCredentials(
  { storage, clock }: ServiceDeps,
  readDependants: ReadDependants,
): Pick<CredentialServices, 'list' | 'show'> {
  return {
    list: async (query, page, principal) => {
      const now = clock.now();
      return listView(
        await storage.credentials.list(filterOf(query, now), page, readScope(principal)),
        credentialView,
        now,
      );
    },
    show: async (id, principal) => {
      const now = clock.now();
      const credential = await storage.credentials.byId(id, readScope(principal));
      if (credential === null) throw notFound('凭证');
      const dependants = await readDependants(credential);
      const shown = dependants.listed.slice(0, DEPENDANTS_SHOWN);
      const accounts = await accountsById(storage, shown);
      return {
        ...credentialView(credential),
        messages: await messagesOf(storage, { credential, now }),
        dependants: {
          accounts: dependants.accounts,
          obligations: dependants.obligations,
          listed: shown.map(({ accountId, obligations }) => ({
            accountId,
            name: accounts.get(accountId)?.account.name ?? '',
            obligations,
          })),
        },
      };
    },
  };
}

/** Null: this credential's platform sends no messages through it. */
async function messagesOf(
  storage: ServiceDeps['storage'],
  { credential, now }: { readonly credential: Credential; readonly now: Instant },
): Promise<CredentialDetailView['messages']> {
  if (!isApplicationKind(credential.kind) || credential.platform !== 'wechat') return null;
  const flow = credential.messages ?? NO_FLOW;
  const broken = await storage.settings.get(FLOW_BROKEN_KEY);
  return {
    lastAt: isoOrNull(flow.lastAt),
    flowingSinceAt: isoOrNull(flowingSince(flow, now, broken === null ? null : new Date(broken))),
  };
}

function filterOf({ expiresWithinDays, ...filter }: CredentialQuery, now: Instant): CredentialFilter {
  return expiresWithinDays === undefined
    ? filter
    : { ...filter, expiresBefore: new Date(now.getTime() + expiresWithinDays * DAY_MS) };
}

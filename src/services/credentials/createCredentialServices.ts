import type { ServiceDeps } from '../settings';
import type { RecordLearnedPost } from '../steps';
import { createAuthorise } from './authorise';
import type { CredentialServices } from './contract';
import { createReadCredentials } from './credentialView';
import { createReadDependants } from './dependants';
import { createReceive } from './receive';
import { createRecordMassSent } from './recordMassSent';
import { createSaveCredentials, createStoreAccountSecret } from './saveCredentials';
import { createTestDue } from './testDue';
import { createWarnExpiring } from './warnExpiring';
import { createWorkMessages } from './workMessages';

/** Everything around credentials and what platforms tell us through them. */
export function createCredentialServices(deps: ServiceDeps, recordLearnedPost: RecordLearnedPost): CredentialServices {
  const readDependants = createReadDependants(deps);
  const storeAccountSecret = createStoreAccountSecret(deps);
  return {
    ...createReadCredentials(deps, readDependants),
    ...createSaveCredentials(deps, storeAccountSecret),
    ...createAuthorise(deps, storeAccountSecret),
    ...createReceive(deps),
    testDue: createTestDue(deps, readDependants),
    warnExpiring: createWarnExpiring(deps, readDependants),
    workMessages: createWorkMessages(deps, {
      readDependants,
      recordMassSent: createRecordMassSent(deps, recordLearnedPost),
    }),
    reseal: (onProgress) => deps.storage.credentials.reseal(onProgress),
  };
}

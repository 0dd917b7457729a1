import type { AccountRecord, Page, Storage } from '../../src/ports/storage';
import type { ServiceDeps } from '../../src/services/settings';
import { accountOf, factsOf, NOW, type Given } from '../storage/samples';
import { ids } from '../storage/testStore';
import { SETTINGS } from './office';

/** The questions a test answers itself; any other one fails. */
export type ScriptedStorage = { readonly [Repository in keyof Storage]?: Partial<Storage[Repository]> };

/** What one step of the services needs, over questions the test answers. */
export function depsOver(storage: ScriptedStorage, more: Partial<ServiceDeps> = {}): ServiceDeps {
  const deps: Partial<ServiceDeps> = {
    storage: storage as Storage,
    ids,
    settings: SETTINGS,
    clock: { now: () => NOW },
    ...more,
  };
  return deps as ServiceDeps;
}

export function recordOf(given: Given<AccountRecord> = {}): AccountRecord {
  return {
    account: accountOf(),
    facts: factsOf(),
    verdict: null,
    nextLookAt: NOW,
    callsToday: { on: '2026-09-18', count: 0 },
    updatedAt: NOW,
    ...given,
  };
}

/** All there is, on one page. */
export function whole<Item>(items: readonly Item[]): Promise<Page<Item>> {
  return Promise.resolve({ items, nextCursor: null });
}

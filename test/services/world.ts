import type { Platform } from '../../src/domain/accounts/account';
import type { PersonId, UnitId } from '../../src/domain/ids';
import type { Principal, Role } from '../../src/domain/people/role';
import { SECOND_MS } from '../../src/domain/time/instant';
import type { Log, Passwords } from '../../src/ports/runtime';
import type { AccountRecord, Storage } from '../../src/ports/storage';
import { createServices, type AccountRegistration, type ServiceDeps, type Services } from '../../src/services/index';
import { hasher, ids, type TestClock } from '../storage/testStore';
import { SETTINGS } from './office';
import { createTestPlatform, type TestPlatform } from './platform';
import { createOtherSide, type OtherSide } from './notify/notifyWorld';
import { createReceiver } from './webhooks/receiver';

export { createTestClock, hasher, ids, type TestClock } from '../storage/testStore';
export { CALENDAR, PACK, RULE, SETTINGS, START } from './office';

/** Counts how often it was asked: how long a sign-in takes is how much it hashes. */
export interface TestPasswords extends Passwords {
  verified: number;
}
function createTestPasswords(): TestPasswords {
  let salt = 0;
  const passwords: TestPasswords = {
    verified: 0,
    hash: (password) => {
      salt += 1;
      return Promise.resolve(`hash:${salt}:${password}`);
    },
    verify: (password, hash) => {
      passwords.verified += 1;
      return Promise.resolve(hash.replace(/^hash:\d+:/, '') === password);
    },
  };
  return passwords;
}

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly text: string;
}
export interface World {
  readonly clock: TestClock;
  readonly platform: TestPlatform;
  readonly storage: Storage;
  readonly services: Services;
  readonly deps: ServiceDeps;
  /** The other side of every notify channel. */
  readonly side: OtherSide;
  readonly passwords: TestPasswords;
  readonly logged: LogLine[];
  readonly officeId: UnitId;
  readonly unitA: UnitId;
  readonly unitB: UnitId;
  /** Registers accounts; each is `[platform, external id, unit]`. */
  addAccounts(...accounts: readonly (readonly [Platform, string, ('a' | 'b' | 'office')?])[]): Promise<void>;
  account(externalId: string): Promise<AccountRecord>;
  /** Claims and takes every look that is due now. */
  lookAtDue(): Promise<Readonly<Record<string, number>>>;
  /** Queue, publish and look until nothing changes any more, the clock moving a little with every round. */
  settle(rounds?: number): Promise<void>;
}

export async function createWorld(
  storage: Storage,
  clock: TestClock,
  changes: Partial<ServiceDeps> = {},
): Promise<World> {
  const platform = createTestPlatform(clock);
  const passwords = createTestPasswords();
  const logged: LogLine[] = [];
  const log: Log = {
    info: () => undefined,
    warn: (event) => {
      logged.push({ level: 'warn', event, text: '' });
    },
    error: (event, error) => {
      logged.push({ level: 'error', event, text: String(error) });
    },
  };
  const side = createOtherSide();
  const deps: ServiceDeps = {
    storage,
    notifiers: side.registry,
    webhookSender: createReceiver().sender,
    connectors: platform.connectors,
    policyFeed: platform.policyFeed,
    passwords,
    clock,
    random: { next: () => 0.5 },
    ids,
    hasher,
    log,
    settings: SETTINGS,
    ...changes,
  };
  const services = createServices(deps);
  const [office, a, b] = await services.accounts.registerUnits([
    { key: 'office', name: '县政府办', parentKey: null, level: 'county' },
    { key: 'a', name: '甲局', parentKey: 'office', level: 'department' },
    { key: 'b', name: '乙镇', parentKey: 'office', level: 'town' },
  ]);
  if (office === undefined || a === undefined || b === undefined) throw new Error('units are missing');
  const world: World = {
    clock,
    platform,
    storage,
    services,
    deps,
    side,
    passwords,
    logged,
    officeId: office.id,
    unitA: a.id,
    unitB: b.id,
    addAccounts: async (...accounts) => {
      await services.accounts.registerAccounts(
        accounts.map(([name, externalId, unit]) => registration(name, externalId, unit ?? 'a')),
      );
    },
    account: async (externalId) => {
      const page = await storage.accounts.list({}, { limit: 200, cursor: null }, null);
      const found = page.items.find(({ account }) => account.externalId === externalId);
      const record = found === undefined ? null : await storage.accounts.byId(found.account.id, null);
      if (record === null) throw new Error(`no account ${externalId}`);
      return record;
    },
    lookAtDue: () => services.accounts.collectDue({ owner: 'test', max: 500, signal: new AbortController().signal }),
    settle: async (rounds = 8) => {
      for (let round = 0; round < rounds; round += 1) {
        await services.mandates.queueReady(100);
        await services.mandates.publishDue({ owner: 'test', max: 100, signal: new AbortController().signal });
        await world.lookAtDue();
        clock.pass(6 * SECOND_MS);
      }
    },
  };
  return world;
}

export function registration(platform: Platform, externalId: string, unitKey = 'a'): AccountRegistration {
  return {
    unitKey,
    platform,
    externalId,
    name: `账号${externalId}`,
    homeUrl: `https://platform.test/${externalId}`,
    columnClass: 'account',
    region: '620700',
    status: 'active',
    openedAt: new Date('2026-01-01T00:00:00Z'),
    settings: {},
    credential: platform === 'portal' ? null : { accessToken: `token-${externalId}` },
  };
}

export function principal(role: Role, digit: string, unitId: UnitId | null = null): Principal {
  return { personId: digit.repeat(24) as PersonId, name: `人员${digit}`, role, unitId, via: 'session' };
}
export const PAGE = { limit: 200, cursor: null };

import { createHash } from 'node:crypto';
import type { Platform } from '../../src/domain/accounts/account';
import type { RulePack } from '../../src/domain/judging/rulePack';
import type { MandateRule } from '../../src/domain/mandates/mandate';
import type { PersonId, UnitId } from '../../src/domain/ids';
import type { Principal, Role } from '../../src/domain/people/role';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type CivilDate } from '../../src/domain/time/instant';
import type { WorkCalendar } from '../../src/domain/time/workCalendar';
import type { Clock, Ids, Log, Passwords } from '../../src/ports/runtime';
import type { AccountRecord, Storage } from '../../src/ports/storage';
import {
  createServices,
  type AccountRegistration,
  type ServiceDeps,
  type Services,
  type ServiceSettings,
} from '../../src/services/index';
import { createTestPlatform, type TestPlatform } from './platform';

export interface TestClock extends Clock {
  pass(ms: number): void;
  set(at: Date): void;
}
export function createTestClock(start: string): TestClock {
  let now = new Date(start);
  return {
    now: () => now,
    pass: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    set: (at) => {
      now = at;
    },
  };
}

/**
 * Fri 2026-09-18 10:00 +08:00; Sunday 20th is a make-up day, so one working day ends on Monday 21st at 00:00 +08:00.
 */
export const START = '2026-09-18T02:00:00Z';
export const CALENDAR: WorkCalendar = {
  announcedYears: new Set([2026]),
  days: new Map<CivilDate, { working: boolean; name: string }>([
    ['2026-09-20' as CivilDate, { working: true, name: '国庆节' }],
    ...['01', '02', '03', '04', '05', '06', '07'].map(
      (day) => [`2026-10-${day}` as CivilDate, { working: false, name: '国庆节' }] as const,
    ),
    ['2026-10-10' as CivilDate, { working: true, name: '国庆节' }],
  ]),
};

const clause = { source: '国办秘函〔2019〕19号', text: '监测时间点前14个自然日内无更新' };
export const PACK: RulePack = {
  id: 'national',
  version: '1',
  title: '全国',
  effectiveFrom: '2019-04-01' as CivilDate,
  effectiveUntil: null,
  scope: { regions: [], platforms: [] },
  proofMaxAgeHours: 48,
  rules: [
    {
      id: 'silence',
      kind: 'silence',
      columnClass: 'account',
      warnDays: [7, 10, 12],
      breachDays: 14,
      dormantDays: 30,
      zombieDays: 90,
      clause,
    },
    {
      id: 'slow',
      kind: 'slow',
      columnClass: 'account',
      measure: { by: 'gap', maxGapHours: 72, windowDays: 30 },
      clause,
    },
    { id: 'citizen-id', kind: 'wording', check: { by: 'citizen-id' }, clause },
    { id: 'phrases', kind: 'wording', check: { by: 'phrase', phrases: ['第一领导人'] }, clause },
  ],
};

export const SETTINGS: ServiceSettings = {
  packs: [{ ...PACK, rules: PACK.rules.filter((rule) => rule.kind !== 'slow') }],
  calendar: CALENDAR,
  looks: {
    intervalMs: { weibo: 20 * MINUTE_MS, wechat: 20 * MINUTE_MS, portal: 10 * MINUTE_MS },
    concurrency: 1,
    leaseMs: 2 * MINUTE_MS,
  },
  publishing: {
    concurrency: 1,
    leaseMs: 2 * MINUTE_MS,
    blindLooksBeforeManual: 3,
    maxAttempts: 6,
    submittedPatienceMs: 6 * HOUR_MS,
  },
  policies: { documentsPerIntake: 5 },
  cases: { rectificationWorkingDays: 10, watchDays: 90 },
  deadline: { cutOffHour: 24 },
  incidents: { windowMs: 10 * MINUTE_MS },
  signIn: {
    lockAfterFailures: 5,
    lockMs: 15 * MINUTE_MS,
    sessionMs: 12 * HOUR_MS,
    linkMs: HOUR_MS,
    tokenMs: 365 * DAY_MS,
  },
  views: { summaryCacheMs: SECOND_MS },
};

export const RULE: Omit<MandateRule, 'id'> = {
  key: 'state-council',
  title: '国务院政策一个工作日内转载',
  authorities: ['state-council'],
  topicWords: [],
  platforms: ['weibo', 'wechat', 'portal'],
  regions: [],
  limit: { workingDays: 1 },
  limitByPlatform: {},
  review: 'pre-approved',
  effectiveFrom: '2026-09-01' as CivilDate,
  clause: '通政办发〔2015〕3号',
};

let counter = 0;
const nextHex = (): string => {
  counter += 1;
  return counter.toString(16).padStart(24, '0');
};
export const ids: Ids = {
  id: <T extends string>() => nextHex() as T,
  eventId: () => nextHex() as ReturnType<Ids['eventId']>,
  secret: () => `secret-${nextHex()}`,
};
export const hasher = { sha256: (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex') };
/** Counts how often it was asked: how long a sign-in takes is how much it hashes. */
export interface TestPasswords extends Passwords {
  verified: number;
}
function createTestPasswords(): TestPasswords {
  const passwords: TestPasswords = {
    verified: 0,
    hash: (password) => Promise.resolve(`hash:${password}`),
    verify: (password, hash) => {
      passwords.verified += 1;
      return Promise.resolve(hash === `hash:${password}`);
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
  readonly passwords: TestPasswords;
  readonly logged: LogLine[];
  readonly officeId: UnitId;
  readonly unitA: UnitId;
  readonly unitB: UnitId;
  /** Registers accounts; each is `[platform, external id, unit]`. */
  addAccounts(...accounts: readonly (readonly [Platform, string, ('a' | 'b')?])[]): Promise<void>;
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
  const deps: ServiceDeps = {
    storage,
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
      if (found === undefined) throw new Error(`no account ${externalId}`);
      return found;
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

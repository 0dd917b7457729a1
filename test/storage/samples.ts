import { NO_ADDRESSES } from '../../src/domain/notify/channel';
import type { Account } from '../../src/domain/accounts/account';
import type { Site } from '../../src/domain/accounts/site';
import { NO_FACTS, type AccountFacts } from '../../src/domain/accounts/facts';
import type { Look } from '../../src/domain/accounts/look';
import type { Alert, AlertDraft, Resolution, DomainEvent } from '../../src/domain/alerts/alert';
import type { Case } from '../../src/domain/cases/case';
import type { AccountId, CaseId, FindingId, LookId, PersonId, SiteId, UnitId } from '../../src/domain/ids';
import type { Finding, Verdict } from '../../src/domain/judging/verdict';
import type { CivilDate, PublishedAt } from '../../src/domain/time/instant';
import type { LookClaim, NewPost, Person, Storage, Unit } from '../../src/ports/storage';
import { ids } from './testStore';

/** Ten in the morning of a Friday, in Shanghai. */
export const NOW = new Date('2026-09-18T02:00:00Z');
export const after = (ms: number, from: Date = NOW): Date => new Date(from.getTime() + ms);
export const at = (text: string): Date => new Date(text);

export type Given<T> = { -readonly [K in keyof T]?: T[K] };

export function unitOf(key: string, above: readonly Unit[] = []): Unit {
  const id = ids.id<UnitId>();
  const parent = above.at(-1) ?? null;
  return {
    id,
    key,
    name: `单位 ${key}`,
    parentId: parent?.id ?? null,
    path: [...(parent?.path ?? []), id],
    level: parent === null ? 'county' : 'department',
    sectors: [],
    region: '',
  };
}

export function accountOf(given: Given<Account> = {}): Account {
  const id = given.id ?? ids.id<AccountId>();
  return {
    id,
    unitId: ids.id<UnitId>(),
    unitPath: [],
    siteId: null,
    platform: 'weibo',
    externalId: `uid-${id}`,
    name: `账号 ${id}`,
    homeUrl: `https://weibo.example/u/${id}`,
    columnClass: 'account',
    region: '440300',
    status: 'active',
    openedAt: null,
    settings: { feedKind: 'timeline' },
    hasCredential: false,
    noPublishReason: null,
    ...given,
  };
}

export function siteOf(given: Given<Site> = {}): Site {
  const id = given.id ?? ids.id<SiteId>();
  return {
    id,
    key: `site-${id}`,
    unitId: ids.id<UnitId>(),
    unitPath: [],
    name: `站点 ${id}`,
    homeUrl: 'https://www.some.gov.example/',
    identifierCode: null,
    repostColumnId: null,
    ...given,
  };
}

export function eventOf(subject: string, given: { readonly at?: Date; readonly to?: string } = {}): DomainEvent {
  const occurredAt = given.at ?? NOW;
  return {
    eventId: ids.eventId(),
    ledger: {
      kind: 'account-changed',
      subject,
      from: null,
      to: given.to ?? 'changed',
      reason: 'test',
      actor: 'system:test',
      data: { days: 14, certain: true, note: null },
      occurredAt,
      recordedAt: occurredAt,
    },
  };
}

/** Something that is wrong, a cause of its own unless one is given. */
export function draftOf(given: Given<AlertDraft> = {}): AlertDraft {
  const cause = given.cause ?? `test:${ids.id()}`;
  return {
    cause,
    owner: cause,
    kind: 'account-silent',
    severity: 'critical',
    subject: { label: '账号' },
    unitId: null,
    unitPath: [],
    reason: 'silence-breach',
    figures: { days: 14 },
    byUnit: null,
    occurredAt: NOW,
    ...given,
  };
}

/** Makes exactly these the alerts of an owner; what was told before and is not among them is done. */
export async function tell(
  storage: Storage,
  owner: string,
  told: { readonly wanted: readonly AlertDraft[]; readonly at?: Date; readonly end?: Resolution },
): Promise<number> {
  const { wanted, at: now = NOW, end = 'done' } = told;
  const read = async () => ({ wanted, endOf: () => end });
  return (await storage.alerts.reconcile(owner, now, read)).changes;
}

/** Registers an account and answers it. */
export async function register(storage: Storage, given: Given<Account> = {}, nextLookAt: Date = NOW): Promise<Account> {
  const account = accountOf(given);
  await storage.accounts.register(account, null, ...([eventOf(`account:${account.id}`), nextLookAt] as const));
  return account;
}

export function factsOf(given: Given<AccountFacts> = {}): AccountFacts {
  return {
    ...NO_FACTS,
    lastLookId: ids.id<LookId>(),
    lastLookAt: NOW,
    lastLookOutcome: 'items',
    lastSightAt: NOW,
    dailyCounts: { '2026-09-17': 2, '2026-09-18': 1 },
    recentPostAts: [after(-2_000), after(-1_000)],
    ...given,
  };
}

export function verdictOf(given: Given<Verdict> = {}): Verdict {
  return {
    kind: 'fine',
    reason: 'recent-post',
    ruleId: 'national-silence',
    clause: { source: '国办秘函〔2019〕19号', text: '14 天', howApplied: '7 天预警' },
    packId: 'national',
    packVersion: '2019.1',
    crossedAt: null,
    breachAt: after(14 * 86_400_000),
    provenSilenceMs: 0,
    evidence: { lastPostId: null, lastPostUrl: null, sightLookId: null },
    facts: NO_FACTS,
    judgedAt: NOW,
    judgeAfter: after(7 * 86_400_000),
    ...given,
  };
}

export const published = (instant: Date): PublishedAt => ({
  precision: 'instant',
  at: instant,
  original: instant.toISOString(),
});
export const publishedOn = (day: string): PublishedAt => ({ precision: 'day', on: day as CivilDate, original: day });

export function newPostOf(identity: string, countedAt: Date = NOW, given: Given<NewPost> = {}): NewPost {
  return {
    observed: {
      identity,
      url: `https://weibo.example/${identity}`,
      title: `题 ${identity}`,
      text: '正文',
      links: ['https://www.gov.example/a'],
      publishedAt: published(countedAt),
      platformIds: [identity],
      pinned: false,
    },
    countedAt,
    standing: 'counted',
    textHash: 'f'.repeat(64),
    ...given,
  };
}

export function lookOf(accountId: AccountId, given: Given<Look> = {}): Look {
  return {
    id: ids.id<LookId>(),
    accountId,
    platform: 'weibo',
    startedAt: NOW,
    endedAt: after(900),
    outcome: 'items',
    detail: 'ok',
    coverage: 'full',
    itemCount: 3,
    newCount: 1,
    futureDatedCount: 0,
    completeFromAt: after(-86_400_000),
    ...given,
  };
}

export function findingOf(accountId: AccountId, given: Given<Finding> = {}): Finding {
  return {
    id: ids.id<FindingId>(),
    accountId,
    kind: 'silent',
    ruleId: 'national-silence',
    clause: { source: '国办秘函〔2019〕19号', text: '14 天' },
    subject: accountId,
    state: 'open',
    occurredAt: NOW,
    noticedAt: after(1_000),
    closedAt: null,
    detail: 'silence-breach',
    evidence: { url: null, lookId: null, excerpt: null },
    ...given,
  };
}

export function caseOf(account: Pick<Account, 'id' | 'unitId' | 'unitPath'>, given: Given<Case> = {}): Case {
  return {
    id: ids.id<CaseId>(),
    accountId: account.id,
    unitId: account.unitId,
    unitPath: account.unitPath,
    findingId: ids.id<FindingId>(),
    state: 'noticed',
    occurredAt: NOW,
    openedAt: NOW,
    rectifyBy: null,
    actAfter: NOW,
    proposedBy: null,
    successorAccountId: null,
    closedAt: null,
    closeReason: null,
    steps: [],
    ...given,
  };
}

export function personOf(given: Given<Person> = {}): Person {
  const id = given.id ?? ids.id<PersonId>();
  return {
    id,
    username: `user-${id}`,
    name: '张三',
    role: 'operator',
    unitId: null,
    passwordHash: null,
    failedSignIns: 0,
    lockedUntilAt: null,
    disabled: false,
    sessionEpoch: 0,
    addresses: NO_ADDRESSES,
    assignments: [],
    assignmentsVersion: 0,
    lastAssignmentId: null,
    ...given,
  };
}

/** Every change of an alert there was, in order. */
export function allAlerts(storage: Storage): Promise<readonly Alert[]> {
  return storage.alerts.since(0, 5_000, null);
}

/** How a verdict is stored whose findings and case agree already, with these events. */
export function followed(events: readonly DomainEvent[] = []): Parameters<Storage['accounts']['changeVerdict']>[3] {
  return { events, isFollowed: true };
}

/** Claims the look that is most overdue; null: none is due. */
export async function claimLook(
  from: Storage,
  request: Omit<Parameters<Storage['accounts']['claimLooks']>[0], 'limit' | 'roomAt'>,
): Promise<LookClaim | null> {
  return (await from.accounts.claimLooks({ ...request, limit: 1, roomAt: () => 1 }))[0] ?? null;
}

/** Claims a look at the account, the only one due, and settles it with fresh facts. */
export async function lookedAt(storage: Storage, id: AccountId): Promise<AccountFacts> {
  const facts = factsOf();
  const claim = await claimLook(storage, { now: NOW, owner: 'test', leaseMs: 1_000, token: ids.secret() });
  expect(claim?.record.account.id).toBe(id);
  expect(
    await storage.accounts.settleLook(id, claim?.token ?? '', {
      facts,
      nextLookAt: NOW,
      callsToday: { on: '2026-09-18', count: 1 },
      noPublishReason: null,
      updatedAt: NOW,
    }),
  ).toBe('settled');
  return facts;
}

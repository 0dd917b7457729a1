import { accountOf, verdictOf, factsOf } from '../storage/samples';
import { policyOf } from '../storage/mandateSamples';
import { civilDateOf } from '../../src/domain/time/civil';
import { DAY_MS, HOUR_MS, type Instant } from '../../src/domain/time/instant';
import { PLATFORMS } from '../../src/domain/accounts/account';
import type { AccountRow } from '../../src/storage/accounts/accountRow';
import type { LookRow } from '../../src/storage/accounts/lookRows';
import type { PostRow } from '../../src/storage/accounts/postRow';
import type { UnitRow } from '../../src/storage/accounts/units';
import { freeLease } from '../../src/storage/lease';
import type { PolicyRow } from '../../src/storage/policies/policyRow';
import { tailsOf } from '../../src/storage/tails';

import {
  UNITS,
  COUNTIES,
  BUREAUS,
  idOf,
  pathOf,
  pick,
  ago,
  accountName,
  unitName,
  outcomeOf,
  verdictKindOf,
} from './largeIds';

export function* unitRows(): Generator<UnitRow> {
  for (let n = 0; n < UNITS; n += 1) {
    const path = pathOf<UnitRow['_id']>(n);
    yield {
      _id: idOf('unit', n),
      key: `unit-${n}`,
      name: unitName(n),
      parentId: path.at(-2) ?? null,
      path,
      depth: path.length,
      level: n === 0 ? 'province' : n <= COUNTIES ? 'county' : 'department',
      sectors: [],
      region: '620000',
      outbox: [],
    };
  }
}

export function accountRow(n: number, now: Instant): AccountRow {
  const { id, ...account } = accountOf({ id: idOf('account', n) });
  const platform = pick(PLATFORMS, n + Math.floor(n / UNITS));
  const outcome = outcomeOf(n);
  const lookedAt = ago(now, (n % 900) * 1_000);
  const days = Array.from({ length: 60 }, (_, day) => [civilDateOf(ago(now, day * DAY_MS)), 1 + ((n + day) % 3)]);
  const facts = factsOf({
    lastPostAt: ago(now, (n % 40) * HOUR_MS),
    lastPostId: idOf('post', n),
    lastPostUrl: `https://weibo.example/${n}/1`,
    lastSightAt: outcome === 'items' ? lookedAt : ago(lookedAt, 3 * DAY_MS),
    lastSightLookId: idOf('look', n),
    firstSightAt: ago(now, 300 * DAY_MS),
    lastLookAt: lookedAt,
    lastLookId: idOf('look', n),
    lastLookOutcome: outcome,
    lastLookDetail: outcome === 'items' ? 'ok' : 'http-503',
    completeFromAt: ago(now, 300 * DAY_MS),
    dailyCounts: Object.fromEntries(days) as Record<string, number>,
    recentPostAts: Array.from({ length: 60 }, (_, post) => ago(now, (60 - post) * 12 * HOUR_MS)),
  });
  const kind = verdictKindOf(n);
  // An hour for the first and 20 days for the last: some are about to cross their limit.
  const breachAt = kind === 'fine' || kind === 'warned' ? new Date(now.getTime() + (1 + (n % 480)) * HOUR_MS) : null;
  return {
    _id: id,
    ...account,
    unitId: idOf('unit', n % UNITS),
    unitPath: pathOf(n % UNITS),
    platform,
    externalId: `external-${n}`,
    name: accountName(n),
    homeUrl: `https://weibo.example/u/${n}`,
    facts,
    verdict: verdictOf({ kind, breachAt, facts, judgedAt: lookedAt, judgeAfter: new Date(now.getTime() + 7 * DAY_MS) }),
    verdictKind: kind,
    judgeAfter: new Date(now.getTime() + 7 * DAY_MS),
    breachAt,
    nextLookAt: new Date(now.getTime() + 3_650 * DAY_MS),
    lookLease: freeLease(),
    lookHost: platform,
    lastSeenIdentities: Array.from({ length: 5 }, (_, seen) => `identity-${n}-${seen}`),
    lastList: null,
    callsToday: { on: civilDateOf(now), count: 40 },
    updatedAt: lookedAt,
    tails: tailsOf(accountName(n)),
    outbox: [],
  };
}

const TEXT = '为进一步优化政务服务、提升行政效能，现就有关事项通知如下，请结合实际认真贯彻落实。'.repeat(3);

/** The newest first, one account after the other, so that the last day is there even of a small office. */
export function* postRows(
  size: { readonly posts: number; readonly accounts: number },
  now: Instant,
): Generator<PostRow> {
  const each = Math.ceil(size.posts / size.accounts);
  for (let n = 0; n < size.posts; n += 1) {
    const account = n % size.accounts;
    const countedAt = ago(now, Math.floor((n / size.posts) * 365 * DAY_MS) % (each * 8 * HOUR_MS));
    yield {
      _id: idOf('post', n),
      accountId: idOf('account', account),
      platform: pick(PLATFORMS, account + Math.floor(account / UNITS)),
      unitPath: pathOf(account % UNITS),
      identity: `identity-${n}`,
      url: `https://weibo.example/${account}/${n}`,
      title: `关于第${n}件事项的通知`,
      text: TEXT,
      links: ['https://www.gov.example/a'],
      publishedAt: { precision: 'instant', at: countedAt, original: countedAt.toISOString() },
      platformIds: [String(n)],
      pinned: false,
      countedAt,
      standing: 'counted',
      firstSeenAt: countedAt,
      textHash: n.toString(16).padStart(64, '0'),
      outbox: [],
    };
  }
}

export function lookRow(n: number, size: { readonly looks: number; readonly accounts: number }, now: Instant): LookRow {
  const endedAt = ago(now, Math.floor((n / size.looks) * HOUR_MS));
  const account = n % size.accounts;
  return {
    _id: idOf('look', n),
    accountId: idOf('account', account),
    platform: pick(PLATFORMS, account + Math.floor(account / UNITS)),
    startedAt: ago(endedAt, 300),
    endedAt,
    outcome: outcomeOf(account),
    detail: 'ok',
    coverage: 'full',
    itemCount: 20,
    newCount: 0,
    futureDatedCount: 0,
    completeFromAt: ago(now, 30 * DAY_MS),
    lateWithinMs: pick([1_000, 5_000, 60_000], n),
  };
}

export function policyRow(n: number, now: Instant): PolicyRow {
  const listedAt = ago(now, n * 2 * HOUR_MS);
  const title = `关于做好第${n}号${pick(BUREAUS, n)}有关工作的通知`;
  const docNumber = `国办发〔${2_020 + (n % 7)}〕${n}号`;
  const { id, ...policy } = policyOf({ id: idOf('policy', n), firstSeenAt: listedAt });
  return {
    _id: id,
    ...policy,
    identityKeys: [`url:https://www.gov.example/${n}`],
    title,
    normalisedTitle: title,
    docNumber,
    publishedAt: { precision: 'instant', at: listedAt, original: listedAt.toISOString() },
    body: TEXT.repeat(10),
    withdrawal: null,
    interprets: null,
    byHand: null,
    listedAt,
    awaitsDecision: false,
    awaitsPerson: n % 500 === 0,
    decision: { version: 1, reason: 'no-rule', at: listedAt },
    names: [`第${n}号办法`],
    reading: { nextAt: null, attempts: 0, goneSinceAt: null },
    awaitsFollowing: false,
    tails: tailsOf(title, docNumber),
    outbox: [],
  };
}

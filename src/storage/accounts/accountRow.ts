import type { Account } from '../../domain/accounts/account';
import type { LastList } from '../../domain/accounts/lastList';
import type { RunRow } from '../../domain/accounts/lookRun';
import type { AccountFiling } from '../../domain/accounts/filing';
import type { AccountFacts } from '../../domain/accounts/facts';
import type { AccountId } from '../../domain/ids';
import type { Verdict, VerdictKind } from '../../domain/judging/verdict';
import type { Instant } from '../../domain/time/instant';
import type { AccountRecord, ListedAccount } from '../../ports/storage';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { leasePart, type StoredLease } from '../lease';
import {
  clausePart,
  count,
  countByKey,
  documentSchema,
  flag,
  instant,
  partSchema,
  text,
  textByKey,
  texts,
} from '../schemaParts';
import type { Row } from '../table';

/**
 * An account as stored. `verdictKind`, `judgeAfter` and `breachAt` are copies of the verdict that lists and sweeps read
 * through an index; they are written in the same update as the verdict, so they cannot disagree with it for longer than
 * a look.
 */
export interface AccountRow extends Row, Omit<Account, 'id'>, WithOutbox {
  readonly _id: AccountId;
  readonly facts: AccountFacts;
  readonly verdict: Verdict | null;
  readonly verdictKind: VerdictKind | null;
  /**
   * When the account has to be judged next. The beginning of time: at once. Null: only an event can change the verdict.
   */
  readonly judgeAfter: Instant | null;
  readonly breachAt: Instant | null;
  readonly nextLookAt: Instant;
  /** Asked for while a look was already running: that look may have begun too early to see what is waited for. */
  readonly expediteAt?: Instant;
  readonly lookLease: StoredLease;
  /** Whose server a look asks; looks at one server are kept from filling all slots. */
  readonly lookHost: string;
  /** What the last sight showed, newest first, a few. */
  readonly lastSeenIdentities: readonly string[];
  readonly lastList?: LastList | null;
  /** Beside the list, not in it: workers of the version before write `lastList` back whole, and know no such field. */
  readonly lookRow?: RunRow;
  readonly callsToday: AccountRecord['callsToday'];
  readonly updatedAt: Instant;
  /** The ends of its name, by which any part of it is found. */
  readonly tails: readonly string[];
  /** What is filed of it (备案); absent: nothing. Read where it is asked for and nowhere else: `UNREAD`. */
  readonly filing?: AccountFiling;
  /** Since when it has its status; absent: since before that was kept. */
  readonly statusSince?: Instant;
  /** Since when it is judged; absent: since it is known. */
  readonly judgedSince?: Instant;
}

const factsPart = partSchema({
  lastPostAt: instant,
  lastPostId: text,
  lastPostUrl: text,
  lastSightAt: instant,
  lastSightLookId: text,
  firstSightAt: instant,
  lastLookAt: instant,
  lastLookId: text,
  lastLookOutcome: text,
  lastLookDetail: text,
  consecutiveBlindLooks: count,
  coverage: text,
  completeFromAt: instant,
  dailyCounts: countByKey,
  recentPostAts: { type: [Date] },
});

const verdictPart = partSchema({
  kind: text,
  reason: text,
  ruleId: text,
  clause: clausePart,
  packId: text,
  packVersion: text,
  crossedAt: instant,
  breachAt: instant,
  provenSilenceMs: count,
  evidence: partSchema({ lastPostId: text, lastPostUrl: text, sightLookId: text }),
  facts: factsPart,
  lookDueAt: instant,
  judgedAt: instant,
  judgeAfter: instant,
});

export const accountSchema = documentSchema({
  _id: text,
  unitId: text,
  unitPath: texts,
  siteId: text,
  platform: text,
  externalId: text,
  name: text,
  homeUrl: text,
  columnClass: text,
  region: text,
  status: text,
  openedAt: instant,
  settings: textByKey,
  hasCredential: flag,
  noPublishReason: text,
  facts: factsPart,
  verdict: verdictPart,
  verdictKind: text,
  judgeAfter: instant,
  breachAt: instant,
  nextLookAt: instant,
  expediteAt: instant,
  lookLease: leasePart,
  lookHost: text,
  lastSeenIdentities: texts,
  lastList: partSchema({
    digest: text,
    answerDigest: text,
    outcome: text,
    detail: text,
    coverage: text,
    itemCount: count,
    unpinnedCount: count,
    completeFromAt: instant,
  }),
  lookRow: partSchema({ id: text, startedAt: instant }),
  callsToday: partSchema({ on: text, count }),
  updatedAt: instant,
  tails: texts,
  statusSince: instant,
  judgedSince: instant,
  filing: partSchema({
    supervisingBody: text,
    certifiedSubject: text,
    certifiedUntil: text,
    purpose: text,
    contactName: text,
    contactPhone: text,
    infoChief: text,
    infoOfficers: text,
    contractor: text,
    contractEndsOn: text,
    isMain: flag,
    filingNumber: text,
    filedOn: text,
    fans: count,
    fansCountedOn: text,
    posts: count,
    postsCountedOn: text,
  }),
  outbox: outboxField,
});

function readAccount(row: AccountRow): Account {
  return {
    id: row._id,
    unitId: row.unitId,
    unitPath: row.unitPath,
    siteId: row.siteId,
    platform: row.platform,
    externalId: row.externalId,
    name: row.name,
    homeUrl: row.homeUrl,
    columnClass: row.columnClass,
    region: row.region,
    status: row.status,
    openedAt: row.openedAt,
    settings: row.settings,
    hasCredential: row.hasCredential,
    noPublishReason: row.noPublishReason,
  };
}

/** What looks and judging have no use for: the record of the filing is as long as all they read. */
export const UNREAD = ['filing'] as const;

/** What a list shows none of: six times as much of each row as what it shows. */
export const UNLISTED = [
  'facts.dailyCounts',
  'facts.recentPostAts',
  'facts.lastPostId',
  'facts.lastPostUrl',
  'facts.lastSightLookId',
  'facts.firstSightAt',
  'facts.lastLookId',
  'facts.consecutiveBlindLooks',
  'facts.completeFromAt',
  'verdict.facts',
  'verdict.lookDueAt',
  'verdict.judgeAfter',
  'verdictKind',
  'judgeAfter',
  'lookLease',
  'lookHost',
  'expediteAt',
  'lastSeenIdentities',
  'lastList',
  'lookRow',
  'callsToday',
  'updatedAt',
  'tails',
  'filing',
  'statusSince',
  'judgedSince',
  'outbox',
] as const;

export function readListed(row: AccountRow): ListedAccount {
  return { account: readAccount(row), facts: row.facts, verdict: row.verdict, nextLookAt: row.nextLookAt };
}

/** What is read is written back whole: without the `row` that another version may have put into it. */
function readList(stored: (LastList & { readonly row?: unknown }) | null): LastList | null {
  if (stored === null) return null;
  const { row: _row, ...list } = stored;
  return list;
}

export function readRecord(row: AccountRow): AccountRecord {
  return {
    account: readAccount(row),
    facts: row.facts,
    verdict: row.verdict,
    nextLookAt: row.nextLookAt,
    callsToday: row.callsToday,
    lastSeenIdentities: row.lastSeenIdentities,
    lastList: readList(row.lastList ?? null),
    lookRow: row.lookRow ?? null,
    judgeAfter: row.judgeAfter,
    lookHost: row.lookHost,
    ...(row.statusSince && { statusSince: row.statusSince }),
    ...(row.judgedSince && { judgedSince: row.judgedSince }),
    updatedAt: row.updatedAt,
  };
}

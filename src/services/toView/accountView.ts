import { EXCUSABLE_KINDS } from '../../domain/content/ownWord';
import { isPendingExternalId, NEVER } from '../../domain/accounts/accountTable';
import type { Look } from '../../domain/accounts/look';
import type { Post } from '../../domain/accounts/post';
import type { Dismissal, Finding } from '../../domain/judging/verdict';
import { addCivilDays, civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { dayKind, type WorkCalendar } from '../../domain/time/workCalendar';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import type { AccountDetailView, AccountView, FindingView, LookView, PostView, VerdictView } from '../../api/accounts';
import type { AccountRecord, ListedAccount } from '../../ports/storage';
import { iso, isoOrNull, publishedView } from './isoInstant';
import type { UnitDirectory } from '../unitNames';

const MAX_DAYS = 60;

export function accountView({ account, facts, verdict, nextLookAt }: ListedAccount, units: UnitDirectory): AccountView {
  return {
    id: account.id,
    name: account.name,
    platform: account.platform,
    unitId: account.unitId,
    unitName: units.nameOf(account.unitId),
    siteId: account.siteId,
    homeUrl: account.homeUrl,
    // What is not registered with the platform has no id of it.
    externalId: isPendingExternalId(account.externalId) ? '' : account.externalId,
    status: account.status,
    columnClass: account.columnClass,
    verdict: verdict === null ? null : verdictView(verdict),
    lastPostAt: isoOrNull(facts.lastPostAt),
    lastSightAt: isoOrNull(facts.lastSightAt),
    lastLookAt: isoOrNull(facts.lastLookAt),
    lastLookOutcome: facts.lastLookOutcome,
    lastLookDetail: facts.lastLookDetail,
    nextLookAt: nextLookAt < NEVER ? iso(nextLookAt) : null,
    coverage: facts.coverage,
    noPublishReason: account.noPublishReason,
  };
}

function verdictView(verdict: NonNullable<ListedAccount['verdict']>): VerdictView {
  return {
    kind: verdict.kind,
    reason: verdict.reason,
    ruleId: verdict.ruleId,
    clause: verdict.clause,
    packId: verdict.packId,
    packVersion: verdict.packVersion,
    crossedAt: isoOrNull(verdict.crossedAt),
    breachAt: isoOrNull(verdict.breachAt),
    provenSilenceMs: verdict.provenSilenceMs,
    judgedAt: iso(verdict.judgedAt),
    lastPostUrl: verdict.evidence.lastPostUrl,
    sightLookId: verdict.evidence.sightLookId,
  };
}

/**
 * Posts a day, oldest first, days without a post as zero, from the first day known (60 at most) to the last day seen.
 * Days after the last sight are left out: nobody knows what was published then. Nothing at all where nothing was seen.
 */
export function dailyView({ facts }: AccountRecord, calendar: WorkCalendar, now: Instant): AccountDetailView['daily'] {
  // Never seen, and no post known: days from a register would stand beside "nothing seen yet".
  if (facts.lastSightAt === null && facts.lastPostAt === null) return [];
  const counted = Object.keys(facts.dailyCounts).sort();
  const firstSeen = facts.completeFromAt === null ? undefined : civilDateOf(facts.completeFromAt);
  const firstKnown = [counted[0], firstSeen].filter((date) => date !== undefined).sort()[0];
  if (firstKnown === undefined) return [];
  const today = civilDateOf(now);
  const lastSeen = facts.lastSightAt === null ? (counted.at(-1) ?? today) : civilDateOf(facts.lastSightAt);
  const last = lastSeen < today ? lastSeen : today;
  const days: { date: string; count: number; working: boolean; dayName: string }[] = [];
  for (let back = 0; back < MAX_DAYS; back += 1) {
    const date = addCivilDays(civilDateOf(now), -back);
    if (date < firstKnown) break;
    if (date > last) continue;
    const kind = dayKind(calendar, date);
    days.unshift({ date, count: facts.dailyCounts[date] ?? 0, working: kind.working, dayName: kind.name });
  }
  return days;
}

export function postView(post: Post): PostView {
  return {
    id: post.id,
    title: maskPersonalData(post.title),
    text: maskPersonalData(post.text),
    url: post.url,
    published: publishedView(post.publishedAt),
    countedAt: iso(post.countedAt),
    standing: post.standing,
    firstSeenAt: iso(post.firstSeenAt),
    earlier: (post.earlier ?? []).map(({ title, text, untilAt, isUnclear = false }) => ({
      title: maskPersonalData(title),
      text: maskPersonalData(text),
      untilAt: iso(untilAt),
      isUnclear,
    })),
    missingSinceAt: post.goneAt === undefined || post.missingSinceAt === undefined ? null : iso(post.missingSinceAt),
    goneAt: post.goneAt === undefined ? null : iso(post.goneAt),
  };
}

export function lookView(look: Look): LookView {
  return {
    id: look.id,
    startedAt: iso(look.startedAt),
    endedAt: iso(look.endedAt),
    outcome: look.outcome,
    detail: look.detail,
    coverage: look.coverage,
    itemCount: look.itemCount,
    newCount: look.newCount,
    futureDatedCount: look.futureDatedCount,
  };
}

function dismissalView(dismissal: Dismissal | null): FindingView['dismissal'] {
  return dismissal === null ? null : { name: dismissal.name, at: iso(dismissal.at), reason: dismissal.reason };
}

export function findingView(finding: Finding): FindingView {
  return {
    id: finding.id,
    accountId: finding.accountId,
    kind: finding.kind,
    ruleId: finding.ruleId,
    state: finding.state,
    detail: finding.detail,
    clause: finding.clause,
    occurredAt: iso(finding.occurredAt),
    noticedAt: iso(finding.noticedAt),
    closedAt: isoOrNull(finding.closedAt),
    url: finding.evidence.url,
    excerpt: finding.evidence.excerpt,
    subject: finding.subject,
    isExcusable: finding.kind === 'improper' && EXCUSABLE_KINDS.some((kind) => kind === finding.detail),
    dismissal: dismissalView(finding.dismissal ?? null),
  };
}

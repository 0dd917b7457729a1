import { publishesAfterItsEnd, statusAfter } from '../../domain/accounts/accountTable';
import type { Account } from '../../domain/accounts/account';
import { findingEvent, makeEvent } from '../../domain/alerts/events';
import type { Case } from '../../domain/cases/case';
import { dismissalOf } from '../../domain/cases/dismissal';
import { CASE_TRANSITIONS } from '../../domain/cases/caseTable';
import type { FindingId } from '../../domain/ids';
import { basisOfVerdict } from '../../domain/judging/findingTable';
import type { Dismissal, Finding, Verdict } from '../../domain/judging/verdict';
import { DAY_MS, type Instant } from '../../domain/time/instant';
import type { AccountRecord } from '../../ports/storage';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import type { DismissFindingOf, FollowVerdict, OpenCaseFor } from '../steps';
import type { MoveStoredCase } from './moveStoredCase';

const ACTOR = systemActor('judge');

export type CloseRecovered = (record: AccountRecord, now: Instant) => Promise<void>;

interface Followers {
  readonly closeRecovered: CloseRecovered;
  readonly openCaseFor: OpenCaseFor;
  readonly dismissFindingOf: DismissFindingOf;
}

/**
 * Silent opens a finding and a case, slow a finding. Posts seen close them. `unknown` changes neither: not seeing an
 * account is no proof of anything, in either direction (invariants 1 and 11). A case that a person dismissed takes its
 * finding along, also where the process died in between.
 */
export function createFollowVerdict(
  deps: ServiceDeps,
  { closeRecovered, openCaseFor, dismissFindingOf }: Followers,
): FollowVerdict {
  const { storage } = deps;
  return async (record, now) => {
    const { account, verdict } = record;
    // What a person dismissed neither accuses nor proves that the account came back.
    if (verdict === null || verdict.reason === 'finding-dismissed') return 'followed';
    if (verdict.kind === 'silent' || verdict.kind === 'slow') {
      const finding = await openFinding(deps, { account, verdict, now });
      if (verdict.kind === 'slow') await closeRecovered(record, now);
      else {
        // One case a finding: what a person dismissed is not opened again for the same silence.
        const latest = await storage.cases.latestFor(account.id);
        const dismissal = latest?.findingId === finding.id ? dismissalOf(latest) : null;
        // Taken back while the account had no duty: its case could not go on then.
        const isTakenBack = dismissal !== null && (finding.takenBackAt ?? new Date(0)) >= dismissal.at;
        if (latest?.findingId !== finding.id || isTakenBack) await openCaseFor(account, finding, now);
        else if (dismissal !== null && isFresh(dismissal, now) && (await dismissFindingOf(latest, dismissal, now)))
          return 'dismissed';
      }
    } else if (verdict.kind === 'fine' || verdict.kind === 'warned' || verdict.kind === 'exempt') {
      await closeRecovered(record, now);
    }
    return 'followed';
  };
}

/**
 * Versions before left the finding open: what was dismissed long ago was another length of silence than today's, and is for
 * a person to decide.
 */
function isFresh({ at }: Dismissal, now: Instant): boolean {
  return now.getTime() - at.getTime() < DAY_MS;
}

async function openFinding(
  { storage, ids }: ServiceDeps,
  about: { readonly account: Account; readonly verdict: Verdict; readonly now: Instant },
): Promise<Finding> {
  const { account, verdict, now } = about;
  const finding: Finding = {
    id: ids.id<FindingId>(),
    accountId: account.id,
    kind: verdict.kind === 'slow' ? 'slow' : 'silent',
    ruleId: verdict.ruleId ?? '',
    clause: verdict.clause,
    subject: account.id,
    state: 'open',
    occurredAt: verdict.crossedAt ?? now,
    noticedAt: now,
    closedAt: null,
    detail: verdict.reason,
    evidence: { url: verdict.evidence.lastPostUrl, lookId: verdict.evidence.sightLookId, excerpt: null },
    basis: basisOfVerdict(verdict),
  };
  return (
    await storage.findings.open(
      finding,
      findingEvent({ eventId: ids.eventId(), actor: ACTOR, now, account, finding, to: 'open' }),
    )
  ).finding;
}

/**
 * Closes what the account's return has settled: the silent finding and its case; the slow finding too, unless it is
 * slow still. A case that is being carried out stays: what was approved is not undone by a post. One already filed
 * begins anew when the account, cancelled as it is said to be, publishes again (三明 2021Q3 found such revivals).
 */
export function createCloseRecovered({ storage, ids }: ServiceDeps, moveStoredCase: MoveStoredCase): CloseRecovered {
  return async (record, now) => {
    const { account, verdict, facts } = record;
    if (verdict?.kind !== 'exempt') {
      for (const finding of await storage.findings.openFor(account.id)) {
        const settled = finding.kind === 'silent' || (finding.kind === 'slow' && verdict?.kind !== 'slow');
        if (settled)
          await storage.findings.close(
            finding.id,
            now,
            'posts-seen',
            findingEvent({ eventId: ids.eventId(), actor: ACTOR, now, account, finding, to: 'closed' }),
          );
      }
    }
    const shutdownCase = await storage.cases.openFor(account.id);
    if (shutdownCase === null) await noticeRevival({ storage, ids }, record, now);
    if (shutdownCase === null || facts.lastPostAt === null) return;
    const context = {
      actor: ACTOR,
      occurredAt: facts.lastPostAt,
      now,
      note: facts.lastPostUrl ?? account.homeUrl,
    };
    if (hasRecovered(shutdownCase, record)) await moveStoredCase(shutdownCase, 'posts-seen', context);
    else if (isRevived(shutdownCase, facts.lastPostAt)) {
      const next = statusAfter(account.status, 'found-again');
      // The account first: a case that began anew for an account without a duty would never end.
      const event = makeEvent(
        { eventId: ids.eventId(), actor: ACTOR, now },
        {
          kind: 'account-changed',
          subject: `account:${account.id}`,
          from: account.status,
          to: next ?? account.status,
          reason: 'revived',
          data: { caseId: shutdownCase.id },
        },
      );
      if (next !== null) await storage.accounts.changeStatus(account.id, account.status, next, event);
      await moveStoredCase(shutdownCase, 'revived', context);
    }
  };
}

/** No case watches it (it was cancelled without one, or its watch is over), and it publishes again. */
async function noticeRevival(
  { storage, ids }: Pick<ServiceDeps, 'storage' | 'ids'>,
  record: AccountRecord,
  now: Instant,
): Promise<void> {
  const { account, facts } = record;
  const next = publishesAfterItsEnd(record) ? statusAfter(account.status, 'found-again') : null;
  if (next === null) return;
  const event = makeEvent(
    { eventId: ids.eventId(), actor: ACTOR, now },
    {
      kind: 'account-changed',
      subject: `account:${account.id}`,
      from: account.status,
      to: next,
      reason: 'revived',
      ...(facts.lastPostAt === null ? {} : { occurredAt: facts.lastPostAt }),
      data: { note: facts.lastPostUrl },
    },
  );
  await storage.accounts.changeStatus(account.id, account.status, next, event);
}

/** The account was judged within its limits again. A post found late counts too: then the silence never was. */
export function hasRecovered(
  shutdownCase: Case,
  { facts, verdict }: Pick<AccountRecord, 'facts' | 'verdict'>,
): boolean {
  if (CASE_TRANSITIONS[shutdownCase.state]['posts-seen'] === undefined) return false;
  if (verdict?.reason === 'finding-dismissed') return false;
  return (
    facts.lastPostAt !== null && (verdict?.kind === 'fine' || verdict?.kind === 'warned' || verdict?.kind === 'slow')
  );
}

/** Published after it was cancelled or merged. */
function isRevived(shutdownCase: Case, lastPostAt: Instant): boolean {
  const ended = shutdownCase.steps.findLast(({ to }) => to === 'cancelled' || to === 'integrated');
  return shutdownCase.state === 'filed' && ended !== undefined && lastPostAt.getTime() > ended.recordedAt.getTime();
}

import type { ListedObligation } from '../../ports/storage';
import type { ObligationId } from '../../domain/ids';
import type { Obligation } from '../../domain/mandates/mandate';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { documentSchema, flag, instant, partSchema, publishedPart, text, texts } from '../schemaParts';
import type { Row } from '../table';

export interface ObligationRow extends Row, Omit<Obligation, 'id'>, WithOutbox {
  readonly _id: ObligationId;
  /** What owes it, as `channelOf` says: one obligation a mandate for each. */
  readonly channel: string;
  /**
   * Still owed, and its deadline not yet noticed as passed: what the overdue sweep reads through an index of its own.
   */
  readonly deadlineAwaited: boolean;
}

export const draftFields = { title: text, text, sourceUrl: text, sourceName: text, digest: text } as const;
const draftPart = partSchema(draftFields);

export const obligationSchema = documentSchema({
  _id: text,
  mandateId: text,
  policyId: text,
  policyVersion: { type: Number },
  accountId: text,
  siteId: text,
  channel: text,
  platform: text,
  unitId: text,
  unitPath: texts,
  accountName: text,
  policyTitle: text,
  state: text,
  manualReason: text,
  dueBy: instant,
  provisional: flag,
  countsFromAt: instant,
  createdAt: instant,
  submittedAt: instant,
  fulfilledAt: instant,
  onTime: flag,
  overdueNoticedAt: instant,
  overdueProven: flag,
  draft: draftPart,
  deadlineAwaited: flag,
  reminded: text,
  taken: partSchema({ by: text, name: text, at: instant }),
  resumedAt: instant,
  resumes: { type: Number },
  outbox: outboxField,
  evidence: partSchema({
    postId: text,
    url: text,
    title: text,
    publishedAt: publishedPart,
    countedAt: instant,
    firstSeenAt: instant,
    lookId: text,
    textHash: text,
    columnId: text,
    basis: text,
    similarity: { type: Number },
    seal: text,
  }),
});

export function isDeadlineAwaited(obligation: Obligation): boolean {
  return OPEN_STATES.includes(obligation.state) && obligation.overdueNoticedAt === null;
}

export function readObligation(row: ObligationRow): Obligation {
  return {
    id: row._id,
    mandateId: row.mandateId,
    policyId: row.policyId,
    policyVersion: row.policyVersion,
    accountId: row.accountId,
    siteId: row.siteId,
    platform: row.platform,
    unitId: row.unitId,
    unitPath: row.unitPath,
    accountName: row.accountName,
    policyTitle: row.policyTitle,
    state: row.state,
    manualReason: row.manualReason,
    dueBy: row.dueBy,
    provisional: row.provisional,
    createdAt: row.createdAt,
    submittedAt: row.submittedAt,
    fulfilledAt: row.fulfilledAt,
    onTime: row.onTime,
    overdueNoticedAt: row.overdueNoticedAt,
    overdueProven: row.overdueProven,
    evidence: readEvidence(row.evidence),
    draft: row.draft,
    ...readOptional(row),
  };
}

/** What a list shows none of. */
export const UNLISTED = ['draft', 'channel', 'deadlineAwaited', 'outbox'] as const;

/** Of a row without `UNLISTED`. */
export function readListed(row: ObligationRow): ListedObligation {
  const { draft: _draft, ...listed } = readObligation(row);
  return listed;
}

/** Evidence stored before similarity was measured has none. */
function readEvidence(stored: ObligationRow['evidence']): Obligation['evidence'] {
  return stored === null ? null : { ...stored, similarity: (stored as Partial<typeof stored>).similarity ?? null };
}

/** Rows stored before anybody could take a task, or before machines took them back, have none of these. */
function readOptional(
  row: ObligationRow,
): Pick<Obligation, 'reminded' | 'taken' | 'resumedAt' | 'resumes' | 'countsFromAt'> {
  return {
    ...(row.countsFromAt === undefined || row.countsFromAt === null ? {} : { countsFromAt: row.countsFromAt }),
    ...(typeof row.reminded === 'string' ? { reminded: row.reminded } : {}),
    ...(row.taken === undefined || row.taken === null ? {} : { taken: row.taken }),
    ...(row.resumedAt === undefined || row.resumedAt === null ? {} : { resumedAt: row.resumedAt }),
    ...(typeof row.resumes === 'number' ? { resumes: row.resumes } : {}),
  };
}

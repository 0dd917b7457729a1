import { PLATFORMS } from '../../domain/accounts/platforms';
import type { MandateId, MandateRuleId } from '../../domain/ids';
import type { Mandate, MandateRule } from '../../domain/mandates/mandate';
import { onceFor } from '../../domain/onceFor';
import type { Instant } from '../../domain/time/instant';
import type { MandateFilter, Mandates } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { anyOf, noneOf, ofSize } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { createKnownRows } from '../knownRows';
import {
  count,
  documentSchema,
  flag,
  instant,
  limitPart,
  partSchema,
  publishedPart,
  text,
  texts,
} from '../schemaParts';
import type { Filter, Row, Table } from '../table';

export interface MandateRuleRow extends Row, Omit<MandateRule, 'id'>, WithOutbox {
  readonly _id: MandateRuleId;
}
export interface MandateRow extends Row, Omit<Mandate, 'id'>, WithOutbox {
  readonly _id: MandateId;
  /** The last of `widenedAt`, by which an expansion that began before it is told. */
  readonly lastWidenedAt?: Instant;
}

export const mandateRuleSchema = documentSchema({
  _id: text,
  key: text,
  title: text,
  authorities: texts,
  topicWords: texts,
  platforms: texts,
  regions: texts,
  limit: limitPart,
  limitByPlatform: partSchema(Object.fromEntries(PLATFORMS.map((platform) => [platform, limitPart]))),
  review: text,
  effectiveFrom: text,
  clause: text,
  newVersions: text,
  interpretations: flag,
  offersInterpretations: flag,
  binds: text,
  sectors: texts,
  disabledAt: instant,
  revision: count,
  outbox: outboxField,
});

export const mandateSchema = documentSchema({
  _id: text,
  policyId: text,
  policyVersion: count,
  ruleId: text,
  title: text,
  docNumber: text,
  issuer: text,
  sourceUrl: text,
  publishedAt: publishedPart,
  issuedAt: instant,
  countsFromAt: instant,
  widenedAt: { type: [Date] },
  lastWidenedAt: instant,
  stage: text,
  reviews: { type: [partSchema({ stage: text, by: text, at: instant, step: text, name: text, reason: text })] },
  dueBy: instant,
  provisional: flag,
  expanded: flag,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<MandateRow> = { by: 'issuedAt', direction: -1, kind: 'instant' };
const OLDEST_FIRST: ListOrder<MandateRow> = { by: 'issuedAt', direction: 1, kind: 'instant' };
const MAX_RULES = 1_000;
/** Listed mandates kept to be given again. */
const MOST_KNOWN = 1_000;

export function createMandates(table: Table<MandateRow>, rules: Table<MandateRuleRow>): Mandates {
  const known = createKnownRows<MandateRow>(MOST_KNOWN);
  const listed = onceFor(readMandate);
  return {
    upsertRule: async (rule) => {
      const { id, key, ...fields } = rule;
      return readRule(
        await rules.put(
          { key: checkText(key, 'key') },
          { $set: fields, $setOnInsert: { _id: checkId(id, 'rule.id'), outbox: [] } },
        ),
      );
    },
    changeRule: async (expected, next, event) => {
      const { id, ...fields } = next;
      const revision = (expected?.revision ?? 0) + 1;
      if (expected === null)
        return (
          (await rules.insert({ _id: checkId(id, 'rule.id'), ...fields, revision, outbox: outboxOf([event]) })) ===
          'inserted'
        );
      // Rules registered at the start have no revision yet; null stands for the absent one as well.
      return rules.change(
        { _id: checkId(id, 'rule.id'), revision: expected.revision ?? null },
        { $set: { ...fields, revision }, ...withoutThose(expected, next), ...leaving([event]) },
      );
    },
    ofPolicy: async (policyId) =>
      (
        await table.many(
          { policyId: checkId(policyId, 'policyId') },
          { sort: { policyVersion: 1, _id: 1 }, limit: MAX_RULES },
        )
      ).map(readMandate),
    rules: async () => (await rules.many({}, { sort: { key: 1 }, limit: MAX_RULES })).map(readRule),
    insert: async (mandate, event) => {
      const { id, ...fields } = mandate;
      checkId(mandate.policyId, 'mandate.policyId');
      return (await table.insert({ _id: checkId(id, 'mandate.id'), ...fields, outbox: outboxOf([event]) })) ===
        'inserted'
        ? 'inserted'
        : 'exists';
    },
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'mandateId') });
      return row === null ? null : readMandate(row);
    },
    list: async (page, filter) =>
      readPage(
        table,
        { filter: filter === undefined ? {} : whereOpen(filter), order: NEWEST_FIRST, page, known },
        listed,
      ),
    inReview: async (page) =>
      readPage(table, { filter: { stage: anyOf(IN_REVIEW) }, order: OLDEST_FIRST, page }, readMandate),
    count: async (filter) => table.count(whereOpen(filter)),
    unexpanded: async (limit) =>
      (await table.many({ expanded: false }, { sort: { issuedAt: 1, _id: 1 }, limit: batchSize(limit) })).map(
        readMandate,
      ),
    markExpanded: async ({ id, stage, widenedAt = [] }) => {
      const lastWidenedAt = widenedAt.at(-1) ?? null;
      await table.change({ _id: checkId(id, 'mandateId'), stage, lastWidenedAt }, { $set: { expanded: true } });
    },
    expandAgain: async (id) => {
      await table.change({ _id: checkId(id, 'mandateId') }, { $set: { expanded: false } });
    },
    widen: async ({ id, stage }, { at, provisional, event }) =>
      table.change(
        { _id: checkId(id, 'mandateId'), stage },
        {
          $set: { expanded: false, lastWidenedAt: at, ...(provisional ? { provisional } : {}) },
          $push: { ...leaving([event]).$push, widenedAt: at },
        },
      ),
    review: async (expected, next, event) =>
      table.change(
        { _id: checkId(expected.id, 'mandateId'), stage: expected.stage, reviews: ofSize(expected.reviews.length) },
        {
          $set: {
            stage: next.stage,
            reviews: next.reviews,
            issuedAt: next.issuedAt,
            dueBy: next.dueBy,
            provisional: next.provisional,
            ...(next.expanded ? {} : { expanded: false }),
          },
          ...leaving([event]),
        },
      ),
  };
}

/** What the new form of a rule leaves out goes back to what stands where nothing is said. */
function withoutThose(before: MandateRule, next: MandateRule): { readonly $unset?: Record<string, true> } {
  const left = Object.keys(before).filter((field) => field !== 'revision' && !Object.hasOwn(next, field));
  return left.length === 0 ? {} : { $unset: Object.fromEntries(left.map((field) => [field, true as const])) };
}

function readRule(row: MandateRuleRow): MandateRule {
  return {
    id: row._id,
    key: row.key,
    title: row.title,
    authorities: row.authorities,
    topicWords: row.topicWords,
    platforms: row.platforms,
    regions: row.regions,
    limit: row.limit,
    limitByPlatform: row.limitByPlatform,
    review: row.review,
    effectiveFrom: row.effectiveFrom,
    clause: row.clause,
    ...(typeof row.newVersions === 'string' ? { newVersions: row.newVersions } : {}),
    ...(typeof row.interpretations === 'boolean' ? { interpretations: row.interpretations } : {}),
    ...(typeof row.offersInterpretations === 'boolean' ? { offersInterpretations: row.offersInterpretations } : {}),
    ...(typeof row.binds === 'string' ? { binds: row.binds } : {}),
    ...(Array.isArray(row.sectors) && row.sectors.length > 0 ? { sectors: row.sectors } : {}),
    ...(row.disabledAt instanceof Date ? { disabledAt: row.disabledAt } : {}),
    ...(typeof row.revision === 'number' ? { revision: row.revision } : {}),
  };
}

function readMandate(row: MandateRow): Mandate {
  return {
    id: row._id,
    policyId: row.policyId,
    policyVersion: row.policyVersion,
    ruleId: row.ruleId,
    title: row.title,
    docNumber: row.docNumber,
    issuer: row.issuer,
    sourceUrl: row.sourceUrl,
    publishedAt: row.publishedAt,
    issuedAt: row.issuedAt,
    ...(row.countsFromAt instanceof Date ? { countsFromAt: row.countsFromAt } : {}),
    ...(row.widenedAt === undefined || row.widenedAt.length === 0 ? {} : { widenedAt: row.widenedAt }),
    stage: row.stage,
    reviews: row.reviews.map(readReview),
    dueBy: row.dueBy,
    provisional: row.provisional,
    expanded: row.expanded,
  };
}

/** Steps taken before mandates could be returned name neither the step nor the person. */
function readReview({ stage, by, at, step, name, reason }: Mandate['reviews'][number]): Mandate['reviews'][number] {
  return {
    stage,
    by,
    at,
    ...(typeof step === 'string' ? { step } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

/** While a mandate is drafted, or not yet gone through, it is open whatever is owed; once it has ended it is not. */
function whereOpen({ open, owed }: MandateFilter): Filter {
  const ids = checkIds(owed, 'mandateId');
  return open
    ? { $or: [{ stage: noneOf(SETTLED) }, { stage: 'issued', $or: [{ expanded: false }, { _id: anyOf(ids) }] }] }
    : { $or: [{ stage: anyOf(ENDED) }, { stage: 'issued', expanded: true, _id: noneOf(ids) }] };
}
const IN_REVIEW = ['drafted', 'first-review', 'second-review'] as const;
const ENDED = ['refused', 'withdrawn'] as const;
const SETTLED = ['issued', ...ENDED] as const;

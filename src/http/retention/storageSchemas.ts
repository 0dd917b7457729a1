import { z } from 'zod';
import type { LookDayView, RemovalView, RetentionRuleView, StorageView } from '../../api/storage';
import { RETENTION_RULES } from '../../domain/retention/retentionRules';
import { isoInstant, listOf, named } from '../edge/answerSchemas';

const retentionClass = z.enum(RETENTION_RULES.map((rule) => rule.class));

const retentionRuleView = named(
  'RetentionRule',
  z.strictObject({
    class: z.enum([...RETENTION_RULES.map((rule) => rule.class), 'ledger']),
    days: z.int().meta({ description: 'How long it is kept, in whole civil days; `retention` of the configuration.' }),
    leastDays: z.int().meta({ description: 'What no configuration may go below.' }),
    clause: z.string(),
    stays: z.enum(['daily-figures', 'all-but-text', 'last-change', 'archive-file', 'nothing']),
  }),
) satisfies z.ZodType<RetentionRuleView>;

export const storageView = named(
  'Storage',
  z.strictObject({
    asOf: isoInstant,
    documentBytes: z.int(),
    storedBytes: z.int().meta({ description: 'With indexes.' }),
    disk: z.strictObject({ totalBytes: z.int(), freeBytes: z.int() }).nullable(),
    level: z.enum(['enough', 'low', 'very-low']).meta({ description: '`low` from 20 % free, `very-low` from 5 %.' }),
    bytesADay: z.int().nullable().meta({ description: 'Null: not known yet.' }),
    daysLeft: z.int().nullable().meta({ description: 'Null: the store does not grow, or it is not known.' }),
    rules: z.array(retentionRuleView),
    sealedEntries: z.int().meta({ description: 'Entries of the ledger that are in archive files.' }),
  }),
) satisfies z.ZodType<StorageView>;

const removalView = named(
  'Removal',
  z.strictObject({
    class: retentionClass,
    on: z.string().meta({ description: 'Civil day of the run.' }),
    before: isoInstant,
    startedAt: isoInstant,
    endedAt: isoInstant.nullable(),
    removed: z.int(),
    kept: z.int().meta({ description: 'Kept though old enough, as evidence.' }),
  }),
) satisfies z.ZodType<RemovalView>;
export const removalList = listOf('RemovalList', removalView);

const lookDayView = named(
  'LookDay',
  z.strictObject({
    on: z.string().meta({ description: 'Civil day.' }),
    looks: z.int(),
    seen: z.int().meta({ description: 'Looks that showed the account.' }),
    failures: z.array(z.strictObject({ outcome: z.string(), detail: z.string(), count: z.int() })),
    firstSightAt: isoInstant.nullable(),
    lastSightAt: isoInstant.nullable(),
    longestGapMs: z.int().nullable().meta({ description: 'Longest time between two sights of the day.' }),
  }),
) satisfies z.ZodType<LookDayView>;
export const lookDayList = listOf('LookDayList', lookDayView);

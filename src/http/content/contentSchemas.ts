import { z } from 'zod';
import type { ContentChecksView, ContentNoteView, OwnWordView, StopOverrideView } from '../../api/content';
import { CONTENT_KINDS } from '../../domain/content/contentHit';
import { OWN_WORD_STANDINGS, OWN_WORD_STEPS } from '../../domain/content/ownWord';
import type { OwnWordId, UnitId } from '../../domain/ids';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields } from '../edge/inputSchemas';
import { civilDate, reason, version } from '../team/liaisonSchemas';

export const contentNoteView = named(
  'ContentNote',
  z.strictObject({
    kind: z.enum(CONTENT_KINDS),
    before: z.string(),
    words: z.string(),
    after: z.string(),
    suggestion: z.string().nullable(),
    origin: z.string(),
    isExcusable: z.boolean().meta({ description: 'Whether its words can be proposed as words of the unit.' }),
  }),
) satisfies z.ZodType<ContentNoteView>;

export const ownWordParams = z.strictObject({ id: idOf<OwnWordId>() });
export const ownWordsQuery = z.strictObject({
  ...pageFields,
  state: z.exactOptional(z.enum(OWN_WORD_STANDINGS)),
  unit: z.exactOptional(idOf<UnitId>()).meta({ description: 'Of this unit and those below it.' }),
});
export const proposeBody = z.strictObject({
  unitId: idOf<UnitId>().meta({ description: 'For it and the units below it.' }),
  ruleId: z.string().min(1).max(100).meta({ description: 'The rule that found the words (`code` of a check).' }),
  words: nameText(300, 2),
  reason,
  lastOn: civilDate.meta({ description: 'The last day on which it holds; at most 366 days from today.' }),
});
export const decisionBody = z.strictObject({
  version,
  decision: z.enum(['approve', 'refuse', 'revoke']),
  reason,
});
export const withdrawBody = z.strictObject({ version, reason });

export const ownWordView = named(
  'OwnWord',
  z.strictObject({
    id: z.string(),
    unitId: z.string(),
    unitName: z.string(),
    ruleId: z.string(),
    kind: z.enum(CONTENT_KINDS),
    words: z.string(),
    standing: z.enum(OWN_WORD_STANDINGS),
    lastOn: z.string(),
    proposedByName: z.string(),
    proposedAt: isoInstant,
    thread: z.array(
      z.strictObject({
        event: z.enum(['propose', ...OWN_WORD_STEPS]),
        name: z.string(),
        at: isoInstant,
        words: z.string(),
      }),
    ),
    acts: z.array(z.enum(OWN_WORD_STEPS)).meta({ description: 'What whoever asks can do now.' }),
    version: z.int(),
  }),
) satisfies z.ZodType<OwnWordView>;
export const ownWordList = listOf('OwnWordList', ownWordView);

export const contentChecksView = named(
  'ContentChecks',
  z.strictObject({
    checks: z.array(
      z.strictObject({
        field: z.string(),
        ruleId: z.string(),
        level: z.enum(['blocking', 'hint']),
        content: contentNoteView,
      }),
    ),
    mayOverride: z.boolean().meta({ description: 'Whether whoever asks may hand it in with what stops it.' }),
  }),
) satisfies z.ZodType<ContentChecksView>;

/** With what something is handed in although a check stops it. */
export const stopLifts = z
  .array(
    z.strictObject({
      field: z.string().min(1).max(60),
      ruleId: z.string().min(1).max(100),
      words: z.string().min(1).max(2_000),
      reason,
    }),
  )
  .max(50)
  .default([])
  .meta({ description: 'What stops it and is handed in anyway, with a reason for each (action `content.override`).' });

export const stopOverrideView = named(
  'StopOverride',
  z.strictObject({
    field: z.string(),
    ruleId: z.string(),
    words: z.string(),
    reason: z.string(),
    byName: z.string(),
    at: isoInstant,
  }),
) satisfies z.ZodType<StopOverrideView>;
